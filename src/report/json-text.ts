/** Values as JSON text, also those that a T-Server's adapter put into an event by mistake. */

/** Deeper than any file of ours with any sensible event in it. */
const deepest = 24

/**
 * JSON with two spaces of indentation and a line feed at its end. Invisible characters are written
 * as `\u202e`, so that the file may be looked at in a terminal. What JSON has no word for (a bigint,
 * a function, NaN, a cycle) comes out as a string that tells what it was, and no value throws.
 */
export function jsonText(value: unknown): string {
  return `${visible(JSON.stringify(plain(value), null, 2))}\n`
}

/** The same on one line. */
export function jsonLine(value: unknown): string {
  return visible(JSON.stringify(plain(value)))
}

/** Outside of strings JSON text has none of these, and within them an escape means the same. */
function visible(json: string): string {
  return json.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    character === '\n'
      ? character
      : character
          .split('')
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join(''),
  )
}

/** @param within the objects that `value` lies in: one of them again would never end. */
function plain(value: unknown, within: readonly object[] = []): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (value === undefined) return null
  if (typeof value === 'function') return '(a function)'
  if (typeof value !== 'object') return `(${typeof value} ${String(value)})`
  if (within.includes(value)) return '(itself again)'
  if (within.length === deepest) return '(too deep)'
  const inside = [...within, value]
  if (Array.isArray(value)) return value.map((element) => plain(element, inside))
  // fromEntries defines, so that an attribute called __proto__ is an attribute and nothing else.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, element]) => element !== undefined)
      .map(([name, element]) => [name, plain(element, inside)]),
  )
}
