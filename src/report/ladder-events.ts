/** The event rows of a ladder: what came and what should have come, side by side. */
import { isDeepStrictEqual } from 'node:util'
import { differences, type ExpectedEvent } from '../../oracles/expectation.ts'
import type { Round } from '../../oracles/history.ts'
import { isJudged, type DN, type Event } from '../../oracles/tlib.ts'
import type { Explanation } from '../../oracles/verdict.ts'
import { dnInWords } from './in-words.ts'
import {
  attributesOf,
  differenceInWords,
  missingAttributes,
  type LadderAttribute,
} from './ladder-attributes.ts'
import { noCall, placeInWords, type CallNumber } from './ladder-calls.ts'
import { seating, type Seat, type Seating } from './ladder-seats.ts'
import { printable } from '../adapter/printable.ts'

export type Mark =
  | 'good'
  | 'differing'
  | 'missing'
  | 'surplus'
  /** Just what is missing elsewhere: it came in the wrong order, or too early. */
  | 'out-of-order'
  | 'late'
  | 'not-judged'

/** From the T-Server to a DN; a missing one stands where it should have come. */
export interface EventRow {
  readonly row: 'event'
  readonly dn: DN
  readonly mark: Mark
  /** It came after the fence. */
  readonly late: boolean
  /** How many actions of its round stand above it. */
  readonly sent: number
  /** "EventPartyDeleted (call 2)". */
  readonly name: string
  /** The same; where several requests were in flight, with the DN that has left. */
  readonly label: string
  /** Those that the document prints or the event carried, in the document's order. */
  readonly attributes: readonly LadderAttribute[]
  /** What the mark means: "CallState: expected OK, came Conferenced". */
  readonly text: string
}

type EventsOfRound = Pick<Round, 'actions' | 'events' | 'sent' | 'late'>

/** What the rows of a round have in common. */
interface Place {
  readonly round: EventsOfRound
  readonly callNumber: CallNumber
}

/**
 * The rows of one round in the order of arrival, late ones last, missing ones where the tables have
 * them.
 * @param explanation what the judge made of the round; without one nothing is judged.
 */
export function eventRows(
  round: EventsOfRound,
  explanation: Explanation | undefined,
  callNumber: CallNumber,
): readonly EventRow[] {
  const place = { round, callNumber }
  const arrived = [...round.events, ...round.late]
  if (explanation === undefined)
    return arrived.map((event, at) => eventRow(event, at, 'not-judged', undefined, place))
  const seated = seating(round, explanation)
  const rows = arrived.map((event, at) => {
    const seat = seated.seats[seated.taken[at] ?? -1]
    const mark = markOf(event, at, seat, seated, at >= round.events.length)
    return eventRow(event, at, mark, seat?.expected, place)
  })
  return withMissing(rows, seated, place)
}

function markOf(
  event: Event,
  at: number,
  seat: Seat | undefined,
  { surplus, misplaced }: Seating,
  late: boolean,
): Mark {
  if (!isJudged(event.name)) return 'not-judged'
  if (late) return 'late'
  if (misplaced.has(at)) return 'out-of-order'
  if (surplus.has(at)) return 'surplus'
  if (seat === undefined) return 'not-judged'
  return differences(seat.expected, event).length > 0 ? 'differing' : 'good'
}

/**
 * Puts the rows of empty seats before the first event that has a later seat, else last in time; but
 * below the request that they follow from, and below what the same DN was to see before.
 */
function withMissing(
  rows: readonly EventRow[],
  seated: Seating,
  place: Place,
): readonly EventRow[] {
  const { seats, taken, empty, misplaced } = seated
  const { actions, events } = place.round
  const elsewhere = new Set(misplaced.values())
  const before = new Map<number, EventRow[]>()
  const orInTime = (at: number): number => (at < 0 ? events.length : at)
  for (const position of empty) {
    const seat = seats[position]
    if (seat === undefined) continue
    const next = taken.findIndex((other) => other !== undefined && other > position)
    const previous = rows.findLastIndex(
      ({ dn }, at) => dn === seat.dn && (taken[at] ?? Infinity) < position,
    )
    const request = actions.findIndex((action) => isDeepStrictEqual(action, seat.request))
    const asked = rows.findIndex(({ sent }) => sent > request)
    const at = Math.min(Math.max(orInTime(next), previous + 1, orInTime(asked)), events.length)
    const sent = rows[at]?.sent ?? actions.length
    const row = missingRow(seat, sent, elsewhere.has(position), place)
    before.set(at, [...(before.get(at) ?? []), row])
  }
  return [
    ...rows.flatMap((row, at) => [...(before.get(at) ?? []), row]),
    ...(before.get(rows.length) ?? []),
  ]
}

function eventRow(
  event: Event,
  at: number,
  mark: Mark,
  expected: ExpectedEvent | undefined,
  { round, callNumber }: Place,
): EventRow {
  const attributes = attributesOf(event, expected, callNumber)
  const call = callNumber(event.ConnID)
  const name = printable(event.name, 40)
  const place = placeInWords(call === noCall ? undefined : call)
  return {
    row: 'event',
    dn: event.ThisDN,
    mark,
    late: at >= round.events.length,
    sent: round.sent?.[at] ?? round.actions.length,
    name: name + place,
    label: name + leaverInWords(event.name, event.OtherDN, round) + place,
    attributes,
    text: markInWords(mark, attributes),
  }
}

/** @param elsewhere it came where it was not expected. */
function missingRow(
  { dn, expected }: Seat,
  sent: number,
  elsewhere: boolean,
  { round, callNumber }: Place,
): EventRow {
  const { name, ConnID, OtherDN } = expected
  const place = placeInWords(ConnID.accepts === 'exactly' ? callNumber(ConnID.value) : undefined)
  const leaver = OtherDN.accepts === 'exactly' ? OtherDN.value : undefined
  const attributes = missingAttributes(expected)
  return {
    row: 'event',
    dn,
    mark: 'missing',
    late: false,
    sent,
    name: name + place,
    label: name + leaverInWords(name, leaver, round) + place,
    attributes,
    text: elsewhere ? 'missing here: it came out of order' : markInWords('missing', attributes),
  }
}

/** Of several departures, who has left stands beside the name. */
function leaverInWords(name: string, leaver: unknown, { actions }: EventsOfRound): string {
  const several = actions.length > 1 && name === 'EventPartyDeleted'
  return several && typeof leaver === 'string' ? ` ${dnInWords(leaver)}` : ''
}

function markInWords(mark: Mark, attributes: readonly LadderAttribute[]): string {
  switch (mark) {
    case 'good':
      return 'as expected'
    case 'differing':
      return attributes
        .filter(({ wrong }) => wrong)
        .map(differenceInWords)
        .join('; ')
    case 'missing':
      return 'missing: it was expected here and did not come'
    case 'surplus':
      return 'surplus: this one was not expected'
    case 'out-of-order':
      return 'out of order: it was expected where it is shown as missing'
    case 'late':
      return 'late: it came after the fence had been answered'
    case 'not-judged':
      return 'not judged'
  }
}
