/** Breaks text into lines of a width. */
import { displayWidth } from './display-width.ts'

/**
 * Lines of at most `width` cells, broken at spaces; a word that is longer than a line is cut.
 * @returns at least one line, without spaces at its ends.
 */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((word) => cut(word, width))) {
    if (line === '') line = word
    else if (displayWidth(line) + 1 + displayWidth(word) <= width) line += ` ${word}`
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}

/** The same with every line after the first indented by `indent` spaces. */
export function wrappedHanging(text: string, width: number, indent: number): string {
  return wrapped(text, width - indent).join(`\n${' '.repeat(indent)}`)
}

/** Pieces in lines of at most `width` cells, broken between pieces and, where one is longer, within. */
export function filled(
  pieces: readonly string[],
  separator: string,
  width: number,
): readonly string[] {
  const lines: string[] = []
  for (const piece of pieces) {
    const line = lines.at(-1)
    const longer = line === undefined ? piece : line + separator + piece
    if (line !== undefined && displayWidth(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(piece)
  }
  return lines.flatMap((line) => wrapped(line, width))
}

function cut(word: string, width: number): readonly string[] {
  if (displayWidth(word) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (displayWidth(piece + character) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}
