/** Misbehaviours in what an event says; the right ones reach the right parties. */
import type { Event, JudgedAttribute } from '../../../oracles/tlib.ts'
import { distributing, isPartyDeleted, isReleased } from './misbehaviour.ts'
import type { Misbehaviour } from './misbehaviour.ts'
import type { Moment } from './moment.ts'

type Attributes = Partial<Event>

/** Every EventPartyDeleted with other attributes than it should have. */
function inPartyDeleted(wrong: (event: Event, moment: Moment) => Attributes): Misbehaviour {
  return distributing((events, moment) =>
    events.map((event) => (isPartyDeleted(event) ? { ...event, ...wrong(event, moment) } : event)),
  )
}

/** Every EventReleased with other attributes than it should have. */
function inReleased(wrong: (event: Event) => Attributes): Misbehaviour {
  return distributing((events) =>
    events.map((event) => (isReleased(event) ? { ...event, ...wrong(event) } : event)),
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

export const namesRequesterAsOther: Misbehaviour = inPartyDeleted((_, { request }) => ({
  OtherDN: request.thisDN,
}))

export const namesLeaverAsThirdParty: Misbehaviour = inPartyDeleted(({ OtherDN }) =>
  OtherDN === undefined ? {} : { ThirdPartyDN: OtherDN },
)

/** ThirdPartyDN keeps the DN that asked for the departure before. */
export const namesEarlierRequester: Misbehaviour = inPartyDeleted((_, { past }) => {
  const last = past.at(-1)
  return last === undefined ? {} : { ThirdPartyDN: last.request.thisDN }
})

/** The EventPartyDeleted of the last remaining party has these values. */
export function saysToLastParty(attributes: Attributes): Misbehaviour {
  return distributing((events) => {
    const last = events.findLast(isPartyDeleted)
    return events.map((event) => (event === last ? { ...event, ...attributes } : event))
  })
}
