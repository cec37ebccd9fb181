/**
 * A first look at a history: does it conform in the plainest way? That is: what was seen of each
 * request came before anything was seen of the next one, in just the words of the document. Most
 * histories of a right T-Server are so, and to see it is many times quicker than to judge them. What
 * is not seen at a glance is neither right nor wrong: it is left to the judge.
 */
import { Attendance } from './attendance.ts'
import type { EstablishedCall } from './history.ts'
import { mostPositions, Patterns, toRelease, whatever } from './patterns.ts'
import type { PlainCell, PlainOutcome, PlainValue } from './patterns.ts'
import type { Profile } from './profile.ts'
import type { Recording } from './recording.ts'
import { past, present } from './situation.ts'
import { bareConnID, isJudged, type DN, type Event, type Request } from './tlib.ts'

const glances = new WeakMap<Profile, Glance>()

/**
 * @returns the number of the situation in which each request took effect, in the order in which they
 *   did; undefined where it takes the judge to say whether the history conforms.
 */
export function glance(recording: Recording, profile: Profile): readonly number[] | undefined {
  let looking = glances.get(profile)
  if (looking === undefined) glances.set(profile, (looking = new Glance(profile)))
  return looking.at(recording)
}

/** A call, with the positions that make its pattern. */
class Seats {
  /** As the call was established: with metainformation, if it came with any. */
  connID = ''
  readonly attendance = new Attendance({ parties: [], unmonitored: [], owner: undefined })
  /** A bit for the position of each party that is not monitored. */
  unmonitored = 0
  /** -1 where the owner is not there. */
  owner = -1

  restart(call: EstablishedCall): void {
    this.connID = call.connID
    this.attendance.restart(call)
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
const noSeats = new Seats()

/** What it needs to look at a recording is used again for the next one. */
class Glance {
  readonly #patterns: Patterns
  /** The first so many are of the calls that are there. */
  readonly #seats: Seats[] = []
  #there = 0
  readonly #found: number[] = []
  #foundNow = 0

  constructor(profile: Profile) {
    this.#patterns = new Patterns(profile)
  }

  at(recording: Recording): readonly number[] | undefined {
    const { rounds, calls } = recording
    if (recording.eventsFrom(0) > 0) return undefined
    this.#there = this.#foundNow = 0
    for (let round = 0; round < rounds; round++) {
      if (round === 0 || calls.length > 1) this.#establish(calls, round)
      if (!this.#isPlain(recording, round)) return undefined
    }
    return this.#found.slice(0, this.#foundNow)
  }

  /** Where calls are established before a round, they take the place of those that were there. */
  #establish(calls: readonly EstablishedCall[], round: number): void {
    let there = 0
    for (const call of calls) {
      if ((call.from ?? 0) !== round) continue
      const seats = this.#seats[there] ?? new Seats()
      this.#seats[there++] = seats
      seats.restart(call)
    }
    if (there > 0) this.#there = there
  }

  /** Undefined where it takes more than a glance to say which call that is. */
  #seatsOf(connID: string): Seats | undefined {
    for (let at = 0; at < this.#there; at++) {
      const seats = this.#seats[at]
      if (seats?.connID === connID) return seats
    }
    const bare = bareConnID(connID)
    for (let at = 0; at < this.#there; at++)
      if (bareConnID(this.#seats[at]?.connID ?? '') === bare) return undefined
    return noSeats
  }

  /** Finds the situation of each request. */
  #isPlain(recording: Recording, round: number): boolean {
    const { actions } = recording
    const [from, to] = [recording.actionsFrom(round), recording.actionsFrom(round + 1)]
    const end = recording.eventsTo(round)
    if (end < recording.eventsFrom(round + 1) || from === to) return false
    const inFlight = to - from > 1
    if (inFlight) for (let at = 0; at < this.#there; at++) this.#seats[at]?.attendance.nextRound()
    let read = recording.eventsFrom(round)
    for (let at = from; at < to; at++) {
      const action = actions[at]
      if (action === undefined) return false
      const seats = this.#seatsOf(action.connID)
      if (seats === undefined || seats.attendance.parties.length > mostPositions) return false
      if (action.request === 'addParty')
        return !inFlight && joins(action.dn, seats, recording, read, end)
      const outcome = outcomeSeen(
        action,
        seats,
        recording,
        read,
        end,
        at + 1 - from,
        this.#patterns,
      )
      if (outcome === undefined) return false
      read += outcome.events
      this.#found[this.#foundNow++] = situationIn(action, seats, outcome, inFlight)
      // Their positions go up.
      for (let one = outcome.departed.length - 1; one >= 0; one--)
        seats.leaveFrom(outcome.departed[one] ?? 0)
    }
    return read === end
  }
}

/** Set-up: but for events of other calls, which are judged, it may look as it likes. */
function joins(dn: DN, seats: Seats, { events }: Recording, from: number, end: number): boolean {
  if (seats.attendance.parties.includes(dn)) return false
  for (let at = from; at < end; at++) if (isJudged(events[at]?.name ?? '')) return false
  if (seats !== noSeats) seats.join(dn)
  return true
}

/** The first of the model's outcomes whose events are the next ones of the round. */
function outcomeSeen(
  request: Request,
  { attendance, unmonitored, owner }: Seats,
  recording: Recording,
  read: number,
  end: number,
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
  const outcomes = patterns.outcomes(
    length,
    unmonitored,
    who,
    inCall >= 0 && inCall === owner,
    whom,
  )
  for (let at = 0; at < outcomes.length; at++) {
    const outcome = outcomes[at]
    if (outcome && isSeen(outcome, parties, request, recording, read, end, sent)) return outcome
  }
  return undefined
}

/** Does what an outcome tells come next, each event once, and not before the request was sent? */
function isSeen(
  { cells, events: count }: PlainOutcome,
  parties: readonly DN[],
  request: Request,
  recording: Recording,
  read: number,
  endOfRound: number,
  needs: number,
): boolean {
  const end = read + count
  if (end > endOfRound) return false
  const { events } = recording
  let next = read
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]
    if (cell === undefined) continue
    const areSeen = cell.isExact ? areSeenExactly : areSeenLoosely
    if (!areSeen(cell, parties, request, events, read, next, end)) return false
    next += cell.positions.length
  }
  if (recording.tellsWhatWasSent)
    for (let at = read; at < end; at++) if (recording.sentBefore(at) < needs) return false
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
