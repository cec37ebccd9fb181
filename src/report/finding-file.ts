/**
 * A finding's file: the script with the DNs as they were used, where it was run, what every DN was
 * expected to see and what it saw. `replay` needs nothing else.
 */
import { z } from 'zod'
import { judgedAttributes, type DN } from '../../oracles/tlib.ts'
import type { ExpectedEvent } from '../../oracles/expectation.ts'
import type { Explanation } from '../../oracles/verdict.ts'
import { scriptSchema } from '../plan/script.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import { explained, explainedSchema } from './explained.ts'
import { headline } from './headline.ts'
import { rulesOf } from './rule-results.ts'
import { scriptInWords } from './script-in-words.ts'
import { jsonText } from './json-text.ts'
import { pathInWords } from './path-in-words.ts'
import { printable } from '../adapter/printable.ts'

export const findingSchemaId = 'partyline/finding/1'

const dn = z.string()
/** An event as it came: any attributes, as they are kept for the report and not read again. */
const event = z.record(z.string(), z.unknown())
const count = z.int().min(0)

const expectation = z.discriminatedUnion('accepts', [
  z.object({ accepts: z.literal('exactly'), value: z.string() }),
  z.object({ accepts: z.literal('absent-or'), value: z.string() }),
  z.object({ accepts: z.literal('absent-or-none-of'), values: z.array(dn) }),
  z.object({ accepts: z.literal('absent') }),
])

const release = z.object({
  request: z.literal('TReleaseCall'),
  thisDN: dn,
  connID: z.string(),
})
const deletion = z.object({
  request: z.literal('TDeleteFromConference'),
  thisDN: dn,
  connID: z.string(),
  otherDN: dn,
})
const request = z.discriminatedUnion('request', [release, deletion])
const action = z.discriminatedUnion('request', [
  release,
  deletion,
  z.object({ request: z.literal('addParty'), connID: z.string(), by: dn, dn }),
])

const expectedRound = z.object({
  /**
   * What followed from the requests, in the order in which they took effect. Files of the first
   * version name no request: there was one in a round.
   */
  outcomes: z.array(
    z.object({ request: request.optional(), phase: z.string(), departed: z.array(dn) }),
  ),
  /** What each DN was to see. An attribute that is not named was not judged. */
  dns: z.array(
    z.object({
      dn,
      events: z.array(
        z.object({
          name: z.string(),
          attributes: z.partialRecord(z.enum(judgedAttributes), expectation),
        }),
      ),
    }),
  ),
})

export const profileChoices = {
  selfDelete: z.enum(['release', 'refuse', 'any']),
  twoPartyDelete: z.enum(['release', 'refuse', 'any']),
  refusal: z.enum(['error', 'silent', 'any']),
  deleteBy: z.enum(['anyone', 'owner']),
  leaverOtherDN: z.enum(['any', 'absent']),
} as const

export const capabilitiesOfFile = z.object({
  maxParties: count.exactOptional(),
  maxCalls: count.exactOptional(),
  sharedParties: z.boolean().exactOptional(),
  addParty: z.boolean().exactOptional(),
  concurrent: z.boolean().exactOptional(),
  unmonitored: z.boolean().exactOptional(),
  dns: z.array(dn).exactOptional(),
})

export const implementationOfFile = z.object({
  name: z.string(),
  version: z.string().exactOptional(),
})

/** The schema of a finding's file. Fields may be added; those that stand here keep their meaning. */
export const findingFileSchema = z.object({
  schema: z.literal(findingSchemaId),
  fingerprint: z.string().regex(/^[0-9a-f]{12}$/, 'twelve hexadecimal digits are needed'),
  kind: z.enum(['violation', 'crash', 'hang', 'protocol-error']),
  rules: z.array(z.string()),
  /** For people: what is wrong, and the script, in a sentence each. */
  headline: z.string(),
  inWords: z.string(),
  /** What the document says, of each rule that is broken; files of earlier versions have none. */
  sentences: z
    .array(z.object({ rule: z.string(), section: z.string(), sentence: z.string() }))
    .exactOptional(),
  script: scriptSchema,
  seed: z.int(),
  adapter: z.string(),
  implementation: implementationOfFile,
  capabilities: capabilitiesOfFile,
  /** What was made of what the document leaves open, choice by choice. */
  profile: z.object({ name: z.string(), ...profileChoices }),
  reproduced: z.object({ failed: count, of: count }),
  minimal: z.enum(['proved', 'local']),
  /** How many smaller scripts were tried after shrinking; left out where that proves nothing. */
  smallerScripts: z.object({ tried: count, of: count.exactOptional() }).exactOptional(),
  occurrences: count,
  /**
   * Of a script of the corpus there is its file, and the index means nothing. Of one that did not fail
   * alone: with how many others it had been in flight when it did.
   */
  origin: z.object({
    index: count,
    corpus: z.string().exactOptional(),
    parties: count,
    steps: count,
    inFlight: count.exactOptional(),
  }),
  shrinkExecutions: count,
  breaches: z.array(z.object({ rule: z.string(), thisDN: dn, text: z.string() })),
  /** One a round, up to the one that nothing explains; empty unless a rule is broken in a round. */
  expected: z.array(expectedRound),
  /** What was sent and what every DN saw, as it came. */
  seen: z.object({
    calls: z.array(
      z.object({
        connID: z.string(),
        dns: z.array(dn),
        unmonitored: z.array(dn),
        /** The round before which it was established, in place of those before; left out: the first. */
        from: count.exactOptional(),
      }),
    ),
    early: z.array(event),
    rounds: z.array(
      z.object({
        /** In the order in which they were sent; several were in flight together. */
        actions: z.array(action),
        events: z.array(event),
        /** How many of the actions had been sent when each event arrived; left out: all. */
        sent: z.array(count).exactOptional(),
        late: z.array(event),
      }),
    ),
  }),
  /** Of a flood: how many events of a round are not in `seen`; the round -1 is before the first. */
  leftOut: z.array(z.object({ round: z.int().min(-1), events: count })).exactOptional(),
  failure: z.object({ message: z.string(), log: z.array(z.string()) }).exactOptional(),
  ...explainedSchema.shape,
})

export type FindingFile = z.infer<typeof findingFileSchema>

/** The text of a finding's file: JSON, the same for the same finding. */
export function findingFileText(finding: Finding, run: RunOfFinding): string {
  return jsonText(findingFile(finding, run))
}

/** What stands in it of the run. */
export type RunOfFinding = Pick<
  RunResult,
  'seed' | 'adapter' | 'implementation' | 'capabilities' | 'profile' | 'findings'
>

export function findingFile(finding: Finding, run: RunOfFinding): object {
  const { violation } = finding
  const { name, ...choices } = run.profile
  return {
    schema: findingSchemaId,
    fingerprint: finding.fingerprint,
    kind: finding.kind,
    rules: finding.rules,
    headline: headline(finding),
    inWords: scriptInWords(finding.script),
    sentences: rulesOf(finding).map(({ id, section, sentence }) => ({
      rule: id,
      section,
      sentence,
    })),
    script: finding.script,
    seed: run.seed,
    adapter: run.adapter,
    implementation: run.implementation,
    capabilities: run.capabilities,
    profile: { name, ...choices },
    reproduced: finding.reproduced,
    minimal: finding.minimal,
    smallerScripts: finding.smallerScripts,
    occurrences: finding.occurrences,
    origin: { corpus: finding.corpus, ...finding.origin },
    shrinkExecutions: finding.shrinkExecutions,
    breaches: violation?.breaches ?? [],
    // What came before the first action is explained by no round.
    expected: violation?.round === -1 ? [] : (violation?.explanations ?? []).map(expectedOf),
    seen: finding.history,
    leftOut: finding.leftOut,
    failure: finding.failure,
    ...explained(finding, run),
  }
}

function expectedOf({ outcomes }: Explanation): z.infer<typeof expectedRound> {
  const byDN = new Map<DN, z.infer<typeof expectedRound>['dns'][number]['events']>()
  for (const { cells } of outcomes)
    for (const { dns, event } of cells)
      for (const dn of dns) byDN.set(dn, [...(byDN.get(dn) ?? []), judgedOf(event)])
  return {
    outcomes: outcomes.map(({ request, phase, departed }) => ({
      request,
      phase,
      departed: [...departed],
    })),
    dns: [...byDN].map(([dn, events]) => ({ dn, events })),
  }
}

type ExpectedAttributes = z.infer<typeof expectedRound>['dns'][number]['events'][number]

function judgedOf(event: ExpectedEvent): ExpectedAttributes {
  const attributes: ExpectedAttributes['attributes'] = {}
  for (const name of judgedAttributes) {
    const accepted = event[name]
    if (accepted.accepts === 'absent-or-none-of')
      attributes[name] = { ...accepted, values: [...accepted.values] }
    else if (accepted.accepts !== 'anything') attributes[name] = accepted
  }
  return { name: event.name, attributes }
}

/**
 * Reads a finding's file.
 * @param where how the file is named in errors.
 * @returns an Error, one line long, where the text is not one: what is wrong, and where in it.
 */
export function readFindingFile(text: string, where: string): FindingFile | Error {
  const wrong = (what: string): Error =>
    new Error(`${printable(where)} is not a finding's file: ${what}`)
  if (text.trim() === '') return wrong('it is empty')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    return wrong(`it is not JSON, or was cut off: ${printable(why)}`)
  }
  const schema = z.object({ schema: z.unknown() }).safeParse(json)
  if (!schema.success || schema.data.schema !== findingSchemaId) {
    const found = schema.success && typeof schema.data.schema === 'string'
    return wrong(
      found
        ? `its schema is "${printable(String(schema.data.schema), 60)}", and "${findingSchemaId}" is needed`
        : `it names no schema, and "${findingSchemaId}" is needed`,
    )
  }
  const read = findingFileSchema.safeParse(json)
  if (read.success) return read.data
  const [issue] = read.error.issues
  return wrong(
    issue === undefined
      ? 'it does not follow its schema'
      : `${pathInWords(issue.path)}: ${printable(issue.message)}`,
  )
}
