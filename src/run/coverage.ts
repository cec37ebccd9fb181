/** Counts how often a run has exercised each clause of the document. */
import { clauses, exercise, type ClauseId } from '../../oracles/clauses.ts'
import type { Outcome } from '../../oracles/outcome.ts'
import type { RunResult } from './finding.ts'

export class Coverage {
  readonly #counts: Record<ClauseId, number> = {
    release: 0,
    'release-from-conference': 0,
    'delete-from-conference': 0,
    'footnote-conferenced': 0,
    'footnote-ok': 0,
    'self-delete': 0,
    'two-party-delete': 0,
    refusal: 0,
  }
  readonly #count = (clause: ClauseId): void => {
    this.#counts[clause] += 1
  }

  /** Counts what followed from the requests of a script, up to the one that failed. */
  add(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) exercise(outcome.request, outcome, this.#count)
  }

  get exercised(): RunResult['coverage'] {
    return clauses.map(({ id }) => ({ clause: id, exercised: this.#counts[id] }))
  }

  /**
   * The printed clauses that nothing has exercised, though calls of so many parties were allowed.
   * The cases in which the document is silent are no part of it.
   */
  unexercised(maxParties: number): readonly string[] {
    return clauses
      .filter(
        ({ id, printed, parties }) => printed && parties <= maxParties && this.#counts[id] === 0,
      )
      .map(({ id }) => id)
  }
}
