/** Counts how often a run has exercised each clause of the document, and each transition of a call. */
import { clauses } from '../../oracles/clauses.ts'
import type { Needs } from '../../oracles/needs.ts'
import { situationNumbers, situationOf } from '../../oracles/situation.ts'
import { transitions, transitionsIn } from '../../oracles/transitions.ts'
import type { Capabilities } from '../adapter/adapter.ts'
import type { RunResult } from './finding.ts'

/** Within what the scripts of a run are drawn. */
export interface Reach {
  readonly maxParties: number
  readonly maxSteps: number
  readonly capabilities: Capabilities
}

/** How often a request took effect in situations, by their numbers. */
export type SituationCounts = readonly (readonly [situation: number, times: number])[]

export class Coverage {
  readonly #reach: Reach
  /** How often a request took effect in the situation of each number; a long run may count far. */
  readonly #counts = new Float64Array(situationNumbers)
  /** The situations that have come up. */
  #seen: number[] = []

  constructor(reach: Reach) {
    this.#reach = reach
  }

  /** Counts the situations in which the requests of a script took effect. */
  add(situations: readonly number[]): void {
    for (const situation of situations) {
      const times = this.#counts[situation] ?? 0
      if (times === 0) this.#seen.push(situation)
      this.#counts[situation] = times + 1
    }
  }

  addAll(counts: SituationCounts): void {
    for (const [situation, times] of counts) {
      if (this.#counts[situation] === 0) this.#seen.push(situation)
      this.#counts[situation] = (this.#counts[situation] ?? 0) + times
    }
  }

  get counts(): SituationCounts {
    return this.#seen.map((situation) => [situation, this.#counts[situation] ?? 0])
  }

  /** All that was counted, which begins anew. */
  take(): SituationCounts {
    const { counts } = this
    for (const situation of this.#seen) this.#counts[situation] = 0
    this.#seen = []
    return counts
  }

  get clauses(): RunResult['coverage'] {
    const seen = this.#situations()
    return clauses.map(({ id, needs, isExercised }) => ({
      clause: id,
      exercised: seen.reduce(
        (sum, { situation, times }) => sum + (isExercised(situation) ? times : 0),
        0,
      ),
      applicable: isWithin(needs, this.#reach),
    }))
  }

  get transitions(): RunResult['transitions'] {
    const counts = new Map<string, number>()
    for (const { situation, times } of this.#situations())
      for (const id of transitionsIn(situation)) counts.set(id, (counts.get(id) ?? 0) + times)
    return transitions.map(({ id, ways }) => ({
      transition: id,
      exercised: counts.get(id) ?? 0,
      applicable: ways.some((needs) => isWithin(needs, this.#reach)),
    }))
  }

  #situations() {
    return this.counts.map(([number, times]) => ({ situation: situationOf(number), times }))
  }
}

function isWithin(
  { parties, steps, dns, calls, capabilities: needed }: Needs,
  { maxParties, maxSteps, capabilities }: Reach,
): boolean {
  return (
    parties <= maxParties &&
    steps <= maxSteps &&
    dns <= (capabilities.dns?.length ?? Infinity) &&
    calls <= (capabilities.maxCalls ?? 1) &&
    needed.every((capability) => capabilities[capability] === true)
  )
}
