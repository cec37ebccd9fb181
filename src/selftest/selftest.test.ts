import { describe, expect, it } from 'vitest'
import { selftest, type Assignment, type SelftestProgress, type Tried } from './selftest.ts'
import { caught, passedAll } from './tried.fixture.ts'

const known = (name: string) => ({ name, description: `It has the fault ${name}.` })

const bank = [
  { title: 'Events', faults: [known('first'), { ...known('second'), profile: 'strict' }] },
  { title: 'Times', faults: [known('third')] },
]

const found = caught(7, ['late'])

/** Tries the last one first, as far as `come` says what comes of it. */
const backwards =
  (come: (assignment: Assignment) => Tried | undefined) =>
  async (assignments: readonly Assignment[], ended: (at: number, tried: Tried) => void) => {
    for (const [at, assignment] of [...assignments.entries()].toReversed()) {
      const tried = come(assignment)
      if (tried !== undefined) ended(at, tried)
    }
  }

const asItShould = backwards(({ adapter }) =>
  adapter === 'embedded' || adapter.endsWith(':nondeterministic') ? passedAll : found,
)

describe('a selftest', () => {
  it('tries each fault under its profile, in the order of the bank', async () => {
    const { faults } = await selftest({ bank, seed: 7, runs: 300, prove: 4, tryEach: asItShould })
    expect(faults).toEqual([
      { ...known('first'), profile: 'default', subject: 'Events', tried: found },
      { ...known('second'), profile: 'strict', subject: 'Events', tried: found },
      { ...known('third'), profile: 'default', subject: 'Times', tried: found },
    ])
  })

  it('hands seed, runs and proof on, and gives the correct T-Servers 5,000 scripts at least', async () => {
    const asked: (readonly [string, string, number, number, number])[] = []
    const noting = backwards(({ adapter, profile, seed, runs, prove }) => {
      asked.push([adapter, profile, seed, runs, prove])
      return found
    })
    await selftest({ bank, seed: 7, runs: 300, prove: 4, tryEach: noting })
    expect(asked.toSorted()).toEqual([
      ['embedded', 'default', 7, 5000, 4],
      ['embedded', 'strict', 7, 5000, 4],
      ['embedded:first', 'default', 7, 300, 4],
      ['embedded:nondeterministic', 'default', 7, 5000, 4],
      ['embedded:second', 'strict', 7, 300, 4],
      ['embedded:third', 'default', 7, 300, 4],
    ])
    asked.length = 0
    await selftest({ bank: [], seed: 7, runs: 9000, prove: 4, tryEach: noting })
    expect(asked.toSorted()).toEqual([
      ['embedded', 'default', 7, 9000, 4],
      ['embedded:nondeterministic', 'default', 7, 9000, 4],
    ])
  })

  it('has nothing of those that were not tried to their end', async () => {
    const tryEach = backwards(({ adapter }) => (adapter === 'embedded:third' ? found : undefined))
    const { faults, correct } = await selftest({ bank, seed: 1, runs: 300, prove: 4, tryEach })
    expect(faults.map(({ name, tried }) => [name, tried?.scripts])).toEqual([
      ['first', undefined],
      ['second', undefined],
      ['third', 7],
    ])
    expect(correct.map(({ tried }) => tried)).toEqual([undefined, undefined, undefined])
  })

  it('tells how far it has come; a correct T-Server that is accused is no fault found', async () => {
    const told: SelftestProgress[] = []
    const tryEach = backwards(({ adapter }) => (adapter === 'embedded:first' ? passedAll : found))
    const progress = (now: SelftestProgress): void => void told.push(now)
    await selftest({ bank, seed: 1, runs: 300, prove: 4, tryEach, progress })
    expect(told.map(({ done, of, found }) => `${done} of ${of}: ${found}`)).toEqual([
      '1 of 6: 1',
      '2 of 6: 2',
      '3 of 6: 2',
      '4 of 6: 2',
      '5 of 6: 2',
      '6 of 6: 2',
    ])
  })
})
