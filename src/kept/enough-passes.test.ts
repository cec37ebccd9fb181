import { describe, expect, test } from 'vitest'
import { enoughPasses, leastRate, mostPasses } from './enough-passes.ts'

describe('the lowest rate at which so many failures would not be luck', () => {
  // One in twenty that all five fail: the fifth root of 0.05.
  test('of a script that failed each time', () => {
    expect(leastRate({ failed: 5, of: 5 })).toBeCloseTo(0.05 ** (1 / 5), 10)
  })

  // One in twenty that any of ten fails: 1 - 0.95 ** (1 / 10).
  test('of one that failed once', () => {
    expect(leastRate({ failed: 1, of: 10 })).toBeCloseTo(1 - 0.95 ** 0.1, 10)
  })

  // Tables of the binomial distribution: P(X >= 3) of ten is 0.05 at 0.0873.
  test('of one that failed three times of ten', () => {
    expect(leastRate({ failed: 3, of: 10 })).toBeCloseTo(0.0873, 4)
  })

  test('of one that never failed again, and of one that was not run again', () => {
    expect(leastRate({ failed: 0, of: 10 })).toBeCloseTo(0, 10)
    expect(leastRate({ failed: 0, of: 0 })).toBeCloseTo(0, 10)
  })
})

describe('the passes that are believed', () => {
  test('are few of what failed each time, and more the rarer it failed', () => {
    expect(enoughPasses({ failed: 5, of: 5 })).toBe(9)
    expect(enoughPasses({ failed: 9, of: 10 })).toBe(8)
    expect(enoughPasses({ failed: 3, of: 10 })).toBe(76)
    expect(enoughPasses({ failed: 2, of: 10 })).toBe(185)
  })

  test('would be seen to fail all but once in a thousand', () => {
    for (const failed of [2, 3, 5, 9]) {
      const rate = { failed, of: 10 }
      const passes = enoughPasses(rate) ?? NaN
      expect((1 - leastRate(rate)) ** passes).toBeLessThanOrEqual(0.001)
      expect((1 - leastRate(rate)) ** (passes - 1)).toBeGreaterThan(0.001)
    }
  })

  test('are never enough of what failed too rarely', () => {
    expect(enoughPasses({ failed: 1, of: 10 })).toBeUndefined()
    expect(enoughPasses({ failed: 0, of: 10 })).toBeUndefined()
    expect(enoughPasses({ failed: 0, of: 0 })).toBeUndefined()
    expect(mostPasses).toBeGreaterThan(185)
  })
})
