/** Misbehaviours in who is told, how often and when; state and attributes are right. */
import type { DN, Event } from '../../../oracles/tlib.ts'
import { distributing, isPartyDeleted, isReleased } from './misbehaviour.ts'
import type { Misbehaviour } from './misbehaviour.ts'
import { isParty, leaverOf, partyCount } from './moment.ts'
import type { Moment } from './moment.ts'
import { error, partyDeleted, released } from './told.ts'

/** The events without those that `unwanted` picks. */
function dropping(unwanted: (event: Event, moment: Moment) => boolean): Misbehaviour {
  return distributing((events, moment) => events.filter((event) => !unwanted(event, moment)))
}

/** EventPartyDeleted also to the DNs that `strangers` picks, unless nobody else is told. */
function alsoTelling(
  strangers: (moment: Moment, leaver: DN | undefined) => readonly DN[],
): Misbehaviour {
  return distributing((events, moment) => {
    const told = events.find(isPartyDeleted)
    if (told === undefined) return events
    const leaver = events.find(isReleased)?.ThisDN
    return [...events, ...strangers(moment, leaver).map((ThisDN) => ({ ...told, ThisDN }))]
  })
}

export const forgetsReleased: Misbehaviour = dropping(isReleased)

export const forgetsReleasedOfOther: Misbehaviour = dropping(
  (event, { request }) => isReleased(event) && event.ThisDN !== request.thisDN,
)

export const forgetsReleasedOfRequester: Misbehaviour = dropping(
  (event, { request }) => isReleased(event) && event.ThisDN === request.thisDN,
)

export const repeatsReleased: Misbehaviour = distributing((events) => {
  const released = events.find(isReleased)
  return released === undefined ? events : [...events, released]
})

export const forgetsFirstParty: Misbehaviour = distributing((events) => {
  const first = events.find(isPartyDeleted)
  return events.filter((event) => event !== first)
})

export const forgetsLastParty: Misbehaviour = distributing((events) => {
  const last = events.findLast(isPartyDeleted)
  return events.filter((event) => event !== last)
})

export const forgetsRequester: Misbehaviour = dropping(
  (event, { request }) => isPartyDeleted(event) && event.ThisDN === request.thisDN,
)

export const forgetsAllParties: Misbehaviour = dropping(isPartyDeleted)

/** Tells the first `count` parties only, as from a table that is too small. */
export function tellsOnly(count: number): Misbehaviour {
  return distributing((events) => {
    const untold = events.filter(isPartyDeleted).slice(count)
    return events.filter((event) => !untold.includes(event))
  })
}

export const forgetsAddedParties: Misbehaviour = dropping(
  (event, { added }) => isPartyDeleted(event) && added.includes(event.ThisDN),
)

export const forgetsEverybody: Misbehaviour = dropping(
  (event) => isReleased(event) || isPartyDeleted(event),
)

export const tellsFirstPartyTwice: Misbehaviour = distributing((events) => {
  const first = events.find(isPartyDeleted)
  return first === undefined ? events : [...events, first]
})

/** A party that left and was added again stands in the call's list twice. */
export const tellsRejoinedPartiesTwice: Misbehaviour = distributing((events, { past }) =>
  events.flatMap((event) =>
    isPartyDeleted(event) && past.some(({ dns }) => dns.includes(event.ThisDN))
      ? [event, event]
      : [event],
  ),
)

/** DNs that left the call, and are not back. */
function goneParties(moment: Moment): readonly DN[] {
  return [...new Set(moment.past.flatMap(({ dns }) => dns).filter((dn) => !isParty(moment, dn)))]
}

export const tellsLeaver: Misbehaviour = alsoTelling((_, leaver) =>
  leaver === undefined ? [] : [leaver],
)

export const tellsGoneParties: Misbehaviour = alsoTelling(goneParties)

export const tellsUnmonitoredParties: Misbehaviour = alsoTelling(({ unmonitored }) => unmonitored)

/** The last party hears of the first departure after the second: not in the order of the others. */
export const tellsLastPartyLate: Misbehaviour = (moment, carryOut, holdBack) => {
  if (moment.past.length === 0) return forgetsLastParty(moment, carryOut, holdBack)
  const events = carryOut(moment.request)
  const withheld = moment.past[0]?.events.findLast(isPartyDeleted)
  return moment.past.length === 1 && withheld !== undefined && events.some(isReleased)
    ? [...events, withheld]
    : events
}

/** A delete that was refused is told to everybody as if it had been carried out. */
export const tellsRefusedDelete: Misbehaviour = (moment, carryOut) => {
  const { request, monitored } = moment
  const events = carryOut(request)
  if (request.request !== 'TDeleteFromConference') return events
  return [
    ...events,
    // As if it had been one more party: all of those who are there remain.
    ...monitored.map((dn) => partyDeleted(request, dn, monitored.length)),
  ]
}

export const addsError: Misbehaviour = distributing((events, { request }) => [
  ...events,
  error(request, request.thisDN),
])

/** The first of the remaining parties, if there is one. */
function firstRemaining(events: readonly Event[]): readonly DN[] {
  return events
    .filter(isPartyDeleted)
    .slice(0, 1)
    .map(({ ThisDN }) => ThisDN)
}

export const releasesFirstParty: Misbehaviour = distributing((events, { request }) => [
  ...events,
  ...firstRemaining(events).map((dn) => released(request, dn)),
])

export const releasesGoneParties: Misbehaviour = distributing((events, moment) => [
  ...events,
  ...goneParties(moment).map((dn) => released(moment.request, dn)),
])

export const releasesUnmonitoredParties: Misbehaviour = distributing((events, moment) => [
  ...events,
  ...moment.unmonitored.map((dn) => released(moment.request, dn)),
])

/** EventReleased goes astray: to the first of the remaining parties. */
export const releasesFirstPartyInstead: Misbehaviour = distributing((events) => {
  const [first] = firstRemaining(events)
  if (first === undefined) return events
  return events.map((event) => (isReleased(event) ? { ...event, ThisDN: first } : event))
})

/** The last EventPartyDeleted goes astray: to the party that leaves. */
export const tellsLeaverForLastParty: Misbehaviour = distributing((events, { request }) => {
  const last = events.findLast(isPartyDeleted)
  return events.map((event) => (event === last ? { ...event, ThisDN: leaverOf(request) } : event))
})

/** The party that leaves is told as if it remained. */
export const tellsLeaverInstead: Misbehaviour = distributing((events, moment) =>
  events.map((event) =>
    isReleased(event) ? partyDeleted(moment.request, event.ThisDN, partyCount(moment) - 1) : event,
  ),
)

/** EventPartyDeleted to the other one of two. */
function toOther({ request, monitored }: Moment): readonly Event[] {
  return monitored
    .filter((dn) => dn !== request.thisDN)
    .map((dn) => partyDeleted({ ...request, request: 'TReleaseCall' }, dn, 1))
}

export const tellsOtherOfTwo: Misbehaviour = distributing((events, moment) => [
  ...toOther(moment),
  ...events,
])

export const tellsOtherOfTwoInstead: Misbehaviour = distributing((events, moment) => [
  ...toOther(moment),
  ...events.filter((event) => event.ThisDN === moment.request.thisDN),
])
