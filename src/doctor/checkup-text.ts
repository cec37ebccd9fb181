/** What `doctor` prints: a line for each check, and what to do where one went wrong. */
import { styleText } from 'node:util'
import { printable } from '../adapter/printable.ts'
import { counted } from '../report/in-words.ts'
import { shellQuoted } from '../report/replay-command.ts'
import { filled, wrapped } from '../report/wrap.ts'
import type { Check, Problem, Status } from './check.ts'
import type { Line } from './exchange.ts'

export interface TextOptions {
  /** Cells of a line of the terminal. */
  readonly columns: number
  readonly colour: boolean
  /** What is looked at: "bridge" or "adapter". */
  readonly subject: string
}

type Style = Parameters<typeof styleText>[0]

/** A sign for each status, so that colour is not needed. */
const signs: Readonly<Record<Status, { readonly sign: string; readonly style: Style }>> = {
  passed: { sign: '✓', style: 'green' },
  wrong: { sign: '✗', style: ['bold', 'red'] },
  tserver: { sign: '!', style: 'yellow' },
  'not offered': { sign: '-', style: 'dim' },
  'not tried': { sign: '?', style: 'yellow' },
}

/** Of the longest name of a check. */
const nameWidth = 14

/** Characters of a line of the exchange; a longer one is cut in the middle. */
const longestLine = 300

const indent = '    '

/**
 * One check, when it has ended.
 * @param before the checks that have been told of: what was said there is not said again.
 * @returns lines, the last one with its line feed; nothing of a check that was not tried, which is
 *   told in the end.
 */
export function checkText(check: Check, before: readonly Check[], options: TextOptions): string {
  if (check.status === 'not tried') return ''
  const { columns, styled } = drawing(options)
  const { sign, style } = signs[check.status]
  const start = `${sign} ${check.name.padEnd(nameWidth)} `
  const head = start.trimEnd()
  const gap = start.slice(head.length)
  const [first = '', ...rest] = hanging(start, summaryOf(check, before, options), columns)
  const said = first.slice(start.length)
  const lines = [
    styled(style, head) + gap + (check.status === 'wrong' ? styled('bold', said) : said),
    ...rest,
    ...check.notes.flatMap((note) => hanging(`${indent}· `, printable(note, 600), columns)),
    ...check.problems
      .filter((problem) => toldIn(problem, before) === undefined)
      .flatMap((problem) => problemLines(problem, options)),
  ]
  return `${lines.join('\n')}\n`
}

function summaryOf(check: Check, before: readonly Check[], { subject }: TextOptions): string {
  const said = printable(check.summary, 400)
  switch (check.status) {
    case 'tserver':
      return before.some(({ status }) => status === 'tserver')
        ? `the T-Server again: ${said}`
        : `the ${subject} does its part; the T-Server differs from the document: ${said}`
    case 'wrong': {
      const [problem] = check.problems
      const told = problem === undefined ? undefined : toldIn(problem, before)
      return told === undefined ? said : `the same as in ${told}`
    }
    case 'not offered':
      return `not offered: ${said}`
    case 'passed':
    case 'not tried':
      return said
  }
}

/** The check in which the same mistake was told of. */
function toldIn({ mistake }: Problem, before: readonly Check[]): string | undefined {
  return before.find(({ problems }) => problems.some((problem) => problem.mistake === mistake))
    ?.name
}

function problemLines(problem: Problem, options: TextOptions): readonly string[] {
  const { columns, styled } = drawing(options)
  const part = (label: string, text: string): readonly string[] =>
    hanging(`${indent}${label.padEnd(9)}`, printable(text, 600), columns)
  return [
    ...exchangeLines(problem.lines, options),
    ...part('Seen:', problem.seen),
    ...problem.log.flatMap((line, at) => part(at === 0 ? 'Its log:' : '', line)),
    ...part('Wanted:', problem.wanted),
    ...part('To do:', problem.toDo).map((line) => styled('bold', line)),
  ]
}

/** Arrows as in docs/bridges.md; an ellipsis stands for lines that are not shown. */
function exchangeLines(lines: readonly Line[], options: TextOptions): readonly string[] {
  const { columns, styled } = drawing(options)
  return lines.flatMap((line, at) => {
    const previous = lines[at - 1]
    const isApart = previous !== undefined && line.number > previous.number + 1
    const arrow = line.way === 'sent' ? '→' : '←'
    const rows = filled(
      afterCommas(printable(line.text, longestLine)),
      '',
      columns - indent.length - 2,
    )
    return [
      ...(isApart ? [`${indent}…`] : []),
      ...rows.map((row, number) => `${indent}${number === 0 ? arrow : ' '} ${styled('cyan', row)}`),
    ]
  })
}

/** Pieces of JSON, so that it is broken where it can be read. */
const afterCommas = (text: string): readonly string[] => text.split(/(?<=,)(?=["{[])/)

/** The last words: what was not tried, what is wrong, and what comes next. */
export function verdictText(checks: readonly Check[], spec: string, options: TextOptions): string {
  const { columns, styled } = drawing(options)
  const { subject } = options
  const paragraph = (style: Style, text: string): readonly string[] =>
    wrapped(text, columns).map((line) => styled(style, line))
  const mistakes = new Set(checks.flatMap(({ problems }) => problems.map(({ mistake }) => mistake)))
  const differing = checks.filter(({ status }) => status === 'tserver')
  const done = checks.filter(({ status }) => status === 'passed' || status === 'tserver')
  const lines = [
    ...notTriedLines(checks, options),
    '',
    ...(mistakes.size > 0
      ? paragraph(['bold', 'red'], `The ${subject} makes ${mistakesInWords(mistakes.size)}`)
      : paragraph(
          ['bold', 'green'],
          `The ${subject} does what the protocol wants, in ${counted(done.length, 'check')}.`,
        )),
    ...(differing.length > 0
      ? paragraph(
          'yellow',
          `The T-Server differs from the document in ${counted(differing.length, 'check')}. That is not the ${subject}'s doing, and fuzz tells it properly.`,
        )
      : []),
    ...(mistakes.size > 0
      ? []
      : command(`npx partyline fuzz --adapter ${shellQuoted(spec)}`, columns, styled)),
  ]
  return `${lines.join('\n')}\n`
}

/** Names of checks by the reason for which they were not tried. */
function notTriedLines(checks: readonly Check[], options: TextOptions): readonly string[] {
  const { columns, styled } = drawing(options)
  const spared = checks.filter(({ status }) => status === 'not tried')
  return [...Map.groupBy(spared, ({ summary }) => summary)].flatMap(([reason, some]) => {
    const names = some.map(({ name }) => name).join(', ')
    const { sign, style } = signs['not tried']
    return hanging(`${sign} `, `Left open: ${names}; ${printable(reason)}.`, columns).map((line) =>
      styled(style, line),
    )
  })
}

function mistakesInWords(count: number): string {
  return count === 1
    ? '1 mistake. Mend it, and ask again.'
    : `${count} mistakes. Mend the first, and ask again: the others may come of it.`
}

/** To be copied: on one line, whatever its length. */
function command(
  text: string,
  columns: number,
  styled: (style: Style, text: string) => string,
): readonly string[] {
  const line = `Next: ${styled('cyan', text)}`
  return text.length + 6 <= columns ? [line] : ['Next:', `  ${styled('cyan', text)}`]
}

/** Text with a start, under the end of which its other lines begin. */
function hanging(start: string, text: string, columns: number): readonly string[] {
  return wrapped(text, columns - start.length).map(
    (line, at) => `${at === 0 ? start : ' '.repeat(start.length)}${line}`,
  )
}

function drawing({ columns, colour }: TextOptions) {
  return {
    columns: Math.max(40, columns),
    styled: (style: Style, text: string): string =>
      colour ? styleText(style, text, { validateStream: false }) : text,
  }
}
