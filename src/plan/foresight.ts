/** What a script is likely to exercise, told before it is run. */
import { Attendance } from '../../oracles/attendance.ts'
import { established } from '../../oracles/call.ts'
import { situationNumber } from '../../oracles/situation.ts'
import type { DN } from '../../oracles/tlib.ts'
import type { Script } from './script.ts'

/**
 * Calls `visit` with the number of the situation of each request, as if all that may be carried out
 * were carried out, in the order in which it is sent.
 */
export function foresee({ calls, rounds }: Script, visit: (situation: number) => void): void {
  const attendances: Attendance[] = []
  for (const call of calls) attendances.push(new Attendance(established({ connID: '', ...call })))
  for (const round of rounds) {
    const inFlight = round.length > 1
    if (inFlight) for (const attendance of attendances) attendance.nextRound()
    for (const step of round) {
      const attendance = step.call === 'unknown' ? undefined : attendances[step.call]
      if (step.do === 'addParty') {
        attendance?.join(step.dn)
        continue
      }
      const { thisDN } = step
      const otherDN = step.do === 'TReleaseCall' ? undefined : step.otherDN
      const departed = departedBy(thisDN, otherDN ?? thisDN, attendance?.parties ?? nobody)
      visit(situationNumber(thisDN, otherDN, attendance, inFlight, departed))
      attendance?.leave(departed)
    }
  }
}

const nobody: readonly DN[] = []

/** @returns nobody where the request is to be refused. */
function departedBy(thisDN: DN, leaver: DN, parties: readonly DN[]): readonly DN[] {
  if (!parties.includes(thisDN) || !parties.includes(leaver)) return nobody
  return parties.length === 2 ? parties.slice() : [leaver]
}
