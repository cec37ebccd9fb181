/** Between who runs a range of scripts and who decides what is to become of its failures. */
import type { Script } from '../plan/script.ts'
import type { SituationCounts } from './coverage.ts'
import type { Failure } from './failure.ts'
import type { Finding } from './finding.ts'
import type { Proofs } from './prove.ts'
import type { Counts } from './tally.ts'
import type { KnownVariations } from './variations.ts'

/** What has been done since it was last told; plain data, as it may come out of another thread. */
export interface Done {
  readonly counts: Counts
  readonly situations: SituationCounts
  /** How many scripts failed in ways that are known, by their likeness. */
  readonly known: ReadonlyMap<string, number>
  /** The last script that came to its end. */
  readonly lastEnded?: Script
}

export type Busy = 'shrinking' | 'proving' | 'explaining'

/** What is to become of a failure, by the findings of all scripts before it. */
export type Decision =
  /** It does not count any more: the run was over before. */
  | { readonly do: 'end' }
  /** It is known, and has been counted. */
  | { readonly do: 'nothing'; readonly lastEnded?: Script }
  | {
      readonly do: 'look-into'
      /** It is known, should it not come each time. */
      readonly knownSometimes: boolean
      /** That is settled later: what came of it is told so that either answer will do. */
      readonly unsettled?: true
      readonly learnt: Learnt
      readonly lastEnded?: Script
    }

/** What came of looking into it: no finding where it is one that is known and does not come each time. */
export interface Found {
  readonly finding?: Finding
  readonly learnt: Learnt
  /** Where that was unsettled: does the script fail alone, and each time? */
  readonly eachTime?: boolean
}

/** What looking into failures has brought: they are often shrunk to the same script. */
export interface Learnt {
  readonly proofs: Proofs
  readonly variations: KnownVariations
}

/** Who decides for whoever runs a range. */
export interface Overseer {
  /**
   * Failures that are known by their likeness, with the fingerprints of their findings: they are
   * counted, and nobody is asked.
   */
  readonly known: ReadonlyMap<string, string>
  /** Lets the event loop turn. Once the answer is true, no further script is begun. */
  isOver(): Promise<boolean>
  /** Once it is true, nothing is looked into any further. */
  interrupted(): boolean
  /** Told now and then: so many scripts were run that nobody has been told of yet. */
  progress(scripts: number, busy?: Busy): void
  /** Told of all that was done before the failure. Answers when its turn has come. */
  decide(done: Done, failure: Failure): Promise<Decision>
  /** @returns false where no further script is to be run. */
  found(found: Found, failure: Failure): Promise<boolean>
  /** Milliseconds since any fixed moment. */
  now(): number
}

export interface StintEnd {
  readonly done: Done
  /** The number of the first script that was not run. */
  readonly next: number
  readonly lost?: Loss
}

/** The T-Server is lost for good. */
export interface Loss {
  readonly why: string
  /** What it was lost at, where that has not been told. */
  readonly at?: { readonly finding: Finding; readonly failure: Failure }
}
