/** From a script that failed to a finding: run again, made smaller, named. */
import type { Profile } from '../../oracles/profile.ts'
import type { DN } from '../../oracles/tlib.ts'
import { AdapterFailure } from '../adapter/adapter.ts'
import { mostParties } from '../plan/drawing.ts'
import { partyCount, stepCount, type Script } from '../plan/script.ts'
import type { Connection } from './connection.ts'
import type { Finding } from './finding.ts'
import { fingerprint } from './fingerprint.ts'
import { shrink } from './shrink.ts'
import { failureName, tryScript, withStrays, type Failed, type Trial } from './trial.ts'

/** How often a script is run again before it is shrunk, and when it cannot be made smaller. */
const repetitions = 5

/** The most scripts that are run in order to make one smaller. */
const shrinkBudget = 2000

/** The same where each of them costs a new start of the T-Server, or a time-out. */
const shrinkBudgetOfFailures = 60

export interface InvestigateOptions {
  readonly connection: Connection
  readonly profile: Profile
  /** Names for DNs, plainest first. */
  readonly plain: readonly DN[]
  /** Once it is true, what is smallest by then is taken. */
  readonly interrupted?: (() => boolean) | undefined
}

/**
 * Runs a script, and waits for what the T-Server still distributes after it. A T-Server that failed
 * is brought back to where it was.
 */
export async function investigateOnce(
  script: Script,
  { connection, profile }: Pick<InvestigateOptions, 'connection' | 'profile'>,
): Promise<Trial> {
  const tried = await untilQuiet(await tryScript(script, connection, profile), connection, profile)
  if (tried.failed) await connection.recover(tried.failure instanceof AdapterFailure)
  return tried
}

async function untilQuiet(tried: Trial, connection: Connection, profile: Profile): Promise<Trial> {
  if (tried.failed) return tried
  const { inbox, tserver } = connection
  inbox.into = []
  const strays = inbox.into
  try {
    await tserver.fence()
  } catch (error) {
    if (!(error instanceof AdapterFailure)) throw error
    return { failed: true, history: tried.history, failure: error }
  }
  return withStrays(tried, strays, profile)
}

/**
 * @param first how the script failed; the T-Server has been brought back since.
 * @param index the script's number in the run.
 * @throws TServerLost
 */
export async function investigate(
  script: Script,
  first: Failed,
  index: number,
  options: InvestigateOptions,
): Promise<Finding> {
  const name = failureName(first)
  const { interrupted: stopped = () => false } = options
  let latest = first
  const fails = async (candidate: Script): Promise<boolean> => {
    const tried = await investigateOnce(candidate, options)
    if (!tried.failed || failureName(tried) !== name) return false
    latest = tried
    return true
  }
  const again = await countFailures(script, fails, stopped)
  // What does not fail each time is kept as it was seen: a smaller script could only be a guess.
  const steady = again.failed === again.of
  const shrunk = steady
    ? await shrink(await cutOff(script, first, fails), {
        plain: options.plain,
        profile: options.profile,
        maxParties: mostParties(options.connection.tserver.capabilities),
        fails,
        stopped,
        budget: first.failure instanceof AdapterFailure ? shrinkBudgetOfFailures : shrinkBudget,
      })
    : { script, executions: 0 }
  const reproduced = steady ? await countFailures(shrunk.script, fails, stopped) : again
  return {
    ...unshrunk(script, latest, index, options.plain),
    fingerprint: fingerprint(name, shrunk.script, options.plain),
    reproduced,
    script: shrunk.script,
    shrinkExecutions: shrunk.executions,
  }
}

/** A finding as it was seen, where it could not be looked into any further. */
export function unshrunk(
  script: Script,
  failed: Failed,
  index: number,
  plain: readonly DN[],
): Finding {
  return {
    ...describe(failed),
    fingerprint: fingerprint(failureName(failed), script, plain),
    reproduced: { failed: 0, of: 0 },
    minimal: 'local',
    occurrences: 1,
    script,
    origin: { index, parties: partyCount(script), steps: stepCount(script) },
    shrinkExecutions: 0,
  }
}

async function countFailures(
  script: Script,
  fails: (script: Script) => Promise<boolean>,
  stopped: () => boolean,
): Promise<Finding['reproduced']> {
  let failed = 0
  let of = 0
  for (; of < repetitions && !stopped(); of++) if (await fails(script)) failed += 1
  return { failed, of }
}

/** Without what came after the round that failed, where that had no part in it. */
async function cutOff(
  script: Script,
  { history, failure }: Failed,
  fails: (script: Script) => Promise<boolean>,
): Promise<Script> {
  const rounds = failure instanceof AdapterFailure ? history.rounds.length : failure.round + 1
  const cut = { ...script, rounds: script.rounds.slice(0, rounds) }
  return rounds < script.rounds.length && (await fails(cut)) ? cut : script
}

function describe({
  history,
  failure,
}: Failed): Pick<Finding, 'kind' | 'rules' | 'history' | 'violation' | 'failure'> {
  if (failure instanceof AdapterFailure) {
    const { kind, message, log } = failure
    return { kind, rules: [], history, failure: { message, log } }
  }
  const rules = [...new Set(failure.breaches.map(({ rule }) => rule))]
  return { kind: 'violation', rules, history, violation: failure }
}
