import { expect, it } from 'vitest'
import { transitions as known } from '../../oracles/transitions.ts'
import { transitions } from './coverage.fixture.ts'
import { sumsByCircumstance, sumsByMove, transitionTable } from './transition-table.ts'

const table = transitionTable(transitions)

it('has a cell for each transition, and the parts of the names in their order', () => {
  expect(table.moves).toEqual(['release-first', 'release-middle'])
  expect(table.parties).toEqual(['2', '3', '4', '5+'])
  expect(table.circumstances).toEqual(['plain', 'former-conference', 'in-flight'])
  expect(table.cells).toHaveLength(transitions.length)
  expect(table.cells.find(({ transition }) => transition === 'release-first/4/plain')).toEqual({
    transition: 'release-first/4/plain',
    move: 'release-first',
    parties: '4',
    circumstance: 'plain',
    exercised: 23_456,
    state: 'exercised',
  })
})

it('tells apart what was never exercised, what is ruled out, and what cannot be', () => {
  const state = (transition: string): string | undefined =>
    table.cells.find((cell) => cell.transition === transition)?.state
  expect(state('release-middle/3/plain')).toBe('never')
  expect(state('release-first/3/in-flight')).toBe('not-applicable')
  // A call of two has nobody in the middle.
  expect(state('release-middle/2/in-flight')).toBe('impossible')
})

it('sums over the circumstances of a move', () => {
  const [first, middle] = sumsByMove(table)
  expect(first).toEqual({
    name: 'release-first',
    sums: [
      { exercised: 415, state: 'exercised', hasGap: false },
      { exercised: 1310, state: 'exercised', hasGap: true },
      { exercised: 23_463, state: 'exercised', hasGap: false },
      { exercised: 1_234_567, state: 'exercised', hasGap: true },
    ],
  })
  expect(middle?.sums.slice(0, 2)).toEqual([
    { exercised: 0, state: 'impossible', hasGap: false },
    { exercised: 0, state: 'never', hasGap: false },
  ])
})

it('sums over the moves of a circumstance', () => {
  const [plain, , inFlight] = sumsByCircumstance(table)
  expect(plain?.sums.map(({ exercised }) => exercised)).toEqual([412, 1310, 23_465, 1_234_577])
  expect(inFlight?.sums.map(({ state }) => state)).toEqual(Array(4).fill('not-applicable'))
})

it('has room for every transition that there is', () => {
  const all = transitionTable(
    known.map(({ id }) => ({ transition: id, exercised: 0, applicable: true })),
  )
  expect(all.parties).toEqual(['2', '3', '4', '5+'])
  expect(all.cells).toHaveLength(all.moves.length * all.parties.length * all.circumstances.length)
})
