/** Histories as most T-Servers spell them: in the words of the document, ConnIDs all the same. */
import type { History } from './history.ts'
import { bareConnID, readCallState, readRole, type Event } from './tlib.ts'

export function plainlySpelled({ calls, early, rounds }: History): History {
  return {
    calls: calls.map((call) => ({ ...call, connID: bareConnID(call.connID) })),
    early: early.filter(({ name }) => name.startsWith('EventParty')),
    rounds: rounds.map((round) => {
      // Of events that nobody judges there are none.
      const kept = round.events.map(({ name }) => /Released|PartyDeleted|Error/.test(name))
      const isKept = (_: unknown, at: number): boolean => kept[at] === true
      return {
        ...(round.sent === undefined ? {} : { sent: round.sent.filter(isKept) }),
        actions: round.actions.map((action) => ({ ...action, connID: bareConnID(action.connID) })),
        events: round.events.filter(isKept).map(plainEvent),
        late: round.late.filter(({ name }) => !/On/.test(name)),
      }
    }),
  }
}

function plainEvent(event: Event): Event {
  const { ConnID, CallState, OtherDNRole, ThirdPartyDNRole } = event
  return {
    ...event,
    ...(ConnID === undefined ? {} : { ConnID: bareConnID(ConnID) }),
    ...(CallState === undefined ? {} : { CallState: readCallState(CallState) ?? CallState }),
    ...(OtherDNRole === undefined ? {} : { OtherDNRole: readRole(OtherDNRole) ?? OtherDNRole }),
    ...(ThirdPartyDNRole === undefined
      ? {}
      : { ThirdPartyDNRole: readRole(ThirdPartyDNRole) ?? ThirdPartyDNRole }),
  }
}
