/** What the doctor says of one thing that it has tried. */
import type { Line } from './exchange.ts'

export interface Check {
  readonly name: string
  readonly status: Status
  /** One line: what was tried, or why it was not. */
  readonly summary: string
  /** What the bridge does wrong. None where the status is not `wrong`. */
  readonly problems: readonly Problem[]
  /** What else there is to know, a sentence each. */
  readonly notes: readonly string[]
}

export type Status =
  | 'passed'
  /** The bridge is to be changed. */
  | 'wrong'
  /** The bridge does its part; the T-Server does not do what the document says. */
  | 'tserver'
  /** The adapter does not say that it can do it. */
  | 'not offered'
  | 'not tried'

/** What a bridge does wrong: what was seen of it, what is wanted, what to change. */
export interface Problem {
  /** In a few words; two with the same are taken for the same. */
  readonly mistake: string
  /** What went over that shows it, in its order. Not printable. */
  readonly lines: readonly Line[]
  /** What came of that, in a sentence. */
  readonly seen: string
  /** The end of the bridge's own log, oldest first; printable. */
  readonly log: readonly string[]
  /** What the protocol wants, in a sentence. */
  readonly wanted: string
  /** What is to be changed, in a sentence or two. */
  readonly toDo: string
}

/** Thrown where the bridge answers, and what it answers or passes on is wrong. */
export class BridgeAtFault extends Error {
  override readonly name = 'BridgeAtFault'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.mistake)
    this.problem = problem
  }
}
