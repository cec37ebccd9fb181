/** Bytes of any kind as lines to look at: printable, bounded, none of them blank. */
import { StringDecoder } from 'node:string_decoder'
import { printable } from './printable.ts'

export interface ShownLines {
  /** @returns the lines that the next chunk completes. */
  take(chunk: Buffer): readonly string[]
  /** A line that is not at its end. */
  unfinished(): string | undefined
}

/** @param longest characters of a line; one that is longer is shortened in the middle. */
export function shownLines(longest: number): ShownLines {
  const decoder = new StringDecoder('utf8')
  let unfinished = ''
  const shown = (line: string): readonly string[] =>
    line.trim() === '' ? [] : [printable(line.trimEnd(), longest)]
  return {
    take(chunk) {
      const pieces = (unfinished + decoder.write(chunk)).split('\n')
      // Longer than what is shown, so that the cut can be seen; no longer, so that it is bounded.
      unfinished = (pieces.pop() ?? '').slice(0, longest + 1)
      return pieces.flatMap(shown)
    },
    unfinished: () => shown(unfinished)[0],
  }
}
