/** A line of the terminal for each fault: when it was found, how small, by which rules. */
import { partyCount, stepCount } from '../plan/script.ts'
import type { SelftestFigures } from '../selftest/figures.ts'
import type { SelftestResult, TriedFault } from '../selftest/selftest.ts'
import { displayWidth } from './display-width.ts'
import { flakyInWords } from './finding-in-words.ts'
import { notFoundInWords } from './selftest-in-words.ts'
import type { Styled } from './styled.ts'
import { shortNumber } from './verdict-in-words.ts'
import { filled, wrapped } from './wrap.ts'

/** What stands beside the name of a fault. */
interface Cells {
  readonly numbers: readonly string[]
  readonly rules: string
}

interface Layout {
  readonly nameWidth: number
  readonly numberWidths: readonly number[]
  readonly rulesWidth: number
  /** All that stands beside the name. */
  readonly besideWidth: number
  readonly gap: string
}

const heads: Cells = { numbers: ['Found', 'Size  ', 'Runs'], rules: 'Rules' }

const legend =
  'Found: after so many scripts. Size: parties + steps of the smallest script, with ✓ where every smaller one was tried. Runs: scripts that it took to make it small. Rules: those that it breaks, by their numbers below; the first one names it.'

/** @param columns cells of a line. */
export function faultTable(
  { faults }: SelftestResult,
  { rules }: SelftestFigures,
  columns: number,
  styled: Styled,
): readonly string[] {
  const numbers = new Map(rules.map(({ id }, at) => [id, at + 1]))
  const cells = new Map(faults.map((fault) => [fault, cellsOf(fault, numbers)]))
  const layout = layoutOf(faults, [heads, ...cells.values()], columns)
  const faultLines = (fault: TriedFault): readonly string[] => {
    const found = cells.get(fault)
    return found === undefined
      ? beside(fault.name, wrapped(notFoundInWords(fault), layout.besideWidth), layout).map(
          (line) => styled('red', line),
        )
      : beside(fault.name, cellLines(found, layout), layout)
  }
  return [
    ...beside('Fault', cellLines(heads, layout), layout).map((line) => styled('bold', line)),
    ...[...Map.groupBy(faults, ({ subject }) => subject)].flatMap(([subject, faults]) => [
      '',
      ...wrapped(subject, columns).map((line) => styled('cyan', line)),
      ...faults.flatMap(faultLines),
    ]),
    '',
    ...wrapped(legend, columns),
  ]
}

/** Of a fault that was found. */
function cellsOf({ tried }: TriedFault, numbers: ReadonlyMap<string, number>): Cells | undefined {
  const finding = tried?.finding
  if (tried === undefined || finding === undefined) return undefined
  const { script, minimal, shrinkExecutions, kind, rules } = finding
  const flaky = flakyInWords(finding)
  const broken = rules.map((id) => numbers.get(id) ?? id).join(' ')
  return {
    numbers: [
      shortNumber(tried.scripts),
      `${partyCount(script)}+${stepCount(script)} ${minimal === 'proved' ? '✓' : ' '}`,
      shortNumber(shrinkExecutions),
    ],
    rules: [broken === '' ? kind : broken, ...(flaky === undefined ? [] : [flaky])].join(', '),
  }
}

/** The rules get what is left of a line, and on a narrow terminal names are broken for them. */
function layoutOf(
  faults: readonly TriedFault[],
  rows: readonly (Cells | undefined)[],
  columns: number,
): Layout {
  const narrow = columns < 60
  const gap = narrow ? ' ' : '  '
  const numberWidths = heads.numbers.map((_, at) =>
    Math.max(...rows.map((row) => displayWidth(row?.numbers[at] ?? ''))),
  )
  const taken = numberWidths.reduce((sum, width) => sum + width + gap.length, gap.length)
  const longest = Math.max(...faults.map(({ name }) => displayWidth(name)))
  const nameWidth = Math.min(longest, columns - taken - (narrow ? 7 : 14))
  return {
    ...{ nameWidth, numberWidths, gap },
    rulesWidth: columns - taken - nameWidth,
    besideWidth: columns - nameWidth - gap.length,
  }
}

function cellLines({ numbers, rules }: Cells, layout: Layout): readonly string[] {
  const padded = numbers.map((number, at) => number.padStart(layout.numberWidths[at] ?? 0))
  const start = padded.map((number) => number + layout.gap).join('')
  return wrapped(rules, layout.rulesWidth).map(
    (line, at) => (at === 0 ? start : ' '.repeat(displayWidth(start))) + line,
  )
}

/** A name, broken at its hyphens, with what stands beside it. */
function beside(
  name: string,
  texts: readonly string[],
  { nameWidth, gap }: Layout,
): readonly string[] {
  const names = filled(name.split(/(?<=-)/), '', nameWidth)
  return Array.from({ length: Math.max(names.length, texts.length) }, (_, at) =>
    `${(names[at] ?? '').padEnd(nameWidth)}${gap}${texts[at] ?? ''}`.trimEnd(),
  )
}
