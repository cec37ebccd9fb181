import type { DN, Event } from '../../oracles/tlib.ts'
import type { Deliver } from '../adapter/adapter.ts'
import type { Chance } from './chance.ts'

interface Waiting {
  readonly event: Event
  /** Of the request that it follows from: an EventError need not name one. */
  readonly connID: string
}

/** Events that are on their way to one DN, in their order. */
interface Lane {
  /** Undefined for an EventError: it may come at any time. */
  readonly dn: DN | undefined
  readonly waiting: Waiting[]
  /** How many of them have been delivered. */
  delivered: number
}

/**
 * Events that were distributed and have not arrived yet. The events of one DN keep their order;
 * between DNs, and for EventError, chance decides what arrives next.
 */
export class Outbox {
  readonly #deliver: Deliver
  readonly #chance: Chance
  #lanes: Lane[] = []
  readonly #laneOf = new Map<DN, Lane>()

  constructor(deliver: Deliver, chance: Chance) {
    this.#deliver = deliver
    this.#chance = chance
  }

  get isEmpty(): boolean {
    return this.#lanes.length === 0
  }

  /** @param connID bare; the call's with which the event is dropped. */
  add(event: Event, connID: string): void {
    const dn = event.name === 'EventError' ? undefined : event.ThisDN
    const lane = dn === undefined ? undefined : this.#laneOf.get(dn)
    if (lane !== undefined) return void lane.waiting.push({ event, connID })
    const opened = { dn, waiting: [{ event, connID }], delivered: 0 }
    this.#lanes.push(opened)
    if (dn !== undefined) this.#laneOf.set(dn, opened)
  }

  deliverOne(): void {
    const at = this.#chance.below(this.#lanes.length)
    const lane = this.#lanes[at]
    const next = lane?.waiting[lane.delivered]
    if (lane === undefined || next === undefined) return
    lane.delivered += 1
    if (lane.delivered === lane.waiting.length) this.#close(lane, at)
    this.#deliver(next.event)
  }

  deliverAll(): void {
    while (!this.isEmpty) this.deliverOne()
  }

  /** Drops what is on its way for a call. */
  drop(connID: string): void {
    const left = this.#lanes.flatMap(({ waiting, delivered }) => waiting.slice(delivered))
    this.clear()
    for (const one of left) if (one.connID !== connID) this.add(one.event, one.connID)
  }

  clear(): void {
    this.#lanes = []
    this.#laneOf.clear()
  }

  /** The last lane takes its place: their order is chance anyway. */
  #close(lane: Lane, at: number): void {
    const last = this.#lanes.pop()
    if (last !== undefined && last !== lane) this.#lanes[at] = last
    if (lane.dn !== undefined) this.#laneOf.delete(lane.dn)
  }
}
