/** Values and errors from outside, as a message shows them: on one line, printable, bounded. */
import { printable } from './printable.ts'

/** A value: as JSON where it has one; at most 100 characters. */
export function shown(value: unknown): string {
  return printable(asText(value), 100)
}

function asText(value: unknown): string {
  if (typeof value === 'function') return 'a function'
  if (typeof value !== 'string' && (typeof value !== 'object' || value === null))
    return String(value)
  try {
    return JSON.stringify(value)
  } catch {
    // A module's object may be cyclic, hold a bigint, or be nested too deep to write.
    return 'an object that does not fit into JSON'
  }
}

/** What was thrown: the first line of its message; at most 300 characters. */
export function firstLine(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message || thrown.name : shown(thrown)
  return printable(text.split('\n', 1)[0] ?? '', 300)
}

/** A call as a message names it: `fence`, `send {"request":"TReleaseCall",…}`. */
export function shownCall(method: string, params: object): string {
  return Object.keys(params).length === 0 ? method : `${method} ${shown(params)}`
}
