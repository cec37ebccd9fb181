/** A link that can be told to write a line in two pieces, as a pipe or a network may do it. */
import type { Link } from '../adapter/bridge.ts'

export interface Scissors {
  /** Where the last line of a write is cut, from 0 to 1 of its length; undefined: nowhere. */
  cutAt: number | undefined
}

/**
 * The second piece is written when something has come back: what has answered the lines before has
 * read the first piece with them. So only a write of two lines or more is cut.
 */
export function cutLink(link: Link, scissors: Scissors): Link {
  let held = ''

  function writeHeld(): void {
    const rest = held
    held = ''
    if (rest !== '') link.write(rest)
  }

  return {
    listen(receiver) {
      link.listen({
        received(chunk) {
          writeHeld()
          receiver.received(chunk)
        },
        ended: (how) => receiver.ended(how),
      })
    },
    write(text) {
      const cut = scissors.cutAt === undefined ? text.length : cutOf(text, scissors.cutAt)
      const pieces = [text.slice(0, cut), text.slice(cut)] as const
      if (held === '') link.write(pieces[0])
      else held += pieces[0]
      held += pieces[1]
    },
    log: () => link.log(),
    logged: () => link.logged(),
    close: () => link.close(),
    kill: () => link.kill(),
  }
}

/** Within the last line, or the end of the text where there is no line before it. */
function cutOf(text: string, cutAt: number): number {
  const start = text.lastIndexOf('\n', text.length - 2) + 1
  if (start === 0) return text.length
  const length = text.length - start
  return start + Math.min(length - 1, Math.max(1, Math.floor(cutAt * length)))
}
