/** The different findings of a run, and how often each was seen. */
import type { DN } from '../../oracles/tlib.ts'
import { AdapterFailure } from '../adapter/adapter.ts'
import type { Finding } from './finding.ts'
import { fingerprintOfSometimes } from './fingerprint.ts'
import { isSteady } from './recurrence.ts'
import { isSmaller, sizeOf } from './script-order.ts'
import { failureName, type Failed } from './trial.ts'

/** So often in a row failures alike are shrunk to one finding before they are only counted. */
const shrunkAlike = 3

/** The same where every script that fails costs a new start of the T-Server, or a time-out. */
const shrunkAlikeFailures = 1

export class Findings {
  readonly #byFingerprint = new Map<string, Finding>()
  /** What scripts that failed alike were shrunk to, in order. */
  readonly #alike = new Map<string, string[]>()
  /** How often a finding that does not fail each time was looked into, by its fingerprint. */
  readonly #sometimes = new Map<string, number>()
  readonly #plain: readonly DN[]

  /** @param plain names for DNs, plainest first. */
  constructor(plain: readonly DN[]) {
    this.#plain = plain
  }

  get size(): number {
    return this.#byFingerprint.size
  }

  /** In the order in which they were found. */
  get all(): readonly Finding[] {
    return [...this.#byFingerprint.values()]
  }

  /**
   * Counts a failure that is like others, where these were all shrunk to one finding.
   * @returns false where it has to be looked into.
   */
  countKnown(failed: Failed): boolean {
    const enough = enoughOf(failed)
    const latest = this.#alike.get(likeness(failed))?.slice(-enough) ?? []
    const known = latest.length === enough && new Set(latest).size === 1 ? latest[0] : undefined
    if (known !== undefined) this.#countAgain(known)
    return known !== undefined
  }

  /** Has this been looked into often enough, should it be one that does not fail each time? */
  isKnownSometimes(failed: Failed): boolean {
    const looked = this.#sometimes.get(fingerprintOfSometimes(failureName(failed))) ?? 0
    return looked >= enoughOf(failed)
  }

  /** Counts a failure that is known, and does not come each time. */
  countSometimes(failed: Failed): void {
    this.#countAgain(fingerprintOfSometimes(failureName(failed)))
  }

  /** @param failed how the script failed before it was shrunk to the finding. */
  add(finding: Finding, failed: Failed): void {
    const { fingerprint, reproduced } = finding
    if (!isSteady(reproduced))
      this.#sometimes.set(fingerprint, (this.#sometimes.get(fingerprint) ?? 0) + 1)
    // One that does not fail each time says nothing of others that look like it.
    else if (reproduced.of > 0) {
      const name = likeness(failed)
      this.#alike.set(name, [...(this.#alike.get(name) ?? []), fingerprint])
    }
    const known = this.#byFingerprint.get(fingerprint)
    if (known === undefined) return void this.#byFingerprint.set(fingerprint, finding)
    const better = this.#isBetter(finding, known) ? finding : known
    this.#byFingerprint.set(fingerprint, { ...better, occurrences: known.occurrences + 1 })
  }

  /** One that failed again is worth more than one that never did; then the smaller one is. */
  #isBetter(finding: Finding, known: Finding): boolean {
    const [again, knownAgain] = [finding.reproduced.failed > 0, known.reproduced.failed > 0]
    if (again !== knownAgain) return again
    return isSmaller(sizeOf(finding.script, this.#plain), sizeOf(known.script, this.#plain))
  }

  #countAgain(fingerprint: string): void {
    const finding = this.#byFingerprint.get(fingerprint)
    if (finding !== undefined)
      this.#byFingerprint.set(fingerprint, { ...finding, occurrences: finding.occurrences + 1 })
  }
}

function enoughOf({ failure }: Failed): number {
  return failure instanceof AdapterFailure ? shrunkAlikeFailures : shrunkAlike
}

/** How a script failed, before it is shrunk: failures alike are likely to be one bug. */
function likeness({ failure, history }: Failed): string {
  // In flight the same may be sent in many orders, and more often than it takes.
  const kinds = (all: readonly string[] = []): readonly string[] => [...new Set(all)].sort()
  const requestsOf = (round: number): readonly string[] =>
    kinds(history.rounds.at(round)?.actions.map(({ request }) => request))
  if (failure instanceof AdapterFailure) return [failure.kind, ...requestsOf(-1)].join(' ')
  const rules = new Set(failure.breaches.map(({ rule }) => rule))
  const requests = failure.round < 0 ? [] : requestsOf(failure.round)
  const phases = kinds(failure.explanations.at(-1)?.outcomes.map(({ phase }) => phase))
  return [...rules, ...requests, ...phases].join(' ')
}
