import { expect, test } from 'vitest'
import { figure, tableOf } from './figures.ts'

test('a figure is the median with the least and the most', () => {
  expect(figure([5, 1, 10, 2, 4])).toEqual({ median: 4, least: 1, most: 10 })
})

test('a table has a line for each name, in the digits that count', () => {
  const rows = [
    {
      name: 'full path',
      figures: { 'scripts/s': figure([123456, 99999, 200000]), ratio: 0.51234 },
    },
    { name: 'bare', figures: { ms: 7 } },
  ]
  expect(tableOf({ title: 'peer', rows })).toBe(
    'peer\n  full path  123,000 (100,000 to 200,000) scripts/s, 0.512 ratio\n  bare       7 ms',
  )
})
