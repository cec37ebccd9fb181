import { describe, expect, it } from 'vitest'
import { brokenPromises, type Reached, type SeedFigures } from './bank-promises.ts'

const small: Reached = {
  fault: 'released-twice',
  parties: 5,
  steps: 3,
  certain: true,
  first: { parties: 5, steps: 3, proved: true },
  smallest: 'first',
}

const figures = (seed: number, more: Partial<SeedFigures> = {}): SeedFigures => ({
  ...{ seed, missed: [], accused: [], scripts: [1, 99, 4000], executions: [5, 60, 900] },
  reached: [small],
  ...more,
})

const withReached = (more: Partial<Reached>): readonly string[] =>
  brokenPromises([figures(1, { reached: [{ ...small, ...more }] })])

describe('what is promised of the bank of faults', () => {
  it('is kept by medians just below what is allowed, and by a further finding', () => {
    expect(brokenPromises([figures(1), figures(2)])).toEqual([])
    expect(withReached({ smallest: 'further' })).toEqual([])
  })

  it('is not kept where a seed misses a fault', () => {
    const missing = figures(2, { missed: ['conn-id-zero'] })
    expect(brokenPromises([figures(1), missing])).toEqual(['seed 2 misses conn-id-zero'])
  })

  it('is not kept where a correct T-Server is accused', () => {
    expect(brokenPromises([figures(3, { accused: ['embedded under strict'] })])).toEqual([
      'seed 3 does not acquit embedded under strict',
    ])
  })

  it('is not kept where a finding is not proved, or none is as small as can be', () => {
    expect(withReached({ first: { ...small.first, proved: false } })).toEqual([
      'seed 1: released-twice is not proved to be the smallest',
    ])
    expect(withReached({ smallest: 'not' })).toEqual([
      'seed 1: released-twice has no finding as small as 5+3',
    ])
  })

  it('is kept where a first finding is larger and not proved, and a further one is small', () => {
    const further = { smallest: 'further' } as const
    expect(withReached({ ...further, first: { parties: 3, steps: 4, proved: false } })).toEqual([])
    expect(withReached({ ...further, first: { parties: 6, steps: 3, proved: false } })).toEqual([])
  })

  it('says nothing of larger faults, nor of those that show now and then', () => {
    const short = { first: { ...small.first, proved: false }, smallest: 'not' } as const
    expect(withReached({ ...short, parties: 6 })).toEqual([])
    expect(withReached({ ...short, steps: 4 })).toEqual([])
    expect(withReached({ ...short, certain: false })).toEqual([])
  })

  it('is not kept where finding, or making small, takes too long at the median', () => {
    expect(brokenPromises([figures(1, { scripts: [1, 100, 200] })])).toEqual([
      'half of the faults take 100 scripts to be found',
    ])
    expect(brokenPromises([figures(1, { executions: [1, 61, 62] })])).toEqual([
      'half of the findings take 61 runs to be made small',
    ])
  })
})
