/** What a line of JSON may hold: parsed, eight mebibytes of brackets take more than a gibibyte. */

/** Lines that are no longer are parsed as they are: they can hold nothing that is large. */
const short = 4096

/** Objects and arrays within each other; of an event less is taken. */
const mostNested = 128

/** Members and elements in all. */
const mostValues = 250_000

/** @returns what is wrong with a line, as a sentence's end: "the bridge sent …"; if anything is. */
export function beyondBounds(line: string): string | undefined {
  if (line.length <= short) return undefined
  let depth = 0
  let values = 0
  for (let at = 0; at < line.length; at++)
    switch (line[at]) {
      case '"':
        at = endOfString(line, at)
        break
      case '{':
      case '[':
        depth += 1
        values += 1
        if (depth > mostNested) return `JSON nested more than ${mostNested} deep`
        break
      case '}':
      case ']':
        depth -= 1
        break
      case ',':
        values += 1
        if (values > mostValues) return `a line of more than ${mostValues} values`
    }
  return values > mostValues ? `a line of more than ${mostValues} values` : undefined
}

/** The place of the quote that ends a string; of the end of the line where none does. */
function endOfString(line: string, start: number): number {
  for (let end = line.indexOf('"', start + 1); end >= 0; end = line.indexOf('"', end + 1)) {
    let escapes = 0
    while (line[end - 1 - escapes] === '\\') escapes += 1
    if (escapes % 2 === 0) return end
  }
  return line.length
}
