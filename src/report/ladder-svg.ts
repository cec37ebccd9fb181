/** A ladder diagram as SVG: no script, no inline colours, nothing that is loaded. */
import type { DN } from '../../oracles/tlib.ts'
import { displayWidth } from './display-width.ts'
import type { Mark } from './ladder-events.ts'
import { cell, ladderLayout, type LadderLayout, type PlacedRow } from './ladder-layout.ts'
import { ladderStyle } from './ladder-style.ts'
import { ladderList } from './ladder-text.ts'
import type { Ladder, LadderRow } from './ladder.ts'
import { isWrong } from './mark-signs.ts'
import { palette } from './palette.ts'
import { element, textElement, type XmlAttributes } from './xml-element.ts'

export interface LadderSvgOptions {
  /** Begins the ids within the diagram: different for each diagram of a page. */
  readonly id: string
  /** What the diagram shows, in a sentence; printable. */
  readonly title: string
  /** A file of its own, with its style and colours; otherwise the page must hold `ladderStyle`. */
  readonly standalone: boolean
}

export function ladderSvg(ladder: Ladder, { id, title, standalone }: LadderSvgOptions): string {
  const layout = ladderLayout(ladder)
  const { width, height } = layout
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'ladder',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
    },
    textElement('title', { id: `${id}-title` }, title),
    textElement('desc', { id: `${id}-desc` }, ladderList(ladder)),
    ...(standalone ? [`<style>${palette('.ladder')}\n${ladderStyle}</style>`] : []),
    ...(standalone ? [element('rect', { class: 'ground', width, height, rx: 8 })] : []),
    ...layout.rows.map((row) => band(row, layout)),
    ...lifelines(layout),
    ...heads(layout),
    ...brackets(layout),
    ...layout.rows.map((row) => drawn(row, layout)),
  )
}

/** Text of a known width, so that no font can make it longer than the place that it has. */
function text(attributes: XmlAttributes, content: string, width: number): string {
  // Fonts differ most where they are asked for characters that they do not have.
  const fitted = /^[\x20-\x7e]*$/.test(content)
    ? {}
    : { textLength: displayWidth(content) * width, lengthAdjust: 'spacingAndGlyphs' }
  return textElement('text', { ...attributes, ...fitted }, content)
}

function band({ row, top, height }: PlacedRow, { width }: LadderLayout): string {
  const wrong = row.row === 'failure' || (row.row === 'event' && isWrong(row.mark))
  if (!wrong) return ''
  const late = row.row === 'event' && row.mark === 'late' ? ' late' : ''
  const rect = { class: 'band', x: 8, y: top + 2, width: width - 16, height: height - 4, rx: 6 }
  return element('g', { class: `wrong${late}` }, element('rect', rect))
}

function heads({ head, server, parties }: LadderLayout): readonly string[] {
  const box = (x: number, width: number, kind: string): string =>
    element('rect', {
      class: kind,
      x: x - width / 2,
      y: head.top,
      width,
      height: head.height,
      rx: 6,
    })
  const middle = head.top + head.height / 2
  return [
    box(server.x, server.width, 'head server'),
    text({ class: 'name server', x: server.x, y: middle + 4.5 }, 'T-Server', cell.label),
    ...parties.flatMap(({ name, caption, x, width }) => [
      box(x, width - 12, caption === '' ? 'head' : 'head elsewhere'),
      text({ class: 'name', x, y: middle + (caption === '' ? 4.5 : -1.5) }, name, cell.label),
      ...(caption === ''
        ? []
        : [text({ class: 'caption', x, y: middle + 13 }, caption, cell.caption)]),
    ]),
  ]
}

/** Solid while the DN is in a call, dotted from where it has left. */
function lifelines({ head, server, parties, rows, height }: LadderLayout): readonly string[] {
  const top = head.top + head.height
  const bottom = height - 10
  const segment = (x: number, from: number, to: number, over: boolean): string =>
    element('line', { class: over ? 'life over' : 'life', x1: x, y1: from, x2: x, y2: to })
  return [
    segment(server.x, top, bottom, false),
    ...parties.flatMap(({ dn, later, x }) => {
      const turns = rows.flatMap(({ row, y }) => turnOf(row, dn, y))
      const starts = [{ y: top, over: later }, ...turns].filter(
        ({ over }, at, all) => over !== all[at - 1]?.over,
      )
      return starts.map(({ y, over }, at) => segment(x, y, starts[at + 1]?.y ?? bottom, over))
    }),
  ]
}

/** Where a lifeline becomes dotted, or solid again. */
function turnOf(row: LadderRow, dn: DN, y: number): readonly { y: number; over: boolean }[] {
  switch (row.row) {
    case 'status':
    case 'discarded':
      return row.departed.includes(dn) ? [{ y, over: true }] : []
    case 'established':
      return row.dns.includes(dn) ? [{ y, over: false }] : []
    case 'added':
      return row.dn === dn ? [{ y, over: false }] : []
    default:
      return []
  }
}

/** Left of the T-Server, around the requests that were in flight together. */
function brackets({ server, rows }: LadderLayout): readonly string[] {
  let first = 0
  return rows.flatMap(({ row, y }) => {
    if (row.row !== 'request' || row.inFlight === undefined) return []
    const { number, of } = row.inFlight
    if (number === 1) first = y
    const line = `M${server.x - 8} ${first}h-8V${y}h8`
    return number === of ? [element('path', { class: 'in-flight', d: line })] : []
  })
}

function drawn(placed: PlacedRow, layout: LadderLayout): string {
  const { row, y } = placed
  const x = (dn: DN): number =>
    layout.parties.find((party) => party.dn === dn)?.x ?? layout.server.x
  const label = (content: string, baseline: number): string =>
    text({ class: 'label', x: layout.labelX, y: baseline }, content, cell.label)
  const notes = noteTexts(placed, layout)
  switch (row.row) {
    case 'established':
      return element(
        'g',
        { class: 'established' },
        label(row.label, y + 4.5),
        ...row.dns.map((dn) => element('circle', { class: 'dot', cx: x(dn), cy: y, r: 5 })),
        ...notes,
      )
    case 'discarded':
      return element('g', {}, label(row.label, y + 4.5), ...notes)
    case 'added':
      return element(
        'g',
        { class: 'added' },
        label(row.label, y + 4.5),
        ...arrow(x(row.by), x(row.dn), y),
        ...notes,
      )
    case 'request':
      return element(
        'g',
        { class: 'request' },
        label(row.label, y - 7),
        ...arrow(x(row.dn), layout.server.x, y),
        ...notes,
      )
    case 'event':
      return element(
        'g',
        { class: `event ${isWrong(row.mark) ? 'wrong ' : ''}${row.mark}` },
        label(row.label, y - 7),
        ...arrow(layout.server.x, x(row.dn), y),
        ...badge(row.mark, layout.badgeX, y),
        ...notes,
      )
    case 'fence': {
      const line = { class: 'fence', x1: layout.server.x, y1: y, x2: layout.badgeX - 18, y2: y }
      return element(
        'g',
        {},
        text({ class: 'note quiet', x: layout.labelX, y: y - 5 }, 'fence', cell.note),
        element('line', line),
      )
    }
    case 'status':
      return element('g', {}, ...notes)
    case 'failure':
      return element(
        'g',
        { class: 'wrong' },
        ...badge('differing', layout.server.x, y),
        label(row.label, y + 4.5),
        ...notes,
      )
  }
}

function noteTexts(
  { y, notes }: PlacedRow,
  { noteX, noteLeading }: LadderLayout,
): readonly string[] {
  return notes.map(({ text: content, weight }, line) =>
    text({ class: `note ${weight}`, x: noteX, y: y + 4 + line * noteLeading }, content, cell.note),
  )
}

/** A line that ends before the lifeline, and a head that touches it. */
function arrow(from: number, to: number, y: number): readonly string[] {
  const back = to > from ? -10 : 10
  return [
    element('line', { class: 'arrow', x1: from, y1: y, x2: to + back * 0.8, y2: y }),
    element('path', { class: 'tip', d: `M${to} ${y}l${back} -5v10z` }),
  ]
}

/** The signs of mark-signs.ts as strokes, so that no font needs to have them. */
const signs: Readonly<Record<Mark, string>> = {
  good: 'm-3.5 0 2.5 3 4.5-6',
  differing: 'm-3-3 6 6m0-6-6 6',
  missing: 'm-3.5 0h7',
  surplus: 'm-3.5 0h7m-3.5-3.5v7',
  'out-of-order': 'm-2.5-1.5 2.5-2.5 2.5 2.5m-5 3 2.5 2.5 2.5-2.5',
  late: 'm0-4v4.5m0 3v0.1',
  'not-judged': 'm0 0v0.1',
}

function badge(mark: Mark, x: number, y: number): readonly string[] {
  return [
    element('circle', { class: 'badge', cx: x, cy: y, r: 8 }),
    element('path', { class: 'sign', d: `M${x} ${y}${signs[mark]}` }),
  ]
}
