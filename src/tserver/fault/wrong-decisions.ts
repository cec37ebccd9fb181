/** Misbehaviours in what is done: another request is carried out, or more, or none. */
import type { DN, Event } from '../../../oracles/tlib.ts'
import { isPartyDeleted, isReleased } from './misbehaviour.ts'
import type { Misbehaviour } from './misbehaviour.ts'
import { isParty, leaverOf, partiesIn } from './moment.ts'

/** Takes the DN to delete for the first other party that is `alike`. */
function deletesLookalike(alike: (asked: DN, party: DN) => boolean): Misbehaviour {
  return (moment, carryOut) => {
    const { request } = moment
    if (request.request !== 'TDeleteFromConference') return carryOut(request)
    const { otherDN } = request
    const lookalike = partiesIn(moment).find((party) => party !== otherDN && alike(otherDN, party))
    return carryOut(lookalike === undefined ? request : { ...request, otherDN: lookalike })
  }
}

export const deletesByPrefix = deletesLookalike((asked, party) => asked.startsWith(party))

export const deletesInAnyCase = deletesLookalike(
  (asked, party) => asked.toLowerCase() === party.toLowerCase(),
)

const withoutLeadingZeros = (dn: DN): string => dn.replace(/^0+/, '')

export const deletesByNumber = deletesLookalike(
  (asked, party) => withoutLeadingZeros(asked) === withoutLeadingZeros(party),
)

/** Does not look whether the DN that asks is in the call. */
export const deletesForAnybody: Misbehaviour = (moment, carryOut) => {
  const { request, monitored } = moment
  const leaver = leaverOf(request)
  const member = monitored.find((dn) => dn !== leaver) ?? leaver
  if (isParty(moment, request.thisDN) || !isParty(moment, leaver)) return carryOut(request)
  return carryOut({ ...request, thisDN: member }).map((event) =>
    isPartyDeleted(event) ? { ...event, ThirdPartyDN: request.thisDN } : event,
  )
}

/** Answers as it should, and yet the DN to delete is out of the call afterwards. */
export const removesSecretly: Misbehaviour = ({ request }, carryOut) => {
  const events = carryOut(request)
  carryOut({ request: 'TReleaseCall', connID: request.connID, thisDN: leaverOf(request) })
  return events
}

export const ignores: Misbehaviour = () => []

/** Everybody is released where one party should leave. */
export const endsCall: Misbehaviour = ({ request, monitored }, carryOut) => {
  const events = carryOut(request)
  for (const thisDN of monitored)
    carryOut({ request: 'TReleaseCall', connID: request.connID, thisDN })
  return events.map((event) => (isPartyDeleted(event) ? releasedInstead(event) : event))
}

/** The party that asked is told of a departure and stays, alone, in a call that has ended. */
export const keepsRequester: Misbehaviour = ({ request }, carryOut) =>
  carryOut(request).map((event) =>
    isReleased(event) && event.ThisDN === request.thisDN
      ? {
          name: 'EventPartyDeleted',
          ConnID: request.connID,
          ThisDN: request.thisDN,
          OtherDN: leaverOf(request),
          OtherDNRole: 'DeletedParty',
          ThirdPartyDN: request.thisDN,
          ThirdPartyDNRole: 'DeletedBy',
          CallState: 'OK',
        }
      : event,
  )

export const crashes: Misbehaviour = ({ monitored }) => {
  throw new RangeError(`no party stands after position ${monitored.length}`)
}

function releasedInstead({ ThisDN, ConnID }: Event): Event {
  return {
    name: 'EventReleased',
    ThisDN,
    ...(ConnID === undefined ? {} : { ConnID }),
    CallState: 'OK',
  }
}
