/**
 * Which event of a round goes with which place in the tables. The judge has done this already and
 * says what is left over; this finds again what goes together, for the diagram.
 */
import { isDeepStrictEqual } from 'node:util'
import { differences, type ExpectedEvent } from '../../oracles/expectation.ts'
import type { DN, Event } from '../../oracles/tlib.ts'
import type { Explanation } from '../../oracles/verdict.ts'

/** One place in the tables: the event that `dn` is to see. */
export interface Seat {
  readonly dn: DN
  readonly expected: ExpectedEvent
}

export function seatsOf({ outcomes }: Explanation): readonly Seat[] {
  return outcomes.flatMap(({ cells }) =>
    cells.flatMap(({ dns, event }) => dns.map((dn) => ({ dn, expected: event }))),
  )
}

/** Where `wanted` stand among `events`; of equal ones the last, as the first was the expected one. */
export function positions(events: readonly Event[], wanted: readonly Event[]): ReadonlySet<number> {
  const found = new Set<number>()
  for (const event of wanted) {
    const at = events.findLastIndex(
      (candidate, position) => !found.has(position) && isDeepStrictEqual(candidate, event),
    )
    if (at >= 0) found.add(at)
  }
  return found
}

/** For each event the position of its seat, or undefined: first where it fits, then where it differs. */
export function seatsTaken(
  arrived: readonly Event[],
  { differing }: Explanation,
  seats: readonly Seat[],
  surplus: ReadonlySet<number>,
): readonly (number | undefined)[] {
  const free = new Set(seats.keys())
  const wrong = positions(
    arrived,
    differing.map(({ event }) => event),
  )
  const take = (event: Event, fits: boolean): number | undefined => {
    const at = [...free].find((position) => {
      const seat = seats[position]
      return (
        seat !== undefined &&
        seat.dn === event.ThisDN &&
        seat.expected.name === event.name &&
        (!fits || differences(seat.expected, event).length === 0)
      )
    })
    if (at !== undefined) free.delete(at)
    return at
  }
  const taken = arrived.map((event, at) =>
    surplus.has(at) || wrong.has(at) ? undefined : take(event, true),
  )
  return taken.map((seat, at) => {
    const event = arrived[at]
    return event !== undefined && wrong.has(at) ? take(event, false) : seat
  })
}
