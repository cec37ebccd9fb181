/** Finds the script that an event belongs to when it comes after that script has ended. */
import type { EstablishedCall, Round } from '../../oracles/history.ts'
import { Recording } from '../../oracles/recording.ts'
import { bareConnID, isJudged, type DN, type Event } from '../../oracles/tlib.ts'
import type { Script } from '../plan/script.ts'
import { EndedScripts, names, type EndedScript } from './ended-scripts.ts'

/** A script as it was kept when the first event came late, and what has come of it since it ended. */
export interface Late extends EndedScript {
  readonly events: readonly Event[]
}

/** More than this, and those of scripts that are not kept any more are dropped. */
const mostTold = 2048

/**
 * An event is of the script in which a call has its ConnID; where none has, of the one that named
 * its ThisDN last; where none did, of the one that ended last. Of a script of which all is told,
 * because it failed or because an event came late before, nothing more is told.
 */
export class LateEvents {
  /** Takes what arrives between two scripts. */
  readonly strays: Event[] = []
  readonly #ended = new EndedScripts()
  /** Numbers of scripts of which all is told. */
  readonly #told = new Set<number>()
  /** By the scripts' numbers. */
  readonly #late = new Map<number, Late & { readonly events: Event[] }>()

  get any(): boolean {
    return this.#late.size > 0 || this.strays.some(isJudgedEvent)
  }

  /** The script that ended last. */
  get last(): EndedScript | undefined {
    return this.#ended.last
  }

  /**
   * To be told of each script when it has ended.
   * @param atOnce the adapter answered without a promise.
   * @returns by which number it is known here.
   */
  scriptEnded(
    script: Script,
    recording: Recording,
    index: number | undefined,
    atOnce: boolean,
  ): number {
    if (!atOnce) this.#ended.keepWhole()
    return this.#ended.add(script, recording, index)
  }

  /** All is told of a script: it failed. */
  markTold(number: number): void {
    this.#told.add(number)
    this.#late.delete(number)
    if (this.#told.size > mostTold) this.#forgetTold()
  }

  /** Allots what has arrived since the last script ended; to be done before the next one begins. */
  settle(): void {
    if (this.strays.length === 0) return
    const strays = this.strays.splice(0)
    if (!strays.some(isJudgedEvent)) return
    for (const event of strays) {
      const { ConnID, ThisDN } = event
      this.#keep(
        (ConnID === undefined ? undefined : this.#ended.withConnID(ConnID)) ??
          this.#ended.withDN(ThisDN) ??
          this.#ended.last,
        event,
      )
    }
  }

  /**
   * Takes out of what was seen of a script all that is of earlier ones.
   * @param script one that has not been told of as ended.
   * @returns the recording itself where all is its own.
   */
  ownOf(script: Script, recording: Recording): Recording {
    const others = new Set<Event>()
    for (const event of recording.events) {
      const owner = this.#earlierOwner(event, script, recording.calls)
      if (owner === undefined) continue
      others.add(event)
      this.#keep(owner, event)
    }
    if (others.size === 0) return recording
    const own = (event: Event): boolean => !others.has(event)
    const { calls, early, rounds } = recording.history
    return Recording.of({
      calls,
      early: early.filter(own),
      rounds: rounds.map((round) => ownRound(round, own)),
    })
  }

  /**
   * Set-up is not judged; but what is of an earlier script is no part of it. Known by ConnID alone:
   * while a conference is set up there may be ConnIDs that no call has in the end. Empties the list.
   * @param calls that were set up.
   */
  sort(setUp: Event[], calls: readonly EstablishedCall[]): void {
    for (const event of setUp.splice(0)) {
      const { ConnID } = event
      if (ConnID === undefined || !isJudgedEvent(event) || hasCall(calls, ConnID)) continue
      this.#keep(this.#ended.withConnID(ConnID), event)
    }
  }

  /** Is that the ConnID of a script that has ended, as far as they are kept? */
  isOfEndedCall(connID: string): boolean {
    return this.#ended.withConnID(connID) !== undefined
  }

  /** Was that DN a party of such a script, or named in it? */
  isOfEndedDN(dn: DN): boolean {
    return this.#ended.withDN(dn) !== undefined
  }

  /** What has come of a script since it ended. */
  takeOf({ number }: EndedScript): readonly Event[] {
    this.settle()
    const events = this.#late.get(number)?.events ?? []
    this.#late.delete(number)
    return events
  }

  /** What has come since, by script; then all is told of these. */
  take(): readonly Late[] {
    this.settle()
    const late = [...this.#late.values()]
    for (const { number } of late) this.markTold(number)
    return late
  }

  /** The T-Server is started anew: what it will distribute is of no script that has ended. */
  forget(): void {
    this.settle()
    this.#ended.clear()
  }

  #earlierOwner(
    event: Event,
    script: Script,
    calls: readonly EstablishedCall[],
  ): EndedScript | undefined {
    const { name, ConnID, ThisDN } = event
    if (!isJudged(name)) return undefined
    if (ConnID !== undefined) {
      if (hasCall(calls, ConnID)) return undefined
      const owner = this.#ended.withConnID(ConnID)
      if (owner !== undefined) return owner
    }
    // The ConnID of an EventError may be any: it answers a request of the script that runs.
    if (name === 'EventError' || names(script, ThisDN)) return undefined
    return this.#ended.withDN(ThisDN)
  }

  /** Of scripts that are not kept any more nobody asks. */
  #forgetTold(): void {
    for (const number of this.#told) if (number < this.#ended.first) this.#told.delete(number)
  }

  #keep(owner: EndedScript | undefined, event: Event): void {
    if (owner === undefined || this.#told.has(owner.number)) return
    this.#ended.keepWhole()
    const late = this.#late.get(owner.number)
    if (late !== undefined) late.events.push(event)
    else if (isJudgedEvent(event)) this.#late.set(owner.number, { ...owner, events: [event] })
  }
}

function isJudgedEvent({ name }: Event): boolean {
  return isJudged(name)
}

function hasCall(calls: readonly EstablishedCall[], connID: string): boolean {
  const bare = bareConnID(connID)
  return calls.some((call) => bareConnID(call.connID) === bare)
}

function ownRound(round: Round, own: (event: Event) => boolean): Round {
  const { actions, events, late, sent } = round
  return {
    actions,
    events: events.filter(own),
    ...(sent === undefined
      ? {}
      : { sent: sent.filter((_, at) => events[at] !== undefined && own(events[at])) }),
    late: late.filter(own),
  }
}
