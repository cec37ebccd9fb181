import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignment } from './alignment.ts'

const same = (one: number, other: number): boolean => one === other

/** The most pairs that there can be, by trying everything. */
function most(ones: readonly number[], others: readonly number[]): number {
  const [one, ...restOfOnes] = ones
  const [other, ...restOfOthers] = others
  if (one === undefined || other === undefined) return 0
  if (one === other) return 1 + most(restOfOnes, restOfOthers)
  return Math.max(most(restOfOnes, others), most(ones, restOfOthers))
}

it('pairs as many as can be, in the order of both', () => {
  const list = fc.array(fc.nat({ max: 3 }), { maxLength: 8 })
  fc.assert(
    fc.property(list, list, (ones, others) => {
      const pairs = alignment([...ones.entries()], [...others.entries()], ([, one], [, other]) =>
        same(one, other),
      )
      expect(pairs).toHaveLength(most(ones, others))
      for (const [at, [[place, one], [otherPlace, other]]] of pairs.entries()) {
        expect(one).toBe(other)
        const [nextPlace, nextOtherPlace] = [pairs[at + 1]?.[0][0], pairs[at + 1]?.[1][0]]
        expect(nextPlace ?? Infinity).toBeGreaterThan(place)
        expect(nextOtherPlace ?? Infinity).toBeGreaterThan(otherPlace)
      }
    }),
    { numRuns: 1000, seed: 1 },
  )
})

it('pairs what stands first in the second list, of two that stand the other way round', () => {
  expect(alignment([1, 2], [2, 1], same)).toEqual([[2, 2]])
})

describe('lists that are very long', () => {
  /** The whole numbers below `end`, then others. */
  const upTo = (end: number, ...others: readonly number[]): readonly number[] => [
    ...Array.from({ length: end }, (_, n) => n),
    ...others,
  ]

  it('are paired as well as can be where they are alike but for one item', () => {
    expect(alignment(upTo(1100), upTo(1100), same)).toHaveLength(1100)
    expect(alignment(upTo(1100), upTo(1100).slice(1), same)).toHaveLength(1099)
    expect(alignment(upTo(1100), [...upTo(1100).slice(1), 7], same)).toHaveLength(1099)
  })

  it('have the first paired that fits, though more could be: the last item stands first', () => {
    const [ones, others] = [upTo(1100, -1), [-1, ...upTo(1100)]]
    expect(alignment(ones, others, same)).toEqual([[-1, -1]])
  })

  it('are those of more than a million pairs', () => {
    const [ones, others] = [upTo(999, -1), [-1, ...upTo(999)]]
    expect(alignment(ones, others, same)).toHaveLength(999)
    expect(alignment(ones, [...others, -2], same)).toHaveLength(1)
  })

  it('are not long any more where all but their ends is alike', () => {
    const rest = [-1, -2, -3]
    const moved = [-3, -1, -2]
    expect(alignment(upTo(1100, ...rest), upTo(1100, ...moved), same)).toHaveLength(1102)
  })

  it('have each item paired once', () => {
    const [ones, others] = [upTo(1100).toReversed(), [1050, 1050, ...upTo(1100)]]
    expect(alignment(ones, others, same)).toEqual([
      [1050, 1050],
      [0, 0],
    ])
  })
})
