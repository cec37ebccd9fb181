/** A trial: one script, run once and judged. */
import type { History } from '../../oracles/history.ts'
import { judge } from '../../oracles/judge.ts'
import type { Profile } from '../../oracles/profile.ts'
import type { Event } from '../../oracles/tlib.ts'
import type { Conforms, Violates } from '../../oracles/verdict.ts'
import { AdapterFailure, type MaybePromise } from '../adapter/adapter.ts'
import type { Script } from '../plan/script.ts'
import type { Connection } from './connection.ts'
import { ScriptRun } from './script-run.ts'

export type Trial = Passed | Failed

export interface Passed {
  readonly failed: false
  readonly history: History
  readonly verdict: Conforms
}

export interface Failed {
  readonly failed: true
  /** As far as it came. */
  readonly history: History
  readonly failure: Violates | AdapterFailure
}

/** Runs a script and judges it; synchronous where the adapter is. */
export function tryScript(
  script: Script,
  connection: Connection,
  profile: Profile,
): MaybePromise<Trial> {
  const run = new ScriptRun(script, connection.tserver, connection.inbox)
  try {
    const going = run.proceed()
    if (going instanceof Promise)
      return going.then(
        () => judged(run.history, profile),
        (error: unknown) => adapterFailed(run.history, error),
      )
  } catch (error) {
    return adapterFailed(run.history, error)
  }
  return judged(run.history, profile)
}

/** A history that came to its end, as a trial. */
export function judged(history: History, profile: Profile): Trial {
  const verdict = judge(history, profile)
  return verdict.verdict === 'conforms'
    ? { failed: false, history, verdict }
    : { failed: true, history, failure: verdict }
}

/**
 * The trial once more, with events that came after its script had ended: they are late.
 * @param strays what arrived since the script's calls were discarded.
 */
export function withStrays(passed: Passed, strays: readonly Event[], profile: Profile): Trial {
  if (strays.length === 0) return passed
  const { history } = passed
  const last = history.rounds.at(-1)
  return judged(
    last === undefined
      ? { ...history, early: [...history.early, ...strays] }
      : {
          ...history,
          rounds: history.rounds.with(-1, { ...last, late: [...last.late, ...strays] }),
        },
    profile,
  )
}

/** What is not the adapter's failure is ours, and is not to be blamed on a T-Server. */
function adapterFailed(history: History, error: unknown): Trial {
  if (error instanceof AdapterFailure) return { failed: true, history, failure: error }
  throw error
}

/** What a failure is called: two with the same name are taken for the same bug. */
export function failureName({ failure }: Failed): string {
  return failure instanceof AdapterFailure ? failure.kind : (failure.breaches[0]?.rule ?? '')
}
