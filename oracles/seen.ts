/** What was seen in a round, sorted: call by call, and in each call DN by DN. */
import type { Round } from './history.ts'
import { bareConnID, isJudged, type DN, type Event } from './tlib.ts'

/** An event as it arrived. */
export interface Arrival {
  readonly event: Event
  /** How many actions of the round had been sent by then: it follows from none of the others. */
  readonly sent: number
}

/** What each DN saw of one call, in the order in which it saw it: the columns of a table. */
export type Columns = ReadonlyMap<DN, readonly Arrival[]>

export interface Seen {
  /** EventReleased and EventPartyDeleted, by the ConnID that they carry; undefined where they carry none. */
  readonly calls: ReadonlyMap<string | undefined, Columns>
  /** EventErrors by the DN that got them: a refusal has no table, and may name any ConnID or none. */
  readonly errors: Columns
}

/** The ConnID of an event without metainformation; undefined where it carries none. */
export function connIDOf({ ConnID }: Event): string | undefined {
  return typeof ConnID === 'string' ? bareConnID(ConnID) : undefined
}

export function seenIn({ actions, events, sent }: Round): Seen {
  const calls = new Map<string | undefined, Map<DN, Arrival[]>>()
  const errors = new Map<DN, Arrival[]>()
  for (const [at, event] of events.entries()) {
    if (!isJudged(event.name)) continue
    const arrival = { event, sent: sent?.[at] ?? actions.length }
    const columns = event.name === 'EventError' ? errors : columnsOf(calls, connIDOf(event))
    const column = columns.get(event.ThisDN)
    if (column === undefined) columns.set(event.ThisDN, [arrival])
    else column.push(arrival)
  }
  return { calls, errors }
}

function columnsOf(
  calls: Map<string | undefined, Map<DN, Arrival[]>>,
  connID: string | undefined,
): Map<DN, Arrival[]> {
  const known = calls.get(connID)
  if (known !== undefined) return known
  const columns = new Map<DN, Arrival[]>()
  calls.set(connID, columns)
  return columns
}
