/** A command line, split into words. */
import { AdapterUnavailable } from './adapter.ts'

/** What a backslash stands before to be more than itself within double quotes. */
const escapableInDoubleQuotes = '$`"\\\n'

/**
 * Splits a command line into words as a POSIX shell does: single quotes, double quotes, backslash.
 * Nothing is expanded and nothing is an operator: `|`, `;`, `&`, `$`, `*` and the like are
 * characters of a word.
 * @throws AdapterUnavailable where a quote or a backslash has nothing after it, with its position.
 */
export function splitCommandLine(text: string): readonly string[] {
  const words: string[] = []
  // undefined between words; '' is a word that has begun, such as a pair of quotes.
  let word: string | undefined
  for (let at = 0; at < text.length;) {
    const character = text.charAt(at)
    if (character === ' ' || character === '\t' || character === '\n') {
      if (word !== undefined) words.push(word)
      word = undefined
      at += 1
      continue
    }
    const piece = pieceAt(text, at)
    // A backslash before a line's end joins the two lines and begins no word.
    if (piece.text !== undefined) word = (word ?? '') + piece.text
    at = piece.end
  }
  return word === undefined ? words : [...words, word]
}

/** What stands at a position: quoted text, an escaped character, or one character. */
interface Piece {
  readonly text: string | undefined
  /** Where it ends: the position after its last character. */
  readonly end: number
}

function pieceAt(text: string, at: number): Piece {
  switch (text.charAt(at)) {
    case "'":
      return singleQuoted(text, at)
    case '"':
      return doubleQuoted(text, at)
    case '\\':
      if (at + 1 === text.length) throw unfinished(text, at, 'backslash', 'has nothing after it')
      return { text: text[at + 1] === '\n' ? undefined : text[at + 1], end: at + 2 }
    default:
      return { text: text[at], end: at + 1 }
  }
}

function singleQuoted(text: string, start: number): Piece {
  const end = text.indexOf("'", start + 1)
  if (end < 0) throw unfinished(text, start, 'single quote', 'is never closed')
  return { text: text.slice(start + 1, end), end: end + 1 }
}

function doubleQuoted(text: string, start: number): Piece {
  let quoted = ''
  for (let at = start + 1; at < text.length; at += 1) {
    const next = text.charAt(at + 1)
    if (text[at] === '"') return { text: quoted, end: at + 1 }
    if (text[at] === '\\' && next !== '' && escapableInDoubleQuotes.includes(next)) {
      if (next !== '\n') quoted += next
      at += 1
    } else quoted += text[at]
  }
  throw unfinished(text, start, 'double quote', 'is never closed')
}

function unfinished(text: string, at: number, what: string, why: string): AdapterUnavailable {
  return new AdapterUnavailable(
    `the ${what} at character ${at + 1} of the command line ${why}: ${JSON.stringify(text)}`,
  )
}
