/** A ladder diagram as SVG: no script, no inline colours, nothing that is loaded. */
import { escapeXml } from './escape.ts'
import type { DN } from '../../oracles/tlib.ts'
import { displayWidth } from './display-width.ts'
import type { Mark } from './ladder-events.ts'
import {
  cell,
  ladderLayout,
  type LadderLayout,
  type PlacedColumn,
  type PlacedRow,
} from './ladder-layout.ts'
import { standingsInWords } from './ladder-notes.ts'
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
  /**
   * A file of its own, with its style and colours, and with all of it as text. Otherwise the page must
   * hold `ladderStyle`, and tell the same in words beside it.
   */
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
      'aria-labelledby': `${id}-title${standalone ? ` ${id}-desc` : ''}`,
    },
    textElement('title', { id: `${id}-title` }, title),
    ...(standalone ? [textElement('desc', { id: `${id}-desc` }, ladderList(ladder))] : []),
    ...(standalone ? [`<style>${palette('.ladder')}\n${ladderStyle}</style>`] : []),
    ...(standalone ? [element('rect', { class: 'ground', width, height, rx: 8 })] : []),
    ...layout.rows.map((row) => band(row, layout)),
    ...lifelines(layout),
    ...heads(layout, layout.head),
    ...(layout.foot === undefined ? [] : heads(layout, layout.foot)),
    ...brackets(layout),
    ...layout.rows.map((row) => drawn(row, layout)),
  )
}

/** Text of a known width, so that no font can make it longer than the place that it has. */
function text(attributes: XmlAttributes, content: string, width: number): string {
  return textElement('text', fitted(attributes, content, width), content)
}

/** Fonts differ most where they are asked for characters that they do not have. */
function fitted(attributes: XmlAttributes, content: string, width: number): XmlAttributes {
  if (/^[\x20-\x7e×·→]*$/.test(content)) return attributes
  const textLength = displayWidth(content) * width
  return { ...attributes, textLength, lengthAdjust: 'spacingAndGlyphs' }
}

function band({ row, top, height }: PlacedRow, { width }: LadderLayout): string {
  const wrong = row.row === 'failure' || (row.row === 'event' && isWrong(row.mark))
  if (!wrong) return ''
  const late = row.row === 'event' && row.mark === 'late' ? ' late' : ''
  const rect = { class: 'band', x: 8, y: top + 2, width: width - 16, height: height - 4, rx: 6 }
  return element('g', { class: `wrong${late}` }, element('rect', rect))
}

type Names = NonNullable<LadderLayout['foot']>

function heads({ server, columns, upright }: LadderLayout, names: Names): readonly string[] {
  const { top, height } = names
  const middle = top + height / 2
  const box = (kind: string, x: number, width: number, at = top, high = height): string =>
    element('rect', { class: kind, x: x - width / 2, y: at, width, height: high, rx: 6 })
  const serverTop = top + (height - 32) / 2
  return [
    box('head server', server.x, server.width, serverTop, 32),
    text({ class: 'name server', x: server.x, y: middle + 4.5 }, 'T-Server', cell.label),
    ...columns.flatMap((column) => {
      const { dns, place, x, width } = column
      const kind = place === 'monitored' ? 'head' : 'head elsewhere'
      const inner = width - (upright ? 4 : 10)
      return [
        ...(dns.length > 1 ? [box(kind, x + 3, inner, top - 3)] : []),
        box(kind, x, inner),
        ...(upright ? uprightName(column, names) : levelName(column, middle)),
      ]
    }),
  ]
}

function levelName({ name, caption, place, x }: PlacedColumn, middle: number): readonly string[] {
  const pale = place === 'monitored' ? '' : ' pale'
  const baseline = middle + (caption === '' ? 4.5 : -1.5)
  return [
    text({ class: `name${pale}`, x, y: baseline }, name, cell.label),
    ...(caption === ''
      ? []
      : [text({ class: 'caption', x, y: middle + 13 }, caption, cell.caption)]),
  ]
}

/** From the bottom upwards. */
function uprightName(
  { name, caption, place, x }: PlacedColumn,
  { top, height }: Names,
): readonly string[] {
  const pale = place === 'monitored' ? '' : ' pale'
  const turned = (
    kind: string,
    across: number,
    y: number,
    content: string,
    width: number,
  ): string =>
    text(
      { class: `${kind} upright`, transform: `translate(${across} ${y}) rotate(-90)` },
      content,
      width,
    )
  const above = displayWidth(name) * cell.label + 10
  const bottom = top + height - 9
  return [
    turned(`name${pale}`, x + 4.5, bottom, name, cell.label),
    ...(caption === '' ? [] : [turned('caption', x + 3.5, bottom - above, caption, cell.caption)]),
  ]
}

/** Solid while the DN is in a call, dotted from where it has left. */
function lifelines({ head, foot, server, columns, rows, height }: LadderLayout): readonly string[] {
  const top = head.top + head.height
  const bottom = foot?.top ?? height - 10
  const segment = (kind: string, x: number, from: number, to: number): string =>
    element('line', { class: `life${kind}`, x1: x, y1: from, x2: x, y2: to })
  return [
    segment(
      '',
      server.x,
      top - (head.height - 32) / 2,
      bottom + (foot === undefined ? 0 : (foot.height - 32) / 2),
    ),
    ...columns.flatMap(({ dns: [dn = ''], place, later, x }) => {
      const pale = place === 'monitored' ? '' : ' pale'
      const turns = rows.flatMap(({ row, y }) => turnOf(row, dn, y))
      const starts = [{ y: top, over: later }, ...turns].filter(
        ({ over }, at, all) => over !== all[at - 1]?.over,
      )
      return starts.map(({ y, over }, at) =>
        segment(over ? `${pale} over` : pale, x, y, starts[at + 1]?.y ?? bottom),
      )
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
  const { row, y, xs } = placed
  const { columnOf, server, labelX } = layout
  const label = (baseline: number): string =>
    text({ class: 'label', x: labelX, y: baseline }, placed.label, cell.label)
  const notes = noteTexts(placed, layout)
  switch (row.row) {
    case 'established': {
      const dots = [...new Set(row.dns.map(columnOf))]
      return element(
        'g',
        { class: 'established' },
        label(y + 4.5),
        ...dots.map((x) => element('circle', { class: 'dot', cx: x, cy: y, r: 5 })),
        ...notes,
      )
    }
    case 'discarded':
      return element('g', {}, label(y + 4.5), ...notes)
    case 'added':
      return element(
        'g',
        { class: 'added' },
        label(y + 4.5),
        ...arrow(columnOf(row.by), [columnOf(row.dn)], y),
        ...notes,
      )
    case 'request':
      return element(
        'g',
        { class: 'request' },
        label(y - 7),
        ...arrow(columnOf(row.dn), [server.x], y),
        ...notes,
      )
    case 'event':
      return element(
        'g',
        { class: `event ${isWrong(row.mark) ? 'wrong ' : ''}${row.mark}` },
        label(y - 7),
        ...arrow(server.x, xs, y),
        ...badge(row.mark, layout.badgeX, y),
        ...notes,
      )
    case 'fence': {
      const line = { class: 'fence', x1: server.x, y1: y, x2: layout.badgeX - 18, y2: y }
      return element(
        'g',
        {},
        text({ class: 'note quiet', x: labelX, y: y - 5 }, 'fence', cell.note),
        element('line', line),
      )
    }
    case 'status': {
      const standings = standingsInWords(row).map((line, at) =>
        text(
          { class: 'standing', x: labelX, y: y + 4.5 + at * layout.noteLeading },
          line,
          cell.label,
        ),
      )
      return element('g', {}, ...standings, ...notes)
    }
    case 'failure':
      return element(
        'g',
        { class: 'wrong' },
        ...badge('differing', server.x, y),
        label(y + 4.5),
        ...notes,
      )
  }
}

function noteTexts(
  { y, notes }: PlacedRow,
  { noteX, noteLeading }: LadderLayout,
): readonly string[] {
  return notes.map(({ text: content, weight, then }, line) => {
    const place = { class: `note ${weight}`, x: noteX, y: y + 4 + line * noteLeading }
    if (then === undefined) return text(place, content, cell.note)
    const rest = textElement('tspan', { class: then.weight }, ` ${then.text}`)
    return element(
      'text',
      fitted(place, `${content} ${then.text}`, cell.note),
      escapeXml(content),
      rest,
    )
  })
}

/** A line that ends before the last lifeline, and a head at each that it goes to. */
function arrow(from: number, to: readonly number[], y: number): readonly string[] {
  const last = to.at(-1) ?? from
  const back = last > from ? -10 : 10
  return [
    element('line', { class: 'arrow', x1: from, y1: y, x2: last + back * 0.8, y2: y }),
    ...to.map((x) => element('path', { class: 'tip', d: `M${x} ${y}l${back} -5v10z` })),
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
