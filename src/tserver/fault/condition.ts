/** When a T-Server misbehaves. Any condition may be joined with any misbehaviour. */
import { asksForAnother, isParty, leaverOf, partyCount } from './moment.ts'
import type { Moment } from './moment.ts'

export type Condition = (moment: Moment) => boolean

export const always: Condition = () => true

export function allOf(...conditions: readonly Condition[]): Condition {
  return (moment) => conditions.every((condition) => condition(moment))
}

export function anyOf(...conditions: readonly Condition[]): Condition {
  return (moment) => conditions.some((condition) => condition(moment))
}

/** It is the `n`-th request of the connection, or the 2`n`-th, and so on. */
export function everyRequest(n: number): Condition {
  return ({ soFar }) => (soFar.requests + 1) % n === 0
}

/** The call has `count` parties or more when the request comes. */
export function fromParties(count: number): Condition {
  return (moment) => partyCount(moment) >= count
}

/** The call has exactly `count` parties when the request comes. */
export function withParties(count: number): Condition {
  return (moment) => partyCount(moment) === count
}

/** A party leaves by itself. */
export const ofRelease: Condition = ({ request, monitored }) =>
  !asksForAnother(request) && monitored.includes(request.thisDN)

/** A party has another party removed. */
export const ofDelete: Condition = (moment) =>
  asksForAnother(moment.request) &&
  moment.monitored.includes(moment.request.thisDN) &&
  isParty(moment, leaverOf(moment.request))

/** A party leaves, by itself or not; in a call of two both do. */
export const ofDeparture: Condition = anyOf(ofRelease, ofDelete)

/** A party leaves a conference: others remain. */
export const ofDepartureFromConference: Condition = allOf(ofDeparture, fromParties(3))

/** Both of two leave. */
export const ofLastTwo: Condition = allOf(ofDeparture, withParties(2))

/** A party that had left before, and was added again, leaves. */
export const ofReturner: Condition = (moment) => {
  const leaver = leaverOf(moment.request)
  return ofDeparture(moment) && moment.past.some(({ dns }) => dns.includes(leaver))
}

/** Two parties are left of a conference. */
export const formerConference: Condition = (moment) =>
  partyCount(moment) === 2 && moment.past.length > 0

/** Another call is there. */
export const besideAnotherCall: Condition = ({ request, calls }) =>
  calls.length > 1 && calls.some(({ connID }) => connID === request.connID)

/** A party of the call is not monitored. */
export const withUnmonitored: Condition = ({ unmonitored }) => unmonitored.length > 0

/** Nothing may follow from the request but its refusal. */
export const ofRefusal: Condition = (moment) => !ofDeparture(moment)

/** There is no call of that ConnID. */
export const ofUnknownCall: Condition = ({ request, calls }) =>
  calls.every(({ connID }) => connID !== request.connID)

/** A DN that is not in the call asks to leave it. */
export const ofReleaseByStranger: Condition = (moment) =>
  moment.request.request === 'TReleaseCall' && !isParty(moment, moment.request.thisDN)

/** A party asks for the removal of a DN that is not in the call. */
export const ofDeletingStranger: Condition = (moment) =>
  moment.monitored.includes(moment.request.thisDN) && !isParty(moment, leaverOf(moment.request))

/** A DN that is not in the call asks for the removal of a party. */
export const ofDeletionByStranger: Condition = (moment) =>
  !isParty(moment, moment.request.thisDN) && isParty(moment, leaverOf(moment.request))

/** The DN that asks has left the call. */
export const byGoneParty: Condition = (moment) =>
  !isParty(moment, moment.request.thisDN) &&
  moment.past.some(({ dns }) => dns.includes(moment.request.thisDN))

/** The party that is to leave joined first, last, or in between, of those who are still there. */
export function leaverIs(position: 'first' | 'middle' | 'last'): Condition {
  return ({ request, monitored }) => {
    const index = monitored.indexOf(leaverOf(request))
    if (index < 0) return false
    if (index === 0) return position === 'first'
    return position === (index === monitored.length - 1 ? 'last' : 'middle')
  }
}

/** The DN that asks is the one that joined last, of those who are still there. */
export const byLastParty: Condition = ({ request, monitored }) =>
  monitored.at(-1) === request.thisDN

/** It is the request for the `k`-th departure from the call, counted from 1. */
export function departure(k: number): Condition {
  return ({ past }) => past.length === k - 1
}

/** A party has been deleted from the call before. */
export const afterDelete: Condition = ({ past }) =>
  past.some(({ request }) => asksForAnother(request))

/** The departure just before was by a delete. */
export const rightAfterDelete: Condition = ({ past }) => {
  const last = past.at(-1)
  return last !== undefined && asksForAnother(last.request)
}

/** The DN that asks has had a party deleted from the call before. */
export const byEarlierDeleter: Condition = ({ request: { thisDN }, past }) =>
  past.some(({ request }) => request.thisDN === thisDN && asksForAnother(request))
