import { expect, test } from 'vitest'
import { Digits } from './digits.ts'
import { partiesOf } from './generation.ts'

const drawn = (most: number) =>
  Array.from({ length: 10_000 }, (_, at) => partiesOf(most, new Digits(at * 7919)))

test.each([2, 3, 8, 9, 1000])('there are calls from two parties to %i', (most) => {
  const parties = drawn(most)
  expect([Math.min(...parties), Math.max(...parties)]).toEqual([2, most])
})

test('half of the calls have eight parties at the most, however many there may be', () => {
  const small = drawn(1000).filter((parties) => parties <= 8).length
  expect(small).toBeGreaterThan(4500)
  expect(small).toBeLessThan(5500)
})

test('where there may be eight, each number of parties is as likely as the others', () => {
  const counts = Map.groupBy(drawn(8), (parties) => parties)
  for (const { length } of counts.values()) expect(length).toBeGreaterThan(10_000 / 7 - 200)
})
