/** The event rows of a ladder: what came and what should have come, side by side. */
import { differences, type Expectation, type ExpectedEvent } from '../../oracles/expectation.ts'
import type { Round } from '../../oracles/history.ts'
import { isJudged, judgedAttributes, type DN, type Event } from '../../oracles/tlib.ts'
import type { Explanation } from '../../oracles/verdict.ts'
import { expectationInWords, valueInWords } from './in-words.ts'
import { positions, seatsOf, seatsTaken, type Seat } from './ladder-seats.ts'
import { printable } from '../adapter/printable.ts'

/** Where a ConnID belongs, in words; nothing where that needs no telling. */
export type CallNumber = (connID: string | undefined) => string | undefined

export type Mark = 'good' | 'differing' | 'missing' | 'surplus' | 'late' | 'not-judged'

export interface LadderAttribute {
  readonly name: string
  /** What may stand there; undefined where nothing was expected. */
  readonly expected: string | undefined
  /** What stood there; undefined where it was absent. */
  readonly seen: string | undefined
  readonly wrong: boolean
}

/** From the T-Server to a DN; a missing one stands where it should have come. */
export interface EventRow {
  readonly row: 'event'
  readonly dn: DN
  readonly mark: Mark
  /** It came after the fence. */
  readonly late: boolean
  readonly label: string
  /** Those that the document prints or the event carried, in the document's order. */
  readonly attributes: readonly LadderAttribute[]
  /** What the mark means: "CallState: expected OK, came Conferenced". */
  readonly text: string
}

/** Events that nothing was held against: what came after the first violation, or before a crash. */
export function unjudgedRows(
  events: readonly Event[],
  callNumber: CallNumber,
  late = false,
): readonly EventRow[] {
  return events.map((event) => eventRow(event, undefined, 'not-judged', late, callNumber))
}

/**
 * The rows of one round in the order of arrival, late ones last, missing ones where the tables have
 * them.
 * @param explanation what the judge made of the round; without one nothing is judged.
 */
export function eventRows(
  { events, late }: Pick<Round, 'events' | 'late'>,
  explanation: Explanation | undefined,
  callNumber: CallNumber,
): readonly EventRow[] {
  if (explanation === undefined)
    return [...unjudgedRows(events, callNumber), ...unjudgedRows(late, callNumber, true)]
  const seats = seatsOf(explanation)
  const arrived = [...events, ...late]
  const surplus = positions(arrived, explanation.surplus)
  const taken = seatsTaken(arrived, explanation, seats, surplus)
  const rows = arrived.map((event, at) => {
    const seat = seats[taken[at] ?? -1]
    const mark = markOf(event, seat, surplus.has(at), at >= events.length)
    return eventRow(event, seat?.expected, mark, at >= events.length, callNumber)
  })
  return withMissing(rows, taken, seats, events.length, callNumber)
}

function markOf(event: Event, seat: Seat | undefined, surplus: boolean, late: boolean): Mark {
  if (!isJudged(event.name)) return 'not-judged'
  if (late) return 'late'
  if (surplus) return 'surplus'
  if (seat === undefined) return 'not-judged'
  return differences(seat.expected, event).length > 0 ? 'differing' : 'good'
}

/** Puts the rows of empty seats before the first event that has a later seat, else last in time. */
function withMissing(
  rows: readonly EventRow[],
  taken: readonly (number | undefined)[],
  seats: readonly Seat[],
  inTime: number,
  callNumber: CallNumber,
): readonly EventRow[] {
  const missing = [...seats.entries()].filter(([seat]) => !taken.includes(seat))
  const before = new Map<number, EventRow[]>()
  for (const [seat, { dn, expected }] of missing) {
    const later = taken.findIndex((other) => other !== undefined && other > seat)
    const at = later < 0 ? inTime : later
    before.set(at, [...(before.get(at) ?? []), missingRow(dn, expected, callNumber)])
  }
  return [
    ...rows.flatMap((row, at) => [...(before.get(at) ?? []), row]),
    ...(before.get(rows.length) ?? []),
  ]
}

function eventRow(
  event: Event,
  expected: ExpectedEvent | undefined,
  mark: Mark,
  late: boolean,
  callNumber: CallNumber,
): EventRow {
  const attributes = attributesOf(event, expected, callNumber)
  const call = callNumber(event.ConnID)
  return {
    row: 'event',
    dn: event.ThisDN,
    mark,
    late,
    label: labelled(event.name, call === 'no call' ? undefined : call),
    attributes,
    text: markInWords(mark, attributes),
  }
}

function missingRow(dn: DN, expected: ExpectedEvent, callNumber: CallNumber): EventRow {
  const connID = expected.ConnID.accepts === 'exactly' ? expected.ConnID.value : undefined
  const call = connID === undefined ? undefined : callNumber(connID)
  const attributes = judgedAttributes
    .filter((name) => worthTelling(name, expected[name], undefined))
    .map((name) => ({
      name,
      expected: expectationInWords(expected[name]),
      seen: undefined,
      wrong: true,
    }))
  return {
    row: 'event',
    dn,
    mark: 'missing',
    late: false,
    label: labelled(expected.name, call),
    attributes,
    text: markInWords('missing', attributes),
  }
}

function labelled(name: string, call: string | undefined): string {
  const shown = printable(name, 40)
  return call === undefined ? shown : `${shown} (${call})`
}

/** An EventError has no table; its reason is worth reading all the same. */
const errorAttributes = ['ErrorCode', 'ErrorMessage'] as const

function attributesOf(
  event: Event,
  expected: ExpectedEvent | undefined,
  callNumber: CallNumber,
): readonly LadderAttribute[] {
  const wrong =
    expected === undefined ? [] : differences(expected, event).map(({ attribute }) => attribute)
  const judged = judgedAttributes
    .filter(
      (name) =>
        wrong.includes(name) ||
        (name === 'ConnID'
          ? expected === undefined &&
            event.ConnID !== undefined &&
            callNumber(event.ConnID) === 'no call'
          : worthTelling(name, expected?.[name], event[name])),
    )
    .map((name) => ({
      name,
      expected: expected === undefined ? undefined : expectationInWords(expected[name]),
      seen: event[name] === undefined ? undefined : valueInWords(name, event[name]),
      wrong: wrong.includes(name),
    }))
  const reasons = errorAttributes
    .filter((name) => event.name === 'EventError' && event[name] !== undefined)
    .map((name) => ({
      name,
      expected: undefined,
      seen: valueInWords(name, event[name]),
      wrong: false,
    }))
  return [...judged, ...reasons]
}

/** The ConnID stands at the top, where the call is established: it is told only where it is wrong. */
function worthTelling(name: string, expected: Expectation | undefined, seen: unknown): boolean {
  if (name === 'ConnID') return false
  return seen !== undefined || (expected !== undefined && expected.accepts === 'exactly')
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
    case 'late':
      return 'late: it came after the fence had been answered'
    case 'not-judged':
      return 'not judged'
  }
}

/** "CallState: expected OK, came Conferenced". */
export function differenceInWords({ name, expected, seen }: LadderAttribute): string {
  return `${name}: expected ${expected ?? 'nothing'}, ${seen === undefined ? 'was absent' : `came ${seen}`}`
}
