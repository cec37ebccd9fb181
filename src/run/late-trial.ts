/** What came of a script after it had ended, as a failure of that script. */
import type { History } from '../../oracles/history.ts'
import type { Profile } from '../../oracles/profile.ts'
import { Recording } from '../../oracles/recording.ts'
import type { Event } from '../../oracles/tlib.ts'
import type { Script } from '../plan/script.ts'
import type { WholeScript } from './ended-scripts.ts'
import { upToRound } from './up-to-round.ts'
import { judged, type Trial } from './trial.ts'

/**
 * The trial of a script once more, with events that are late.
 * @returns the script only as far as it can be judged, where the judge gives up before its end.
 */
export function lateTrial(
  { script, history }: WholeScript,
  events: readonly Event[],
  profile: Profile,
): { readonly script: Script; readonly trial: Trial } {
  const trial = judged(Recording.of(withLate(history, events)), profile)
  if (trial.failed || trial.verdict.verdict === 'conforms') return { script, trial }
  const { round } = trial.verdict
  const cut = { script: upToRound(script, round), history: upToRound(history, round) }
  return lateTrial(cut, events, profile)
}

/** Events of the last round; of one in which nothing was sent, where the history has no rounds. */
function withLate({ calls, early, rounds }: History, events: readonly Event[]): History {
  const last = rounds.at(-1) ?? { actions: [], events: [], late: [] }
  const round = { ...last, late: [...last.late, ...events] }
  return { calls, early, rounds: [...rounds.slice(0, -1), round] }
}

/** A script of which nothing is known any more but the ConnIDs that its calls had. */
export function unseen(script: Script, connIDs: readonly string[]): WholeScript {
  const calls = script.calls.flatMap((call, at) => {
    const connID = connIDs[at]
    return connID === undefined ? [] : [{ ...call, connID }]
  })
  return { script, history: { calls, early: [], rounds: [] } }
}
