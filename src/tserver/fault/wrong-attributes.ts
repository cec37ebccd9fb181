/** Misbehaviours in what an event says; the right ones reach the right parties. */
import type { Event, JudgedAttribute } from '../../../oracles/tlib.ts'
import { distributing, isPartyDeleted, isReleased } from './misbehaviour.ts'
import type { Misbehaviour } from './misbehaviour.ts'
import { isParty, partyCount } from './moment.ts'
import type { Moment } from './moment.ts'

type Attributes = Partial<Event>

/** Every EventPartyDeleted with other attributes than it should have. */
function inPartyDeleted(wrong: (event: Event, moment: Moment) => Attributes): Misbehaviour {
  return distributing((events, moment) =>
    events.map((event) => (isPartyDeleted(event) ? { ...event, ...wrong(event, moment) } : event)),
  )
}

/** Every EventReleased with other attributes than it should have. */
function inReleased(wrong: (event: Event, moment: Moment) => Attributes): Misbehaviour {
  return distributing((events, moment) =>
    events.map((event) => (isReleased(event) ? { ...event, ...wrong(event, moment) } : event)),
  )
}

function without(event: Event, attribute: JudgedAttribute): Event {
  const { [attribute]: _, ...rest } = event
  return rest
}

/** Every EventPartyDeleted lacks the attribute. */
export function omitsFromPartyDeleted(attribute: JudgedAttribute): Misbehaviour {
  return distributing((events) =>
    events.map((event) => (isPartyDeleted(event) ? without(event, attribute) : event)),
  )
}

/** Every EventReleased lacks the attribute. */
export function omitsFromReleased(attribute: JudgedAttribute): Misbehaviour {
  return distributing((events) =>
    events.map((event) => (isReleased(event) ? without(event, attribute) : event)),
  )
}

/** Every EventPartyDeleted has these values. */
export function saysInPartyDeleted(attributes: Attributes): Misbehaviour {
  return inPartyDeleted(() => attributes)
}

/** Every EventReleased has these values. */
export function saysInReleased(attributes: Attributes): Misbehaviour {
  return inReleased(() => attributes)
}

export const saysConferencedEverywhere: Misbehaviour = distributing((events) =>
  events.map((event) =>
    isReleased(event) || isPartyDeleted(event) ? { ...event, CallState: 'Conferenced' } : event,
  ),
)

/** CallState follows the number of monitored parties that remain. */
export const countsMonitoredOnly: Misbehaviour = distributing((events) => {
  const CallState = events.filter(isPartyDeleted).length > 2 ? 'Conferenced' : 'OK'
  return events.map((event) => (isPartyDeleted(event) ? { ...event, CallState } : event))
})

export const namesOneselfAsOther: Misbehaviour = inReleased(({ ThisDN }) => ({ OtherDN: ThisDN }))

/** Who left before stands in the place of the other one. */
export const namesGoneAsOther: Misbehaviour = inReleased((_, moment) => {
  const gone = moment.past.flatMap(({ dns }) => dns).findLast((dn) => !isParty(moment, dn))
  return gone === undefined ? {} : { OtherDN: gone }
})

/** Who leaves a conference is told of one who remains. */
export const namesOneOfTheRest: Misbehaviour = distributing((events) => {
  const one = events.find(isPartyDeleted)
  if (one === undefined) return events
  return events.map((event) => (isReleased(event) ? { ...event, OtherDN: one.ThisDN } : event))
})

/** Who did not ask is released as by somebody else. */
export const saysRemoteRelease: Misbehaviour = inReleased(({ ThisDN }, { request }) =>
  ThisDN === request.thisDN ? {} : { CallState: 'RemoteRelease' },
)

export const namesRequesterAsOther: Misbehaviour = inPartyDeleted((_, { request }) => ({
  OtherDN: request.thisDN,
}))

export const namesToldAsOther: Misbehaviour = inPartyDeleted(({ ThisDN }) => ({ OtherDN: ThisDN }))

export const namesEarlierLeaver: Misbehaviour = inPartyDeleted((_, { past }) => {
  const dn = past.at(-1)?.dns[0]
  return dn === undefined ? {} : { OtherDN: dn }
})

export const namesToldAsThirdParty: Misbehaviour = inPartyDeleted(({ ThisDN }) => ({
  ThirdPartyDN: ThisDN,
}))

/** As if the owner of the conference had asked. */
export const namesFirstAsThirdParty: Misbehaviour = inPartyDeleted((_, { monitored: [first] }) =>
  first === undefined ? {} : { ThirdPartyDN: first },
)

export const namesLeaverAsThirdParty: Misbehaviour = inPartyDeleted(({ OtherDN }) =>
  OtherDN === undefined ? {} : { ThirdPartyDN: OtherDN },
)

/** ThirdPartyDN keeps the DN that asked for the departure before. */
export const namesEarlierRequester: Misbehaviour = inPartyDeleted((_, { past }) => {
  const last = past.at(-1)
  return last === undefined ? {} : { ThirdPartyDN: last.request.thisDN }
})

/** CallState follows a number of parties that is not that of those who remain. */
function counting(count: (moment: Moment) => number): Misbehaviour {
  return inPartyDeleted((_, moment) => ({ CallState: count(moment) > 2 ? 'Conferenced' : 'OK' }))
}

export const countsThoseAtFirst: Misbehaviour = counting((moment) => {
  const left = moment.past.flatMap(({ dns }) => dns)
  return partyCount(moment) + left.length - moment.added.length
})

/** Who has left and is back counts for each stay. */
export const countsReturnersTwice: Misbehaviour = counting((moment) => {
  const left = moment.past.flatMap(({ dns }) => dns)
  return partyCount(moment) - 1 + left.filter((dn) => isParty(moment, dn)).length
})

/** The last remaining party is told the CallState that is wrong. */
export const saysOtherCallStateToLastParty: Misbehaviour = distributing((events) => {
  const last = events.findLast(isPartyDeleted)
  return events.map((event) =>
    event === last
      ? { ...event, CallState: event.CallState === 'OK' ? 'Conferenced' : 'OK' }
      : event,
  )
})

/** The EventPartyDeleted of the last remaining party has these values. */
export function saysToLastParty(attributes: Attributes): Misbehaviour {
  return distributing((events) => {
    const last = events.findLast(isPartyDeleted)
    return events.map((event) => (event === last ? { ...event, ...attributes } : event))
  })
}
