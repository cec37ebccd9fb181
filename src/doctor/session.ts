/** The doctor's connection to an adapter: what was asked, what came, and to which call it belongs. */
import type { EstablishedCall } from '../../oracles/history.ts'
import { bareConnID, isJudged, type DN, type Event } from '../../oracles/tlib.ts'
import {
  AdapterFailure,
  AdapterUnavailable,
  type Adapter,
  type Capabilities,
  type TServer,
} from '../adapter/adapter.ts'
import { longestTimer } from '../adapter/deadline.ts'
import { plainDN } from '../plan/dns.ts'
import { defaults } from './capability-names.ts'
import type { Scissors } from './cut-link.ts'
import type { Exchange } from './exchange.ts'
import type { Situation } from './situation.ts'
import type { Way } from './way.ts'

/** Calls that are there. */
export interface CallsThere {
  /** Takes an event; @returns false for one that is of a call which is gone. */
  takes(event: Event): boolean
  /** Ends the calls. */
  discard(): Promise<void>
}

/** Events that are of no call which is there; the first ones. */
const mostStrays = 10

export interface SessionOptions {
  readonly adapter: Adapter
  /** Where the adapter's lines or calls are written down. */
  readonly exchange: Exchange
  /** Cuts the lines that go to a bridge. */
  readonly scissors: Scissors
  readonly way: Way
  /** How long an event that is missing is waited for, in milliseconds. */
  readonly timeoutMs: number
}

export class Session {
  readonly exchange: Exchange
  readonly scissors: Scissors
  readonly way: Way
  situation: Situation | undefined
  /** Any events that have come so far. */
  events = 0
  /** A request has been carried out: an event that tells of it has come. */
  carriedOut = false
  /** What differs from the document, in the check that is running. */
  readonly differences: string[] = []
  /** What there is to know beside, in the check that is running. */
  readonly notes: string[] = []
  /** Judged events of the check that is running which are of no call that is there. */
  readonly strays: Event[] = []
  calls: CallsThere | undefined
  /** The bridge passes on wrongly what comes: nothing of it is the T-Server's for certain. */
  garbles = false
  /** Several requests at once are more than the bridge can take. */
  oneAtATime = false
  /** How long a missing event is still waited for; nothing, once one was waited for in vain. */
  patienceMs: number
  /** Methods of which no request was ever answered with a result, and one was waited for in vain. */
  readonly unanswered = new Set<string>()
  readonly #adapter: Adapter
  #givenUp = false
  readonly #discarded = new Set<string>()
  /** Parties of calls that are gone, and how these ended. */
  readonly #freed = new Map<DN, Situation>()
  #tserver: TServer | undefined
  #capabilities: Capabilities = {}
  #arrived = (): void => undefined

  constructor(options: SessionOptions) {
    this.#adapter = options.adapter
    this.exchange = options.exchange
    this.scissors = options.scissors
    this.way = options.way
    this.patienceMs = Math.min(options.timeoutMs, longestTimer)
  }

  get connected(): boolean {
    return this.#tserver !== undefined
  }

  /** @throws Error where there is no connection. */
  get tserver(): TServer {
    if (this.#tserver === undefined) throw new Error('The adapter is not connected.')
    return this.#tserver
  }

  /** Of the connection, or of the last one that there was. */
  get capabilities(): Capabilities {
    return this.#capabilities
  }

  /** How many DNs may be used, in one call or in several. */
  get mostDNs(): number {
    return this.capabilities.dns?.length ?? Infinity
  }

  /** The most parties of one call. */
  get mostParties(): number {
    return Math.min(this.capabilities.maxParties ?? defaults.maxParties, this.mostDNs)
  }

  /** The first DNs that may be used; fewer where there are not so many. */
  dns(count: number): readonly DN[] {
    return (
      this.capabilities.dns?.slice(0, count) ?? Array.from({ length: count }, (_, n) => plainDN(n))
    )
  }

  /** @throws AdapterUnavailable */
  async connect(): Promise<void> {
    this.#discarded.clear()
    this.#freed.clear()
    this.#tserver = await this.#adapter.connect(this.#deliver)
    this.#capabilities = this.#tserver.capabilities
  }

  /**
   * After a failure.
   * @returns false where it cannot be started any more; that is tried once.
   */
  async connectAgain(): Promise<boolean> {
    if (this.#givenUp) return false
    try {
      await this.connect()
      return true
    } catch (error) {
      if (!(error instanceof AdapterUnavailable)) throw error
      this.#givenUp = true
      return false
    }
  }

  /** A request of the method got no answer, or an error. */
  waitedInVain(method: string | undefined): void {
    if (method !== undefined && !this.exchange.answered.has(method)) this.unanswered.add(method)
  }

  /** The adapter has failed: what it is connected to is ended. */
  async lost(): Promise<void> {
    const tserver = this.#tserver
    this.#tserver = undefined
    this.calls = undefined
    try {
      await tserver?.shutdown()
    } catch (error) {
      // How an adapter ends that has failed before is of no interest.
      if (!(error instanceof AdapterFailure)) throw error
    }
  }

  /** A check begins. */
  begin(): void {
    this.situation = undefined
    this.scissors.cutAt = undefined
    this.differences.length = 0
    this.notes.length = 0
    this.strays.length = 0
    this.calls = undefined
  }

  /** A call ends: from now on none of its events is to come, and its parties are free. */
  gone({ connID, dns, unmonitored }: EstablishedCall, by: 'discard' | 'reset'): void {
    this.#discarded.add(bareConnID(connID))
    for (const dn of [...dns, ...unmonitored])
      this.#freed.set(
        dn,
        by === 'discard' ? 'parties of a discarded call' : 'parties of before a reset',
      )
  }

  /** What is tried by establishing a call of these parties; what is being tried already, if anything. */
  situationOf(dns: readonly DN[]): Situation | undefined {
    const freed = dns.find((dn) => this.#freed.has(dn))
    return this.situation ?? (freed === undefined ? undefined : this.#freed.get(freed))
  }

  /** A new call has that ConnID. Of a discarded one that had it before nothing can be told apart. */
  there(connID: string): void {
    this.#discarded.delete(bareConnID(connID))
    const others = this.strays.splice(0).filter(({ ConnID = '' }) => this.wasDiscarded(ConnID))
    this.strays.push(...others)
  }

  wasDiscarded(connID: string): boolean {
    return this.#discarded.has(bareConnID(connID))
  }

  /** Resolves with true as soon as something holds after an event, with false where nothing does. */
  until(holds: () => boolean, milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (held: boolean): void => {
        clearTimeout(over)
        this.#arrived = () => undefined
        resolve(held)
      }
      const over = setTimeout(() => end(holds()), milliseconds)
      this.#arrived = () => {
        if (holds()) end(true)
      }
    })
  }

  readonly #deliver = (event: Event): void => {
    this.events += 1
    if (event.name === 'EventReleased' || event.name === 'EventPartyDeleted') this.carriedOut = true
    if (!this.calls?.takes(event) && isJudged(event.name) && this.strays.length < mostStrays)
      this.strays.push(event)
    this.#arrived()
  }
}
