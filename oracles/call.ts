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

export function established({ connID, dns, unmonitored }: EstablishedCall): Call {
  return {
    connID: bareConnID(connID),
    parties: [...dns, ...unmonitored],
    unmonitored,
    owner: dns[0],
  }
}

/** The call after `leaver` has left it. */
export function without(call: Call, leaver: DN): Call {
  return { ...call, parties: call.parties.filter((dn) => dn !== leaver) }
}

/** The call after it has ended. */
export function ended(call: Call): Call {
  return { ...call, parties: [] }
}

/** The call after `dn` has joined it as a monitored party. */
export function joined(call: Call, dn: DN): Call {
  return { ...call, parties: [...call.parties, dn] }
}

export function isMonitored(call: Call, dn: DN): boolean {
  return call.unmonitored.length === 0 || !call.unmonitored.includes(dn)
}

/** The parties to which events are distributed. */
export function monitored(call: Call): readonly DN[] {
  if (call.unmonitored.length === 0) return call.parties
  return call.parties.filter((dn) => isMonitored(call, dn))
}
