import { expect, it } from 'vitest'
import { exercisedOf } from './exercised.ts'

it.each([
  [1, true, 'exercised'],
  [0, true, 'never'],
  [0, false, 'not-applicable'],
  // It was: that it could not be was a mistake.
  [1, false, 'exercised'],
] as const)('%d times, applicable %s: %s', (exercised, applicable, expected) => {
  expect(exercisedOf({ exercised, applicable })).toBe(expected)
})
