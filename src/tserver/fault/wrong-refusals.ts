/** Misbehaviours where nothing but a refusal may follow, and in who is refused what. */
import { distributing, isError } from './misbehaviour.ts'
import type { Misbehaviour } from './misbehaviour.ts'
import { leaverOf } from './moment.ts'
import { error, partyDeleted, released } from './told.ts'

export const answersNothing: Misbehaviour = distributing((events) =>
  events.filter((event) => !isError(event)),
)

export const refusesTwice: Misbehaviour = distributing((events) =>
  events.flatMap((event) => (isError(event) ? [event, event] : [event])),
)

/** EventError goes to the first party that did not ask. */
export const refusesOtherParty: Misbehaviour = distributing((events, { request, monitored }) => {
  const other = monitored.find((dn) => dn !== request.thisDN)
  if (other === undefined) return events
  return events.map((event) => (isError(event) ? { ...event, ThisDN: other } : event))
})

/** Who is deleted gets EventError beside its EventReleased. */
export const addsErrorToLeaver: Misbehaviour = distributing((events, { request }) => [
  ...events,
  error(request, leaverOf(request)),
])

/** A release that was refused is told to everybody as if it had been carried out. */
export const tellsRefusedRelease: Misbehaviour = distributing((events, { request, monitored }) => [
  ...events,
  ...monitored.map((dn) => partyDeleted(request, dn, monitored.length)),
])

/** Answers as it should, and yet the party that asked is out of the call afterwards. */
export const removesRequesterSecretly: Misbehaviour = ({ request }, carryOut) => {
  const events = carryOut(request)
  carryOut({ request: 'TReleaseCall', connID: request.connID, thisDN: request.thisDN })
  return events
}

/** EventReleased instead of EventError. */
export const releasesStranger: Misbehaviour = ({ request }) => [released(request, request.thisDN)]
