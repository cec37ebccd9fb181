/** How many cells of a terminal, or of a monospaced font, text takes. */

/** East Asian wide and full-width characters, and emoji: two cells each. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u

/** @param text printable: no marks, no control characters. */
export function displayWidth(text: string): number {
  let cells = 0
  for (const character of text) cells += wide.test(character) ? 2 : 1
  return cells
}
