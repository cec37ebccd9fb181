/** history.jsonl: a line a run, as JSON. */
import { z } from 'zod'
import { printable } from '../adapter/printable.ts'
import { jsonLine } from '../report/json-text.ts'
import { exercisedOf } from '../report/exercised.ts'
import type { RunResult } from '../run/finding.ts'
import type { PastRun, Share } from '../run/past-run.ts'

export const historySchemaId = 'partyline/history/1'

/** In characters. Of a line that is longer nothing is made. */
const longestLine = 2 ** 20

const count = z.number().min(0)
const share = z.object({ exercised: count, applicable: count })

/** Fields may be added; those that stand here keep their meaning. */
const historyLineSchema = z.object({
  schema: z.literal(historySchemaId),
  when: z.iso.datetime(),
  implementation: z.object({ name: z.string(), version: z.exactOptional(z.string()) }),
  adapter: z.string(),
  target: z.exactOptional(z.string()),
  seed: z.int(),
  verdict: z.enum(['conforms', 'violates', 'incomplete']),
  scripts: count,
  requests: count,
  events: count,
  seconds: count,
  coverage: z.object({ clauses: share, transitions: share }),
  findings: z.array(
    z.object({ fingerprint: z.string().regex(/^[0-9a-f]{12}$/), known: z.boolean() }),
  ),
  commit: z.exactOptional(z.string()),
})

/** What a run does not know of itself. */
export interface Occasion {
  /** When it began. */
  readonly when: Date
  readonly target?: string | undefined
  readonly commit?: string | undefined
}

export function pastRunOf(run: RunResult, { when, target, commit }: Occasion): PastRun {
  const { scripts, requests, events, seconds } = run.stats
  const { name, version } = run.implementation
  return {
    when: when.toISOString(),
    implementation: {
      name: printable(name),
      ...(version === undefined ? {} : { version: printable(version) }),
    },
    adapter: run.adapter,
    ...(target === undefined ? {} : { target }),
    seed: run.seed,
    verdict: run.verdict,
    scripts,
    requests,
    events,
    seconds,
    coverage: { clauses: shareOf(run.coverage), transitions: shareOf(run.transitions) },
    findings: run.findings.map(({ fingerprint, known }) => ({
      fingerprint,
      known: known !== undefined,
    })),
    ...(commit === undefined ? {} : { commit }),
  }
}

function shareOf(counts: RunResult['coverage'] | RunResult['transitions']): Share {
  const states = counts.map(exercisedOf)
  return {
    exercised: states.filter((state) => state === 'exercised').length,
    applicable: states.filter((state) => state !== 'not-applicable').length,
  }
}

/** @returns one line, without its line feed. */
export function historyLine(run: PastRun): string {
  return jsonLine({ schema: historySchemaId, ...run })
}

/** @returns undefined where the line is none of ours, or was cut off. */
export function readHistoryLine(line: string): PastRun | undefined {
  if (line.length > longestLine) return undefined
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return undefined
  }
  const read = historyLineSchema.safeParse(json)
  if (!read.success) return undefined
  const { schema: _, ...run } = read.data
  return run
}

/** The commit that a CI server says it tests: GitHub, GitLab, Jenkins. */
export function commitOf(environment: Readonly<Record<string, string | undefined>>) {
  const { GITHUB_SHA, CI_COMMIT_SHA, GIT_COMMIT } = environment
  return [GITHUB_SHA, CI_COMMIT_SHA, GIT_COMMIT].find(
    (commit) => commit !== undefined && /^[0-9a-f]{7,64}$/i.test(commit),
  )
}
