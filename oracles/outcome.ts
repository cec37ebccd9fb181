/** What may follow from a request: the events that each party is to see, and the call afterwards. */
import type { Call } from './call.ts'
import type { ExpectedEvent } from './expectation.ts'
import type { DN, Request } from './tlib.ts'

/** Cells of a table that print the same: each of `dns` is to see `event`, once. */
export interface Cell {
  readonly dns: readonly DN[]
  readonly event: ExpectedEvent
}

export interface Outcome {
  readonly request: Request
  /** The phase of the document, or the case where it is silent. */
  readonly phase:
    | 'release'
    | 'release-from-conference'
    | 'delete-from-conference'
    /** Refused: no effect. Answered by an EventError, or not at all. */
    | 'refused-with-error'
    | 'refused-silently'
  /** The DNs that are no longer in the call. */
  readonly departed: readonly DN[]
  /** What the monitored parties are to see; nobody else is to see anything. */
  readonly cells: readonly Cell[]
  /** The call afterwards. */
  readonly call: Call
}
