/** A ladder diagram as plain text: on the terminal, in report.md, in a failing property. */
import { displayWidth } from './display-width.ts'
import type { RequestRow } from './ladder-actions.ts'
import { differenceInWords } from './ladder-attributes.ts'
import type { EventRow } from './ladder-events.ts'
import type { Ladder, LadderRow } from './ladder.ts'
import { ladderGrid, type LadderGrid } from './ladder-grid.ts'
import { dnInWords } from './in-words.ts'
import { isWrong, markSigns } from './mark-signs.ts'
import { wrapped, wrappedHanging } from './wrap.ts'

/**
 * The ladder with a column for each DN where `columns` hold them, else as a list of arrows.
 * @param columns cells of a line; at least 40.
 * @returns lines without a line feed at the end.
 */
export function ladderText(ladder: Ladder, columns = 80): string {
  const grid = ladderGrid(ladder)
  const rightmost = Math.max(0, ...ladder.rows.map((row) => displayWidth(signOf(row))))
  return grid.width + rightmost <= columns
    ? inColumns(ladder, grid, columns)
    : ladderList(ladder, columns)
}

/** The ladder as a list of arrows, one or more lines each. */
export function ladderList(ladder: Ladder, columns = 80): string {
  return ladderLines(ladder)
    .map((line) => wrappedHanging(line, columns, 4))
    .join('\n')
}

/** The same without line breaks; for screen readers too. */
export function ladderLines({ rows }: Ladder): readonly string[] {
  return rows.flatMap(rowInWords)
}

/** What stands right of the last lifeline. */
function signOf(row: LadderRow): string {
  if (row.row === 'event') return `  ${signed(row)}`
  return row.row === 'request' && row.inFlight !== undefined ? '  in flight' : ''
}

/** A line or more. */
function rowInWords(row: LadderRow): string | readonly string[] {
  switch (row.row) {
    case 'established':
    case 'discarded':
    case 'added':
      return `${row.label}: ${row.text}`
    case 'request':
      return `${dnInWords(row.dn)} → T-Server: ${row.label}${flightInWords(row)}`
    case 'event':
      return `T-Server → ${dnInWords(row.dn)}: ${row.label} ${signed(row)}${detailsAfterColon(row)}`
    case 'fence':
      return '-- fence --'
    case 'status':
      return row.texts
    case 'failure':
      return `✗ ${row.label}: ${row.text}`
  }
}

function flightInWords({ inFlight }: RequestRow): string {
  return inFlight === undefined ? '' : `, in flight together: ${inFlight.number} of ${inFlight.of}`
}

function signed({ mark }: EventRow): string {
  return `${markSigns[mark].sign} ${markSigns[mark].word}`
}

function detailsAfterColon(row: EventRow): string {
  const found = details(row)
  return found.length === 0 ? '' : `: ${found.join('; ')}`
}

/** What is wrong with an event, attribute by attribute. */
export function details(row: EventRow): readonly string[] {
  switch (row.mark) {
    case 'differing':
      return row.attributes.filter(({ wrong }) => wrong).map(differenceInWords)
    case 'missing':
      return listed(
        'expected',
        row.attributes.map(({ name, expected }) => `${name} ${expected}`),
      )
    case 'out-of-order':
      return ['expected where it is shown as missing']
    case 'surplus':
    case 'late':
      return listed(
        'came',
        row.attributes.map(({ name, seen }) => `${name} ${seen ?? 'absent'}`),
      )
    case 'good':
    case 'not-judged':
      return []
  }
}

function listed(what: string, attributes: readonly string[]): readonly string[] {
  return attributes.length === 0 ? [] : [`${what} ${attributes.join(', ')}`]
}

function inColumns(ladder: Ladder, grid: LadderGrid, columns: number): string {
  const lines = [grid.header()]
  let inFlight = false
  for (const row of ladder.rows) {
    const written = rowInColumns(row, grid, columns)
    const { number, of } = (row.row === 'request' ? row.inFlight : undefined) ?? {}
    const bracket = number === 1 ? '┌' : number !== undefined && number === of ? '└' : '│'
    const within = inFlight || number === 1
    lines.push(...(within ? written.map((line) => grid.bracketed(line, bracket)) : written))
    if (number !== undefined) inFlight = number !== of
  }
  return lines.map((line) => line.trimEnd()).join('\n')
}

function rowInColumns(row: LadderRow, grid: LadderGrid, columns: number): readonly string[] {
  const beneath = (text: string, sign = ''): readonly string[] =>
    grid.note(wrapped(sign + text, columns - grid.indent))
  switch (row.row) {
    case 'established':
      return [
        grid.dots(row.dns, row.label),
        ...(row.connID === undefined ? [] : beneath(row.connID)),
        grid.blank(),
      ]
    case 'discarded':
      return [grid.depart(row.departed, row.label)]
    case 'added':
      return [grid.between(row.by, row.dn, row.label)]
    case 'request':
      return [grid.toTServer(row.dn, row.label) + signOf(row)]
    case 'event':
      return [
        grid.toParty(row.dn, row.label, row.mark === 'missing') + signOf(row),
        ...(isWrong(row.mark) ? details(row).flatMap((detail) => beneath(detail)) : []),
      ]
    case 'fence':
      return [grid.fence()]
    case 'status':
      return [...row.texts.flatMap((text) => beneath(text)), grid.depart(row.departed)]
    case 'failure':
      return beneath(`✗ ${row.label}: ${row.text}`)
  }
}
