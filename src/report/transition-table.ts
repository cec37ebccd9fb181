/** The transitions of a call with how often a run has exercised them, as a table. */
import { transitions as known } from '../../oracles/transitions.ts'
import { printable } from '../adapter/printable.ts'
import type { RunResult } from '../run/finding.ts'
import { exercisedOf, type Exercised } from './exercised.ts'

/** `impossible` is what no script can do: a call of two has nobody in the middle. */
export type TransitionState = Exercised | 'impossible'

export interface TransitionCell {
  readonly transition: string
  /** The parts of its name. */
  readonly move: string
  readonly parties: string
  readonly circumstance: string
  readonly exercised: number
  readonly state: TransitionState
}

/** Its names in the order in which they come in the cells. All of it printable. */
export interface TransitionTable {
  readonly moves: readonly string[]
  readonly parties: readonly string[]
  readonly circumstances: readonly string[]
  readonly cells: readonly TransitionCell[]
}

export function transitionTable(transitions: RunResult['transitions']): TransitionTable {
  const cells = transitions.map(cellOf)
  const names = (name: (cell: TransitionCell) => string): readonly string[] => [
    ...new Set(cells.map(name)),
  ]
  return {
    moves: names(({ move }) => move),
    parties: names(({ parties }) => parties),
    circumstances: names(({ circumstance }) => circumstance),
    cells,
  }
}

const impossible: ReadonlySet<string> = new Set(
  known.filter(({ ways }) => ways.length === 0).map(({ id }) => id),
)

function cellOf(counted: RunResult['transitions'][number]): TransitionCell {
  const transition = printable(counted.transition)
  const [move = '', parties = '', circumstance = ''] = transition.split('/')
  const state = exercisedOf(counted)
  return {
    transition,
    move,
    parties,
    circumstance,
    exercised: counted.exercised,
    state: state === 'not-applicable' && impossible.has(transition) ? 'impossible' : state,
  }
}

/** Several cells as one. */
export interface TransitionSum {
  readonly exercised: number
  /** `never` where none was exercised, though some is applicable. */
  readonly state: TransitionState
  /** Some was exercised, and some was never, though it is applicable. */
  readonly hasGap: boolean
}

/** One sum for each number of parties, in their order. */
export interface SumRow {
  readonly name: string
  readonly sums: readonly TransitionSum[]
}

/** Over all circumstances. */
export function sumsByMove(table: TransitionTable): readonly SumRow[] {
  return table.moves.map((name) => sumRow(name, table, ({ move }) => move === name))
}

/** Over all moves. */
export function sumsByCircumstance(table: TransitionTable): readonly SumRow[] {
  return table.circumstances.map((name) =>
    sumRow(name, table, ({ circumstance }) => circumstance === name),
  )
}

function sumRow(
  name: string,
  { parties, cells }: TransitionTable,
  isOfRow: (cell: TransitionCell) => boolean,
): SumRow {
  const ofRow = cells.filter(isOfRow)
  return {
    name,
    sums: parties.map((size) => sumOf(ofRow.filter((cell) => cell.parties === size))),
  }
}

function sumOf(cells: readonly TransitionCell[]): TransitionSum {
  const states = new Set(cells.map(({ state }) => state))
  const order = ['exercised', 'never', 'not-applicable'] as const
  return {
    exercised: cells.reduce((sum, cell) => sum + cell.exercised, 0),
    state: order.find((state) => states.has(state)) ?? 'impossible',
    hasGap: states.has('exercised') && states.has('never'),
  }
}
