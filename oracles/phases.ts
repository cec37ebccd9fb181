/**
 * The document's three tables and its footnote, one function each. Hold the document beside this
 * file: what a function returns is what a table prints, for conferences of any size.
 */
import { ended, isMonitored, monitored, without, type Call } from './call.ts'
import { absent, absentOr, anything, exactly } from './expectation.ts'
import type { Expectation, ExpectedEvent } from './expectation.ts'
import type { Cell, Outcome } from './outcome.ts'
import type { Profile } from './profile.ts'
import type { DeleteFromConference, DN, Request } from './tlib.ts'

/**
 * Release phase. "EventReleased ConnID 1 ThisDN A OtherDN B *OPT CallState OK", and the same for
 * the other party with the DNs changed about.
 */
export function release(call: Call, request: Request): Outcome {
  const cells: Cell[] = []
  for (const dn of monitored(call))
    for (const other of call.parties)
      if (other !== dn) cells.push({ dns: [dn], event: released(call, optional(call, other)) })
  return { request, phase: 'release', departed: call.parties, cells, call: ended(call) }
}

/** Release from conference phase: who asks leaves, the others stay. */
export function releaseFromConference(call: Call, request: Request, profile: Profile): Outcome {
  // "ThirdPartyDN B, ThirdPartyDNRole DeletedBy": whoever releases has deleted itself.
  return departure('release-from-conference', call, request, request.thisDN, profile)
}

/** Delete from conference phase: who asks stays, `otherDN` leaves. */
export function deleteFromConference(
  call: Call,
  request: DeleteFromConference,
  profile: Profile,
): Outcome {
  // "ThirdPartyDN A, ThirdPartyDNRole DeletedBy": A has asked for it.
  return departure('delete-from-conference', call, request, request.otherDN, profile)
}

/**
 * Footnote a. "If more than two parties remain in the conference call, CallState has a value of
 * Conferenced; otherwise, CallState has a value of OK."
 */
function callState(remaining: Call): Expectation {
  return remaining.parties.length > 2 ? conferenced : ok
}

const conferenced = exactly('Conferenced')
const ok = exactly('OK')
const deletedParty = exactly('DeletedParty')
const deletedBy = exactly('DeletedBy')

/** The columns that both conference tables share: the leaver's, and one for each who remains. */
function departure(
  phase: Outcome['phase'],
  call: Call,
  request: Request,
  leaver: DN,
  profile: Profile,
): Outcome {
  const requester = request.thisDN
  const after = without(call, leaver)
  const partyDeleted: ExpectedEvent = {
    name: 'EventPartyDeleted',
    ConnID: exactly(call.connID),
    OtherDN: reference(call, leaver),
    OtherDNRole: roleOf(call, leaver, deletedParty),
    ThirdPartyDN: reference(call, requester),
    ThirdPartyDNRole: roleOf(call, requester, deletedBy),
    CallState: callState(after),
  }
  const remaining: Cell = { dns: monitored(after), event: partyDeleted }
  if (!isMonitored(call, leaver))
    return { request, phase, departed: [leaver], cells: [remaining], call: after }
  const leaving: Cell = {
    dns: [leaver],
    event: released(call, profile.leaverOtherDN === 'absent' ? absent : anything),
  }
  return { request, phase, departed: [leaver], cells: [leaving, remaining], call: after }
}

/** "EventReleased ConnID 1 ThisDN B CallState OK": all that the conference tables print of it. */
function released(call: Call, OtherDN: Expectation): ExpectedEvent {
  return {
    name: 'EventReleased',
    ConnID: exactly(call.connID),
    OtherDN,
    OtherDNRole: anything,
    ThirdPartyDN: anything,
    ThirdPartyDNRole: anything,
    CallState: ok,
  }
}

/**
 * A DN that a table prints. One that is not monitored may be missing, or come in a dialled form of
 * the number (*DIAL); it may not be another party of the call.
 */
function reference(call: Call, dn: DN): Expectation {
  if (isMonitored(call, dn)) return exactly(dn)
  return { accepts: 'absent-or-none-of', values: call.parties.filter((party) => party !== dn) }
}

/** The role that a table prints beside a DN: it may be missing where the DN may be. */
function roleOf(
  call: Call,
  dn: DN,
  role: Extract<Expectation, { accepts: 'exactly' }>,
): Expectation {
  return isMonitored(call, dn) ? role : absentOr(role.value)
}

/** A DN that a table prints with *OPT. */
function optional(call: Call, dn: DN): Expectation {
  return isMonitored(call, dn) ? absentOr(dn) : reference(call, dn)
}
