import type { DN, Event, Request } from '../../oracles/tlib.ts'
import type { Deliver } from '../adapter/adapter.ts'
import { startChance } from './chance.ts'
import type { Fault } from './fault/fault.ts'
import type { Until } from './fault/misbehaviour.ts'
import { partiesIn, partyCount } from './fault/moment.ts'
import type { CarriedOut, Departure, ExistingCall, LastCall, Moment } from './fault/moment.ts'
import { startInFlight } from './in-flight.ts'
import type { AtOnce } from './in-flight.ts'
import { startTServer } from './tserver.ts'
import type { EmbeddedTServer, Parties } from './tserver.ts'

/** What a call went through since it was established. */
interface Past {
  readonly added: readonly DN[]
  readonly departures: readonly Departure[]
}

interface HeldBack {
  readonly event: Event
  readonly until: Until
}

const nothing: Past = { added: [], departures: [] }
const nobody: Parties = { monitored: [], unmonitored: [] }

/**
 * Starts a T-Server with a fault: the correct one, with the fault between it and its clients. So
 * the correct T-Server does not know of faults, and pays nothing for them.
 */
export function startFaultyTServer(deliver: Deliver, fault: Fault): EmbeddedTServer {
  if (fault.inFlight) {
    const scheduling = { chance: startChance(), early: false }
    return startInFlight(deliver, scheduling, (distribute) => startAtOnce(distribute, fault))
  }
  const atOnce = startAtOnce(deliver, fault)
  return { ...atOnce, send: (request) => atOnce.send(request, []), fence() {} }
}

function startAtOnce(deliver: Deliver, fault: Fault): AtOnce {
  /** Of each call until it is discarded, in the order in which they were established. */
  const pasts = new Map<string, Past>()
  let lastCall: LastCall | undefined
  let earlier: readonly CarriedOut[] = []
  let heldBack: readonly HeldBack[] = []
  let distributed: Event[] = []
  const soFar = { requests: 0, events: 0 }
  const correct = startTServer((event) => void distributed.push(event))

  function carryOut(request: Request): readonly Event[] {
    const before = distributed.length
    correct.send(request)
    return distributed.slice(before)
  }

  /** The parties as they are now, in lists that stay as they are. */
  function partiesNow(connID: string): Parties {
    const { monitored, unmonitored } = correct.partiesOf(connID) ?? nobody
    return { monitored: monitored.slice(), unmonitored: unmonitored.slice() }
  }

  function existingCalls(): readonly ExistingCall[] {
    const connIDs = [...pasts.keys()].filter((connID) => correct.partiesOf(connID) !== undefined)
    return connIDs.map((connID) => ({ connID, ...partiesNow(connID) }))
  }

  function momentOf(request: Request, later: readonly Request[]): Moment {
    const { connID } = request
    // A call that has ended has no past: a request to it is one to a call that does not exist.
    const past = correct.partiesOf(connID) === undefined ? undefined : pasts.get(connID)
    const { added, departures } = past ?? nothing
    const parties = partiesNow(connID)
    const calls = existingCalls()
    return { ...parties, request, added, past: departures, earlier, later, calls, lastCall, soFar }
  }

  /** What follows from a request, with the fault. */
  function answer(moment: Moment): readonly Event[] {
    distributed = []
    if (!fault.condition(moment)) return carryOut(moment.request)
    return fault.misbehaviour(moment, carryOut, (events, until) => {
      heldBack = [...heldBack, ...events.map((event) => ({ event, until }))]
    })
  }

  function remember({ request, monitored, unmonitored, later }: Moment): void {
    const { connID } = request
    const before = { monitored, unmonitored }
    const remaining = partiesIn(partiesNow(connID))
    const dns = partiesIn(before).filter((dn) => !remaining.includes(dn))
    const departure = { request, dns, events: distributed }
    earlier = later.length === 0 ? [] : [...earlier, { ...departure, before }]
    const { added, departures } = pasts.get(connID) ?? nothing
    if (dns.length > 0) pasts.set(connID, { added, departures: [...departures, departure] })
  }

  function send(request: Request, later: readonly Request[]): void {
    distributeHeldBack(['next-request', 'asked-again'])
    const moment = momentOf(request, later)
    const events = answer(moment)
    remember(moment)
    soFar.requests += 1
    soFar.events += distributed.length
    for (const event of events) deliver(event)
  }

  function distributeHeldBack(untils: readonly Until[]): void {
    const due = heldBack.filter(({ until }) => untils.includes(until))
    heldBack = heldBack.filter(({ until }) => !untils.includes(until))
    // One of its own, though it says the same as one that came before.
    for (const { event } of due) deliver({ ...event })
  }

  return {
    partiesOf: correct.partiesOf,
    establish(dns, unmonitored) {
      distributeHeldBack(['next-call'])
      const connID = correct.establish(dns, unmonitored)
      pasts.set(connID, nothing)
      return connID
    },
    addParty(connID, by, dn) {
      distributed = []
      correct.addParty(connID, by, dn)
      const joined = distributed.some(({ name }) => name === 'EventEstablished')
      const { added, departures } = pasts.get(connID) ?? nothing
      if (joined) pasts.set(connID, { added: [...added, dn], departures })
      for (const event of distributed) deliver(event)
    },
    send,
    discard(connID) {
      distributeHeldBack(['asked-again'])
      heldBack = heldBack.filter(
        ({ until, event }) => until === 'next-call' || event.ConnID !== connID,
      )
      const past = pasts.get(connID)
      if (past !== undefined)
        lastCall = { departures: past.departures, partyCount: partyCount(partiesNow(connID)) }
      pasts.delete(connID)
      correct.discard(connID)
    },
    reset() {
      pasts.clear()
      lastCall = undefined
      earlier = []
      heldBack = []
      correct.reset()
    },
  }
}
