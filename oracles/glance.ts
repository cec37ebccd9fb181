/**
 * A first look at a history: does it conform in the plainest way? That is: what was seen of each
 * request came before anything was seen of the next one, in just the words of the document. Most
 * histories of a right T-Server are so, and to see it is many times quicker than to judge them. What
 * is not seen at a glance is neither right nor wrong: it is left to the judge.
 */
import { Attendance } from './attendance.ts'
import { established } from './call.ts'
import type { EstablishedCall, History, Round } from './history.ts'
import { mostPositions, Patterns, toRelease, whatever } from './patterns.ts'
import type { PlainCell, PlainOutcome, PlainValue } from './patterns.ts'
import type { Profile } from './profile.ts'
import { past, present } from './situation.ts'
import { bareConnID, isJudged, type DN, type Event, type Request } from './tlib.ts'

const patternsOf = new WeakMap<Profile, Patterns>()

/**
 * @returns the number of the situation in which each request took effect, in the order in which they
 *   did; undefined where it takes the judge to say whether the history conforms.
 */
export function glance(history: History, profile: Profile): readonly number[] | undefined {
  if (history.early.length > 0) return undefined
  let patterns = patternsOf.get(profile)
  if (patterns === undefined) patternsOf.set(profile, (patterns = new Patterns(profile)))
  const found: number[] = []
  let there: readonly Seats[] = []
  let at = 0
  for (const round of history.rounds) {
    if (at === 0 || history.calls.length > 1) there = seatsAt(history.calls, at, there)
    at += 1
    if (!isPlain(round, there, patterns, found)) return undefined
  }
  return found
}

/** A call, with the positions that make its pattern. */
class Seats {
  /** As the call was established: with metainformation, if it came with any. */
  readonly connID: string
  readonly attendance: Attendance
  /** A bit for the position of each party that is not monitored. */
  unmonitored: number
  /** -1 where the owner is not there. */
  owner: number

  constructor(call: EstablishedCall) {
    this.connID = call.connID
    this.attendance = new Attendance(established(call))
    this.owner = call.dns.length === 0 ? -1 : 0
    // Those who are not monitored stand behind the others.
    this.unmonitored = ((1 << call.unmonitored.length) - 1) << call.dns.length
  }

  join(dn: DN): void {
    const { parties, owner } = this.attendance
    if (dn === owner) this.owner = parties.length
    this.attendance.join(dn)
  }

  leaveFrom(position: number): void {
    this.attendance.leaveFrom(position)
    const before = (1 << position) - 1
    this.unmonitored = (this.unmonitored & before) | ((this.unmonitored >> 1) & ~before)
    if (position === this.owner) this.owner = -1
    else if (position < this.owner) this.owner -= 1
  }
}

/** In the place of a call that is not there. */
const noSeats = new Seats({ connID: '@', dns: [], unmonitored: [] })

/** Where calls are established before a round, they take the place of those that were there. */
function seatsAt(
  calls: readonly EstablishedCall[],
  round: number,
  before: readonly Seats[],
): readonly Seats[] {
  const there: Seats[] = []
  for (const call of calls) if ((call.from ?? 0) === round) there.push(new Seats(call))
  return there.length === 0 ? before : there
}

/** Undefined where it takes more than a glance to say which call that is. */
function seatsOf(there: readonly Seats[], connID: string): Seats | undefined {
  for (const seats of there) if (seats.connID === connID) return seats
  const bare = bareConnID(connID)
  for (const { attendance } of there) if (attendance.connID === bare) return undefined
  return noSeats
}

/** Adds to `found` the situation of each request. */
function isPlain(
  round: Round,
  there: readonly Seats[],
  patterns: Patterns,
  found: number[],
): boolean {
  const { actions, events, late } = round
  if (late.length > 0 || actions.length === 0) return false
  const inFlight = actions.length > 1
  if (inFlight) for (const { attendance } of there) attendance.nextRound()
  let read = 0
  let sent = 0
  for (const action of actions) {
    const seats = seatsOf(there, action.connID)
    if (seats === undefined || seats.attendance.parties.length > mostPositions) return false
    if (action.request === 'addParty') return !inFlight && joins(action.dn, seats, events)
    sent += 1
    const outcome = outcomeSeen(action, seats, round, read, sent, patterns)
    if (outcome === undefined) return false
    read += outcome.events
    found.push(situationIn(action, seats, outcome, inFlight))
    // Their positions go up.
    for (let at = outcome.departed.length - 1; at >= 0; at--)
      seats.leaveFrom(outcome.departed[at] ?? 0)
  }
  return read === events.length
}

/** Set-up: but for events of other calls, which are judged, it may look as it likes. */
function joins(dn: DN, seats: Seats, events: readonly Event[]): boolean {
  if (seats.attendance.parties.includes(dn)) return false
  for (const { name } of events) if (isJudged(name)) return false
  if (seats !== noSeats) seats.join(dn)
  return true
}

/** The first of the model's outcomes whose events are the next ones of the round. */
function outcomeSeen(
  request: Request,
  { attendance, unmonitored, owner }: Seats,
  round: Round,
  read: number,
  sent: number,
  patterns: Patterns,
): PlainOutcome | undefined {
  const { parties } = attendance
  const { length } = parties
  const { thisDN } = request
  const inCall = parties.indexOf(thisDN)
  const who = inCall < 0 ? length : inCall
  let whom = toRelease
  if (request.request === 'TDeleteFromConference') {
    whom = parties.indexOf(request.otherDN)
    if (whom < 0) whom = request.otherDN === thisDN ? who : length + 1
  }
  let by = owner
  if (by < 0) by = length + 2
  for (const outcome of patterns.outcomes(length, unmonitored, by, who, whom))
    if (isSeen(outcome, parties, request, round, read, sent)) return outcome
  return undefined
}

/** Does what an outcome tells come next, each event once, and not before the request was sent? */
function isSeen(
  { cells, events: count }: PlainOutcome,
  parties: readonly DN[],
  request: Request,
  { events, sent }: Round,
  read: number,
  needs: number,
): boolean {
  const end = read + count
  if (end > events.length) return false
  let next = read
  for (const cell of cells) {
    const areSeen = cell.isExact ? areSeenExactly : areSeenLoosely
    if (!areSeen(cell, parties, request, events, read, next, end)) return false
    next += cell.positions.length
  }
  if (sent !== undefined)
    for (let at = read; at < end; at++) if ((sent[at] ?? needs) < needs) return false
  return true
}

/**
 * The same as `areSeenLoosely`, for cells in which each attribute has one right value: most events
 * are of such a cell, and all of them have the same shape, which makes them quick to read.
 */
function areSeenExactly(
  cell: PlainCell,
  parties: readonly DN[],
  { connID }: Request,
  events: readonly Event[],
  read: number,
  next: number,
  end: number,
): boolean {
  const { name, positions } = cell
  const OtherDN = valueOf(cell.OtherDN, parties)
  const OtherDNRole = valueOf(cell.OtherDNRole, parties)
  const ThirdPartyDN = valueOf(cell.ThirdPartyDN, parties)
  const ThirdPartyDNRole = valueOf(cell.ThirdPartyDNRole, parties)
  const CallState = valueOf(cell.CallState, parties)
  for (let at = 0; at < positions.length; at++) {
    const dn = parties[positions[at] ?? -1]
    let event = events[next + at]
    if (event?.ThisDN !== dn) event = eventFor(dn, events, read, end)
    if (
      event === undefined ||
      event.name !== name ||
      event.ConnID !== connID ||
      event.OtherDN !== OtherDN ||
      event.OtherDNRole !== OtherDNRole ||
      event.ThirdPartyDN !== ThirdPartyDN ||
      event.ThirdPartyDNRole !== ThirdPartyDNRole ||
      event.CallState !== CallState
    )
      return false
  }
  return true
}

function areSeenLoosely(
  cell: PlainCell,
  parties: readonly DN[],
  { connID, thisDN }: Request,
  events: readonly Event[],
  read: number,
  next: number,
  end: number,
): boolean {
  const { name, positions } = cell
  for (let at = 0; at < positions.length; at++) {
    // Who is told and is not in the call is who asked.
    const dn = parties[positions[at] ?? -1] ?? thisDN
    let event = events[next + at]
    if (event?.ThisDN !== dn) event = eventFor(dn, events, read, end)
    if (
      event?.name !== name ||
      (cell.ConnID.word !== whatever && event.ConnID !== connID) ||
      (cell.OtherDN.word !== whatever && !isRight(event.OtherDN, cell.OtherDN, parties)) ||
      (cell.OtherDNRole.word !== whatever &&
        !isRight(event.OtherDNRole, cell.OtherDNRole, parties)) ||
      (cell.ThirdPartyDN.word !== whatever &&
        !isRight(event.ThirdPartyDN, cell.ThirdPartyDN, parties)) ||
      (cell.ThirdPartyDNRole.word !== whatever &&
        !isRight(event.ThirdPartyDNRole, cell.ThirdPartyDNRole, parties)) ||
      (cell.CallState.word !== whatever && !isRight(event.CallState, cell.CallState, parties))
    )
      return false
  }
  return true
}

/** Events often come in the order of the cells; where they do not, each is looked for. */
function eventFor(
  dn: DN | undefined,
  events: readonly Event[],
  read: number,
  end: number,
): Event | undefined {
  for (let at = read; at < end; at++) if (events[at]?.ThisDN === dn) return events[at]
  return undefined
}

function isRight(value: unknown, plain: PlainValue, parties: readonly DN[]): boolean {
  return value === valueOf(plain, parties) || (plain.optional && value === undefined)
}

function valueOf({ position, word }: PlainValue, parties: readonly DN[]): string | undefined {
  return position < 0 ? word : parties[position]
}

function situationIn(
  request: Request,
  seats: Seats,
  outcome: PlainOutcome,
  inFlight: boolean,
): number {
  const { thisDN } = request
  const otherDN = request.request === 'TReleaseCall' ? undefined : request.otherDN
  const attendance = seats === noSeats ? undefined : seats.attendance
  const now = outcome.present ?? present(thisDN, otherDN, attendance, [])
  return now | past(thisDN, otherDN, attendance, inFlight, outcome.departed.length > 0)
}
