import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Outstanding } from './outstanding.ts'

test('it is a map whose keys count up', () => {
  const done = fc.array(fc.oneof(fc.constant('add'), fc.nat({ max: 5000 }), fc.constant('take')), {
    size: 'max',
    maxLength: 5000,
  })
  fc.assert(
    fc.property(fc.nat({ max: 3 }), done, (first, steps) => {
      const outstanding = new Outstanding<string>(first)
      const map = new Map<number, string>()
      let next = first
      for (const step of steps) {
        if (step === 'add') {
          map.set(next, `value ${next}`)
          expect(outstanding.next).toBe(next)
          expect(outstanding.add(`value ${next}`)).toBe(next)
          next += 1
        } else if (step === 'take') {
          expect(outstanding.takeAll()).toEqual([...map.values()])
          map.clear()
        } else {
          const number = step % (next + 2)
          expect(outstanding.get(number)).toBe(map.get(number))
          outstanding.delete(number)
          map.delete(number)
          expect(outstanding.get(number)).toBeUndefined()
        }
        expect(outstanding.oldest).toBe(map.values().next().value)
      }
    }),
    { numRuns: 30 },
  )
})

test('numbers that are long over, or not given yet, have nothing', () => {
  const outstanding = new Outstanding<number>(1)
  for (let number = 1; number <= 3000; number++) {
    outstanding.add(number)
    outstanding.delete(number)
  }
  expect(outstanding.oldest).toBeUndefined()
  expect(outstanding.next).toBe(3001)
  for (const number of [0, 1, 3000, 3001, -5, 1.5]) {
    expect(outstanding.get(number)).toBeUndefined()
    outstanding.delete(number)
  }
  expect(outstanding.add(7)).toBe(3001)
  expect(outstanding.oldest).toBe(7)
})
