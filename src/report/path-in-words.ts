/** Where in a value from outside something is wrong: `script.calls[0].dns`. */
export function pathInWords(path: readonly PropertyKey[]): string {
  return path
    .map((key, at) =>
      typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${String(key)}`,
    )
    .join('')
}
