/** An object that a user writes: a key that there is not is told with those that may be meant. */
import { z } from 'zod'
import { printable } from '../adapter/printable.ts'
import { nearestNames } from './nearest-names.ts'

/** Nobody writes longer names, and to compare them takes time. */
export const longestName = 60

export function strictObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? unknownKey(issue.keys, Object.keys(shape)) : undefined,
  })
}

function unknownKey([key = '']: readonly string[], known: readonly string[]): string {
  const name = printable(key, longestName)
  return `there is no ${name}; close to it: ${nearestNames(name, known, 3).join(', ')}`
}
