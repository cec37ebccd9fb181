/** The harness itself on trial: T-Servers with known faults must be caught, correct ones must not. */
import type { Finding, RunResult } from '../run/finding.ts'
import type { Fault } from '../tserver/fault/fault.ts'

/** What is known of a T-Server with a fault before it is tried. */
export type KnownFault = Pick<Fault, 'name' | 'description' | 'profile'>

/** Faults in the same thing. */
export interface KnownFaults {
  readonly title: string
  readonly faults: readonly KnownFault[]
}

/** A T-Server to try, and how. */
export interface Assignment {
  /** As for `--adapter`. */
  readonly adapter: string
  /** The name of a profile. */
  readonly profile: string
  readonly seed: number
  /** Scripts at the most. */
  readonly runs: number
  /** The most scripts that may be run in order to prove that a finding is the smallest. */
  readonly prove: number
}

/** What came of it. */
export interface Tried {
  readonly verdict: RunResult['verdict']
  /** Why less was run, or judged, than was asked. */
  readonly incomplete?: string
  /** Scripts that were run, up to the first finding where there is one. */
  readonly scripts: number
  /** The first finding. */
  readonly finding?: Finding
}

/** A T-Server with a fault; what came of it is missing where it was not tried to the end. */
export interface TriedFault extends Required<KnownFault> {
  /** The title of its group in the bank. */
  readonly subject: string
  readonly tried?: Tried
}

/** A correct T-Server; what came of it is missing where it was not tried to the end. */
export interface TriedCorrect extends Assignment {
  readonly tried?: Tried
}

/** The same for the same options, and on every machine. */
export interface SelftestResult {
  readonly seed: number
  /** Scripts at the most for each fault. */
  readonly runs: number
  readonly correct: readonly TriedCorrect[]
  /** In the order of the bank. */
  readonly faults: readonly TriedFault[]
}

export interface SelftestProgress {
  readonly done: number
  readonly of: number
  /** Faults found so far. */
  readonly found: number
}

export interface SelftestOptions {
  readonly bank: readonly KnownFaults[]
  readonly seed: number
  /** Scripts at the most for each fault. */
  readonly runs: number
  /** The most scripts that may be run in order to prove that a finding is the smallest. */
  readonly prove: number
  /**
   * Tries each T-Server, in any order and until it is told to stop. Calls `ended` for each that was
   * tried to its end, with its index.
   */
  readonly tryEach: (
    assignments: readonly Assignment[],
    ended: (at: number, tried: Tried) => void,
  ) => Promise<void>
  /** Called whenever one has been tried. */
  readonly progress?: (progress: SelftestProgress) => void
}

/** A correct T-Server is run for so many scripts at least: in a short run some clauses never come up. */
const runsOfCorrect = 5000

/** Tries every fault of the bank, and the correct T-Servers under every profile that the bank uses. */
export async function selftest({
  bank,
  seed,
  runs,
  prove,
  tryEach,
  progress,
}: SelftestOptions): Promise<SelftestResult> {
  const faults = bank.flatMap(({ title, faults }) =>
    faults.map(({ name, description, profile = 'default' }) => ({
      ...{ name, description, profile },
      subject: title,
    })),
  )
  const correct = correctUnder([...new Set(faults.map(({ profile }) => profile))], {
    ...{ seed, prove },
    runs: Math.max(runs, runsOfCorrect),
  })
  const assignments: readonly Assignment[] = [
    // They take longest.
    ...correct,
    ...faults.map(({ name, profile }) => ({
      ...{ adapter: `embedded:${name}`, profile },
      ...{ seed, runs, prove },
    })),
  ]
  const all = new Map<number, Tried>()
  await tryEach(assignments, (at, tried) => {
    all.set(at, tried)
    const found = [...all].filter(([at, { finding }]) => at >= correct.length && finding).length
    progress?.({ done: all.size, of: assignments.length, found })
  })
  const triedAt = (at: number): { readonly tried?: Tried } => {
    const tried = all.get(at)
    return tried === undefined ? {} : { tried }
  }
  return {
    seed,
    runs,
    correct: correct.map((assignment, at) => ({ ...assignment, ...triedAt(at) })),
    faults: faults.map((fault, at) => ({ ...fault, ...triedAt(correct.length + at) })),
  }
}

/** By chance a T-Server does what a profile may not allow: that one is correct by default only. */
function correctUnder(
  profiles: readonly string[],
  how: Pick<Assignment, 'seed' | 'runs' | 'prove'>,
): readonly Assignment[] {
  const others = profiles.filter((profile) => profile !== 'default')
  return [
    { adapter: 'embedded:nondeterministic', profile: 'default', ...how },
    { adapter: 'embedded', profile: 'default', ...how },
    ...others.map((profile) => ({ adapter: 'embedded', profile, ...how })),
  ]
}
