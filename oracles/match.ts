/** Holds the events of one round against an outcome: what differs, what is missing, what is too much. */
import { differences, type ExpectedEvent } from './expectation.ts'
import type { Cell, Outcome } from './outcome.ts'
import { isJudged, type DN, type Event } from './tlib.ts'
import type { DifferingEvent, MissingEvent } from './verdict.ts'

/** What does not fit between an outcome and the events that came. */
export interface Mismatch {
  readonly differing: readonly DifferingEvent[]
  readonly missing: readonly MissingEvent[]
  readonly surplus: readonly Event[]
}

/**
 * Holds events against an outcome. The order of events to different DNs is open; no outcome has
 * two events for one DN.
 * @returns undefined where each expected event came once, as expected, and no other judged one.
 */
export function mismatch(outcome: Outcome, events: readonly Event[]): Mismatch | undefined {
  return fits(outcome.cells, events) ? undefined : everythingThatDiffers(outcome.cells, events)
}

/**
 * The good path: as many judged events as are expected, and each DN's is as expected. No DN is
 * expected to see two, so each event is looked at once.
 */
function fits(cells: readonly Cell[], all: readonly Event[]): boolean {
  const events = judgedOnly(all)
  let byDN: ReadonlyMap<DN, Event> | undefined
  let seen = 0
  for (const { dns, event: expected } of cells)
    for (const dn of dns) {
      // Events often come in the order of the cells; where they do not, each is looked for.
      let event = events[seen]
      if (event?.ThisDN !== dn) event = (byDN ??= eventsByDN(events)).get(dn)
      if (event?.name !== expected.name || differences(expected, event).length > 0) return false
      seen += 1
    }
  return seen === events.length
}

function eventsByDN(events: readonly Event[]): ReadonlyMap<DN, Event> {
  return new Map(events.map((event) => [event.ThisDN, event]))
}

/** The same list where all of them are judged, which costs no copy. */
function judgedOnly(events: readonly Event[]): readonly Event[] {
  for (const { name } of events)
    if (!isJudged(name)) return events.filter((event) => isJudged(event.name))
  return events
}

/** The failing path: pairs what fits first, then what has the right name, and keeps the rest. */
function everythingThatDiffers(cells: readonly Cell[], events: readonly Event[]): Mismatch {
  const wanted = new Map<string, ExpectedEvent[]>()
  for (const cell of cells)
    for (const dn of cell.dns) wanted.set(dn, [...(wanted.get(dn) ?? []), cell.event])
  const unfit = judgedOnly(events).filter((event) => !takeWanted(wanted, event, true))
  const differing: DifferingEvent[] = []
  const surplus: Event[] = []
  for (const event of unfit) {
    const expected = takeWanted(wanted, event, false)
    if (expected === undefined) surplus.push(event)
    else differing.push({ event, expected, differences: differences(expected, event) })
  }
  const missing = [...wanted].flatMap(([thisDN, left]) =>
    left.map((expected) => ({ thisDN, expected })),
  )
  return { differing, missing, surplus }
}

/** Takes what is wanted of the event's DN under its name; `exact` wants every attribute right. */
function takeWanted(
  wanted: ReadonlyMap<DN, ExpectedEvent[]>,
  event: Event,
  exact: boolean,
): ExpectedEvent | undefined {
  const left = wanted.get(event.ThisDN) ?? []
  const at = left.findIndex(
    (expected) =>
      expected.name === event.name && !(exact && differences(expected, event).length > 0),
  )
  return at < 0 ? undefined : left.splice(at, 1)[0]
}
