/** Where the events of a T-Server go as they arrive. */
import type { Event } from '../../oracles/tlib.ts'

export class Inbox {
  /** The list, or whoever else, that takes what arrives now. */
  into: { push(event: Event): unknown } = []
  /** What arrived while calls were established. It is not judged, unless it is of an older call. */
  readonly setUp: Event[] = []

  readonly deliver = (event: Event): void => {
    this.into.push(event)
  }
}
