/** Lifelines and arrows drawn with characters: one line of text for one row of a ladder. */
import type { DN } from '../../oracles/tlib.ts'
import { displayWidth } from './display-width.ts'
import type { Ladder, LadderRow } from './ladder.ts'

export interface LadderGrid {
  /** Cells up to and with the last lifeline. */
  readonly width: number
  /** Where labels and notes begin. */
  readonly indent: number
  header(): string
  /** Lifelines alone. */
  blank(): string
  /** A dot on each lifeline of `dns`, which is solid from here on. */
  dots(dns: readonly DN[], label: string): string
  toTServer(from: DN, label: string): string
  /** @param dashed for an event that did not come. */
  toParty(to: DN, label: string, dashed: boolean): string
  between(from: DN, to: DN, label: string): string
  fence(): string
  /** Lines of text beside the T-Server's lifeline. */
  note(lines: readonly string[]): readonly string[]
  /** Lifelines, from here on dotted for `dns`. */
  depart(dns: readonly DN[], label?: string): string
  /** A line with a part of a bracket left of it, around what was in flight together. */
  bracketed(line: string, sign: '┌' | '│' | '└'): string
}

const header = 'T-Server'
/** The T-Server's lifeline, below the middle of its name. */
const tServer = 4
const indent = tServer + 4
/** Left of the T-Server's lifeline, where the arrows of requests end. */
const bracket = tServer - 2

export function ladderGrid({ parties, rows }: Ladder): LadderGrid {
  const gutter = Math.max(displayWidth(header), ...rows.map(labelWidth))
  const lifelines = new Map<DN, number>()
  let right = indent + gutter + 2
  for (const { dn, name } of parties) {
    const width = Math.max(4, displayWidth(name)) + 2
    lifelines.set(dn, right + Math.floor(width / 2))
    right += width
  }
  const departed = new Set(parties.filter(({ later }) => later).map(({ dn }) => dn))
  const at = (dn: DN): number => lifelines.get(dn) ?? tServer
  const blank = (): string[] => {
    const line = new Array<string>(right).fill(' ')
    line[tServer] = '│'
    for (const [dn, x] of lifelines) line[x] = departed.has(dn) ? '┊' : '│'
    return line
  }
  const arrow = (from: number, to: number, stroke: string): string[] => {
    const line = blank()
    for (let x = Math.min(from, to) + 1; x < Math.max(from, to); x += 1)
      line[x] = line[x] === ' ' ? stroke : '┼'
    line[from] = to < from ? '┤' : '├'
    line[to < from ? to + 1 : to - 1] = to < from ? '◄' : '►'
    return line
  }
  return {
    width: right,
    indent,
    header() {
      const line = write(new Array<string>(right).fill(' '), 0, header)
      for (const { dn, name } of parties)
        write(line, at(dn) - Math.floor(displayWidth(name) / 2), name)
      return line.join('')
    },
    blank: () => blank().join(''),
    dots(dns, label) {
      for (const dn of dns) departed.delete(dn)
      const line = write(blank(), indent, label)
      for (const dn of dns) line[at(dn)] = '●'
      return line.join('')
    },
    toTServer: (from, label) =>
      write(arrow(at(from), tServer, '─'), indent - 1, ` ${label} `).join(''),
    toParty: (to, label, dashed) =>
      write(arrow(tServer, at(to), dashed ? '╌' : '─'), indent - 1, ` ${label} `).join(''),
    between: (from, to, label) => {
      departed.delete(to)
      return write(arrow(at(from), at(to), '─'), indent, label).join('')
    },
    fence: () => {
      const line = blank().map((cell, x) => (x > tServer && cell === ' ' ? '╌' : cell))
      return write(line, indent - 1, ' fence ').join('')
    },
    note: (lines) =>
      lines.map((line) => `${' '.repeat(tServer)}│${' '.repeat(indent - tServer - 1)}${line}`),
    depart(dns, label = '') {
      for (const dn of dns) departed.add(dn)
      return write(blank(), indent, label).join('')
    },
    bracketed: (line, sign) => ' '.repeat(bracket) + sign + line.slice(bracket + 1),
  }
}

function labelWidth(row: LadderRow): number {
  return 'label' in row && row.row !== 'failure' ? displayWidth(row.label) : 0
}

/** Writes text over the cells from `x` on; a wide character takes two of them. */
function write(line: string[], x: number, text: string): string[] {
  let cell = x
  for (const character of text) {
    line[cell] = character
    if (displayWidth(character) === 2) line[cell + 1] = ''
    cell += displayWidth(character)
  }
  return line
}
