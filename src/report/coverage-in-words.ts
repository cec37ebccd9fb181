/** What a run has exercised of the document, in the same words in all reports. */
import { clauses } from '../../oracles/clauses.ts'
import { printable } from '../adapter/printable.ts'
import type { RunResult } from '../run/finding.ts'
import { exercisedOf, type Exercised } from './exercised.ts'
import { counted, sizeInWords } from './in-words.ts'
import { transitionTable } from './transition-table.ts'

export interface CoverageLine {
  readonly clause: string
  readonly title: string
  readonly count: number
  readonly exercised: Exercised
  /** "1,310 times", "never", "not applicable". */
  readonly inWords: string
}

export function coverageLines({ coverage }: RunResult): readonly CoverageLine[] {
  return coverage.map((line) => ({
    clause: printable(line.clause),
    title: clauses.find(({ id }) => id === line.clause)?.title ?? printable(line.clause),
    count: line.exercised,
    exercised: exercisedOf(line),
    inWords: exercisedInWords(line),
  }))
}

/** "1,310 times", "never", "not applicable". */
function exercisedInWords(line: RunResult['coverage'][number]): string {
  const exercised = exercisedOf(line)
  if (exercised === 'exercised') return counted(line.exercised, 'time')
  return exercised === 'never' ? 'never' : 'not applicable'
}

/** "Exercised 17 of 19 clauses and 218 of 241 transitions that are applicable". */
export function coverageInWords({ coverage, transitions }: RunResult): string {
  return `Exercised ${share(coverage, 'clause')} and ${share(transitions, 'transition')} that are applicable`
}

function share(
  counts: readonly { readonly exercised: number; readonly applicable: boolean }[],
  noun: string,
): string {
  const states = counts.map(exercisedOf)
  const exercised = states.filter((state) => state === 'exercised').length
  const never = states.filter((state) => state === 'never').length
  return `${exercised} of ${counted(exercised + never, noun)}`
}

/**
 * The transitions that are applicable and were not exercised: "never: self-delete/4/plain,
 * self-delete/4/returner and 21 more". Undefined where there is none.
 * @param most so many are named.
 */
export function neverInWords({ transitions }: RunResult, most: number): string | undefined {
  const never = transitions.filter((transition) => exercisedOf(transition) === 'never')
  if (never.length === 0) return undefined
  const named = never.slice(0, most).map(({ transition }) => printable(transition))
  const more = never.length - named.length
  return `never: ${named.join(', ')}${more === 0 ? '' : ` and ${more} more`}`
}

/** Why something is not applicable, in a sentence; undefined where all is. */
export function notApplicableInWords(run: RunResult): string | undefined {
  const ruledOut =
    run.coverage.some((clause) => exercisedOf(clause) === 'not-applicable') ||
    transitionTable(run.transitions).cells.some(({ state }) => state === 'not-applicable')
  if (!ruledOut) return undefined
  const { maxParties, maxSteps } = run.options
  const size = `the size of the scripts (up to ${sizeInWords({ parties: maxParties, steps: maxSteps })})`
  const limits = limitsInWords(run)
  const capabilities =
    limits.length === 0 ? '' : `the adapter's capabilities (${limits.join(', ')}) or by `
  return `not applicable: ruled out by ${capabilities}${size}`
}

const optional = ['addParty', 'concurrent', 'sharedParties', 'unmonitored'] as const

function limitsInWords({ capabilities }: RunResult): readonly string[] {
  const { maxCalls = 1, dns } = capabilities
  return [
    ...optional.filter((name) => capabilities[name] !== true).map((name) => `no ${name}`),
    ...(maxCalls === 1 ? ['one call at once'] : []),
    ...(dns === undefined ? [] : [counted(dns.length, 'DN')]),
  ]
}
