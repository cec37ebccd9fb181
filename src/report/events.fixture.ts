/** Events as they are expected and as they come, for findings that are written by hand. */
import type { ExpectedEvent } from '../../oracles/expectation.ts'
import { anything, exactly } from '../../oracles/expectation.ts'
import type { Outcome } from '../../oracles/outcome.ts'
import type { Event, Request } from '../../oracles/tlib.ts'

export const connID = '006c02462a161006'

export function expectedReleased(of = connID): ExpectedEvent {
  return {
    name: 'EventReleased',
    ConnID: exactly(of),
    OtherDN: anything,
    OtherDNRole: anything,
    ThirdPartyDN: anything,
    ThirdPartyDNRole: anything,
    CallState: exactly('OK'),
  }
}

export function expectedPartyDeleted(
  left: string,
  by: string,
  callState: string,
  of = connID,
): ExpectedEvent {
  return {
    name: 'EventPartyDeleted',
    ConnID: exactly(of),
    OtherDN: exactly(left),
    OtherDNRole: exactly('DeletedParty'),
    ThirdPartyDN: exactly(by),
    ThirdPartyDNRole: exactly('DeletedBy'),
    CallState: exactly(callState),
  }
}

export function partyDeleted(
  thisDN: string,
  left: string,
  by: string,
  callState: string,
  of = connID,
): Event {
  return {
    name: 'EventPartyDeleted',
    ConnID: `${of}@node-3`,
    ThisDN: thisDN,
    OtherDN: left,
    OtherDNRole: 'DeletedParty',
    ThirdPartyDN: by,
    ThirdPartyDNRole: 'DeletedBy',
    CallState: callState,
  }
}

export function released(thisDN: string, of = connID): Event {
  return { name: 'EventReleased', ConnID: of, ThisDN: thisDN, CallState: 0 }
}

export function releasing(thisDN: string, of = connID): Request {
  return { request: 'TReleaseCall', thisDN, connID: of }
}

/** `leaver` releases, and these remain of the conference. */
export function outcomeOfRelease(
  leaver: string,
  remaining: readonly string[],
  of = connID,
): Outcome {
  const callState = remaining.length > 2 ? 'Conferenced' : 'OK'
  return {
    request: releasing(leaver, of),
    phase: 'release-from-conference',
    departed: [leaver],
    cells: [
      { dns: [leaver], event: expectedReleased(of) },
      { dns: remaining, event: expectedPartyDeleted(leaver, leaver, callState, of) },
    ],
    call: { connID: of, parties: remaining, unmonitored: [], owner: '7001' },
  }
}
