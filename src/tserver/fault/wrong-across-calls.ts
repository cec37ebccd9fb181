/** Misbehaviours of a T-Server that does not keep its calls apart: those of today, or of yesterday. */
import type { DN, Event, Request } from '../../../oracles/tlib.ts'
import { distributing, isError, isPartyDeleted, isReleased } from './misbehaviour.ts'
import type { CarryOut, Misbehaviour } from './misbehaviour.ts'
import { asksForAnother, isParty, leaverOf, partyCount } from './moment.ts'
import type { ExistingCall, Moment } from './moment.ts'

/** None for a request with the ConnID of no call: every call would be another one. */
function otherCalls({ request, calls }: Moment): readonly ExistingCall[] {
  const others = calls.filter(({ connID }) => connID !== request.connID)
  return others.length < calls.length ? others : []
}

/** Each DN is told with the ConnID of its last call. */
export const saysConnIDOfLastCall: Misbehaviour = distributing((events, { calls }) =>
  events.map((event) => {
    const last = calls.findLast(({ monitored }) => monitored.includes(event.ThisDN))
    return last === undefined ? event : { ...event, ConnID: last.connID }
  }),
)

/** Events that are `alike` have the ConnID of another call. */
export function saysConnIDOfOtherCall(alike: (event: Event) => boolean): Misbehaviour {
  return distributing((events, moment) => {
    const [other] = otherCalls(moment)
    if (other === undefined) return events
    return events.map((event) => (alike(event) ? { ...event, ConnID: other.connID } : event))
  })
}

/** Another call of the party that asks. */
function otherCallOf(moment: Moment): ExistingCall | undefined {
  return otherCalls(moment).find(({ monitored }) => monitored.includes(moment.request.thisDN))
}

/** A request of a party that is in two calls is carried out in the other one. */
export const carriesOutInOtherCall: Misbehaviour = (moment, carryOut) => {
  const { connID } = otherCallOf(moment) ?? moment.request
  return carryOut({ ...moment.request, connID })
}

/** Does not look at the ConnID: takes the first call of the DN that asks. */
export const carriesOutInAnyCall: Misbehaviour = ({ request, calls }, carryOut) => {
  const its = calls.find(({ monitored }) => monitored.includes(request.thisDN))
  return carryOut({ ...request, connID: its?.connID ?? request.connID })
}

/** EventPartyDeleted also to those who are in other calls only. */
export const tellsOtherCalls: Misbehaviour = distributing((events, moment) => {
  const told = events.find(isPartyDeleted)
  if (told === undefined) return events
  const others = otherCalls(moment).flatMap(({ monitored }) => monitored)
  const strangers = [...new Set(others.filter((dn) => !isParty(moment, dn)))]
  return [...events, ...strangers.map((ThisDN) => ({ ...told, ThisDN }))]
})

/** Has the leaver released from its other calls. */
function releaseElsewhere(moment: Moment, carryOut: CarryOut) {
  const thisDN = leaverOf(moment.request)
  return otherCalls(moment)
    .filter(({ monitored }) => monitored.includes(thisDN))
    .flatMap(({ connID }) => carryOut({ request: 'TReleaseCall', connID, thisDN }))
}

/** Who leaves is out of its other calls, too, and nobody is told of that. */
export const removesFromOtherCalls: Misbehaviour = (moment, carryOut) => {
  const events = carryOut(moment.request)
  releaseElsewhere(moment, carryOut)
  return events
}

/** Who leaves is released from its other calls, too. */
export const releasesFromOtherCalls: Misbehaviour = (moment, carryOut) => [
  ...carryOut(moment.request),
  ...releaseElsewhere(moment, carryOut),
]

/** A refusal is told to the first party of another call. */
export const refusesOtherCall: Misbehaviour = distributing((events, moment) => {
  const stranger = otherCalls(moment)[0]?.monitored[0]
  if (stranger === undefined) return events
  return events.map((event) => (isError(event) ? { ...event, ThisDN: stranger } : event))
})

/** Who left the last call gets nothing in this one. */
export const forgetsLeaversOfLastCall: Misbehaviour = distributing((events, { lastCall }) => {
  const left = new Set<DN>(lastCall?.departures.flatMap(({ dns }) => dns))
  return events.filter((event) => isError(event) || !left.has(event.ThisDN))
})

/** CallState follows the number of parties that the last call had in the end, where that is higher. */
export const countsPartiesOfLastCall: Misbehaviour = distributing((events, moment) => {
  const left = moment.lastCall?.partyCount ?? 0
  const CallState = Math.max(left, partyCount(moment) - 1) > 2 ? 'Conferenced' : 'OK'
  return events.map((event) => (isPartyDeleted(event) ? { ...event, CallState } : event))
})

/** Who releases is said to have been deleted by the DN that deleted last in the last call. */
export const namesDeleterOfLastCall: Misbehaviour = distributing(
  (events, { request, lastCall }) => {
    const deleter = lastDelete(lastCall?.departures ?? [])?.thisDN
    if (deleter === undefined || asksForAnother(request)) return events
    return events.map((event) =>
      isPartyDeleted(event) ? { ...event, ThirdPartyDN: deleter } : event,
    )
  },
)

function lastDelete(departures: readonly { readonly request: Request }[]): Request | undefined {
  return departures.findLast(({ request }) => asksForAnother(request))?.request
}

/** Who has left the call before and was added again gets no EventReleased. */
export const forgetsReleasedOfReturner: Misbehaviour = distributing((events, { past }) =>
  events.filter(
    (event) => !isReleased(event) || !past.some(({ dns }) => dns.includes(event.ThisDN)),
  ),
)

/** One EventReleased for each time that the DN has been in the call, at each departure. */
export const releasesForEachStay: Misbehaviour = distributing((events, { past }) =>
  events.flatMap((event) => {
    const stays = past.filter(({ dns }) => dns.includes(event.ThisDN))
    return isReleased(event) ? [event, ...stays.map(() => event)] : [event]
  }),
)
