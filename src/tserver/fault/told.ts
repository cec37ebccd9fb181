/** The events of a departure, for who tells of one that has not been, or tells somebody else. */
import type { DN, Event, Request } from '../../../oracles/tlib.ts'
import { leaverOf } from './moment.ts'

export function released(request: Request, thisDN: DN): Event {
  return { name: 'EventReleased', ConnID: request.connID, ThisDN: thisDN, CallState: 'OK' }
}

/** @param remaining how many parties are left. */
export function partyDeleted(request: Request, thisDN: DN, remaining: number): Event {
  return {
    name: 'EventPartyDeleted',
    ConnID: request.connID,
    ThisDN: thisDN,
    OtherDN: leaverOf(request),
    OtherDNRole: 'DeletedParty',
    ThirdPartyDN: request.thisDN,
    ThirdPartyDNRole: 'DeletedBy',
    CallState: remaining > 2 ? 'Conferenced' : 'OK',
  }
}

export function error(request: Request, thisDN: DN): Event {
  return {
    name: 'EventError',
    ConnID: request.connID,
    ThisDN: thisDN,
    ErrorCode: 175,
    ErrorMessage: 'Unsuccessful release',
  }
}
