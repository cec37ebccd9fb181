import { describe, expect, test } from 'vitest'
import { endOf, mostAhead, StintLength, stintTime } from './stint.ts'

const enough = 1_000_000

/** After stints that took so many milliseconds each. */
function after(...took: readonly number[]): StintLength {
  const length = new StintLength()
  for (const milliseconds of took) length.took(length.next(enough, 1), milliseconds)
  return length
}

describe('a stint', () => {
  test('is one range at first, and twice as long after each that took little time', () => {
    expect(after().next(enough, 1)).toBe(1)
    expect(after(1, 1, 1).next(enough, 1)).toBe(8)
  })

  test('stays as it is where it takes about as long as it may', () => {
    expect(after(1, 1, stintTime).next(enough, 1)).toBe(4)
    expect(after(1, 1, stintTime / 2).next(enough, 1)).toBe(4)
  })

  test('is half as long after one that took too long, and one range at the least', () => {
    expect(after(1, 1, stintTime + 1).next(enough, 1)).toBe(2)
    expect(after(stintTime + 1, 1e6).next(enough, 1)).toBe(1)
  })

  const long = after(...Array.from({ length: 20 }, () => 0))

  test('does not grow without end', () => {
    expect(long.next(enough, 1)).toBe(128)
  })

  test.each([
    ['of 8 members', 8, enough, mostAhead / 16],
    ['of more than can be ahead', mostAhead, enough, 1],
    ['of two, where little is left', 2, 20, 5],
    ['where one is left', 2, 1, 1],
  ])('leaves something to the others: %s', (_, members, left, ranges) => {
    expect(long.next(left, members)).toBe(ranges)
  })

  test('ends where its last range does', () => {
    expect(endOf([{ from: 0, to: 100 }])).toBe(100)
    expect(
      endOf([
        { from: 100, to: 200 },
        { from: 400, to: 450 },
      ]),
    ).toBe(450)
  })
})
