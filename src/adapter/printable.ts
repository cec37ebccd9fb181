/** Makes text that came from outside safe to look at: in a terminal, in a report, in a log of CI. */

/** Longest text that is shown of one value; the whole of it stands in the finding's file. */
const longest = 200

/**
 * What must not reach a screen as it is: control and format characters (C0, C1, bidirectional
 * overrides, zero-width), line separators, lone surrogates, code points without a meaning; marks
 * that stack upon the character before; and spaces that only look like a space.
 */
const unprintable = /[\p{C}\p{M}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u

export function isPrintable(text: string): boolean {
  return !unprintable.test(text)
}

/**
 * Text with everything invisible or active shown as an escape (`\x1b`, `\u202e`, `\u{e0041}`), and
 * shortened in the middle. Applied twice it changes nothing more.
 * @param limit the longest result, in UTF-16 units; at least 8.
 */
export function printable(text: string, limit = longest): string {
  if (text.length <= limit) {
    const whole = escaped(text)
    if (whole.length <= limit) return whole
  }
  const tail = Math.floor((limit - 1) / 4)
  const head = limit - 1 - tail
  return `${fromStart(text, head)}…${fromEnd(text, tail)}`
}

function escaped(text: string): string {
  return [...text].map(escapedCharacter).join('')
}

function escapedCharacter(character: string): string {
  if (!unprintable.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  const digits = code.toString(16)
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\u{${digits}}`
}

/** As many whole escaped characters from the start as `length` holds. */
function fromStart(text: string, length: number): string {
  return asManyAsFit([...text.slice(0, length + 1)], length).join('')
}

function fromEnd(text: string, length: number): string {
  const backwards = [...text.slice(-length - 1)].reverse()
  return asManyAsFit(backwards, length).reverse().join('')
}

function asManyAsFit(characters: readonly string[], length: number): string[] {
  const fitting: string[] = []
  let used = 0
  for (const character of characters) {
    const shown = escapedCharacter(character)
    used += shown.length
    if (used > length) break
    fitting.push(shown)
  }
  return fitting
}
