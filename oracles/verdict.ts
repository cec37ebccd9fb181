/** What the judge says of a history, with the reasons. */
import type { Difference, ExpectedEvent } from './expectation.ts'
import type { Outcome } from './outcome.ts'
import type { DN, Event } from './tlib.ts'

/** An event that came, paired with the expectation that it comes nearest to. */
export interface DifferingEvent {
  readonly event: Event
  readonly expected: ExpectedEvent
  readonly differences: readonly Difference[]
}

export interface MissingEvent {
  readonly thisDN: DN
  readonly expected: ExpectedEvent
}

/** The reading of one round: what followed from its actions, and what does not fit. */
export interface Explanation {
  /** One for each request of the round, in the order in which they took effect. */
  readonly outcomes: readonly Outcome[]
  readonly differing: readonly DifferingEvent[]
  readonly missing: readonly MissingEvent[]
  /** Judged events that nobody was to see. Late events are among them. */
  readonly surplus: readonly Event[]
}

/** One breach of a named rule. */
export interface Breach {
  /** The rule's id. */
  readonly rule: string
  /** The DN that saw, or should have seen, the event. */
  readonly thisDN: DN
  /** What is wrong, in a sentence for an engineer who has not read the document. */
  readonly text: string
}

export type Verdict = Conforms | Violates | Unknown

export interface Conforms {
  readonly verdict: 'conforms'
  /** What followed from each request, round by round, in the order in which they took effect. */
  readonly outcomes: readonly Outcome[]
}

/** Neither right nor wrong: never to be taken for a pass. */
export interface Unknown {
  readonly verdict: 'unknown'
  /** The round of which the search for an order of its requests was given up, as an index. */
  readonly round: number
}

export interface Violates {
  readonly verdict: 'violates'
  /** The round that nothing explains, as an index; -1 for what came before the first action. */
  readonly round: number
  /** The rounds up to that one, each with the reading that got furthest; the last does not fit. */
  readonly explanations: readonly Explanation[]
  /** The rules that are broken, the most telling first. Never empty. */
  readonly breaches: readonly Breach[]
}
