import type { DN, Event, Request } from '../../../oracles/tlib.ts'
import type { Parties } from '../tserver.ts'

/** One party has left its call; or the two last ones have, which ends the call. */
export interface Departure {
  /** As it was sent. */
  readonly request: Request
  /** Who left. */
  readonly dns: readonly DN[]
  /** What a correct T-Server distributed. */
  readonly events: readonly Event[]
}

/** A request that was carried out, or refused, while another one was in flight. */
export interface CarriedOut extends Departure {
  /** The parties of its call before it; none where there was no such call. */
  readonly before: Parties
}

/** A call that exists. */
export interface ExistingCall extends Parties {
  readonly connID: string
}

/** A call that was discarded: all that is left of it. */
export interface LastCall {
  readonly departures: readonly Departure[]
  /** How many parties were still there. */
  readonly partyCount: number
}

/** A request has come and nothing has followed from it yet: all that a fault may depend on. */
export interface Moment extends Parties {
  readonly request: Request
  /** Those who joined after the call was established. */
  readonly added: readonly DN[]
  /** The departures from the call so far. */
  readonly past: readonly Departure[]
  /** The requests that were in flight with this one, to any call: first those carried out already. */
  readonly earlier: readonly CarriedOut[]
  readonly later: readonly Request[]
  /** Every call that exists, in the order in which they were established. */
  readonly calls: readonly ExistingCall[]
  /** The call that was discarded last, since the last reset. */
  readonly lastCall: LastCall | undefined
  /**
   * Requests, and what a correct T-Server distributed, before this one over the whole connection:
   * nothing sets them back.
   */
  readonly soFar: { readonly requests: number; readonly events: number }
}

/** Those of its call that were carried out already while this request was in flight. */
export function earlierInCall({ request, earlier }: Moment): readonly CarriedOut[] {
  return earlier.filter((one) => one.request.connID === request.connID)
}

/** Those of its call that are in flight still. */
export function laterInCall({ request, later }: Moment): readonly Request[] {
  return later.filter(({ connID }) => connID === request.connID)
}

/** The parties of the call before anything was carried out that was in flight with this request. */
export function partiesAtFirst(moment: Moment): Parties {
  return earlierInCall(moment)[0]?.before ?? moment
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
