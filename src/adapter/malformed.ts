/** Reading what comes from outside, and saying in one sentence what is wrong with it. */
import type { z } from 'zod'
import { printable } from './printable.ts'
import { shown } from './shown.ts'

/** Thrown where something from outside is not what the protocol wants; its message is printable. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
}

/**
 * What a schema, whose messages say what is wanted, makes of a value from outside.
 * @param where what the value is, as the message begins: `the answer to fence`.
 * @throws Malformed naming the first thing that is wrong, by its path, and what is wanted instead.
 */
export function readAs<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const path = issue?.path ?? []
  const found = at(value, path)
  const what = path.length === 0 ? 'it' : printable(path.map(String).join('.'), 100)
  throw new Malformed(
    `${where}: ${what} is ${found === undefined ? 'missing' : shown(found)}; ` +
      `the protocol wants ${issue?.message}`,
  )
}

/** What stands in a value at a path; undefined where nothing does. */
export function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (within, key) =>
      typeof within === 'object' && within !== null ? Reflect.get(within, key) : undefined,
    value,
  )
}
