/** What was exercised under one circumstance, as a heat map in SVG: moves by parties. */
import { counted, roughCount } from './in-words.ts'
import type { TransitionCell, TransitionState, TransitionTable } from './transition-table.ts'
import { element, textElement } from './xml-element.ts'

/** In pixels; a character of the labels is 7.3 wide at the most, and the longest has 22. */
const label = { width: 164, height: 22 } as const
const cell = { width: 32, height: 18, gap: 2 } as const

/** @param id begins the ids within the picture: different for each picture of a page. */
export function coveragePicture(table: TransitionTable, circumstance: string, id: string): string {
  const cells = table.cells.filter((each) => each.circumstance === circumstance)
  const x = (at: number): number => label.width + at * (cell.width + cell.gap)
  const y = (at: number): number => label.height + at * (cell.height + cell.gap)
  const width = x(table.parties.length)
  const height = y(table.moves.length)
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'heat-map',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
    },
    textElement('title', { id: `${id}-title` }, `Exercised, ${circumstance}: moves by parties`),
    textElement('desc', { id: `${id}-desc` }, pictureInWords(cells)),
    ...table.parties.map((parties, at) =>
      textElement('text', { class: 'parties', x: x(at) + cell.width / 2, y: 14 }, parties),
    ),
    ...table.moves.map((move, at) =>
      textElement('text', { class: 'move', x: 0, y: y(at) + 13 }, move),
    ),
    ...cells.map((each) => {
      const [column, row] = [table.parties.indexOf(each.parties), table.moves.indexOf(each.move)]
      return drawn(each, x(column), y(row))
    }),
  )
}

/** For those who do not see the picture; the counts are in the table below it. */
function pictureInWords(cells: readonly TransitionCell[]): string {
  const number = (state: TransitionState): number =>
    cells.filter((each) => each.state === state).length
  const never = cells.filter(({ state }) => state === 'never')
  const names = never.map(({ move, parties }) => `${move} of ${parties}`)
  return [
    `${counted(number('exercised'), 'transition')} exercised, ${number('not-applicable')} not applicable`,
    ...(never.length === 0 ? [] : [`${never.length} never exercised: ${names.join(', ')}`]),
  ].join('; ')
}

function drawn({ transition, exercised, state }: TransitionCell, x: number, y: number): string {
  if (state === 'impossible') return ''
  const times = { never: 'never', 'not-applicable': 'not applicable' } as const
  const inWords = state === 'exercised' ? counted(exercised, 'time') : times[state]
  return element(
    'g',
    { transform: `translate(${x} ${y})` },
    textElement('title', {}, `${transition}: ${inWords}`),
    ...square(state, exercised),
  )
}

/** The square of a legend. */
export function coverageSample(state: Exclude<TransitionState, 'impossible'>, count = 0): string {
  const { width, height } = cell
  return element(
    'svg',
    { class: 'heat-map', width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    ...square(state, count),
  )
}

/** Hatched, numbered or empty, so that no colour is needed to tell them apart. */
function square(state: Exclude<TransitionState, 'impossible'>, count: number): readonly string[] {
  const { width, height } = cell
  // Half of an outline would stand out of the square.
  const inside = { x: 0.75, y: 0.75, width: width - 1.5, height: height - 1.5 }
  switch (state) {
    case 'exercised': {
      const level = `level-${heatLevel(count)}`
      const middle = { x: width / 2, y: 12.5 }
      return [
        element('rect', { class: level, width, height, rx: 3 }),
        textElement('text', { class: `count ${level}`, ...middle }, roughCount(count)),
      ]
    }
    case 'never': {
      return [
        element('path', { class: 'hatch', d: hatch }),
        element('rect', { class: 'never', ...inside, rx: 3 }),
      ]
    }
    case 'not-applicable':
      return [element('rect', { class: 'not-applicable', ...inside, rx: 3 })]
  }
}

/** The least counts of the levels: a step is a factor of ten. */
export const heatLevels = [1, 10, 100, 1_000, 10_000, 100_000] as const

function heatLevel(count: number): number {
  return heatLevels.findLastIndex((least) => count >= least)
}

/** Strokes from the lower left to the upper right, over the whole of a square. */
const hatch = Array.from({ length: 8 }, (_, at) => 6 * (at + 1))
  .map((k) => {
    const from = `${Math.min(k, cell.width)} ${Math.max(0, k - cell.width)}`
    return `M${from}L${Math.max(0, k - cell.height)} ${Math.min(k, cell.height)}`
  })
  .join('')
