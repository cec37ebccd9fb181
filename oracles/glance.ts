/**
 * A first look at a history: does it conform in the plainest way? That is: what was seen of each
 * request came before anything was seen of the next one, in just the words of the document. Most
 * histories of a right T-Server are so, and to see it is many times quicker than to judge them. What
 * is not seen at a glance is neither right nor wrong: it is left to the judge.
 */
import { Attendance } from './attendance.ts'
import type { EstablishedCall } from './history.ts'
import {
  cell,
  cellSize,
  firstWord,
  mostPositions,
  optional,
  outcome,
  Patterns,
  toRelease,
  unknown,
  whatever,
} from './patterns.ts'
import type { Profile } from './profile.ts'
import type { Recording } from './recording.ts'
import { past, present } from './situation.ts'
import { bareConnID, isJudged, otherDNOf } from './tlib.ts'
import type { DN, Event, Request } from './tlib.ts'

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
      const seen = outcomeSeen(action, seats, recording, read, at + 1 - from, this.#patterns)
      if (seen === notSeen) return false
      const { numbers } = this.#patterns
      read += numbers[seen + outcome.events] ?? 0
      const departed = numbers[seen + outcome.departed] ?? 0
      const there = numbers[seen + outcome.present] ?? unknown
      this.#found[this.#foundNow++] = situationIn(action, seats, there, departed !== 0, inFlight)
      // The last first: the positions behind each go up.
      for (let left = departed; left !== 0; left &= ~lastBit(left))
        seats.leaveFrom(positionOfBit(lastBit(left)))
    }
    // An outcome may have been read beyond the end, in events of the next round.
    return read === end
  }
}

/** In place of an outcome's place. */
const notSeen = -1

const firstBit = (bits: number): number => bits & -bits
const lastBit = (bits: number): number => 1 << (31 - Math.clz32(bits))
const positionOfBit = (bit: number): number => 31 - Math.clz32(bit)

/** Set-up: but for events of other calls, which are judged, it may look as it likes. */
function joins(dn: DN, seats: Seats, { events }: Recording, from: number, end: number): boolean {
  if (seats.attendance.parties.includes(dn)) return false
  for (let at = from; at < end; at++) if (isJudged(events[at]?.name ?? '')) return false
  if (seats !== noSeats) seats.join(dn)
  return true
}

/** The place of the first of the model's outcomes whose events are the next ones of the round. */
function outcomeSeen(
  request: Request,
  { attendance, unmonitored, owner }: Seats,
  recording: Recording,
  read: number,
  sent: number,
  patterns: Patterns,
): number {
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
  // Where neither is in the call the request is refused, whoever owns it.
  const isOwner = inCall === owner
  const pattern = patterns.placeOf(length, unmonitored, who, isOwner, whom)
  const { numbers } = patterns
  let place = pattern + 1
  for (let left = numbers[pattern] ?? 0; left > 0; left--) {
    if (isSeen(place, patterns, parties, request, recording, read, sent)) return place
    place += numbers[place + outcome.size] ?? 0
  }
  return notSeen
}

/** Of patterns. */
type Words = readonly (string | undefined)[]

/** Does what an outcome tells come next, each event once, and not before the request was sent? */
function isSeen(
  place: number,
  patterns: Patterns,
  parties: readonly DN[],
  request: Request,
  recording: Recording,
  read: number,
  needs: number,
): boolean {
  const { numbers, words } = patterns
  const end = read + (numbers[place + outcome.events] ?? 0)
  let next = read
  let at = place + outcome.cells + 1
  for (let left = numbers[place + outcome.cells] ?? 0; left > 0; left--) {
    const isNext =
      numbers[at + cell.isExact] === 1
        ? areSeenExactly(at, numbers, words, parties, request, recording.events, read, next, end)
        : areSeenLoosely(at, numbers, words, parties, request, recording.events, read, next, end)
    if (!isNext) return false
    next += numbers[at + cell.events] ?? 0
    at += cellSize
  }
  if (recording.tellsWhatWasSent)
    for (let one = read; one < end; one++) if (recording.sentBefore(one) < needs) return false
  return true
}

/**
 * The same as `areSeenLoosely`, for cells in which each attribute has one right value: most events
 * are of such a cell, and all of them have the same shape, which makes them quick to read.
 */
function areSeenExactly(
  at: number,
  numbers: Int32Array,
  words: Words,
  parties: readonly DN[],
  { connID }: Request,
  events: readonly Event[],
  read: number,
  from: number,
  end: number,
): boolean {
  const name = valueAt(at + cell.name, numbers, words, parties)
  const OtherDN = valueAt(at + cell.OtherDN, numbers, words, parties)
  const OtherDNRole = valueAt(at + cell.OtherDNRole, numbers, words, parties)
  const ThirdPartyDN = valueAt(at + cell.ThirdPartyDN, numbers, words, parties)
  const ThirdPartyDNRole = valueAt(at + cell.ThirdPartyDNRole, numbers, words, parties)
  const CallState = valueAt(at + cell.CallState, numbers, words, parties)
  let next = from
  for (let bits = numbers[at + cell.positions] ?? 0; bits !== 0; bits &= bits - 1) {
    const dn = parties[positionOfBit(firstBit(bits))]
    let event = events[next++]
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
  at: number,
  numbers: Int32Array,
  words: Words,
  parties: readonly DN[],
  { connID, thisDN }: Request,
  events: readonly Event[],
  read: number,
  from: number,
  end: number,
): boolean {
  const name = valueAt(at + cell.name, numbers, words, parties)
  const anyConnID = numbers[at + cell.ConnID] === whatever
  let next = from
  for (let bits = numbers[at + cell.positions] ?? 0; bits !== 0; bits &= bits - 1) {
    // Who is told and is not in the call is who asked.
    const dn = parties[positionOfBit(firstBit(bits))] ?? thisDN
    let event = events[next++]
    if (event?.ThisDN !== dn) event = eventFor(dn, events, read, end)
    if (
      event === undefined ||
      event.name !== name ||
      (!anyConnID && event.ConnID !== connID) ||
      !isRight(event.OtherDN, numbers[at + cell.OtherDN], words, parties) ||
      !isRight(event.OtherDNRole, numbers[at + cell.OtherDNRole], words, parties) ||
      !isRight(event.ThirdPartyDN, numbers[at + cell.ThirdPartyDN], words, parties) ||
      !isRight(event.ThirdPartyDNRole, numbers[at + cell.ThirdPartyDNRole], words, parties) ||
      !isRight(event.CallState, numbers[at + cell.CallState], words, parties)
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

function isRight(
  value: unknown,
  right: number | undefined,
  words: Words,
  parties: readonly DN[],
): boolean {
  if (right === undefined || right === whatever) return true
  if ((right & optional) !== 0 && value === undefined) return true
  return value === wordOrDN(right & ~optional, words, parties)
}

/** What stands for a value that is neither `optional` nor `whatever`. */
function valueAt(
  at: number,
  numbers: Int32Array,
  words: Words,
  parties: readonly DN[],
): string | undefined {
  return wordOrDN(numbers[at] ?? whatever, words, parties)
}

function wordOrDN(value: number, words: Words, parties: readonly DN[]): string | undefined {
  return value < firstWord ? parties[value] : words[value - firstWord]
}

/** @param there what its outcome has of who is there, where it has. */
function situationIn(
  request: Request,
  seats: Seats,
  there: number,
  isCarriedOut: boolean,
  inFlight: boolean,
): number {
  const { thisDN } = request
  const otherDN = otherDNOf(request)
  const attendance = seats === noSeats ? undefined : seats.attendance
  const now = there === unknown ? present(thisDN, otherDN, attendance, []) : there
  return now | past(thisDN, otherDN, attendance, inFlight, isCarriedOut)
}
