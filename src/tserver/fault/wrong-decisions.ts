/** Misbehaviours in what is done: another request is carried out, or more, or none. */
import type { DN } from '../../../oracles/tlib.ts'
import { isPartyDeleted, isReleased } from './misbehaviour.ts'
import type { Misbehaviour } from './misbehaviour.ts'
import { isParty, leaverOf, partiesIn, partyCount } from './moment.ts'
import { error, partyDeleted, released } from './told.ts'

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
  return events.map((event) => (isPartyDeleted(event) ? released(request, event.ThisDN) : event))
}

/** The party that asked is told of a departure and stays, alone, in a call that has ended. */
export const keepsRequester: Misbehaviour = ({ request }, carryOut) =>
  carryOut(request).map((event) =>
    isReleased(event) && event.ThisDN === request.thisDN
      ? partyDeleted(request, request.thisDN, 1)
      : event,
  )

export const crashes: Misbehaviour = ({ monitored }) => {
  throw new RangeError(`no party stands after position ${monitored.length}`)
}

/** EventError, and nothing is done. */
export const refuses: Misbehaviour = ({ request }) => [error(request, request.thisDN)]

/** Everybody is told, and the party stays. */
export const keepsLeaver: Misbehaviour = (moment) => {
  const { request, monitored } = moment
  const leaver = leaverOf(request)
  const remaining = partyCount(moment) - 1
  return monitored.map((dn) =>
    dn === leaver ? released(request, dn) : partyDeleted(request, dn, remaining),
  )
}

/** The first party that neither asks nor is asked for is deleted. */
export const deletesAnother: Misbehaviour = ({ request, monitored }, carryOut) => {
  const another = monitored.find((dn) => dn !== request.thisDN && dn !== leaverOf(request))
  if (request.request !== 'TDeleteFromConference' || another === undefined) return carryOut(request)
  return carryOut({ ...request, otherDN: another })
}

/** The party that asks leaves, not the one to be deleted. */
export const releasesRequester: Misbehaviour = ({ request: { connID, thisDN } }, carryOut) =>
  carryOut({ request: 'TReleaseCall', connID, thisDN })

/** The next party leaves, too, as if it had asked. */
export const releasesNextParty: Misbehaviour = ({ request, monitored }, carryOut) => {
  const { connID } = request
  const next = monitored.find((dn) => dn !== leaverOf(request))
  const events = carryOut(request)
  if (next === undefined) return events
  return [...events, ...carryOut({ request: 'TReleaseCall', connID, thisDN: next })]
}
