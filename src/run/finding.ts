/** A finding: what failed, how it was seen, and its smallest script. */
import type { History } from '../../oracles/history.ts'
import type { Profile } from '../../oracles/profile.ts'
import type { Violates } from '../../oracles/verdict.ts'
import type { Capabilities, Implementation } from '../adapter/adapter.ts'
import type { Wire } from '../adapter/wire.ts'
import type { Script } from '../plan/script.ts'
import type { CorpusEntry } from './corpus-entry.ts'
import type { KnownFailure, KnownState } from './known-failure.ts'
import type { History as PastRuns } from './past-run.ts'

export type { KnownFailure } from './known-failure.ts'
export type { Wire } from '../adapter/wire.ts'

export type FindingKind = 'violation' | 'crash' | 'hang' | 'protocol-error'

/** A script much like the smallest one, and whether it fails by the same name. */
export interface Variation {
  readonly script: Script
  readonly fails: boolean
}

export interface Finding {
  /** Twelve hexadecimal digits: kind, rule and shape of the smallest script. */
  readonly fingerprint: string
  readonly kind: FindingKind
  /** Ids of the rules that are broken, the most telling first; empty unless a violation. */
  readonly rules: readonly string[]
  /** How often the script failed when it was run again. */
  readonly reproduced: { readonly failed: number; readonly of: number }
  readonly minimal: 'proved' | 'local'
  /**
   * How many smaller scripts were tried after shrinking, of how many where they were counted; absent
   * where that was switched off, or proves nothing, as of a failure that does not come each time.
   */
  readonly smallerScripts?: { readonly tried: number; readonly of?: number }
  /** How many scripts of the run failed in this way. */
  readonly occurrences: number
  /** The smallest script; of a failure that never came again, the one in which it was seen. */
  readonly script: Script
  /** What was sent and seen when that script failed. */
  readonly history: History
  /** Of a flood: how many events of a round, as an index, are not in the history; -1 before the first. */
  readonly leftOut?: readonly { readonly round: number; readonly events: number }[]
  /** For a violation: what was expected instead. */
  readonly violation?: Violates
  /** For a crash, a hang, a protocol error: what the adapter said, and the end of its log. */
  readonly failure?: { readonly message: string; readonly log: readonly string[] }
  /**
   * Where it came from: the script of that number under the run's seed; parties and steps of it. Where
   * it is not known to fail alone: with how many others it had been in flight when it failed.
   */
  readonly origin: {
    readonly index: number
    readonly parties: number
    readonly steps: number
    readonly inFlight?: number
  }
  /** Scripts that were run in order to make it smaller. */
  readonly shrinkExecutions: number
  /** The nearest first; of a failure that comes each time, and costs no restart. */
  readonly variations?: readonly Variation[]
  /** When the smallest script failed; absent where there is no wire. */
  readonly wire?: Wire
  /** The entry of the configuration that it answers to. */
  readonly known?: KnownFailure
  /** The file in the corpus that its script comes from; `origin` has no number of the run then. */
  readonly corpus?: string
}

/** All that a run has to say. */
export interface RunResult {
  readonly verdict: 'conforms' | 'violates' | 'incomplete'
  /** Why less was run, or judged, than was asked; may be told beside the verdict `violates`. */
  readonly incomplete?: string
  /** Why it ended before all scripts were run; does that outweigh what was found? */
  readonly cut?: { readonly why: string; readonly outweighs: boolean }
  /** How the adapter failed while no script was under way: in a reset, or when all had ended. */
  readonly atItsEnd?: string
  /** Scripts that are not judged: the search for an order of their requests was given up. */
  readonly undecided: number
  readonly implementation: Implementation
  readonly capabilities: Capabilities
  /** The specification by which the adapter was named, as for `--adapter`. */
  readonly adapter: string
  readonly profile: Profile
  readonly seed: number
  /** Where several runs share the scripts: which of them this is, from 1. */
  readonly shard?: { readonly index: number; readonly count: number }
  /**
   * Of a run by enumeration, in which the seed has no meaning: the size up to which every script was
   * to be run, and how many there are.
   */
  readonly exhaust?: {
    readonly parties: number
    readonly steps: number
    readonly calls: number
    readonly scripts: number
  }
  /** The options that the scripts depend on. */
  readonly options: {
    readonly runs: number
    readonly maxParties: number
    readonly maxSteps: number
  }
  readonly stats: {
    readonly scripts: number
    readonly requests: number
    readonly events: number
    readonly seconds: number
  }
  /**
   * How often each clause of the document was exercised. One that is not applicable is ruled out by
   * the adapter's capabilities, the profile, or the options of the run.
   */
  readonly coverage: readonly {
    readonly clause: string
    readonly exercised: number
    readonly applicable: boolean
  }[]
  /** The same of each transition of a call, by its name: `<move>/<parties>/<circumstance>`. */
  readonly transitions: readonly {
    readonly transition: string
    readonly exercised: number
    readonly applicable: boolean
  }[]
  /** Those of the corpus first; then as they were found. */
  readonly findings: readonly Finding[]
  /** What became of the corpus; absent where it is empty, or was not to be run. */
  readonly corpus?: readonly CorpusEntry[]
  /** What became of the known failures that the configuration lists. */
  readonly knownFailures?: readonly KnownState[]
  /** The runs before this one, and this one as the last. */
  readonly history?: PastRuns
  /** What it was run with; told in the reports of a run, and not in the files of its findings. */
  readonly environment?: {
    readonly partyline: string
    readonly node: string
    readonly system: string
  }
}
