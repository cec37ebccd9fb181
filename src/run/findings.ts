/** The different findings of a run, and how often each was seen. */
import type { DN } from '../../oracles/tlib.ts'
import type { Failure } from './failure.ts'
import type { Finding } from './finding.ts'
import { fingerprintOfSometimes } from './fingerprint.ts'
import { enoughOf, Likenesses, type LikenessesState } from './likenesses.ts'
import { isSteady } from './recurrence.ts'
import { isSmaller, sizeOf } from './script-order.ts'

export interface FindingsState extends LikenessesState {
  readonly findings: readonly Finding[]
  readonly sometimes: readonly (readonly [fingerprint: string, times: number])[]
}

export class Findings {
  readonly #byFingerprint = new Map<string, Finding>()
  readonly #likenesses: Likenesses
  /** How often a finding that does not fail each time was looked into, by its fingerprint. */
  readonly #sometimes = new Map<string, number>()
  readonly #plain: readonly DN[]

  /**
   * @param plain names for DNs, plainest first.
   * @param state of those that are to be gone on with.
   */
  constructor(plain: readonly DN[], state?: FindingsState) {
    this.#plain = plain
    this.#likenesses = new Likenesses(state)
    if (state === undefined) return
    for (const finding of state.findings) this.#byFingerprint.set(finding.fingerprint, finding)
    for (const [fingerprint, times] of state.sometimes) this.#sometimes.set(fingerprint, times)
  }

  /** All that is to be known in order to go on. */
  get state(): FindingsState {
    return {
      findings: this.all,
      ...this.#likenesses.state,
      sometimes: [...this.#sometimes],
    }
  }

  get size(): number {
    return this.#byFingerprint.size
  }

  /** In the order in which they were found. */
  get all(): readonly Finding[] {
    return [...this.#byFingerprint.values()]
  }

  /**
   * Failures that are known by their likeness, as others alike were all shrunk to one finding, whose
   * fingerprint stands with it. They stay known, whatever is added.
   */
  get known(): ReadonlyMap<string, string> {
    return this.#likenesses.known
  }

  /** Counts failures that are known by their likeness. */
  countKnown(likeness: string, times: number): void {
    const fingerprint = this.known.get(likeness)
    if (fingerprint === undefined) throw new RangeError(`No failure is known that is ${likeness}.`)
    this.#countAgain(fingerprint, times)
  }

  /** Has this been looked into often enough, should it be one that does not fail each time? */
  isKnownSometimes(failure: Failure): boolean {
    const looked = this.#sometimes.get(fingerprintOfSometimes(failure.name)) ?? 0
    return looked >= enoughOf(failure)
  }

  /** Counts a failure that is known, and does not come each time. */
  countSometimes({ name }: Failure): void {
    this.#countAgain(fingerprintOfSometimes(name), 1)
  }

  /** @param failure how the script failed before it was shrunk to the finding. */
  add(finding: Finding, failure: Failure): void {
    const { fingerprint, reproduced } = finding
    if (!isSteady(reproduced))
      this.#sometimes.set(fingerprint, (this.#sometimes.get(fingerprint) ?? 0) + 1)
    this.#likenesses.add(finding, failure)
    const known = this.#byFingerprint.get(fingerprint)
    this.#byFingerprint.set(
      fingerprint,
      known === undefined ? finding : asOne(known, finding, this.#plain),
    )
  }

  #countAgain(fingerprint: string, times: number): void {
    const finding = this.#byFingerprint.get(fingerprint)
    if (finding === undefined) throw new RangeError(`There is no finding ${fingerprint}.`)
    const occurrences = finding.occurrences + times
    this.#byFingerprint.set(fingerprint, { ...finding, occurrences })
  }
}

/**
 * Two findings with one fingerprint as one: the better one, and how often both occurred.
 * @param known the one that was found first.
 */
export function asOne(known: Finding, other: Finding, plain: readonly DN[]): Finding {
  const better = isBetter(other, known, plain) ? other : known
  return { ...better, occurrences: known.occurrences + other.occurrences }
}

/** One that failed again is worth more than one that never did; then the smaller one is. */
function isBetter(finding: Finding, known: Finding, plain: readonly DN[]): boolean {
  const [again, knownAgain] = [finding.reproduced.failed > 0, known.reproduced.failed > 0]
  if (again !== knownAgain) return again
  return isSmaller(sizeOf(finding.script, plain), sizeOf(known.script, plain))
}
