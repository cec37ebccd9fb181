/** When a T-Server misbehaves that has several requests in flight to one call, or to several. */
import type { Condition } from './condition.ts'
import {
  asksForAnother,
  earlierInCall,
  isParty,
  laterInCall,
  leaverOf,
  partiesAtFirst,
  partyCount,
} from './moment.ts'
import type { Moment } from './moment.ts'

/** Another request is in flight to the call. */
export const inFlight: Condition = (moment) =>
  earlierInCall(moment).length + laterInCall(moment).length > 0

/** Somebody has left the call while this request was in flight. */
export const afterDepartureInFlight: Condition = (moment) =>
  earlierInCall(moment).some(({ dns }) => dns.length > 0)

/** Both of the last two have been released while the request of one of them was in flight. */
export const afterEndInFlight: Condition = (moment) =>
  partyCount(moment) === 0 &&
  earlierInCall(moment).some(({ dns }) => dns.length === 2 && dns.includes(moment.request.thisDN))

/** A party has another one removed who has left while the request was in flight. */
export const ofDeletingWhoJustLeft: Condition = (moment) => {
  const { request, monitored } = moment
  const leaver = leaverOf(request)
  const left = earlierInCall(moment).some(({ dns }) => dns.includes(leaver))
  return asksForAnother(request) && monitored.includes(request.thisDN) && left
}

/** The DN that asks was a party when the request was sent, and has left since. */
export const byWhoJustLeft: Condition = (moment) =>
  !isParty(moment, moment.request.thisDN) && isParty(partiesAtFirst(moment), moment.request.thisDN)

/** The other one of two has a release in flight. */
export const otherReleasesToo: Condition = (moment) =>
  laterInCall(moment).some(
    ({ request, thisDN }) =>
      request === 'TReleaseCall' &&
      thisDN !== moment.request.thisDN &&
      moment.monitored.includes(thisDN),
  )

/** The party to be removed is not monitored. */
export const leaverIsUnmonitored: Condition = ({ request, unmonitored }) =>
  unmonitored.includes(leaverOf(request))

/** Requests to two calls are in flight, and either call was there before its request. */
export const otherCallInFlight: Condition = (moment) => connIDInFlight(moment) !== undefined

/** The ConnID of another call to which a request is in flight. */
export function connIDInFlight({ request, earlier, later, calls }: Moment): string | undefined {
  const others = [
    ...earlier.filter(({ before }) => partyCount(before) > 0).map((one) => one.request.connID),
    ...later.map(({ connID }) => connID).filter((one) => calls.some((it) => it.connID === one)),
  ]
  return others.find((connID) => connID !== request.connID)
}
