/**
 * The T-Server that the properties are checked against: the adapter named by `PARTYLINE_ADAPTER`,
 * as for `--adapter`; without it the embedded T-Server. `PARTYLINE_SEED` draws the scripts of a run
 * that failed again.
 */
import { afterAll, beforeAll } from 'vitest'
import fc from 'fast-check'
import { profiles } from '../oracles/profile.ts'
import { openAdapter } from '../src/adapter/adapter-spec.ts'
import { AdapterFailure } from '../src/adapter/adapter.ts'
import { drawing, type Drawing } from '../src/plan/drawing.ts'
import { decode } from '../src/plan/decode.ts'
import { planArbitrary } from '../src/plan/plan.ts'
import type { Script } from '../src/plan/script.ts'
import { headline } from '../src/report/headline.ts'
import { ladder } from '../src/report/ladder.ts'
import { ladderText } from '../src/report/ladder-text.ts'
import { Connection } from '../src/run/connection.ts'
import { investigate } from '../src/run/investigate.ts'
import { tryScript, type Failed } from '../src/run/trial.ts'

const profile = profiles.default

/** Milliseconds for one answer of the adapter. */
const timeoutMs = 5000

export interface PropertyOptions {
  readonly maxParties: number
  readonly maxSteps: number
  /** A plan's second number: the kinds of steps that are off. Drawn where it is left out. */
  readonly off?: number
  /** Holds a script back that does not belong to the property. */
  readonly where?: (script: Script) => boolean
}

/** Connects before the tests of a file, and shuts down after them. */
export function adapterUnderTest(): {
  /** Every script of these kinds conforms to the document. */
  conforms(options: PropertyOptions): Promise<void>
} {
  let connection: Connection
  beforeAll(async () => {
    const spec = process.env['PARTYLINE_ADAPTER'] ?? 'embedded'
    connection = await Connection.open(await openAdapter(spec, { timeoutMs }))
  })
  afterAll(() => connection.close())
  return { conforms: (options) => conforms(connection, options) }
}

/** @throws Error that shows the smallest script as a ladder, and fast-check's seed. */
export async function conforms(connection: Connection, options: PropertyOptions): Promise<void> {
  const draw = drawing(connection.tserver.capabilities, options.maxParties, profile)
  const failures = new Map<Script, Failed>()
  const property = fc.asyncProperty(scripts(draw, options), async (script) => {
    const trial = await tryScript(script, connection, profile)
    if (!trial.failed) return
    await connection.recover(trial.failure instanceof AdapterFailure)
    failures.set(script, trial)
    throw new Error('the script does not conform')
  })
  // A script is made smaller by the harness's own shrinker, which knows who is still in a call.
  const checked = await fc.check(property, { endOnFailure: true, ...seedOf(process.env) })
  const script = checked.counterexample?.[0]
  const failed = script === undefined ? undefined : failures.get(script)
  if (script !== undefined && failed !== undefined)
    throw new Error(await explanation(connection, draw, script, failed, checked.seed))
  if (checked.failed) throw checked.errorInstance
}

function seedOf({ PARTYLINE_SEED: text }: NodeJS.ProcessEnv): { readonly seed?: number } {
  if (text === undefined || text === '') return {}
  if (/^-?\d{1,10}$/.test(text)) return { seed: Number(text) }
  throw new Error(`PARTYLINE_SEED is ${JSON.stringify(text)}, and a whole number is needed`)
}

function scripts(draw: Drawing, options: PropertyOptions): fc.Arbitrary<Script> {
  const { off, where = () => true } = options
  return planArbitrary(options.maxSteps)
    .map((plan) => decode(off === undefined ? plan : plan.with(1, off), draw.decode))
    .filter(where)
}

async function explanation(
  connection: Connection,
  { plain }: Drawing,
  script: Script,
  failed: Failed,
  seed: number,
): Promise<string> {
  const finding = await investigate(script, failed, 0, { connection, profile, plain })
  return [
    headline(finding),
    `rules: ${finding.rules.join(', ') || finding.kind}`,
    `fast-check seed: ${seed} (PARTYLINE_SEED=${seed} draws the same scripts)`,
    '',
    ladderText(ladder(finding)),
  ].join('\n')
}
