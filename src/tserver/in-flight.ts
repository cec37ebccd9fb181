/**
 * Requests in flight: sent, and not carried out yet. They take effect in any order, and the events
 * of different DNs arrive in any order; chance decides.
 */
import { bareConnID } from '../../oracles/tlib.ts'
import type { Request } from '../../oracles/tlib.ts'
import type { Deliver } from '../adapter/adapter.ts'
import type { Chance } from './chance.ts'
import { Outbox } from './outbox.ts'
import type { EmbeddedTServer } from './tserver.ts'

/** A T-Server that carries a request out as soon as it gets it. */
export interface AtOnce extends Omit<EmbeddedTServer, 'send' | 'fence'> {
  /** @param alongside those that are in flight together with it, and will be carried out later. */
  send(request: Request, alongside: readonly Request[]): void
}

export interface Scheduling {
  readonly chance: Chance
  /**
   * Some requests are carried out, and some events delivered, before the fence, while others have
   * not been sent yet. Otherwise all wait for the fence.
   */
  readonly early: boolean
}

/**
 * Starts a T-Server that keeps requests until the fence and has `start`'s carry them out. What is
 * still in flight when calls or parties are added is carried out first; what is in flight to a call
 * that is discarded is dropped with it.
 */
export function startInFlight(
  deliver: Deliver,
  { chance, early }: Scheduling,
  start: (deliver: Deliver) => AtOnce,
): EmbeddedTServer {
  const outbox = new Outbox(deliver, chance)
  let connIDAsked = ''
  const atOnce = start((event) => outbox.add(event, connIDAsked))
  let queue: Request[] = []
  /** The parties of each call as they were told: ConnIDs count up, and chance must not see them. */
  const established = new Map<string, string>()

  function carryOutOne(): void {
    const [request] = queue.splice(chance.below(queue.length), 1)
    if (request === undefined) return
    connIDAsked = bareConnID(request.connID)
    atOnce.send(request, queue.slice())
  }

  function fence(): void {
    while (queue.length > 0) carryOutOne()
    outbox.deliverAll()
  }

  function send(request: Request): void {
    const otherDN = request.request === 'TReleaseCall' ? '' : request.otherDN
    const call = established.get(request.connID) ?? ''
    chance.note(JSON.stringify([call, request.request, request.thisDN, otherDN]))
    queue.push(request)
    if (!early) return
    while (queue.length > 0 && chance.below(3) === 0) carryOutOne()
    while (!outbox.isEmpty && chance.below(2) === 0) outbox.deliverOne()
  }

  return {
    partiesOf: atOnce.partiesOf,
    send,
    fence,
    establish(dns, unmonitored) {
      fence()
      const connID = atOnce.establish(dns, unmonitored)
      const call = JSON.stringify([dns, unmonitored])
      established.set(connID, call)
      chance.restart(call)
      return connID
    },
    addParty(connID, by, dn) {
      fence()
      chance.note(JSON.stringify([established.get(connID) ?? '', by, dn]))
      connIDAsked = bareConnID(connID)
      atOnce.addParty(connID, by, dn)
      outbox.deliverAll()
    },
    discard(connID) {
      queue = queue.filter((request) => request.connID !== connID)
      outbox.drop(bareConnID(connID))
      established.delete(connID)
      atOnce.discard(connID)
    },
    reset() {
      queue = []
      outbox.clear()
      established.clear()
      atOnce.reset()
    },
  }
}
