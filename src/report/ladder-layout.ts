/**
 * Where things stand in a drawn ladder, in pixels. Left to right: the T-Server's lifeline, the
 * labels of all arrows one below the other, the columns of the DNs, and what is to be said of each
 * row. As no lifeline crosses a label or a note, nothing overlaps, with three parties or with thirty.
 */
import type { DN } from '../../oracles/tlib.ts'
import { displayWidth } from './display-width.ts'
import { drawnColumns, drawnRows, type DrawnColumn, type DrawnRow } from './ladder-alike.ts'
import { notesOf, standingsInWords, type NoteLine } from './ladder-notes.ts'
import type { Ladder, LadderRow } from './ladder.ts'

/** Widths of a character: the widest of the usual monospaced fonts, at 13, 12 and 10 pixels. */
export const cell = { label: 8, note: 7.4, caption: 6.2 } as const

/** Cells of a line of notes. */
const noteCells = 48
const noteLeading = 17

export interface PlacedColumn extends DrawnColumn {
  readonly x: number
  readonly width: number
}

export interface PlacedRow {
  readonly row: LadderRow
  /** Of an event: the lifelines that it goes to, from the left. */
  readonly xs: readonly number[]
  /** At its arrow; empty where it has none. */
  readonly label: string
  readonly top: number
  readonly height: number
  /** The height of its arrow. */
  readonly y: number
  readonly notes: readonly NoteLine[]
}

export interface LadderLayout {
  readonly width: number
  readonly height: number
  readonly head: { readonly top: number; readonly height: number }
  /** The names once more, below a ladder that is taller than a screen. */
  readonly foot: { readonly top: number; readonly height: number } | undefined
  /** Where the names stand upright, as there are too many to stand side by side. */
  readonly upright: boolean
  readonly server: { readonly x: number; readonly width: number }
  readonly labelX: number
  readonly columns: readonly PlacedColumn[]
  readonly columnOf: (dn: DN) => number
  /** Right of the last lifeline. */
  readonly badgeX: number
  readonly noteX: number
  readonly noteLeading: number
  readonly rows: readonly PlacedRow[]
}

const margin = 20
const serverWidth = 88

/** What is left for the columns on a page of a usual width. */
const roomForColumns = 400

/** Of such a height a ladder does not fit on a screen. */
const tall = 760

export function ladderLayout(ladder: Ladder): LadderLayout {
  const drawn = drawnRows(ladder)
  const server = { x: margin + serverWidth / 2, width: serverWidth }
  const labelX = server.x + 20
  const labels = Math.max(...drawn.map(labelCells), 0) * cell.label
  const { columns, upright, headHeight } = placedColumns(
    drawnColumns(ladder, drawn),
    labelX + labels + 16,
  )
  const columnOf = (dn: DN): number => columns.find(({ dns }) => dns.includes(dn))?.x ?? server.x
  const right = columns.reduce((_, { x, width }) => x + width / 2, labelX + labels)
  const head = { top: margin, height: headHeight }
  const rows = placedRows(drawn, columns, columnOf, head.top + head.height + 12)
  const end = (rows.at(-1)?.top ?? 0) + (rows.at(-1)?.height ?? 0) + margin
  const foot = end > tall ? { top: end, height: headHeight } : undefined
  const badgeX = right + 18
  const noteX = badgeX + 22
  return {
    width: Math.ceil(noteX + noteCells * cell.note + margin),
    height: end + (foot === undefined ? 0 : foot.height + margin),
    head,
    foot,
    upright,
    server,
    labelX,
    columns,
    columnOf,
    badgeX,
    noteX,
    noteLeading,
    rows,
  }
}

function labelCells(drawn: DrawnRow): number {
  const { row } = drawn
  return row.row === 'status'
    ? Math.max(0, ...standingsInWords(row).map(displayWidth))
    : displayWidth(labelOf(drawn))
}

function labelOf({ row, dns }: DrawnRow): string {
  if (!('label' in row)) return ''
  return dns.length > 1 ? `${row.label} ×${dns.length}` : row.label
}

/** Roomy where there is room, then close, then with upright names. */
function placedColumns(
  columns: readonly DrawnColumn[],
  left: number,
): Pick<LadderLayout, 'columns' | 'upright'> & { readonly headHeight: number } {
  const textWidth = ({ name, caption }: DrawnColumn): number =>
    Math.ceil(Math.max(displayWidth(name) * cell.label, caption.length * cell.caption))
  const side = (least: number, around: number): readonly number[] =>
    columns.map((column) => Math.max(least, textWidth(column) + around))
  const sum = (widths: readonly number[]): number => widths.reduce((one, other) => one + other, 0)
  const sideBySide = [side(66, 28), side(48, 18)].find((widths) => sum(widths) <= roomForColumns)
  const upright = sideBySide === undefined && columns.length > 3
  const widths = upright ? columns.map(() => 28) : (sideBySide ?? side(48, 18))
  let at = left
  const placed = columns.map((column, position) => {
    const width = widths[position] ?? 0
    at += width
    return { ...column, x: at - width / 2, width }
  })
  const captioned = columns.some(({ caption }) => caption !== '')
  const headHeight = upright ? Math.max(...columns.map(uprightHeight)) : captioned ? 44 : 32
  return { columns: placed, upright, headHeight }
}

/** The name, and the caption above it. */
function uprightHeight({ name, caption }: DrawnColumn): number {
  const beside = caption === '' ? 0 : caption.length * cell.caption + 10
  return Math.ceil(displayWidth(name) * cell.label + beside + 18)
}

function placedRows(
  drawn: readonly DrawnRow[],
  columns: readonly PlacedColumn[],
  columnOf: (dn: DN) => number,
  start: number,
): readonly PlacedRow[] {
  let top = start
  return drawn.map((one, at) => {
    const { row, dns } = one
    const notes = notesOf(one, {
      cells: noteCells,
      many: columns.length > 5,
      alike: at === 0 ? columns.filter((column) => column.dns.length > 1) : [],
    })
    const beside = row.row === 'status' ? standingsInWords(row).length : 1
    const beneath = (Math.max(1, notes.length, beside) - 1) * noteLeading
    const { above, below } = spacing(row)
    const height = above + beneath + below
    top += height
    const xs = [...new Set(dns.map(columnOf))].toSorted((one, other) => one - other)
    return {
      row,
      xs,
      label: labelOf(one),
      top: top - height,
      height,
      y: top - height + above,
      notes,
    }
  })
}

/** From the row's top to its arrow, and from there, or from its last note, to its end. */
function spacing({ row }: LadderRow): { readonly above: number; readonly below: number } {
  switch (row) {
    case 'established':
    case 'discarded':
    case 'added':
      return { above: 20, below: 18 }
    case 'request':
    case 'event':
    case 'failure':
      return { above: 26, below: 13 }
    case 'fence':
      return { above: 20, below: 4 }
    case 'status':
      return { above: 18, below: 18 }
  }
}
