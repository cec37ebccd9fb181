/** A trial: one script, run once and judged. */
import { situationsIn } from '../../oracles/each-situation.ts'
import { glance } from '../../oracles/glance.ts'
import type { History } from '../../oracles/history.ts'
import { judge } from '../../oracles/judge.ts'
import type { Profile } from '../../oracles/profile.ts'
import type { Recording } from '../../oracles/recording.ts'
import type { Unknown, Violates } from '../../oracles/verdict.ts'
import { AdapterFailure, type MaybePromise } from '../adapter/adapter.ts'
import type { Wire } from '../adapter/wire.ts'
import type { Script } from '../plan/script.ts'
import type { Connection } from './connection.ts'
import { ScriptRun } from './script-run.ts'

export type Trial = Ended | Failed

/** It came to its end, and the judge found nothing wrong, or gave up. */
export interface Ended {
  readonly failed: false
  readonly recording: Recording
  /** Where it is not known whether the history conforms: never to be taken for a pass. */
  readonly verdict: Passed | Unknown
}

export interface Passed {
  readonly verdict: 'conforms'
  /** The number of the situation in which each request took effect, in the order in which they did. */
  readonly situations: readonly number[]
}

export interface Failed {
  readonly failed: true
  /** As far as it came. */
  readonly history: History
  readonly failure: Violates | AdapterFailure
  /** What went over the wire, where there is one and it was looked at. */
  readonly wire?: Wire
}

/**
 * Runs a script and judges what is its own of all that came; synchronous where the adapter is.
 * @param index the script's number in the run, where it is one of the run's.
 */
export function tryScript(
  script: Script,
  connection: Connection,
  profile: Profile,
  index?: number,
): MaybePromise<Trial> {
  connection.use()
  connection.late.settle()
  const run = new ScriptRun(script, connection.tserver, connection.inbox)
  const { recording } = run
  try {
    const going = run.proceed()
    if (going instanceof Promise)
      return going.then(
        () => tried(recording, undefined, false),
        (error: unknown) => tried(recording, adapterFailure(error), false),
      )
  } catch (error) {
    return tried(recording, adapterFailure(error), true)
  }
  return tried(recording, undefined, true)

  function tried(all: Recording, failure: AdapterFailure | undefined, atOnce: boolean): Trial {
    const { inbox, late } = connection
    inbox.into = late.strays
    if (inbox.setUp.length > 0) late.sort(inbox.setUp, all.calls)
    const trial = trialOf(all, profile, failure)
    const conforms = !trial.failed && trial.verdict.verdict === 'conforms'
    const own = conforms ? all : late.ownOf(script, all)
    const ownTrial = own === all ? trial : trialOf(own, profile, failure)
    const ended = late.scriptEnded(script, own, index, atOnce)
    if (ownTrial.failed) late.markTold(ended)
    return ownTrial
  }
}

function trialOf(
  recording: Recording,
  profile: Profile,
  failure: AdapterFailure | undefined,
): Trial {
  return failure === undefined
    ? judged(recording, profile)
    : { failed: true, history: recording.history, failure }
}

/** What came to its end, as a trial. */
export function judged(recording: Recording, profile: Profile): Trial {
  const plain = glance(recording, profile)
  if (plain !== undefined) return passed(recording, plain)
  const { history } = recording
  const verdict = judge(history, profile)
  switch (verdict.verdict) {
    case 'violates':
      return { failed: true, history, failure: verdict }
    case 'unknown':
      return { failed: false, recording, verdict }
    case 'conforms':
      return passed(recording, situationsIn(history, verdict.outcomes))
  }
}

function passed(recording: Recording, situations: readonly number[]): Ended {
  return { failed: false, recording, verdict: { verdict: 'conforms', situations } }
}

/** What is not the adapter's failure is ours, and is not to be blamed on a T-Server. */
function adapterFailure(error: unknown): AdapterFailure {
  if (error instanceof AdapterFailure) return error
  throw error
}

/** As far as it came. */
export function historyOf(trial: Trial): History {
  return trial.failed ? trial.history : trial.recording.history
}

/** What a failure is called: two with the same name are taken for the same bug. */
export function failureName({ failure }: Failed): string {
  return failure instanceof AdapterFailure ? failure.kind : (failure.breaches[0]?.rule ?? '')
}
