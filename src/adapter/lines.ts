/** Bytes, as they come from a bridge in chunks of any size, to lines of text. */
import { isUtf8 } from 'node:buffer'

/** A line that the protocol does not allow. */
export interface BadLine {
  /** What is wrong with it, as a sentence's end: "the bridge sent …". */
  readonly wrong: string
  /** Its first bytes as text; what is not UTF-8 among them is replaced. */
  readonly start: string
}

export type Line = string | BadLine

const LF = 0x0a

/**
 * @param maxBytes how long one line may be, without its end.
 * @returns a function that takes the next chunk and gives the lines that it completes, without LF
 *   or CR LF and without the empty ones. After a bad line nothing more is given.
 */
export function lineSplitter(maxBytes: number): (chunk: Buffer) => readonly Line[] {
  let held: Buffer[] = []
  let heldBytes = 0

  function hold(rest: Buffer): void {
    held.push(rest)
    heldBytes += rest.length
  }

  return (chunk) => {
    const end = chunk.lastIndexOf(LF)
    if (end < 0) {
      hold(chunk)
      return heldBytes > maxBytes ? [tooLong(Buffer.concat(held), maxBytes)] : []
    }
    hold(chunk.subarray(0, end))
    const complete = held.length === 1 && held[0] ? held[0] : Buffer.concat(held)
    held = []
    heldBytes = 0
    if (end + 1 < chunk.length) hold(chunk.subarray(end + 1))
    return linesOf(complete, maxBytes)
  }
}

/** The common case decodes all lines at once; the other one looks for the line to blame. */
function linesOf(complete: Buffer, maxBytes: number): readonly Line[] {
  if (complete.length <= maxBytes && isUtf8(complete)) {
    const text = complete.toString('utf8')
    const lines = text.split('\n')
    return isPlain(text) ? lines : lines.map(withoutCR).filter(notEmpty)
  }
  const lines: Line[] = []
  for (let start = 0; start <= complete.length;) {
    const lf = complete.indexOf(LF, start)
    const end = lf < 0 ? complete.length : lf
    const line = complete.subarray(start, end)
    if (line.length > maxBytes) return [...lines, tooLong(line, maxBytes)]
    if (!isUtf8(line))
      return [...lines, { wrong: 'a line that is not UTF-8', start: startOf(line) }]
    lines.push(withoutCR(line.toString('utf8')))
    start = end + 1
  }
  return lines.filter(notEmpty)
}

/** No line ends in CR, and none is empty. */
const isPlain = (text: string): boolean =>
  !text.includes('\r') &&
  !text.includes('\n\n') &&
  !text.startsWith('\n') &&
  !text.endsWith('\n') &&
  text !== ''

const withoutCR = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line)

const notEmpty = (line: Line): boolean => line !== ''

const startOf = (line: Buffer): string => line.toString('utf8', 0, 1000)

function tooLong(line: Buffer, maxBytes: number): BadLine {
  return { wrong: `a line longer than ${maxBytes} bytes`, start: startOf(line) }
}
