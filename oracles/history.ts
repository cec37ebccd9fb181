/**
 * What was sent and what every DN saw: the only thing that is judged.
 */
import type { DN, Event, Request } from './tlib.ts'

/** A call as it was established: exactly these parties talk. */
export interface EstablishedCall {
  readonly connID: string
  /** Monitored parties: the T-Server distributes events to them. The first one owns the call. */
  readonly dns: readonly DN[]
  /** Parties to which nothing is distributed, such as an outside number. They count as parties. */
  readonly unmonitored: readonly DN[]
  /**
   * The round before which it was established; the first where none is told. When calls are
   * established before a later round, those of earlier rounds have just been discarded.
   */
  readonly from?: number
}

/** `dn` joined the call, brought in by `by`. Set-up: what it caused is not judged. */
export interface PartyAdded {
  readonly request: 'addParty'
  readonly connID: string
  readonly by: DN
  readonly dn: DN
}

/** What the harness did to the calls between two fences. */
export type Action = Request | PartyAdded

/** What was done between two fences, and what was seen of it. */
export interface Round {
  /** In the order in which they were sent; several were in flight together. A party joins alone. */
  readonly actions: readonly Action[]
  /** In the order of arrival, up to the answer of the fence. */
  readonly events: readonly Event[]
  /**
   * For each event how many of the actions had been sent when it arrived; not told where all had
   * been. No event follows from a request that was sent later.
   */
  readonly sent?: readonly number[]
  /** What arrived after the fence had been answered and before anything else was sent. */
  readonly late: readonly Event[]
}

/** What was done in a round, where it was one thing alone. */
export function onlyAction({ actions }: Round): Action | undefined {
  return actions.length === 1 ? actions[0] : undefined
}

/**
 * Were several requests in flight, or is it told when the events of a single one came? Then it takes
 * a search to say what followed from what.
 */
export function isInFlight({ actions, sent }: Round): boolean {
  return actions.length > 1 || sent !== undefined
}

export interface History {
  readonly calls: readonly EstablishedCall[]
  /** What arrived after the first calls were established and before the first action. */
  readonly early: readonly Event[]
  readonly rounds: readonly Round[]
}
