/** What a T-Server does wrong, whenever it does. */
import type { Event, Request } from '../../../oracles/tlib.ts'
import type { Moment } from './moment.ts'

/** Has the correct T-Server carry a request out. @returns the events to distribute. */
export type CarryOut = (request: Request) => readonly Event[]

/** When an event that is held back is distributed. */
export type Until =
  /** Before the next request is carried out; never, where the call is discarded before. */
  | 'next-request'
  /** At the next request, or else when the call is discarded. */
  | 'asked-again'
  /** While the next call is established, whether its own still exists or not. */
  | 'next-call'

export type HoldBack = (events: readonly Event[], until: Until) => void

/**
 * Answers `moment.request` in its own way: it may have another request carried out, several or
 * none, and distributes what it returns; `holdBack` distributes later.
 */
export type Misbehaviour = (
  moment: Moment,
  carryOut: CarryOut,
  holdBack: HoldBack,
) => readonly Event[]

/** Decides as it should and then distributes something else. */
export function distributing(
  change: (events: readonly Event[], moment: Moment) => readonly Event[],
): Misbehaviour {
  return (moment, carryOut) => change(carryOut(moment.request), moment)
}

export const isReleased = (event: Event): boolean => event.name === 'EventReleased'
export const isError = (event: Event): boolean => event.name === 'EventError'
export const isPartyDeleted = (event: Event): boolean => event.name === 'EventPartyDeleted'
