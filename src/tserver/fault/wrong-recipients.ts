/** Misbehaviours in who is told, how often and when; state and attributes are right. */
import type { DN, Event } from '../../../oracles/tlib.ts'
import { distributing, isPartyDeleted, isReleased } from './misbehaviour.ts'
import type { Misbehaviour } from './misbehaviour.ts'
import { isParty } from './moment.ts'
import type { Moment } from './moment.ts'

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

export const tellsLeaver: Misbehaviour = alsoTelling((_, leaver) =>
  leaver === undefined ? [] : [leaver],
)

export const tellsGoneParties: Misbehaviour = alsoTelling((moment) => [
  ...new Set(moment.past.flatMap(({ dns }) => dns).filter((dn) => !isParty(moment, dn))),
])

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
    ...monitored.map((ThisDN) => ({
      name: 'EventPartyDeleted',
      ConnID: request.connID,
      ThisDN,
      OtherDN: request.otherDN,
      OtherDNRole: 'DeletedParty',
      ThirdPartyDN: request.thisDN,
      ThirdPartyDNRole: 'DeletedBy',
      CallState: monitored.length > 2 ? 'Conferenced' : 'OK',
    })),
  ]
}

export const addsError: Misbehaviour = distributing((events, { request }) => [
  ...events,
  {
    name: 'EventError',
    ConnID: request.connID,
    ThisDN: request.thisDN,
    ErrorCode: 175,
    ErrorMessage: 'Unsuccessful release',
  },
])
