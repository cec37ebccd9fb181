/**
 * The situation in which a request takes effect: all that clauses and transitions ask for, packed
 * into one number. A run counts every request under its number and unpacks the numbers when it is
 * over, so that coverage costs little more than an addition a request.
 */
import type { Attendance } from './attendance.ts'
import type { DN } from './tlib.ts'

/** What is asked for, with the number of each. `transitions.ts` says why these are kept apart. */
const move = {
  'release-first': 0,
  'release-middle': 1,
  'release-last': 2,
  'delete-first': 3,
  'delete-middle-by-first': 4,
  'delete-middle-by-other': 5,
  'delete-last-by-first': 6,
  'delete-last-by-other': 7,
  'delete-unmonitored': 8,
  'self-delete': 9,
  'refused-by-gone': 10,
  'refused-by-stranger': 11,
  'refused-of-gone': 12,
  'refused-of-stranger': 13,
  'to-ended-call': 14,
  'to-unknown-call': 15,
} as const

export type Move = keyof typeof move

const isMove = (name: string): name is Move => name in move

export const moves: readonly Move[] = Object.keys(move).filter(isMove)

export interface Situation {
  readonly move: Move
  /** Before the request takes effect; 5 stands for more as well, 2 also for a call that is not there. */
  readonly parties: number
  /** Does anybody leave by it? */
  readonly carriedOut: boolean
  /** Has anybody left the call before? */
  readonly formerConference: boolean
  /** Is anybody there who had left and was added again? */
  readonly returner: boolean
  /** Is anybody there to whom nothing is distributed? */
  readonly unmonitored: boolean
  /** Is another request in flight with it? */
  readonly inFlight: boolean
  /** Does the owner of the call ask? */
  readonly byOwner: boolean
  /** In this round, has anybody left before? If it is refused: one whom it is about? */
  readonly afterDeparture: boolean
  /** Are only such parties left by it to which nothing is distributed? */
  readonly unseen: boolean
}

/** The flags of a situation, each with its bit; below them stand the move and the parties. */
const bits = {
  carriedOut: 1 << 6,
  formerConference: 1 << 7,
  returner: 1 << 8,
  unmonitored: 1 << 9,
  inFlight: 1 << 10,
  byOwner: 1 << 11,
  afterDeparture: 1 << 12,
  unseen: 1 << 13,
} as const

/** Every number of a situation is below this one. */
export const situationNumbers = 1 << 14

const mostParties = 5

/** A situation from its number. */
export function situationOf(number: number): Situation {
  const asked = moves[number & 15]
  if (asked === undefined) throw new RangeError(`${number} is no situation.`)
  const is = (flag: keyof typeof bits): boolean => (number & bits[flag]) !== 0
  return {
    move: asked,
    parties: 2 + ((number >> 4) & 3),
    carriedOut: is('carriedOut'),
    formerConference: is('formerConference'),
    returner: is('returner'),
    unmonitored: is('unmonitored'),
    inFlight: is('inFlight'),
    byOwner: is('byOwner'),
    afterDeparture: is('afterDeparture'),
    unseen: is('unseen'),
  }
}

/**
 * The number of the situation in which a request takes effect.
 * @param otherDN the DN to be deleted; undefined for TReleaseCall.
 * @param attendance of the request's call, just before; undefined where there is none.
 * @param inFlight is another request in flight with it?
 * @param departing who leaves by it; nobody where it is refused.
 */
export function situationNumber(
  thisDN: DN,
  otherDN: DN | undefined,
  attendance: Attendance | undefined,
  inFlight: boolean,
  departing: readonly DN[],
): number {
  return (
    present(thisDN, otherDN, attendance, departing) |
    past(thisDN, otherDN, attendance, inFlight, departing.length > 0)
  )
}

/**
 * What a situation has of who is there: where they stand, and not what has happened before. Only of
 * those who are not there it matters whether they have been.
 */
export function present(
  thisDN: DN,
  otherDN: DN | undefined,
  attendance: Attendance | undefined,
  departing: readonly DN[],
): number {
  const asked = moveOf(thisDN, otherDN, attendance)
  if (attendance === undefined) return asked
  const { length } = attendance.parties
  let number = asked | (Math.max(0, Math.min(length, mostParties) - 2) << 4)
  if (thisDN === attendance.owner) number |= bits.byOwner
  const unmonitored = attendance.hasUnmonitored
  if (unmonitored) number |= bits.unmonitored
  if (departing.length === 0) return number
  number |= bits.carriedOut
  if (unmonitored && attendance.leavesNobodyMonitored(departing)) number |= bits.unseen
  return number
}

/** The rest: what has happened before, and what happens with it. */
export function past(
  thisDN: DN,
  otherDN: DN | undefined,
  attendance: Attendance | undefined,
  inFlight: boolean,
  carriedOut: boolean,
): number {
  let number = inFlight ? bits.inFlight : 0
  if (attendance === undefined) return number
  if (attendance.hasDeparted) number |= bits.formerConference
  if (attendance.hasReturner) number |= bits.returner
  if (!inFlight) return number
  const isAfter = carriedOut ? attendance.hasAnybodyJustLeft : attendance.isLate(thisDN, otherDN)
  return isAfter ? number | bits.afterDeparture : number
}

function moveOf(thisDN: DN, otherDN: DN | undefined, attendance: Attendance | undefined): number {
  if (attendance === undefined) return move['to-unknown-call']
  const { parties } = attendance
  if (parties.length === 0) return move['to-ended-call']
  if (!parties.includes(thisDN))
    return attendance.hasLeft(thisDN) ? move['refused-by-gone'] : move['refused-by-stranger']
  const { firstMonitored } = attendance
  if (otherDN === undefined) {
    if (thisDN === firstMonitored) return move['release-first']
    return thisDN === attendance.lastMonitored ? move['release-last'] : move['release-middle']
  }
  if (!parties.includes(otherDN))
    return attendance.hasLeft(otherDN) ? move['refused-of-gone'] : move['refused-of-stranger']
  if (otherDN === thisDN) return move['self-delete']
  if (attendance.isUnmonitored(otherDN)) return move['delete-unmonitored']
  if (otherDN === firstMonitored) return move['delete-first']
  const byFirst = thisDN === firstMonitored
  if (otherDN === attendance.lastMonitored)
    return byFirst ? move['delete-last-by-first'] : move['delete-last-by-other']
  return byFirst ? move['delete-middle-by-first'] : move['delete-middle-by-other']
}
