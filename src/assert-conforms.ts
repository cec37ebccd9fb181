/** A script as a test in a suite of one's own, whatever runs its tests. */
import { profiles, type Profile } from '../oracles/profile.ts'
import { openAdapter } from './adapter/adapter-spec.ts'
import type { Adapter } from './adapter/adapter.ts'
import { checked } from './adapter/checked.ts'
import { scriptSchema, type Script } from './plan/script.ts'
import { headline } from './report/headline.ts'
import { counted } from './report/in-words.ts'
import { ladderText } from './report/ladder-text.ts'
import { ladder } from './report/ladder.ts'
import { pathInWords } from './report/path-in-words.ts'
import { rulesOf } from './report/rule-results.ts'
import { scriptInWords } from './report/script-in-words.ts'
import { asSeen } from './run/as-seen.ts'
import { Connection } from './run/connection.ts'
import { tooMuchAsked } from './run/playable.ts'
import { replay, type Replayed } from './run/replay.ts'
import type { Failed } from './run/trial.ts'

export interface AssertConformsOptions {
  /** What to make of what the document leaves open: the name of a profile, or one; `default`. */
  readonly profile?: string | Profile
  /** How often the script is run; 5 times. */
  readonly times?: number
  /** How long the adapter may take for one answer, in milliseconds; 5000. */
  readonly timeoutMs?: number
}

/** Thrown where a T-Server does not do with a script what the document says. */
export class ScriptFailed extends Error {
  override readonly name = 'ScriptFailed'
  /** Ids of the rules that are broken, the most telling first; empty where the adapter failed. */
  readonly rules: readonly string[]

  /** @param message what is wrong, the script in words, and its ladder. */
  constructor(message: string, rules: readonly string[]) {
    super(message)
    this.rules = rules
  }
}

/**
 * Runs a script against a T-Server a few times, and holds what every DN saw against the document.
 * Connects first, and shuts down at the end.
 * @param script as it stands in a finding's file.
 * @param adapter as for `--adapter`, or an adapter of your own.
 * @throws ScriptFailed where it fails in any of the runs.
 * @throws AdapterUnavailable where the T-Server cannot be reached.
 * @throws Error where the script is none, or the adapter cannot play it, or it cannot be judged.
 */
export async function assertConforms(
  script: Script,
  adapter: string | Adapter,
  { profile = 'default', times = 5, timeoutMs = 5000 }: AssertConformsOptions = {},
): Promise<void> {
  const read = readScript(script)
  const judgedBy = typeof profile === 'string' ? profileNamed(profile) : profile
  if (!Number.isInteger(times) || times < 1)
    throw new Error(`times is ${times}, and a whole number from 1 on is needed`)
  const reached =
    typeof adapter === 'string'
      ? await openAdapter(adapter, { timeoutMs })
      : checked('the adapter', adapter, timeoutMs)
  const connection = await Connection.open(reached)
  try {
    const asked = tooMuchAsked(read, connection.tserver.capabilities, judgedBy)
    if (asked !== undefined) throw new Error(`the adapter cannot play the script: ${asked}`)
    expectConforming(read, await replay(read, times, { connection, profile: judgedBy }))
  } finally {
    await connection.close()
  }
}

function readScript(script: unknown): Script {
  const read = scriptSchema.safeParse(script)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Error(
    `the script is none: ${pathInWords(['script', ...(issue?.path ?? [])])}: ${issue?.message}`,
  )
}

function profileNamed(asked: string): Profile {
  const profile = Object.values(profiles).find(({ name }) => name === asked)
  if (profile !== undefined) return profile
  const names = Object.keys(profiles).join(', ')
  throw new Error(`there is no profile ${JSON.stringify(asked)}: the names are ${names}`)
}

function expectConforming(script: Script, { failed, of, undecided, last }: Replayed): void {
  if (last !== undefined) throw scriptFailed(script, last, `${failed} of ${counted(of, 'time')}`)
  if (undecided > 0)
    throw new Error(
      `in ${counted(undecided, 'run')} the search for an order of the requests in flight was given up: the script could not be judged`,
    )
}

function scriptFailed(script: Script, last: Failed, times: string): ScriptFailed {
  const finding = asSeen(script, last, 0, [])
  const lines = [
    headline(finding),
    ...rulesOf(finding).map(({ id, title }) => `${id}: ${title}`),
    `${scriptInWords(script)} It failed ${times}.`,
    '',
    ladderText(ladder(finding)),
  ]
  return new ScriptFailed(lines.join('\n'), finding.rules)
}
