/** The reference model: what may follow from a request. */
import type { Call } from './call.ts'
import { anything, type ExpectedEvent } from './expectation.ts'
import type { Outcome } from './outcome.ts'
import { deleteFromConference, release, releaseFromConference } from './phases.ts'
import type { Profile } from './profile.ts'
import type { DeleteFromConference, Request } from './tlib.ts'

/** There is always one. */
export type Outcomes = readonly [Outcome, ...Outcome[]]

/**
 * The outcomes that are right for `request` while the call is as `call` says: one where the
 * document speaks, several where it is silent and the profile leaves it open.
 * @param call the call with the request's ConnID; one without parties where there is none.
 */
export function step(call: Call, request: Request, profile: Profile): Outcomes {
  if (!call.parties.includes(request.thisDN)) return refused(call, request, profile)
  if (request.request === 'TReleaseCall') return [releaseOf(call, request, profile)]
  if (!call.parties.includes(request.otherDN)) return refused(call, request, profile)
  return deletion(call, request, profile)
}

/** Who asks leaves. */
function releaseOf(call: Call, request: Request, profile: Profile): Outcome {
  return call.parties.length === 2
    ? release(call, request)
    : releaseFromConference(call, request, profile)
}

function deletion(call: Call, request: DeleteFromConference, profile: Profile): Outcomes {
  const { thisDN, otherDN } = request
  // The document is silent: a party deletes itself, or deletes the other one of a call of two.
  // Where it is carried out, the requester leaves.
  if (thisDN === otherDN || call.parties.length === 2) {
    const choice = thisDN === otherDN ? profile.selfDelete : profile.twoPartyDelete
    if (choice === 'refuse') return refused(call, request, profile)
    const carriedOut = releaseOf(call, request, profile)
    return choice === 'release' ? [carriedOut] : [carriedOut, ...refused(call, request, profile)]
  }
  const deleted = deleteFromConference(call, request, profile)
  if (profile.deleteBy === 'anyone' || thisDN === call.owner) return [deleted]
  return [deleted, refusedWithError(call, request)]
}

/** The document is silent on refusals: an EventError to the requester, or nothing; no effect. */
function refused(call: Call, request: Request, { refusal }: Profile): Outcomes {
  const silently: Outcome = { request, phase: 'refused-silently', departed: [], cells: [], call }
  if (refusal === 'silent') return [silently]
  const withError = refusedWithError(call, request)
  return refusal === 'error' ? [withError] : [withError, silently]
}

/** EventError has no table in the document; its code and even its ConnID differ between T-Servers. */
const eventError: ExpectedEvent = {
  name: 'EventError',
  ConnID: anything,
  OtherDN: anything,
  OtherDNRole: anything,
  ThirdPartyDN: anything,
  ThirdPartyDNRole: anything,
  CallState: anything,
}

function refusedWithError(call: Call, request: Request): Outcome {
  const cells = [{ dns: [request.thisDN], event: eventError }]
  return { request, phase: 'refused-with-error', departed: [], cells, call }
}
