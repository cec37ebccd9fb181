/** The clauses of the document with how often a run has exercised them. */
import { clauses } from '../../oracles/clauses.ts'
import type { RunResult } from '../run/finding.ts'
import { counted } from './in-words.ts'
import { printable } from '../adapter/printable.ts'

export interface CoverageLine {
  readonly clause: string
  readonly title: string
  /** "1,310 times", "never". */
  readonly exercised: string
  readonly never: boolean
}

export function coverageLines({ coverage }: RunResult): readonly CoverageLine[] {
  return coverage.map(({ clause, exercised }) => ({
    clause: printable(clause),
    title: clauses.find(({ id }) => id === clause)?.title ?? printable(clause),
    exercised: exercised === 0 ? 'never' : counted(exercised, 'time'),
    never: exercised === 0,
  }))
}
