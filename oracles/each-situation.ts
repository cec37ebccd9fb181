/** Takes the calls of a history through its requests, in the order in which these took effect. */
import { Attendance } from './attendance.ts'
import { established } from './call.ts'
import type { EstablishedCall, History } from './history.ts'
import type { Outcome } from './outcome.ts'
import { situationNumber } from './situation.ts'
import { bareConnID, otherDNOf } from './tlib.ts'

/**
 * Calls `visit` with the number of the situation in which each request took effect.
 * @param outcomes what followed from the requests, as a verdict has them: round by round, in the
 *   order in which they took effect. They may be of the first rounds alone.
 */
export function eachSituation(
  { calls, rounds }: History,
  outcomes: readonly Outcome[],
  visit: (situation: number) => void,
): void {
  let there: readonly Attended[] = []
  let at = 0
  let next = 0
  for (const { actions } of rounds) {
    if (at === 0 || calls.length > 1) there = callsAt(calls, at, there)
    at += 1
    const [first] = actions
    if (first?.request === 'addParty') {
      callOf(there, bareConnID(first.connID))?.join(first.dn)
      continue
    }
    const inFlight = actions.length > 1
    if (inFlight) for (const { attendance } of there) attendance.nextRound()
    for (const end = next + actions.length; next < end; next++) {
      const outcome = outcomes[next]
      if (outcome === undefined) return
      const { request, call, departed } = outcome
      const attendance = callOf(there, call.connID)
      const { thisDN } = request
      visit(situationNumber(thisDN, otherDNOf(request), attendance, inFlight, departed))
      attendance?.leave(departed)
    }
  }
}

interface Attended {
  /** Without metainformation. */
  readonly connID: string
  readonly attendance: Attendance
}

/** Where calls are established before a round, they take the place of those that were there. */
function callsAt(
  calls: readonly EstablishedCall[],
  round: number,
  before: readonly Attended[],
): readonly Attended[] {
  const there: Attended[] = []
  for (const call of calls) {
    if ((call.from ?? 0) !== round) continue
    const { connID, ...rest } = established(call)
    there.push({ connID, attendance: new Attendance(rest) })
  }
  return there.length === 0 ? before : there
}

function callOf(there: readonly Attended[], connID: string): Attendance | undefined {
  for (const one of there) if (one.connID === connID) return one.attendance
  return undefined
}

/** The same as a list. */
export function situationsIn(history: History, outcomes: readonly Outcome[]): readonly number[] {
  const found: number[] = []
  eachSituation(history, outcomes, (situation) => found.push(situation))
  return found
}
