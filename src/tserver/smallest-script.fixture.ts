import type { Noted } from './one-call.ts'

/** The smallest script that shows a fault: how far shrinking can come at best. */
export interface SmallestScript {
  /** The name of the fault. */
  readonly fault: string
  /** What the last round shows to be violated, or what comes after it. */
  readonly violates: string
  /** No script with fewer parties and steps together shows the fault. */
  readonly script: Noted
  /** A script that is hardly different, and in which the T-Server does everything right. */
  readonly spared: Noted
  /**
   * By which rules a finding may be named, from what the fault does and what the document says of it;
   * of faults with a name of their own `src/run/fault-rules.fixture.ts` knows.
   */
  readonly rules?: readonly string[]
  /** It does not show each time: it depends on the order of effect, or on what ran before. */
  readonly certain?: false
}
