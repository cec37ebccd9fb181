/** A gate: how often a run has to have exercised clauses and transitions. */
import type { RunResult } from './finding.ts'

/** By its name, how often each is to be exercised at the least; `*` is all that are applicable. */
export type LeastCounts = ReadonlyMap<string, number>

export interface RequiredCoverage {
  readonly clauses: LeastCounts
  readonly transitions: LeastCounts
}

interface Exercised {
  readonly name: string
  readonly exercised: number
  readonly applicable: boolean
}

/** So many are told; the figures of all are in the reports. */
const mostTold = 10

/**
 * What is missing, in words; undefined where nothing is. What is named and not applicable is missing
 * as well: a gate that cannot be met is not to be taken for one that is.
 */
export function missingInWords(
  required: RequiredCoverage,
  { coverage, transitions }: Pick<RunResult, 'coverage' | 'transitions'>,
): string | undefined {
  const missing = [
    ...missingOf(
      required.clauses,
      coverage.map(({ clause, ...rest }) => ({ name: clause, ...rest })),
    ),
    ...missingOf(
      required.transitions,
      transitions.map(({ transition, ...rest }) => ({ name: transition, ...rest })),
    ),
  ]
  return missing.length === 0 ? undefined : `the required coverage is not met: ${listed(missing)}`
}

/** The first of them, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - mostTold
  return names.slice(0, mostTold).join(', ') + (more > 0 ? ` and ${more} more` : '')
}

function missingOf(least: LeastCounts, all: readonly Exercised[]): readonly string[] {
  const ofAll = least.get('*') ?? 0
  return all.flatMap(({ name, exercised, applicable }) => {
    const wanted = least.get(name) ?? (applicable ? ofAll : 0)
    if (exercised >= wanted) return []
    return applicable
      ? [`${name} ${exercised} of ${wanted}`]
      : [`${name} (ruled out by the adapter or the options)`]
  })
}
