/** What was exercised, in report.md. */
import type { RunResult } from '../run/finding.ts'
import {
  coverageInWords,
  coverageLines,
  neverInWords,
  notApplicableInWords,
} from './coverage-in-words.ts'
import { codeCell, escapeMarkdown } from './escape.ts'
import {
  sumsByCircumstance,
  sumsByMove,
  transitionTable,
  type SumRow,
  type TransitionSum,
} from './transition-table.ts'

/** So many of the transitions that were never exercised are named; report.json has them all. */
const named = 20

/** The blocks below the heading. */
export function coverageBlocks(run: RunResult): readonly string[] {
  const never = neverInWords(run, named)
  const notApplicable = notApplicableInWords(run)
  return [
    `${escapeMarkdown(coverageInWords(run))}.`,
    clausesTable(run),
    ...transitionTables(run),
    ...(never === undefined ? [] : [`\\* some of it ${escapeMarkdown(never)}.`]),
    ...(notApplicable === undefined ? [] : [`\\- ${escapeMarkdown(notApplicable)}.`]),
  ]
}

function clausesTable(run: RunResult): string {
  const rows = coverageLines(run).map(
    ({ title, exercised, inWords }) =>
      `| ${escapeMarkdown(title)} | ${exercised === 'never' ? `**${inWords}**` : inWords} |`,
  )
  return ['| Clause of the document | Exercised |', '|---|---:|', ...rows].join('\n')
}

/** Moves by parties, and circumstances by parties. */
function transitionTables(run: RunResult): readonly string[] {
  const table = transitionTable(run.transitions)
  const parties = table.parties.map(escapeMarkdown)
  const written = (head: string, rows: readonly SumRow[]): string =>
    [
      `| ${[head, ...parties].join(' | ')} |`,
      `|---|${parties.map(() => '---:|').join('')}`,
      ...rows.map(({ name, sums }) => `| ${[codeCell(name), ...sums.map(sumCell)].join(' | ')} |`),
    ].join('\n')
  return [
    written('Move by parties', sumsByMove(table)),
    written('Circumstance by parties', sumsByCircumstance(table)),
  ]
}

function sumCell({ state, exercised, hasGap }: TransitionSum): string {
  switch (state) {
    case 'exercised':
      return `${exercised.toLocaleString('en-US')}${hasGap ? '\\*' : ''}`
    case 'never':
      return '**never**'
    case 'not-applicable':
      return '-'
    case 'impossible':
      return ''
  }
}
