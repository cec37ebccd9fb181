import { describe, expect, test } from 'vitest'
import { rangeAt, rangeCount, scriptCount, scriptsPerRange, type Shard } from './range.ts'

/** The numbers of all scripts of a shard, in the order in which they are run. */
function numbers(scripts: number, shard?: Shard): readonly number[] {
  return Array.from({ length: rangeCount(scripts, shard) }, (_, place) =>
    rangeAt(place, scripts, shard),
  ).flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at))
}

const upTo = (scripts: number): readonly number[] => Array.from({ length: scripts }, (_, at) => at)

describe('the ranges of a run', () => {
  test.each([1, 99, 100, 101, 250, 1000])('have all its scripts, in order: %i', (scripts) => {
    expect(numbers(scripts)).toEqual(upTo(scripts))
    expect(scriptCount(scripts)).toBe(scripts)
  })

  test('are of one size but for the last one', () => {
    expect([0, 1, 2].map((place) => rangeAt(place, 250))).toEqual([
      { from: 0, to: 100 },
      { from: 100, to: 200 },
      { from: 200, to: 250 },
    ])
  })
})

describe('shards', () => {
  test.each([
    [1, 1000],
    [2, 1000],
    [3, 1234],
    [7, 701],
    [20, 1001],
  ])('of which there are %i have each of %i scripts once', (count, scripts) => {
    const shards = upTo(count).map((at) => numbers(scripts, { index: at + 1, count }))
    expect(shards.flat().toSorted((one, other) => one - other)).toEqual(upTo(scripts))
    for (const [at, shard] of shards.entries())
      expect(scriptCount(scripts, { index: at + 1, count })).toBe(shard.length)
    const lengths = shards.map(({ length }) => length)
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(scriptsPerRange)
  })

  test('may be more than there are ranges', () => {
    expect(scriptCount(150, { index: 2, count: 3 })).toBe(50)
    expect(scriptCount(150, { index: 3, count: 3 })).toBe(0)
  })
})
