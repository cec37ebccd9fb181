/** The state of a call in the reference model: which parties are in it. */
import type { EstablishedCall } from './history.ts'
import { bareConnID, type DN } from './tlib.ts'

export interface Call {
  readonly connID: string
  /** Everyone in the call, in the order in which they joined. */
  readonly parties: readonly DN[]
  /** Those of them to which the T-Server distributes no events. */
  readonly unmonitored: readonly DN[]
  /** Who set the call up: the first monitored party. */
  readonly owner: DN | undefined
}

/**
 * A call of which nothing is known: every request to it is refused. Its ConnID is no call's, as what
 * identifies a call stands before the first `@`.
 */
export const noCall: Call = { connID: '@', parties: [], unmonitored: [], owner: undefined }

export function established({ connID, dns, unmonitored }: EstablishedCall): Call {
  const parties = unmonitored.length === 0 ? dns : [...dns, ...unmonitored]
  return { connID: bareConnID(connID), parties, unmonitored, owner: dns[0] }
}

/** The call after `leaver` has left it. */
export function without(call: Call, leaver: DN): Call {
  const parties: DN[] = []
  for (const dn of call.parties) if (dn !== leaver) parties.push(dn)
  return withParties(call, parties)
}

/** The call after it has ended. */
export function ended(call: Call): Call {
  return withParties(call, [])
}

/** The call after `dn` has joined it as a monitored party. */
export function joined(call: Call, dn: DN): Call {
  return withParties(call, [...call.parties, dn])
}

/** Field by field: this is the model's most frequent copy, and a spread costs several times more. */
function withParties({ connID, unmonitored, owner }: Call, parties: readonly DN[]): Call {
  return { connID, parties, unmonitored, owner }
}

export function isMonitored(call: Call, dn: DN): boolean {
  return call.unmonitored.length === 0 || !call.unmonitored.includes(dn)
}

/** The parties to which events are distributed. */
export function monitored(call: Call): readonly DN[] {
  if (call.unmonitored.length === 0) return call.parties
  return call.parties.filter((dn) => isMonitored(call, dn))
}
