/**
 * A history while it is made: what was sent and what came, in the order in which it did, in flat lists.
 * To record and to read it makes next to nothing; most recordings conform, and nobody ever asks for
 * their history.
 */
import type { Action, EstablishedCall, History, Round } from './history.ts'
import type { Event } from './tlib.ts'

/** Numbers that a round has in `#marks`. */
const marksOfRound = 3

/** In place of the end of a round that has none yet. */
const open = -1

export class Recording {
  readonly calls: EstablishedCall[] = []
  /** Of all rounds. */
  readonly actions: Action[] = []
  /** All that came, but for what came of the set-up of calls. */
  readonly events: Event[] = []
  /** For each round where its actions and its events begin, and where its fence was answered. */
  readonly #marks: number[] = []
  /** As in a round; for all events up to the last one of which it is told. */
  #sent: number[] | undefined

  /** The same as a history. */
  static of({ calls, early, rounds }: History): Recording {
    const recording = new Recording()
    recording.calls.push(...calls)
    recording.events.push(...early)
    for (const { actions, events, sent, late } of rounds) {
      recording.beginRound()
      for (const [at, event] of events.entries()) {
        recording.events.push(event)
        if (sent !== undefined) recording.noteSent(sent[at] ?? actions.length)
      }
      recording.actions.push(...actions)
      recording.endRound()
      recording.events.push(...late)
    }
    return recording
  }

  /** From now on, until its end, what is sent and what comes is of another round. */
  beginRound(): void {
    this.#marks.push(this.actions.length, this.events.length, open)
  }

  /** What of the round's events is none of it came late for the round before, or early. */
  putBeforeRound(isNoneOfIt: (event: Event) => boolean): void {
    const from = this.eventsFrom(this.rounds - 1)
    if (this.events.length === from) return
    const came = this.events.splice(from)
    const others = came.filter(isNoneOfIt)
    this.events.push(...others, ...came.filter((event) => !isNoneOfIt(event)))
    this.#marks[this.#marks.length - 2] = from + others.length
  }

  /** What comes from now on is late. */
  endRound(): void {
    this.#marks[this.#marks.length - 1] = this.events.length
  }

  /** So many actions of the round had been sent when the events came of which it is not told yet. */
  noteSent(actions: number): void {
    this.#sent ??= []
    const begin = this.eventsFrom(this.rounds - 1)
    while (this.#sent.length < begin) this.#sent.push(Infinity)
    while (this.#sent.length < this.events.length) this.#sent.push(actions)
  }

  /** How many they are. */
  get rounds(): number {
    return this.#marks.length / marksOfRound
  }

  /** Where the actions of a round begin. @param round also the number of rounds: where the last one ends. */
  actionsFrom(round: number): number {
    return this.#marks[marksOfRound * round] ?? this.actions.length
  }

  /** Where the events of a round begin, and what is late for the one before ends. */
  eventsFrom(round: number): number {
    return this.#marks[marksOfRound * round + 1] ?? this.events.length
  }

  /** Where the events of a round end, and what is late for it begins. */
  eventsTo(round: number): number {
    const end = this.#marks[marksOfRound * round + 2] ?? open
    return end === open ? this.events.length : end
  }

  /** Is it told of any event that not all of its round had been sent? */
  get tellsWhatWasSent(): boolean {
    return this.#sent !== undefined
  }

  /** How many actions of its round had been sent when an event came; `Infinity` where all had been. */
  sentBefore(event: number): number {
    return this.#sent?.[event] ?? Infinity
  }

  /** A list of its own: what is recorded later does not change it. */
  get history(): History {
    return {
      calls: this.calls.slice(),
      early: this.events.slice(0, this.eventsFrom(0)),
      rounds: Array.from({ length: this.rounds }, (_, round) => this.#roundAt(round)),
    }
  }

  #roundAt(round: number): Round {
    const actions = this.actions.slice(this.actionsFrom(round), this.actionsFrom(round + 1))
    const [from, to] = [this.eventsFrom(round), this.eventsTo(round)]
    const events = this.events.slice(from, to)
    const sent = events.map((_, at) => Math.min(this.sentBefore(from + at), actions.length))
    const late = this.events.slice(to, this.eventsFrom(round + 1))
    return sent.some((count) => count < actions.length)
      ? { actions, events, sent, late }
      : { actions, events, late }
  }
}
