/**
 * A T-Server that lives in the process: calls, their parties, and the events that it distributes
 * when a party leaves. Written from the document "Releasing calls" alone, it shares only words with
 * the oracle, so that an error in one does not hide in the other.
 */
import type { DN, Event, Request } from '../../oracles/tlib.ts'
import type { Deliver } from '../adapter/adapter.ts'

/** The parties of a call. Two or more as long as the call exists. */
export interface Parties {
  /** Those to whom events are distributed, in the order in which they joined. */
  readonly monitored: readonly DN[]
  /** Those to whom nothing is distributed, such as an outside number. */
  readonly unmonitored: readonly DN[]
}

/** The T-Server's side of the adapter contract; nothing of it waits. */
export interface EmbeddedTServer {
  /** @returns the ConnID of a new call of these parties: two or more, all different. */
  establish(dns: readonly DN[], unmonitored: readonly DN[]): string
  /** `dn` joins as a monitored party, or `by` is told why not. */
  addParty(connID: string, by: DN, dn: DN): void
  /** Carries a request out, or refuses it by EventError; at once, or as late as the fence. */
  send(request: Request): void
  /** Every event caused by a `send` before it is delivered on return. */
  fence(): void
  discard(connID: string): void
  reset(): void
  /**
   * @returns the parties as they are, in a view that the next request changes; undefined where no
   *   call has that ConnID.
   */
  partiesOf(connID: string): Parties | undefined
}

interface Call extends Parties {
  readonly connID: string
  readonly callID: number
  readonly monitored: DN[]
  readonly unmonitored: DN[]
}

interface Refusal {
  readonly ErrorCode: number
  readonly ErrorMessage: string
}

const unknownConnID: Refusal = { ErrorCode: 56, ErrorMessage: 'Invalid connection id' }
const requesterNotInCall: Refusal = { ErrorCode: 470, ErrorMessage: 'Party is not on call' }
const otherNotInCall: Refusal = { ErrorCode: 762, ErrorMessage: 'Invalid delete from conference' }
const alreadyInCall: Refusal = { ErrorCode: 71, ErrorMessage: 'Invalid called DN' }

/** Sixteen hexadecimal digits, as a classic T-Server has them: `006c000000000001`. */
function connIDOf(callID: number): string {
  return `006c${callID.toString(16).padStart(12, '0')}`
}

/** Starts a T-Server without calls. Nothing waits for the fence; ConnIDs count up, over `reset` too. */
export function startTServer(deliver: Deliver): EmbeddedTServer {
  const calls = new Map<string, Call>()
  let lastCallID = 0
  let lastReferenceID = 0

  function refuse(connID: string, thisDN: DN, refusal: Refusal): void {
    deliver({
      name: 'EventError',
      ConnID: connID,
      ThisDN: thisDN,
      ReferenceID: lastReferenceID,
      ErrorCode: refusal.ErrorCode,
      ErrorMessage: refusal.ErrorMessage,
    })
  }

  function establish(dns: readonly DN[], unmonitored: readonly DN[]): string {
    const callID = ++lastCallID
    const connID = connIDOf(callID)
    calls.set(connID, {
      connID,
      callID,
      monitored: dns.slice(),
      unmonitored: unmonitored.slice(),
    })
    return connID
  }

  function addParty(connID: string, by: DN, dn: DN): void {
    lastReferenceID++
    const call = calls.get(connID)
    if (call === undefined) return refuse(connID, by, unknownConnID)
    if (!call.monitored.includes(by)) return refuse(connID, by, requesterNotInCall)
    if (call.monitored.includes(dn) || call.unmonitored.includes(dn))
      return refuse(connID, by, alreadyInCall)
    for (const member of call.monitored)
      deliver({
        name: 'EventPartyAdded',
        ConnID: connID,
        ThisDN: member,
        OtherDN: dn,
        OtherDNRole: 'NewParty',
        ThirdPartyDN: by,
        ThirdPartyDNRole: 'AddedBy',
        CallState: 'Conferenced',
      })
    call.monitored.push(dn)
    deliver({ name: 'EventEstablished', ConnID: connID, ThisDN: dn, CallState: 'Conferenced' })
  }

  function send(request: Request): void {
    lastReferenceID++
    const { connID, thisDN } = request
    const call = calls.get(connID)
    if (call === undefined) return refuse(connID, thisDN, unknownConnID)
    if (!call.monitored.includes(thisDN)) {
      // An outside number is no client of this T-Server: there is nobody to answer.
      if (call.unmonitored.includes(thisDN)) return
      return refuse(connID, thisDN, requesterNotInCall)
    }
    const leaver = request.request === 'TReleaseCall' ? thisDN : request.otherDN
    const monitored = call.monitored.indexOf(leaver)
    const unmonitored = monitored < 0 ? call.unmonitored.indexOf(leaver) : -1
    if (monitored < 0 && unmonitored < 0) return refuse(connID, thisDN, otherNotInCall)
    // Of two parties nobody stays behind alone, whoever asked for the other's removal.
    if (call.monitored.length + call.unmonitored.length === 2) return release(call, thisDN)
    if (monitored < 0) {
      call.unmonitored.splice(unmonitored, 1)
      return deleteUnmonitored(call, thisDN)
    }
    call.monitored.splice(monitored, 1)
    releaseFromConference(call, leaver, thisDN)
  }

  /** "Release phase": both parties see EventReleased, unless one of them is not monitored. */
  function release(call: Call, requester: DN): void {
    calls.delete(call.connID)
    const isFirst = call.monitored[0] === requester
    const role = isFirst ? 'Origination' : 'Destination'
    const other = call.monitored[isFirst ? 1 : 0]
    if (other === undefined) return deliver(released(call, requester, role))
    deliver(releasedFrom(call, requester, role, other))
    deliver(releasedFrom(call, other, isFirst ? 'Destination' : 'Origination', requester))
  }

  /**
   * "Release from conference phase" and "Delete from conference phase": they differ in ThirdPartyDN
   * alone, which names the DN that asked. The leaver is no longer among the parties.
   */
  function releaseFromConference(call: Call, leaver: DN, by: DN): void {
    deliver(released(call, leaver, 'ConferenceMember'))
    const CallState = callState(call)
    for (const dn of call.monitored)
      deliver({
        name: 'EventPartyDeleted',
        ConnID: call.connID,
        ThisDN: dn,
        OtherDN: leaver,
        OtherDNRole: 'DeletedParty',
        ThirdPartyDN: by,
        ThirdPartyDNRole: 'DeletedBy',
        CallState,
      })
  }

  /** The same for a party that is not monitored: it sees nothing, and nobody sees its DN. */
  function deleteUnmonitored(call: Call, by: DN): void {
    const CallState = callState(call)
    for (const dn of call.monitored)
      deliver({
        name: 'EventPartyDeleted',
        ConnID: call.connID,
        ThisDN: dn,
        ThirdPartyDN: by,
        ThirdPartyDNRole: 'DeletedBy',
        CallState,
      })
  }

  return {
    establish,
    addParty,
    send,
    fence() {},
    discard: (connID) => void calls.delete(connID),
    reset: () => calls.clear(),
    partiesOf: (connID) => calls.get(connID),
  }
}

/**
 * Footnote a: "If more than two parties remain in the conference call, CallState has a value of
 * Conferenced; otherwise, CallState has a value of OK."
 */
function callState(remaining: Parties): 'OK' | 'Conferenced' {
  return remaining.monitored.length + remaining.unmonitored.length > 2 ? 'Conferenced' : 'OK'
}

/** EventReleased without OtherDN: the other party is not monitored, or the rest of a conference. */
function released(call: Call, thisDN: DN, role: string): Event {
  return {
    name: 'EventReleased',
    ConnID: call.connID,
    ThisDN: thisDN,
    ThisDNRole: role,
    CallID: call.callID,
    CallState: 'OK',
  }
}

/** EventReleased of a party that talked to `otherDN` alone: the `*OPT` of the table is there. */
function releasedFrom(call: Call, thisDN: DN, role: string, otherDN: DN): Event {
  return {
    name: 'EventReleased',
    ConnID: call.connID,
    ThisDN: thisDN,
    ThisDNRole: role,
    CallID: call.callID,
    CallState: 'OK',
    OtherDN: otherDN,
  }
}
