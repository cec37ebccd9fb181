/**
 * Which event of a round goes with which place in the tables. The judge has done this already and
 * says what is left over; this finds again what goes together, for the diagram.
 */
import { isDeepStrictEqual } from 'node:util'
import { differences, type ExpectedEvent } from '../../oracles/expectation.ts'
import type { Round } from '../../oracles/history.ts'
import { isJudged, type DN, type Event, type Request } from '../../oracles/tlib.ts'
import type { Explanation } from '../../oracles/verdict.ts'

/** One place in the tables: the event that `dn` is to see. */
export interface Seat {
  readonly dn: DN
  readonly expected: ExpectedEvent
  /** What it follows from. */
  readonly request: Request
}

/** Events and seats by their positions. */
export interface Seating {
  /** In the order in which the requests took effect, and within a request in that of the tables. */
  readonly seats: readonly Seat[]
  /** For each event its seat, or undefined where it has none. */
  readonly taken: readonly (number | undefined)[]
  /** The events that nobody was to see where they came. */
  readonly surplus: ReadonlySet<number>
  /** The seats to which nothing came, in their order. */
  readonly empty: readonly number[]
  /** Those of the surplus events that are just what an empty seat expects, with that seat. */
  readonly misplaced: ReadonlyMap<number, number>
}

/** Who sits where in a round; the late events are counted after the others. */
export function seating(
  { events, late }: Pick<Round, 'events' | 'late'>,
  explanation: Explanation,
): Seating {
  const arrived = [...events, ...late]
  const seats = seatsOf(explanation)
  const surplus = positions(arrived, explanation.surplus)
  const empty = emptySeats(explanation, seats)
  return {
    seats,
    taken: seatsTaken(arrived, explanation, seats, surplus, empty),
    surplus,
    empty: [...empty].toSorted((one, other) => one - other),
    misplaced: misplacedEvents(events, seats, surplus, empty),
  }
}

function seatsOf({ outcomes }: Explanation): readonly Seat[] {
  return outcomes.flatMap(({ request, cells }) =>
    cells.flatMap(({ dns, event }) => dns.map((dn) => ({ dn, expected: event, request }))),
  )
}

/**
 * Where `wanted` stand among `items`: themselves, else their like. Of several alike the last, as
 * the first was the expected one.
 */
function positions<T>(items: readonly T[], wanted: readonly T[]): ReadonlySet<number> {
  const found = new Set<number>()
  for (const one of wanted) {
    const itself = items.findIndex((item, at) => item === one && !found.has(at))
    const like = (item: T, at: number): boolean => !found.has(at) && isDeepStrictEqual(item, one)
    const at = itself >= 0 ? itself : items.findLastIndex(like)
    if (at >= 0) found.add(at)
  }
  return found
}

function emptySeats({ missing }: Explanation, seats: readonly Seat[]): ReadonlySet<number> {
  const empty = new Set<number>()
  for (const { thisDN, expected } of missing) {
    const at = seatFor(seats, thisDN, expected, empty)
    if (at >= 0) empty.add(at)
  }
  return empty
}

function seatsTaken(
  arrived: readonly Event[],
  { differing }: Explanation,
  seats: readonly Seat[],
  surplus: ReadonlySet<number>,
  empty: ReadonlySet<number>,
): readonly (number | undefined)[] {
  const used = new Set(empty)
  const taken = new Array<number | undefined>(arrived.length).fill(undefined)
  const sit = (at: number, seat: number): void => {
    if (seat < 0) return
    used.add(seat)
    taken[at] = seat
  }
  for (const { event, expected } of differing)
    for (const at of positions(arrived, [event]))
      sit(at, seatFor(seats, event.ThisDN, expected, used))
  // What is as it should be came to each DN in the order of the seats.
  for (const [at, event] of arrived.entries())
    if (isJudged(event.name) && !surplus.has(at) && taken[at] === undefined)
      sit(
        at,
        seats.findIndex((seat, position) => !used.has(position) && fits(seat, event)),
      )
  return taken
}

function misplacedEvents(
  events: readonly Event[],
  seats: readonly Seat[],
  surplus: ReadonlySet<number>,
  empty: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  const waiting = new Set(empty)
  const found = new Map<number, number>()
  for (const [at, event] of events.entries()) {
    if (!surplus.has(at)) continue
    const seat = seats.findIndex((one, position) => waiting.has(position) && fits(one, event))
    if (seat < 0) continue
    waiting.delete(seat)
    found.set(at, seat)
  }
  return found
}

/** The free seat of a DN that expects this: itself, else its like. */
function seatFor(
  seats: readonly Seat[],
  dn: DN,
  expected: ExpectedEvent,
  used: ReadonlySet<number>,
): number {
  const free = (seat: Seat, at: number): boolean => seat.dn === dn && !used.has(at)
  const itself = seats.findIndex((seat, at) => free(seat, at) && seat.expected === expected)
  return itself >= 0
    ? itself
    : seats.findIndex((seat, at) => free(seat, at) && isDeepStrictEqual(seat.expected, expected))
}

/** Is the event just what the seat expects? */
function fits({ dn, expected }: Seat, event: Event): boolean {
  return (
    dn === event.ThisDN && expected.name === event.name && differences(expected, event).length === 0
  )
}
