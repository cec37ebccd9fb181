/** The calls of a history as they are at one moment: few, so a list will do. */
import { established, joined, noCall, type Call } from './call.ts'
import type { Action, History, PartyAdded } from './history.ts'
import { connIDOf } from './seen.ts'
import { bareConnID, isJudged, type Event } from './tlib.ts'

/** Those that are established before that round. */
export function establishedBefore(history: History, round: number): readonly Call[] {
  const calls: Call[] = []
  for (const call of history.calls) if ((call.from ?? 0) === round) calls.push(established(call))
  return calls
}

/** The call that an action names; one without parties where there is none. */
export function callOf(calls: readonly Call[], { connID }: Action): Call {
  const bare = bareConnID(connID)
  for (const call of calls) if (call.connID === bare) return call
  return noCall
}

/** The calls with one of them, known by its ConnID, as it is now; no call changes none of them. */
export function withCall(calls: readonly Call[], now: Call): readonly Call[] {
  if (now === noCall) return calls
  if (calls.length === 1) return [now]
  const changed: Call[] = []
  for (const call of calls) changed.push(call.connID === now.connID ? now : call)
  return changed
}

/** The calls after a party has joined one of them. */
export function afterJoining(calls: readonly Call[], joining: PartyAdded): readonly Call[] {
  const call = callOf(calls, joining)
  return call === noCall ? calls : withCall(calls, joined(call, joining.dn))
}

/** The ConnIDs of all calls of a history, without metainformation. */
export function connIDsOf({ calls }: History): readonly string[] {
  return calls.map(({ connID }) => bareConnID(connID))
}

/**
 * The judged events that came while a party joined a call, and are of another one. What is of that
 * call is set-up and not judged, and so is what can be said of no call.
 * @param connIDs of all calls.
 */
export function eventsOfOthers(
  connIDs: readonly string[],
  joining: PartyAdded,
  events: readonly Event[],
): readonly Event[] {
  const own = bareConnID(joining.connID)
  const others = connIDs.filter((connID) => connID !== own)
  return events.filter((event) => {
    return isJudged(event.name) && others.some((connID) => connID === connIDOf(event))
  })
}
