/**
 * Runs scripts ahead of their turn, many at once on one T-Server, each in a lane: under DNs of its own,
 * with calls of its own. What passes there has passed. Of what does not it is only known that somebody
 * has to look at it: nothing more is begun, until that has been run again, alone.
 */
import type { Profile } from '../../oracles/profile.ts'
import { type DN, type Event } from '../../oracles/tlib.ts'
import { AdapterFailure, type Capabilities, type TServer } from '../adapter/adapter.ts'
import type { Script } from '../plan/script.ts'
import type { Connection } from './connection.ts'
import type { Flight, Flown, Doubt } from './flown.ts'
import { Inbox } from './inbox.ts'
import { LaneEvents } from './lane-events.ts'
import { LaneNames, type Named } from './lane-names.ts'
import type { Range } from './range.ts'
import { ScriptRun } from './script-run.ts'
import { historyOf, judged, type Failed, type Trial } from './trial.ts'

/** So many scripts are in flight where nobody says how many, and the adapter allows it. */
const mostByDefault = 64

/** In place of a slot. */
const nobody = -1

/** @param wanted how many scripts are to be in flight; the adapter may not allow so many. */
export function laneCount(wanted: number | undefined, { maxCalls = 1 }: Capabilities): number {
  return Math.min(wanted ?? mostByDefault, maxCalls)
}

export interface LanesOptions {
  /** Two or more. */
  readonly lanes: number
  readonly scripts: { at(index: number): Script }
  /** DNs, as the scripts are drawn from. */
  readonly families: readonly (readonly DN[])[]
  readonly connection: Connection
  readonly profile: Profile
}

/** A script that has been begun, and what came of it. */
interface Begun {
  readonly index: number
  flown?: Flown
}

interface Lane extends Named {
  readonly begun: Begun
  readonly canonical: Script
  readonly slot: number
  readonly calls: number
  readonly inbox: Inbox
  readonly run: ScriptRun
  readonly flight: Flight & { readonly rounds: number[]; ended?: number }
  doubt?: Doubt
}

export class Lanes {
  readonly #options: LanesOptions
  readonly #maxCalls: number
  readonly #names: LaneNames
  readonly #events: LaneEvents<Lane>
  /** Those that are in flight, by their slots. */
  readonly #bySlot: (Lane | undefined)[]
  /**
   * The slot of each DN that is in flight; `nobody` of one that was before. There are only so many, and
   * what is deleted from a Map makes it grow anew again and again.
   */
  readonly #slots = new Map<DN, number>()
  #running = 0
  /** What was the last to end in each. */
  readonly #lastOfSlot: (Flight | undefined)[]
  /** Calls of the scripts that run. */
  #calls = 0
  #clock = 0
  /** When the latest fence was sent that has been answered. */
  #fencedAt = 0
  /** The last scripts that have ended. */
  #recent: Flight[] = []
  /** What is still to be begun. */
  #ranges: Range[] = []
  /** The range that was begun ahead, as the next one. */
  #ahead: Range | undefined
  /** What has been begun and not been taken, in its order. */
  #begun: Begun[] = []
  #waiting: { readonly index: number; readonly resolve: () => void } | undefined
  #drained: (() => void) | undefined
  /** No further script is begun. */
  #halted = false
  #filling = false
  #damage: { lost: boolean } | undefined
  /** Of those that end as the adapter fails. */
  #crash: Doubt | undefined
  /** What is no failure of the adapter. */
  #fault: { readonly error: unknown } | undefined

  constructor(options: LanesOptions) {
    const { lanes, families, connection } = options
    const { maxCalls = 1, dns } = connection.tserver.capabilities
    this.#options = options
    this.#maxCalls = maxCalls
    this.#names = new LaneNames({ families, only: dns, lanes })
    this.#bySlot = Array.from({ length: lanes })
    this.#lastOfSlot = Array.from({ length: lanes })
    this.#events = new LaneEvents<Lane>({
      late: connection.late,
      withDN: (dn) => this.#bySlot[this.#slots.get(dn) ?? nobody],
      inFlight: this.#bySlot,
      ofNobody: (event) => this.#doubtAll(event),
    })
  }

  /** Has the range been begun ahead? */
  isAhead({ from }: Range): boolean {
    return this.#ahead?.from === from
  }

  /**
   * These scripts are to be run; those of the range ahead as soon as there is nothing else to do.
   * Where the range was begun ahead already, it goes on.
   */
  begin(range: Range, ahead: Range | undefined): void {
    if (!this.isAhead(range)) this.#ranges.push(range)
    this.#ahead = ahead
    if (ahead !== undefined) this.#ranges.push(ahead)
  }

  /**
   * Has the script of that number ended, and has a fence been answered that was sent later? Then nothing
   * more will come of it.
   */
  has(index: number): boolean {
    const flown = this.#flown(index)
    return flown !== undefined && (flown.doubt !== undefined || this.#isSettled(flown.flight))
  }

  /**
   * Waits until it has. Scripts are to be taken in their order; when one is wanted that has not been
   * begun, all is taken to be in order again, and it goes on from there.
   */
  async ready(index: number): Promise<void> {
    this.#throwFault()
    if (this.#running === 0 && this.#begun[0]?.index !== index) {
      this.#halted = false
      this.#crash = undefined
    }
    this.#fill()
    while (!this.has(index)) {
      if (this.#running === 0) await this.#settle(index)
      else await new Promise<void>((resolve) => (this.#waiting = { index, resolve }))
      this.#throwFault()
    }
  }

  /** What came of the script of that number, which there has to be. */
  take(index: number): Flown {
    const flown = this.#flown(index)
    if (flown === undefined) throw new RangeError(`The script ${index} has not been run.`)
    this.#begun.shift()
    return flown
  }

  /** Begins nothing more, and resolves when nothing is in flight. */
  async halt(): Promise<void> {
    this.#halted = true
    if (this.#running > 0) await new Promise<void>((resolve) => (this.#drained = resolve))
    this.#throwFault()
  }

  /** Of what was begun nothing counts. */
  async drop(): Promise<void> {
    await this.halt()
    this.#ranges = []
    this.#ahead = undefined
    this.#begun = []
  }

  /** Has something gone wrong? */
  get isDamaged(): boolean {
    return this.#damage !== undefined
  }

  /** What has gone wrong since it was last taken: has the adapter failed? */
  takeDamage(): { readonly lost: boolean } | undefined {
    const damage = this.#damage
    this.#damage = undefined
    return damage
  }

  /**
   * Something came of a script after it had ended, before it was taken.
   * @param late the script, as far as it could be judged, and how it failed by that; if it did.
   */
  putInDoubt(
    index: number,
    late: { readonly script: Script; readonly trial: Failed } | undefined,
  ): void {
    const begun = this.#begun.find((one) => one.index === index)
    if (begun?.flown === undefined) return
    const { doubt = newDoubt(1) } = begun.flown
    const flown = { ...begun.flown, doubt }
    begun.flown = flown
    if (late !== undefined)
      doubt.failed ??= {
        ...{ ...flown, trial: late.trial },
        flight: { ...flown.flight, script: late.script },
      }
    this.#damaged(false)
  }

  #fill(): void {
    // One that answers at once ends while it is begun.
    if (this.#filling) return
    this.#filling = true
    while (!this.#halted && this.#running < this.#options.lanes) {
      const [range] = this.#ranges
      if (range === undefined || !this.#begin(range.from)) break
      const from = range.from + 1
      if (from < range.to) this.#ranges[0] = { from, to: range.to }
      else this.#ranges.shift()
    }
    this.#filling = false
  }

  /** @returns false where it has to wait for one that is in flight. */
  #begin(index: number): boolean {
    const { scripts, connection } = this.#options
    const canonical = scripts.at(index)
    const calls = callsAtOnce(canonical)
    if (this.#running > 0 && this.#calls + calls > this.#maxCalls) return false
    const slot = this.#bySlot.indexOf(undefined)
    const named = this.#names.named(
      canonical,
      slot,
      (dn) => (this.#slots.get(dn) ?? nobody) !== nobody,
    )
    if (named === undefined) return false
    const inbox = new Inbox()
    const { script, dns } = named
    const flight = { script, begun: ++this.#clock, rounds: [] }
    const run = new ScriptRun(script, this.#tserverFor(flight), inbox)
    const begun = { index }
    const lane: Lane = { script, dns, begun, canonical, slot, calls, inbox, run, flight }
    this.#begun.push(begun)
    this.#bySlot[slot] = lane
    this.#running += 1
    this.#calls += calls
    for (const dn of dns) this.#slots.set(dn, slot)
    connection.use()
    connection.inbox.into = this.#events
    this.#proceed(lane)
    return true
  }

  /** Notes when the rounds are sent. */
  #tserverFor(flight: { readonly rounds: number[] }): TServer {
    const { tserver } = this.#options.connection
    const fence: TServer['fence'] = () => {
      const at = ++this.#clock
      flight.rounds.push(at)
      const fenced = tserver.fence()
      if (!(fenced instanceof Promise)) this.#fenced(at)
      else
        fenced.then(
          () => this.#fenced(at),
          () => undefined,
        )
      return fenced
    }
    const { sendAll } = tserver
    if (sendAll === undefined) return { ...tserver, fence }
    return {
      ...tserver,
      fence,
      sendAll: (requests, fenced) => {
        const at = ++this.#clock
        flight.rounds.push(at)
        return sendAll(requests, () => {
          fenced()
          this.#fenced(at)
        })
      },
    }
  }

  /** A fence that was sent at that time has been answered. */
  #fenced(at: number): void {
    this.#fencedAt = Math.max(this.#fencedAt, at)
    this.#wake()
  }

  #isSettled({ ended = Infinity }: Flight): boolean {
    return this.#fencedAt > ended
  }

  /** With nothing in flight whose fence would do. A T-Server that is lost says nothing more. */
  async #settle(index: number): Promise<void> {
    const { connection } = this.#options
    const [begun] = this.#begun
    if (begun?.index !== index || begun.flown === undefined)
      throw new RangeError(`The script ${index} is not the next one to be taken.`)
    const at = ++this.#clock
    try {
      if (this.#damage?.lost !== true) await connection.tserver.fence()
    } catch (error) {
      if (!(error instanceof AdapterFailure)) throw error
      this.#damaged(true)
      const history = historyOf(begun.flown.trial)
      const trial: Trial = { failed: true, history, failure: error }
      const doubt = newDoubt(1)
      doubt.failed = { ...begun.flown, trial, doubt }
      begun.flown = doubt.failed
    }
    this.#fencedAt = at
  }

  #wake(): void {
    if (this.#waiting === undefined) return
    const { index, resolve } = this.#waiting
    if (this.#running > 0 && !this.has(index)) return
    this.#waiting = undefined
    resolve()
  }

  #proceed(lane: Lane): void {
    try {
      const going = lane.run.proceed()
      if (going instanceof Promise)
        going.then(
          () => this.#end(lane, undefined),
          (error: unknown) => this.#end(lane, error),
        )
      else this.#end(lane, undefined)
    } catch (error) {
      this.#end(lane, error)
    }
  }

  #end(lane: Lane, error: unknown): void {
    if (error === undefined || error instanceof AdapterFailure) this.#judge(lane, error)
    else {
      this.#fault ??= { error }
      this.#halted = true
    }
    this.#clear(lane)
    this.#fill()
    if (this.#running === 0) this.#drained?.()
    this.#wake()
  }

  #judge(lane: Lane, failure: AdapterFailure | undefined): void {
    const { late } = this.#options.connection
    const { begun, canonical, script, flight, run } = lane
    const { index } = begun
    const { recording } = run
    const trial: Trial =
      failure === undefined
        ? judged(recording, this.#options.profile)
        : { failed: true, history: recording.history, failure }
    const number = late.scriptEnded(script, recording, index, false)
    if (trial.failed) late.markTold(number)
    const doubt = trial.failed ? this.#doubtOf(lane, failure !== undefined) : lane.doubt
    const flown: Flown = {
      ...{ index, script: canonical, flight, trial },
      ...(doubt === undefined ? {} : { doubt }),
    }
    if (doubt !== undefined && trial.failed) doubt.failed ??= flown
    begun.flown = flown
  }

  /** The adapter fails for all that are in flight: any of them may have been the cause. */
  #doubtOf(lane: Lane, ofAdapter: boolean): Doubt {
    this.#damaged(ofAdapter)
    if (lane.doubt !== undefined) return lane.doubt
    const doubt = (ofAdapter ? this.#crash : undefined) ?? this.#newDoubt(lane)
    if (ofAdapter) this.#crash = doubt
    doubt.untried += 1
    return doubt
  }

  #newDoubt(lane: Lane): Doubt {
    const others = this.#inFlight().filter((other) => other !== lane)
    return {
      ...{ untried: 0, explained: false },
      company: [...others.map(({ flight }) => flight), ...this.#recent],
      before: this.#lastOfSlot[lane.slot],
    }
  }

  /**
   * An event has come that is of no script in flight, by its ConnID or its ThisDN. It may be of a call
   * that is being set up; then it is not judged. Alone each of them will be seen to be right, or wrong.
   */
  #doubtAll(event: Event): void {
    const lanes = this.#inFlight()
    const isSetUp = lanes.some(({ inbox, run }) => inbox.into !== run.recording.events)
    const [first] = lanes
    if (first === undefined) return void this.#options.connection.late.strays.push(event)
    this.#damaged(false)
    const doubt = this.#newDoubt(first)
    for (const lane of lanes) {
      if (lane.doubt !== undefined) continue
      lane.doubt = doubt
      doubt.untried += 1
    }
    if (!isSetUp) first.inbox.deliver(event)
  }

  #damaged(lost: boolean): void {
    this.#halted = true
    this.#damage = { lost: lost || (this.#damage?.lost ?? false) }
  }

  #clear(lane: Lane): void {
    const { slot, calls, dns, flight, inbox } = lane
    flight.ended = ++this.#clock
    this.#lastOfSlot[slot] = flight
    this.#recent.push(flight)
    if (this.#recent.length > 2 * this.#options.lanes)
      this.#recent = this.#recent.slice(-this.#options.lanes)
    this.#bySlot[slot] = undefined
    this.#running -= 1
    this.#calls -= calls
    for (const dn of dns) this.#slots.set(dn, nobody)
    inbox.setUp.length = 0
  }

  #flown(index: number): Flown | undefined {
    const [begun] = this.#begun
    return begun?.index === index ? begun.flown : undefined
  }

  /** In the order in which they were begun. */
  #inFlight(): readonly Lane[] {
    const lanes = this.#bySlot.filter((lane) => lane !== undefined)
    return lanes.toSorted((one, other) => one.flight.begun - other.flight.begun)
  }

  #throwFault(): void {
    if (this.#fault !== undefined) throw this.#fault.error
  }
}

/** Of scripts that were in no company. */
const newDoubt = (untried: number): Doubt => ({
  ...{ untried, explained: false },
  ...{ company: [], before: undefined },
})

/** The most calls of the script that are there together. */
function callsAtOnce({ calls }: Script): number {
  if (calls.length === 1) return 1
  const together = Map.groupBy(calls, ({ from = 0 }) => from)
  return Math.max(...[...together.values()].map(({ length }) => length))
}
