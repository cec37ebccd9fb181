/** Where the events of a T-Server go as they arrive. */
import type { Event } from '../../oracles/tlib.ts'

export class Inbox {
  /** The list that takes what arrives now. */
  into: Event[] = []
  /** How many events have arrived in all. */
  received = 0

  readonly deliver = (event: Event): void => {
    this.received += 1
    this.into.push(event)
  }
}
