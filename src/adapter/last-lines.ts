/** The end of a bridge's own log, however much it writes. */
import { StringDecoder } from 'node:string_decoder'
import { printable } from './printable.ts'

const maxLines = 20
const maxLength = 500

export interface LastLines {
  take(chunk: Buffer): void
  /** The last lines that are not blank, oldest first, printable; at most 20 of 500 characters. */
  lines(): readonly string[]
}

export function lastLines(): LastLines {
  const decoder = new StringDecoder('utf8')
  let complete: string[] = []
  let unfinished = ''
  return {
    take(chunk) {
      const pieces = (unfinished + decoder.write(chunk)).split('\n')
      // Longer than what is shown, so that the cut can be seen; no longer, so that it is bounded.
      unfinished = (pieces.pop() ?? '').slice(0, maxLength + 1)
      complete = [...complete, ...pieces.filter(notBlank).map(shownLine)].slice(-maxLines)
    },
    lines() {
      return notBlank(unfinished) ? [...complete, shownLine(unfinished)].slice(-maxLines) : complete
    },
  }
}

const notBlank = (line: string): boolean => line.trim() !== ''

const shownLine = (line: string): string => printable(line.trimEnd(), maxLength)
