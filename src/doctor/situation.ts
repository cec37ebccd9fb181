/** What the doctor is about to find out, where the same failure means something else than elsewhere. */
import type { Capabilities } from '../adapter/adapter.ts'

export type Situation =
  /** The T-Server has to refuse what is asked. */
  | 'a request to be refused'
  /** The call has ended by itself before. */
  | 'discard of a call that is gone'
  /** The parties were in a call that was discarded just before. */
  | 'parties of a discarded call'
  /** The parties were in calls when the bridge was reset. */
  | 'parties of before a reset'
  /** A line comes in two pieces. */
  | 'a line in two pieces'
  /** A capability is tried. */
  | keyof Capabilities
