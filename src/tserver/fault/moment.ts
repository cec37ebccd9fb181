import type { DN, Event, Request } from '../../../oracles/tlib.ts'
import type { Parties } from '../tserver.ts'

/** One party has left its call; or the two last ones have, which ends the call and this record. */
export interface Departure {
  /** As it was sent. */
  readonly request: Request
  /** Who left. */
  readonly dns: readonly DN[]
  /** What a correct T-Server distributed. */
  readonly events: readonly Event[]
}

/** A request has come and nothing has followed from it yet: all that a fault may depend on. */
export interface Moment extends Parties {
  readonly request: Request
  /** Those who joined after the call was established. */
  readonly added: readonly DN[]
  /** The departures from the call so far. */
  readonly past: readonly Departure[]
}

/** The DN that the request asks to take out of the call. */
export function leaverOf(request: Request): DN {
  return request.request === 'TReleaseCall' ? request.thisDN : request.otherDN
}

/** Monitored ones first. */
export function partiesIn({ monitored, unmonitored }: Parties): readonly DN[] {
  return [...monitored, ...unmonitored]
}

export function isParty(call: Parties, dn: DN): boolean {
  return call.monitored.includes(dn) || call.unmonitored.includes(dn)
}

export function partyCount(call: Parties): number {
  return call.monitored.length + call.unmonitored.length
}

/** Did a party ask to take out another one? Of itself a party asks as by TReleaseCall. */
export function asksForAnother(request: Request): boolean {
  return leaverOf(request) !== request.thisDN
}
