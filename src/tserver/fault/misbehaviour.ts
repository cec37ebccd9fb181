/** What a T-Server does wrong, whenever it does. */
import type { Event, Request } from '../../../oracles/tlib.ts'
import type { Moment } from './moment.ts'

/** Has the correct T-Server carry a request out. @returns the events to distribute. */
export type CarryOut = (request: Request) => readonly Event[]

/**
 * Answers `moment.request` in its own way: it may have another request carried out, several or
 * none, and distributes what it returns.
 */
export type Misbehaviour = (moment: Moment, carryOut: CarryOut) => readonly Event[]

/** Decides as it should and then distributes something else. */
export function distributing(
  change: (events: readonly Event[], moment: Moment) => readonly Event[],
): Misbehaviour {
  return (moment, carryOut) => change(carryOut(moment.request), moment)
}

export const isReleased = (event: Event): boolean => event.name === 'EventReleased'
export const isPartyDeleted = (event: Event): boolean => event.name === 'EventPartyDeleted'
