/** Is what was seen of one request just what an outcome tells? */
import { differences } from './expectation.ts'
import type { Outcome } from './outcome.ts'
import { isJudged, type DN, type Event } from './tlib.ts'

/**
 * True where each expected event came once, as expected, and no other judged one. The order of events
 * to different DNs is open, and no outcome has two events for one DN, so each is looked at once.
 */
export function fits({ cells }: Outcome, all: readonly Event[]): boolean {
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
