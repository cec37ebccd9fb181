/** The different findings of a run, and how often each was seen. */
import { AdapterFailure } from '../adapter/adapter.ts'
import type { Finding } from './finding.ts'
import type { Failed } from './trial.ts'

/** So often in a row failures alike are shrunk to one finding before they are only counted. */
const shrunkAlike = 3

/** The same where every script that fails costs a new start of the T-Server, or a time-out. */
const shrunkAlikeFailures = 1

export class Findings {
  readonly #byFingerprint = new Map<string, Finding>()
  /** What scripts that failed alike were shrunk to, in order. */
  readonly #alike = new Map<string, string[]>()

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
    const enough = failed.failure instanceof AdapterFailure ? shrunkAlikeFailures : shrunkAlike
    const latest = this.#alike.get(likeness(failed))?.slice(-enough) ?? []
    const known = latest.length === enough && new Set(latest).size === 1 ? latest[0] : undefined
    if (known !== undefined) this.#countAgain(known)
    return known !== undefined
  }

  /** @param failed how the script failed before it was shrunk to the finding. */
  add(finding: Finding, failed: Failed): void {
    const { fingerprint } = finding
    const name = likeness(failed)
    // One that never fails again says nothing of others.
    if (finding.reproduced.failed > 0)
      this.#alike.set(name, [...(this.#alike.get(name) ?? []), fingerprint])
    if (this.#byFingerprint.has(fingerprint)) this.#countAgain(fingerprint)
    else this.#byFingerprint.set(fingerprint, finding)
  }

  #countAgain(fingerprint: string): void {
    const finding = this.#byFingerprint.get(fingerprint)
    if (finding !== undefined)
      this.#byFingerprint.set(fingerprint, { ...finding, occurrences: finding.occurrences + 1 })
  }
}

/** How a script failed, before it is shrunk: failures alike are likely to be one bug. */
function likeness({ failure, history }: Failed): string {
  const requestsOf = (round: number): readonly string[] =>
    history.rounds.at(round)?.actions.map(({ request }) => request) ?? []
  if (failure instanceof AdapterFailure) return [failure.kind, ...requestsOf(-1)].join(' ')
  const rules = new Set(failure.breaches.map(({ rule }) => rule))
  const requests = failure.round < 0 ? [] : requestsOf(failure.round)
  const phases = failure.explanations.at(-1)?.outcomes.map(({ phase }) => phase) ?? []
  return [...rules, ...requests, ...phases].join(' ')
}
