import fc from 'fast-check'
import { expect, it } from 'vitest'
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
  )
})

it('pairs the first that fits where the lists are very long', () => {
  const ones = Array.from({ length: 1500 }, (_, n) => n)
  // The first of all is missing, so that nothing is alike from the beginning on.
  const pairs = alignment(ones, ones.slice(1), same)
  expect(pairs).toHaveLength(1499)
  expect(pairs[0]).toEqual([1, 1])
  expect(alignment(ones, [...ones.slice(1), 7], same)).toHaveLength(1499)
})
