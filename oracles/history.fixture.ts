/** Histories for tests, written as short as the tables of the document. Every ConnID is `1`. */
import type { Action, EstablishedCall, History, PartyAdded, Round } from './history.ts'
import type {
  DeleteFromConference,
  DN,
  Event,
  JudgedAttribute,
  ReleaseCall,
  Request,
} from './tlib.ts'

/** A call of one letter a party: `call('AB', 'X')` is A, B and the outside party X. */
export function call(dns: string, unmonitored = '', connID = '1'): EstablishedCall {
  return { connID, dns: [...dns], unmonitored: [...unmonitored] }
}

export function release(thisDN: DN, connID = '1'): ReleaseCall {
  return { request: 'TReleaseCall', thisDN, connID }
}

/** `thisDN` deletes `otherDN`. */
export function deletion(thisDN: DN, otherDN: DN, connID = '1'): DeleteFromConference {
  return { request: 'TDeleteFromConference', thisDN, connID, otherDN }
}

export function addition(by: DN, dn: DN, connID = '1'): PartyAdded {
  return { request: 'addParty', connID, by, dn }
}

/** A round of one action, and what was seen of it before the fence was answered. */
export function round(action: Action, ...events: readonly Event[]): Round {
  return { actions: [action], events, late: [] }
}

/** A round of several requests in flight together, and what was seen when all had been sent. */
export function inFlight(actions: readonly Request[], ...events: readonly Event[]): Round {
  return { actions, events, late: [] }
}

export function history(calls: EstablishedCall | readonly EstablishedCall[], ...rounds: Round[]) {
  return { calls: [calls].flat(), early: [], rounds } satisfies History
}

/** "EventReleased ConnID 1 ThisDN B CallState OK" */
export function released(ThisDN: DN): Event {
  return { name: 'EventReleased', ConnID: '1', ThisDN, CallState: 'OK' }
}

/**
 * "EventPartyDeleted ConnID 1 ThisDN A OtherDN B OtherDNRole DeletedParty ThirdPartyDN B
 * ThirdPartyDNRole DeletedBy CallState OK/Conferenced"
 */
export function partyDeleted(
  ThisDN: DN,
  OtherDN: DN,
  ThirdPartyDN: DN,
  CallState: 'OK' | 'Conferenced',
): Event {
  return {
    name: 'EventPartyDeleted',
    ConnID: '1',
    ThisDN,
    OtherDN,
    OtherDNRole: 'DeletedParty',
    ThirdPartyDN,
    ThirdPartyDNRole: 'DeletedBy',
    CallState,
  }
}

export function eventError(ThisDN: DN): Event {
  return { name: 'EventError', ThisDN, ErrorCode: 93 }
}

/** The event without one of its attributes. */
export function lacking(event: Event, ...attributes: readonly JudgedAttribute[]): Event {
  const rest: { -readonly [attribute in keyof Event]: Event[attribute] } = { ...event }
  for (const attribute of attributes) delete rest[attribute]
  return rest
}

/** What the tables print where B, of A, B and C, hangs up. */
export function releaseOfB(): Round {
  return round(
    release('B'),
    partyDeleted('A', 'B', 'B', 'OK'),
    released('B'),
    partyDeleted('C', 'B', 'B', 'OK'),
  )
}

/** What the tables print where A, of A, B and C, deletes B. */
export function deletionOfB(): Round {
  return round(
    deletion('A', 'B'),
    partyDeleted('A', 'B', 'A', 'OK'),
    released('B'),
    partyDeleted('C', 'B', 'A', 'OK'),
  )
}

/** A round after which nothing was seen. */
export function silence(request: Request): Round {
  return round(request)
}
