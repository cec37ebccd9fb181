/**
 * The last thing that a run prints: what was exercised, what was found, how to see it again, the
 * verdict. The more it matters, the nearer to the end of a log.
 */
import type { Finding, RunResult } from '../run/finding.ts'
import { coverageInWords } from './coverage-in-words.ts'
import { coverageText } from './coverage-text.ts'
import { minimalInWords, nearestPassingInWords, reproducedInWords } from './finding-in-words.ts'
import { headline } from './headline.ts'
import { scriptInWords } from './script-in-words.ts'
import { corpusFile, corpusInWords, corpusLines } from './corpus-in-words.ts'
import { displayWidth } from './display-width.ts'
import { historyInWords, sinceInWords } from './history-in-words.ts'
import { capitalized } from './in-words.ts'
import { knownInWords, knownLines } from './known-in-words.ts'
import { ladderText } from './ladder-text.ts'
import { ladder } from './ladder.ts'
import { printable } from '../adapter/printable.ts'
import { replayCommandParts } from './replay-command.ts'
import { reportFiles } from './report-files.ts'
import { rulesOf } from './rule-results.ts'
import { stylist, type Style, type Styled } from './styled.ts'
import {
  incompleteInWords,
  scriptsInWords,
  statsInWords,
  verdictInWords,
} from './verdict-in-words.ts'
import { wrapped, wrappedHanging } from './wrap.ts'

export interface SummaryOptions {
  /** Cells of a line of the terminal. */
  readonly columns: number
  readonly colour: boolean
  /** As it was named by the user. */
  readonly reportDir: string
  /** The configuration that was used, in words; undefined where there is none. */
  readonly configuration?: string | undefined
}

/** With more findings than this, the ladders of the others are in the report. */
const ladders = 3

/** @returns lines, the last one with its line feed. */
export function terminalSummary(run: RunResult, options: SummaryOptions): string {
  const columns = Math.max(40, options.columns)
  const styled = stylist(options.colour)
  const coverage = coverageText(run, columns, styled)
  const findings = run.findings.flatMap((finding, at) => [
    ...findingLines(finding, run, options.reportDir, { at, columns, styled }),
    '',
  ])
  const lines = [
    '',
    ...(coverage.length === 0 ? [] : [...coverage, '']),
    ...findings,
    ...verdictLines(run, options, columns, styled),
  ]
  return `${lines.join('\n')}\n`
}

interface Place {
  readonly at: number
  readonly columns: number
  readonly styled: Styled
}

function findingLines(
  finding: Finding,
  run: RunResult,
  directory: string,
  { at, columns, styled }: Place,
): readonly string[] {
  const width = columns - 2
  const indented = (text: string): readonly string[] =>
    wrapped(text, width).map((line) => `  ${line}`)
  const hanging = (text: string): string => `  ${wrappedHanging(text, width, 4)}`
  const known = knownInWords(finding)
  const since = sinceInWords(finding, run)
  const notes = [
    ...(known === undefined ? [] : [capitalized(known)]),
    ...(finding.corpus === undefined ? [] : [`From ${corpusFile({ file: finding.corpus })}`]),
    ...(since === undefined ? [] : [since]),
  ]
  const sure = `It ${reproducedInWords(finding)}. ${minimalInWords(finding)}.`
  const passing = nearestPassingInWords(finding)
  const drawing = ladderText(ladder(finding), width).split('\n')
  return [
    styled(
      known === undefined ? ['bold', 'red'] : 'yellow',
      wrappedHanging(`${at + 1}. ${headline(finding)}`, columns, 3),
    ),
    ...rulesOf(finding).flatMap(({ id, title, section, sentence }) => [
      hanging(`${printable(id)}: ${title}`),
      ...(sentence === '' ? [] : [hanging(`  “${sentence}” (${section})`)]),
    ]),
    ...indented(`${scriptInWords(finding.script)} ${sure}`),
    ...(passing === undefined ? [] : [hanging(passing)]),
    ...notes.flatMap((note) => indented(`${note}.`)),
    ...(at < ladders && known === undefined
      ? ['', ...drawing.map((line) => `  ${line}`.trimEnd())]
      : []),
    ...lastLog(finding, width),
    '',
    ...command(replayCommandParts(directory, finding.fingerprint, run.adapter), columns).map(
      (line) => `  ${styled('cyan', line)}`,
    ),
  ]
}

/** To be copied: broken where a shell allows it, and nowhere else. */
function command(parts: readonly [string, string], columns: number): readonly string[] {
  const line = parts.join(' ')
  return displayWidth(line) + 2 <= columns ? [line] : [`${parts[0]} \\`, `  ${parts[1]}`]
}

/** The end of the end of the log: the rest is in the report. */
function lastLog({ failure }: Finding, width: number): readonly string[] {
  const lines = failure?.log.slice(-5) ?? []
  return lines.map((line) => `  ${wrappedHanging(`log: ${printable(line, 500)}`, width, 7)}`)
}

/** Of the corpus, of known failures, of earlier runs. */
function keptLines(run: RunResult): readonly string[] {
  const [corpus, history] = [corpusInWords(run), historyInWords(run)]
  return [
    ...(corpus === undefined ? [] : [corpus]),
    ...corpusLines(run),
    ...knownLines(run),
    ...(history === undefined ? [] : [history]),
    ...(run.history?.leftOut ?? []).map(capitalized),
  ]
}

const verdictStyles: Readonly<Record<RunResult['verdict'], Style>> = {
  conforms: ['bold', 'green'],
  violates: ['bold', 'red'],
  incomplete: ['bold', 'yellow'],
}

function verdictLines(
  run: RunResult,
  { reportDir, configuration }: SummaryOptions,
  columns: number,
  styled: Styled,
): readonly string[] {
  const why = incompleteInWords(run)
  return [
    styled(verdictStyles[run.verdict], wrappedHanging(`${verdictInWords(run)}.`, columns, 0)),
    ...(why === undefined ? [] : wrapped(why, columns)),
    ...wrapped(
      `${statsInWords(run)}; ${scriptsInWords(run)}, profile ${printable(run.profile.name, 60)}.`,
      columns,
    ),
    ...wrapped(`${coverageInWords(run)}.`, columns),
    ...keptLines(run).flatMap((line) => wrapped(line.endsWith('.') ? line : `${line}.`, columns)),
    ...(configuration === undefined ? [] : wrapped(`${configuration}.`, columns)),
    `Report: ${printable(`${reportDir.replace(/\/+$/, '')}/${reportFiles.html}`)}`,
  ]
}
