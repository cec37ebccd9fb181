/** What was exercised, as tables for a terminal: clauses, and moves and circumstances by parties. */
import type { RunResult } from '../run/finding.ts'
import { coverageLines, neverInWords, notApplicableInWords } from './coverage-in-words.ts'
import { displayWidth } from './display-width.ts'
import { roughCount } from './in-words.ts'
import type { Style, Styled } from './styled.ts'
import {
  sumsByCircumstance,
  sumsByMove,
  transitionTable,
  type SumRow,
  type TransitionState,
  type TransitionSum,
  type TransitionTable,
} from './transition-table.ts'
import { filled, wrapped } from './wrap.ts'

/** So many of the transitions that were never exercised are named; the reports show all. */
const named = 4

/**
 * Side by side where there is room; as narrow as 40 columns. Colours only repeat what is written.
 * @returns lines; none where nothing was exercised at all.
 */
export function coverageText(run: RunResult, columns: number, styled: Styled): readonly string[] {
  const counts = [...run.coverage, ...run.transitions]
  if (counts.every(({ exercised }) => exercised === 0)) return []
  const clauses = block(clauseRows(run), columns)
  const transitions = block(transitionRows(transitionTable(run.transitions)), columns)
  const gap = 3
  const tables =
    clauses.width + gap + transitions.width <= columns
      ? sideBySide(clauses, transitions, gap, styled)
      : [...linesOf(clauses, styled), '', ...linesOf(transitions, styled)]
  return [...tables.map((line) => line.trimEnd()), ...legend(run, columns)]
}

interface Cell {
  readonly text: string
  readonly style?: Style
}

interface Row {
  readonly label: Cell
  readonly cells: readonly Cell[]
}

function head(...[label, ...cells]: readonly [string, ...string[]]): Row {
  const style = 'bold'
  return { label: { text: label, style }, cells: cells.map((text) => ({ text, style })) }
}

function clauseRows(run: RunResult): readonly Row[] {
  return [
    head('Clause', 'times'),
    ...coverageLines(run).map(({ clause, exercised, count }) => ({
      label: { text: clause },
      cells: [countCell(exercised, count)],
    })),
  ]
}

function transitionRows(table: TransitionTable): readonly Row[] {
  const parties = table.parties.map(beforeMark)
  const row = ({ name, sums }: SumRow): Row => ({
    label: { text: name },
    cells: sums.map(sumCell),
  })
  return [
    head('Move by parties', ...parties),
    ...sumsByMove(table).map(row),
    head('Circumstance', ...parties),
    ...sumsByCircumstance(table).map(row),
  ]
}

function countCell(state: TransitionState, count: number): Cell {
  switch (state) {
    case 'exercised':
      return { text: roughCount(count) }
    case 'never':
      return { text: 'never', style: ['bold', 'yellow'] }
    case 'not-applicable':
      return { text: '-', style: 'dim' }
    case 'impossible':
      return { text: '' }
  }
}

/** Marked where some of the cells of the sum were never exercised. */
function sumCell({ state, exercised, hasGap }: TransitionSum): Cell {
  const cell = countCell(state, exercised)
  if (hasGap) return { text: `${cell.text}*`, style: 'yellow' }
  return state === 'never' ? cell : { ...cell, text: beforeMark(cell.text) }
}

/** So that figures stand below each other, with a mark and without. */
function beforeMark(text: string): string {
  return `${text} `
}

interface Block {
  readonly rows: readonly Row[]
  readonly labelWidth: number
  readonly width: number
}

/** Room for a blank and `never`, or `1.3k*`. */
const cellWidth = 6

function block(rows: readonly Row[], columns: number): Block {
  const cells = Math.max(...rows.map((row) => row.cells.length)) * cellWidth
  const longest = Math.max(...rows.map(({ label }) => displayWidth(label.text)))
  const labelWidth = Math.min(longest, columns - cells)
  return { rows, labelWidth, width: labelWidth + cells }
}

/** All of the block's width, so that something can stand on their right. */
function linesOf({ rows, labelWidth, width }: Block, styled: Styled): readonly string[] {
  const blank = (text: string, room: number): string => ' '.repeat(room - displayWidth(text))
  return rows.flatMap(({ label, cells }) => {
    const counts = cells.map((cell) => blank(cell.text, cellWidth) + painted(cell, styled)).join('')
    const parts = filled(label.text.split(/(?<=-)/), '', labelWidth)
    return parts.map(
      (text, at) =>
        painted({ ...label, text }, styled) +
        blank(text, labelWidth) +
        (at === 0 ? counts : blank('', width - labelWidth)),
    )
  })
}

/** Its blanks have no style, so that they can be taken off the end of a line. */
function painted({ text, style }: Cell, styled: Styled): string {
  const shown = text.trimEnd()
  return style === undefined ? text : styled(style, shown) + text.slice(shown.length)
}

function sideBySide(left: Block, right: Block, gap: number, styled: Styled): readonly string[] {
  const leftLines = linesOf(left, styled)
  const rightLines = linesOf(right, styled)
  return Array.from({ length: Math.max(leftLines.length, rightLines.length) }, (_, at) => {
    const first = leftLines[at] ?? ' '.repeat(left.width)
    return `${first}${' '.repeat(gap)}${rightLines[at] ?? ''}`
  })
}

function legend(run: RunResult, columns: number): readonly string[] {
  const never = neverInWords(run, named)
  const notApplicable = notApplicableInWords(run)
  return [
    ...(never === undefined ? [] : [`* some of it ${never}`]),
    ...(notApplicable === undefined ? [] : [`- ${notApplicable}`]),
  ].flatMap((line) => wrapped(`${line}.`, columns))
}
