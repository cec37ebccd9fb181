/** What `selftest` prints: a line for each fault, a line for each rule that is broken, the verdict. */
import { printable } from '../adapter/printable.ts'
import { figuresOf, passed, type SelftestFigures } from '../selftest/figures.ts'
import type { SelftestResult } from '../selftest/selftest.ts'
import { counted } from './in-words.ts'
import { selftestFiles } from './report-files.ts'
import { faultTable } from './selftest-fault-table.ts'
import { correctInWords, remarks, selftestInWords, spreadInWords } from './selftest-in-words.ts'
import { stylist, type Styled } from './styled.ts'
import { shortNumber } from './verdict-in-words.ts'
import { filled, wrapped } from './wrap.ts'

export interface SelftestSummaryOptions {
  /** Cells of a line of the terminal. */
  readonly columns: number
  readonly colour: boolean
  /** As it was named by the user. */
  readonly reportDir: string
  /** How long it took. */
  readonly seconds: number
}

/** @returns lines, the last one with its line feed. */
export function selftestSummary(result: SelftestResult, options: SelftestSummaryOptions): string {
  const columns = Math.max(40, options.columns)
  const styled = stylist(options.colour)
  const figures = figuresOf(result)
  const lines = [
    ...['', ...faultTable(result, figures, columns, styled)],
    ...['', ...ruleTable(figures, columns, styled)],
    ...['', ...verdictLines(result, figures, { ...options, columns }, styled)],
  ]
  return `${lines.join('\n')}\n`
}

/** Of the others the verdict tells. */
function ruleTable({ rules }: SelftestFigures, columns: number, styled: Styled): readonly string[] {
  const lines = (numbers: readonly string[], id: string): readonly string[] => {
    const start = numbers.map((number) => `${number.padStart(6)}  `).join('')
    const parts = filled(id.split(/(?<=-)/), '', columns - start.length)
    return parts.map((part, at) => (at === 0 ? start : ' '.repeat(start.length)) + part)
  }
  return [
    ...lines(['Number', 'Names', 'Broken'], 'Rule').map((line) => styled('bold', line)),
    ...rules.flatMap(({ id, named, broken }, at) =>
      broken === 0 ? [] : lines([String(at + 1), shortNumber(named), shortNumber(broken)], id),
    ),
    '',
    ...wrapped(
      'Names: findings of which it is the first rule. Broken: findings that break it.',
      columns,
    ),
  ]
}

function verdictLines(
  result: SelftestResult,
  figures: SelftestFigures,
  { columns, reportDir, seconds }: SelftestSummaryOptions,
  styled: Styled,
): readonly string[] {
  const { found, proved, scripts, shrinkExecutions } = figures
  const style = passed(figures) ? 'green' : figures.untried > 0 ? 'yellow' : 'red'
  const sentences = [
    ...result.correct.map(correctInWords),
    ...(scripts === undefined ? [] : [`Scripts until found: ${spreadInWords(scripts)}`]),
    ...(shrinkExecutions === undefined
      ? []
      : [`Runs to make it small: ${spreadInWords(shrinkExecutions)}`]),
    `Proved to be the smallest: ${proved} of ${counted(found.length, 'finding')}`,
    ...remarks(result, figures),
    `Seed ${result.seed}, at most ${counted(result.runs, 'script')} a fault, ${shortNumber(seconds)} seconds`,
  ]
  return [
    ...wrapped(`${selftestInWords(result, figures)}.`, columns).map((line) =>
      styled(['bold', style], line),
    ),
    ...sentences.flatMap((sentence) => wrapped(`${sentence}.`, columns)),
    `Report: ${printable(`${reportDir.replace(/\/+$/, '')}/${selftestFiles.html}`)}`,
  ]
}
