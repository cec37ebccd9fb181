import type { DN, Event, Request } from '../../oracles/tlib.ts'
import type { Deliver } from '../adapter/adapter.ts'
import type { Fault } from './fault/fault.ts'
import { partiesIn } from './fault/moment.ts'
import type { Departure } from './fault/moment.ts'
import { startTServer } from './tserver.ts'
import type { EmbeddedTServer, Parties } from './tserver.ts'

/** What a call went through since it was established. */
interface Past {
  readonly added: readonly DN[]
  readonly departures: readonly Departure[]
}

const nothing: Past = { added: [], departures: [] }
const nobody: Parties = { monitored: [], unmonitored: [] }

/**
 * Starts a T-Server with a fault: the correct one, with the fault between it and its clients. So
 * the correct T-Server does not know of faults, and pays nothing for them.
 */
export function startFaultyTServer(deliver: Deliver, fault: Fault): EmbeddedTServer {
  const pasts = new Map<string, Past>()
  let distributed: Event[] = []
  const correct = startTServer((event) => void distributed.push(event))

  function carryOut(request: Request): readonly Event[] {
    const before = distributed.length
    correct.send(request)
    return distributed.slice(before)
  }

  /** What follows from a request, with the fault. */
  function answer(request: Request, before: Parties): readonly Event[] {
    const { added, departures } = pasts.get(request.connID) ?? nothing
    const moment = { ...before, request, added, past: departures }
    distributed = []
    return fault.condition(moment) ? fault.misbehaviour(moment, carryOut) : carryOut(request)
  }

  function remember(request: Request, before: Parties): void {
    const { connID } = request
    const after = correct.partiesOf(connID)
    if (after === undefined) return void pasts.delete(connID)
    const { added, departures } = pasts.get(connID) ?? nothing
    const remaining = partiesIn(after)
    const dns = partiesIn(before).filter((dn) => !remaining.includes(dn))
    if (dns.length === 0) return
    const departure = { request, dns, events: distributed }
    pasts.set(connID, { added, departures: [...departures, departure] })
  }

  function send(request: Request): void {
    const { monitored, unmonitored } = correct.partiesOf(request.connID) ?? nobody
    const before = { monitored: [...monitored], unmonitored: [...unmonitored] }
    const events = answer(request, before)
    remember(request, before)
    for (const event of events) deliver(event)
  }

  function addParty(connID: string, by: DN, dn: DN): void {
    distributed = []
    correct.addParty(connID, by, dn)
    const joined = distributed.some(({ name }) => name === 'EventEstablished')
    const { added, departures } = pasts.get(connID) ?? nothing
    if (joined) pasts.set(connID, { added: [...added, dn], departures })
    for (const event of distributed) deliver(event)
  }

  return {
    ...correct,
    addParty,
    send,
    discard(connID) {
      pasts.delete(connID)
      correct.discard(connID)
    },
    reset() {
      pasts.clear()
      correct.reset()
    },
  }
}
