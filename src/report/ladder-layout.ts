/**
 * Where things stand in a drawn ladder, in pixels. Left to right: the T-Server's lifeline, the
 * labels of all arrows one below the other, a lifeline for each DN, and what is to be said of each
 * row. As no lifeline crosses a label or a note, nothing overlaps, with three parties or with twelve.
 */
import type { DN } from '../../oracles/tlib.ts'
import { displayWidth } from './display-width.ts'
import type { RequestRow } from './ladder-actions.ts'
import { differenceInWords, type LadderAttribute } from './ladder-attributes.ts'
import type { EventRow } from './ladder-events.ts'
import type { Ladder, LadderRow } from './ladder.ts'
import { filled, wrapped } from './wrap.ts'

/** Widths of a character: the widest of the usual monospaced fonts, at 13, 12 and 10 pixels. */
export const cell = { label: 8, note: 7.4, caption: 6.2 } as const

/** Cells of a line of notes. */
const noteCells = 48
const noteLeading = 17

export interface NoteLine {
  readonly text: string
  readonly weight: 'strong' | 'quiet'
}

export interface PlacedParty {
  readonly dn: DN
  readonly name: string
  /** Below the name, for who is not an ordinary party. */
  readonly caption: string
  readonly later: boolean
  readonly x: number
  readonly width: number
}

export interface PlacedRow {
  readonly row: LadderRow
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
  readonly server: { readonly x: number; readonly width: number }
  readonly labelX: number
  readonly parties: readonly PlacedParty[]
  /** Right of the last lifeline. */
  readonly badgeX: number
  readonly noteX: number
  readonly noteLeading: number
  readonly rows: readonly PlacedRow[]
}

const margin = 20
const serverWidth = 88
const captions = { monitored: '', unmonitored: 'unmonitored', outside: 'in no call' } as const

export function ladderLayout(ladder: Ladder): LadderLayout {
  const server = { x: margin + serverWidth / 2, width: serverWidth }
  const labelX = server.x + 20
  const labels = Math.max(...ladder.rows.map(labelCells), 0) * cell.label
  const parties = placedParties(ladder, labelX + labels + 28)
  const right = parties.reduce((_, { x, width }) => x + width / 2, labelX + labels)
  const head = { top: margin, height: parties.some(({ caption }) => caption !== '') ? 44 : 32 }
  const rows = placedRows(ladder.rows, head.top + head.height + 14)
  const badgeX = right + 18
  const noteX = badgeX + 22
  return {
    width: Math.ceil(noteX + noteCells * cell.note + margin),
    height: (rows.at(-1)?.top ?? 0) + (rows.at(-1)?.height ?? 0) + margin,
    head,
    server,
    labelX,
    parties,
    badgeX,
    noteX,
    noteLeading,
    rows,
  }
}

function labelCells(row: LadderRow): number {
  return 'label' in row ? displayWidth(row.label) : 0
}

function placedParties({ parties }: Ladder, left: number): readonly PlacedParty[] {
  let at = left
  return parties.map(({ dn, name, place, later }) => {
    const caption = captions[place]
    const text = Math.max(displayWidth(name) * cell.label, caption.length * cell.caption)
    const width = Math.max(66, Math.ceil(text) + 28)
    at += width
    return { dn, name, caption, later, x: at - width / 2, width }
  })
}

function placedRows(rows: readonly LadderRow[], start: number): readonly PlacedRow[] {
  let top = start
  return rows.map((row) => {
    const notes = notesOf(row)
    const beneath = Math.max(0, notes.length - 1) * noteLeading
    const { above, below } = spacing(row)
    const height = above + beneath + below
    top += height
    return { row, top: top - height, height, y: top - height + above, notes }
  })
}

/** From the row's top to its arrow, and from there, or from its last note, to its end. */
function spacing({ row }: LadderRow): { readonly above: number; readonly below: number } {
  switch (row) {
    case 'established':
    case 'discarded':
    case 'added':
      return { above: 22, below: 24 }
    case 'request':
    case 'event':
    case 'failure':
      return { above: 27, below: 18 }
    case 'fence':
      return { above: 22, below: 4 }
    case 'status':
      return { above: 20, below: 20 }
  }
}

function notesOf(row: LadderRow): readonly NoteLine[] {
  switch (row.row) {
    case 'established':
    case 'discarded':
    case 'added':
      return lines('quiet', row.text)
    case 'event':
      return eventNotes(row)
    case 'status':
      return row.texts.flatMap((text) => lines('quiet', text))
    case 'failure':
      return lines('strong', row.text)
    case 'request':
      return inFlightNotes(row)
    case 'fence':
      return []
  }
}

function inFlightNotes({ inFlight }: RequestRow): readonly NoteLine[] {
  if (inFlight === undefined) return []
  return lines('quiet', `in flight together: ${inFlight.number} of ${inFlight.of}`)
}

function eventNotes({ mark, attributes, text }: EventRow): readonly NoteLine[] {
  const came = attributes.filter(({ seen }) => seen !== undefined)
  const right = came.filter(({ wrong }) => !wrong)
  switch (mark) {
    case 'good':
      return listed(right)
    case 'differing':
      return [
        ...attributes
          .filter(({ wrong }) => wrong)
          .flatMap((attribute) => lines('strong', differenceInWords(attribute))),
        ...listed(right),
      ]
    case 'missing':
      return [
        ...lines('strong', text),
        ...filledLines(attributes.map(({ name, expected }) => `${name} ${expected}`)),
      ]
    case 'surplus':
    case 'out-of-order':
    case 'late':
      return [...lines('strong', text), ...listed(came)]
    case 'not-judged':
      return [...lines('quiet', text), ...listed(came)]
  }
}

function listed(attributes: readonly LadderAttribute[]): readonly NoteLine[] {
  return filledLines(attributes.map(({ name, seen }) => `${name} ${seen}`))
}

function filledLines(pieces: readonly string[]): readonly NoteLine[] {
  return filled(pieces, ' · ', noteCells).map((text) => ({ text, weight: 'quiet' }))
}

function lines(weight: NoteLine['weight'], text: string): readonly NoteLine[] {
  return wrapped(text, noteCells).map((line) => ({ text: line, weight }))
}
