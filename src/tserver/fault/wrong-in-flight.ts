/** Misbehaviours of a T-Server that has several requests in flight. */
import type { DN, Event } from '../../../oracles/tlib.ts'
import { connIDInFlight } from './in-flight-condition.ts'
import { distributing, isPartyDeleted, isReleased } from './misbehaviour.ts'
import type { Misbehaviour } from './misbehaviour.ts'
import { earlierInCall, laterInCall, leaverOf, partiesAtFirst, partyCount } from './moment.ts'
import type { Moment } from './moment.ts'
import { deletesForAnybody } from './wrong-decisions.ts'

/** CallState follows the parties that there were before anything in flight was carried out. */
export function countsAsAtFirst(less: 0 | 1): Misbehaviour {
  return distributing((events, moment) => {
    const count = partyCount(partiesAtFirst(moment)) - less
    const CallState = count > 2 ? 'Conferenced' : 'OK'
    return events.map((event) => (isPartyDeleted(event) ? { ...event, CallState } : event))
  })
}

/** Who has been deleted already is deleted once more, by the DN that asks now. */
export const deletesOnceMore: Misbehaviour = (moment) => {
  const { request } = moment
  const leaver = leaverOf(request)
  const departure = earlierInCall(moment).find(({ dns }) => dns.includes(leaver))
  return (departure?.events ?? []).map((event) =>
    isPartyDeleted(event) ? { ...event, ThirdPartyDN: request.thisDN } : event,
  )
}

/** Instead of the party that has left it deletes the one that now stands in its place. */
export const deletesNextParty: Misbehaviour = ({ request, monitored }, carryOut) => {
  const next = monitored.find((dn) => dn !== request.thisDN)
  if (request.request !== 'TDeleteFromConference' || next === undefined) return carryOut(request)
  return carryOut({ ...request, otherDN: next })
}

/** The EventError that is right, and yet the delete is carried out. */
export const refusesAndDeletes: Misbehaviour = (moment, carryOut, holdBack) => [
  ...carryOut(moment.request),
  ...deletesForAnybody(moment, carryOut, holdBack),
]

/** Who has been released is released once more, with the other one. */
export const releasesOnceMore: Misbehaviour = (moment) =>
  earlierInCall(moment)
    .filter(({ dns }) => dns.includes(moment.request.thisDN))
    .flatMap(({ events }) => events.filter(isReleased))

/** One that stays hears of the departures in flight in the reverse order. */
export const tellsOneInReverse: Misbehaviour = (moment, carryOut) => {
  const events = carryOut(moment.request)
  const dn = bystanderOf(moment)
  const ofBystander = (event: Event): boolean => isPartyDeleted(event) && event.ThisDN === dn
  const others = events.filter((event) => !ofBystander(event))
  if (laterInCall(moment).length > 0) return others
  const told = [...earlierInCall(moment).flatMap((one) => one.events), ...events].filter(
    ofBystander,
  )
  const reversed = told.toReversed().map((event, at) => withCallStateOf(event, told[at]))
  return [...reversed, ...others]
}

/** Who is to leave hears of the departures before its own when it has been released. */
export const tellsLeaversAfterwards: Misbehaviour = (moment, carryOut) => {
  const leaver = leaverOf(moment.request)
  const later = laterInCall(moment).map(leaverOf)
  const events = carryOut(moment.request)
  const before = earlierInCall(moment)
  const since = before.findLastIndex(({ request }) => leaverOf(request) === leaver)
  const withheld = before
    .slice(since + 1)
    .flatMap((one) => one.events)
    .filter((event) => isPartyDeleted(event) && event.ThisDN === leaver)
  const told = events.filter((event) => !isPartyDeleted(event) || !later.includes(event.ThisDN))
  return [...told, ...withheld]
}

/** The last party that no request in flight asks to take out. */
function bystanderOf(moment: Moment): DN | undefined {
  const requests = [
    ...earlierInCall(moment).map(({ request }) => request),
    moment.request,
    ...laterInCall(moment),
  ]
  const leavers = requests.map(leaverOf)
  return partiesAtFirst(moment).monitored.findLast((dn) => !leavers.includes(dn))
}

/** So that the number of parties still goes down. */
function withCallStateOf(event: Event, other: Event | undefined): Event {
  return other?.CallState === undefined ? event : { ...event, CallState: other.CallState }
}

/** The last remaining party is told that the other DN asked which wanted the same one out. */
export const namesRivalToLastParty: Misbehaviour = distributing((events, moment) => {
  const requests = [...earlierInCall(moment).map(({ request }) => request), ...laterInCall(moment)]
  const leaver = leaverOf(moment.request)
  const rival = requests.find(
    (other) => leaverOf(other) === leaver && other.thisDN !== moment.request.thisDN,
  )
  const last = events.findLast(isPartyDeleted)
  if (rival === undefined) return events
  return events.map((event) => (event === last ? { ...event, ThirdPartyDN: rival.thisDN } : event))
})

/** The events have the ConnID of the other call to which a request is in flight. */
export const saysConnIDInFlight: Misbehaviour = distributing((events, moment) => {
  const ConnID = connIDInFlight(moment)
  return ConnID === undefined ? events : events.map((event) => ({ ...event, ConnID }))
})
