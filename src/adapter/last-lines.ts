/** The end of a bridge's own log, however much it writes. */
import { shownLines } from './shown-lines.ts'

const maxLines = 20
const maxLength = 500

export interface LastLines {
  take(chunk: Buffer): void
  /** The last lines that are not blank, oldest first, printable; at most 20 of 500 characters. */
  lines(): readonly string[]
  /** How many lines have come so far. */
  count(): number
}

export function lastLines(): LastLines {
  const shown = shownLines(maxLength)
  let complete: readonly string[] = []
  let count = 0
  const unfinished = (): readonly string[] => {
    const line = shown.unfinished()
    return line === undefined ? [] : [line]
  }
  return {
    take(chunk) {
      const lines = shown.take(chunk)
      count += lines.length
      complete = [...complete, ...lines].slice(-maxLines)
    },
    lines: () => [...complete, ...unfinished()].slice(-maxLines),
    count: () => count + unfinished().length,
  }
}
