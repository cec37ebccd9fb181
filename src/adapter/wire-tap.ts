/** Looks at what goes over a link to a bridge, while it is asked to, and at no cost while it is not. */
import type { Link } from './bridge.ts'
import { shownLines } from './shown-lines.ts'
import type { Wire, WireTap } from './wire.ts'

/** So many lines are kept of the beginning, and as many of the end. */
const mostAtEachEnd = 100

/** Characters of a line. */
const longestLine = 1000

/** The same link, with a tap to it. */
export function tapped(link: Link): { readonly link: Link; readonly tap: WireTap } {
  let recording: Recording | undefined
  return {
    link: {
      ...link,
      listen: (receiver) =>
        link.listen({
          received(chunk) {
            recording?.received(chunk)
            receiver.received(chunk)
          },
          ended: (how) => receiver.ended(how),
        }),
      write(text) {
        recording?.wrote(text)
        link.write(text)
      },
    },
    tap: {
      record() {
        recording = new Recording(link)
      },
      stop() {
        const wire = recording?.wire() ?? { lines: [], leftOut: 0, log: [] }
        recording = undefined
        return wire
      },
    },
  }
}

type Line = Wire['lines'][number]

class Recording {
  readonly #link: Link
  readonly #loggedBefore: number
  readonly #written = shownLines(longestLine)
  readonly #read = shownLines(longestLine)
  readonly #first: Line[] = []
  readonly #last: Line[] = []
  #leftOut = 0

  constructor(link: Link) {
    this.#link = link
    this.#loggedBefore = link.logged()
  }

  wrote(text: string): void {
    this.#keep('harness', this.#written.take(Buffer.from(text)))
  }

  received(chunk: Buffer): void {
    this.#keep('bridge', this.#read.take(chunk))
  }

  wire(): Wire {
    const unfinished = this.#read.unfinished()
    if (unfinished !== undefined) this.#keep('bridge', [unfinished])
    const logged = this.#link.logged() - this.#loggedBefore
    return {
      lines: [...this.#first, ...this.#last],
      leftOut: this.#leftOut,
      log: logged === 0 ? [] : this.#link.log().slice(-logged),
    }
  }

  #keep(from: Line['from'], texts: readonly string[]): void {
    for (const text of texts) {
      if (this.#first.length < mostAtEachEnd) this.#first.push({ from, text })
      else this.#last.push({ from, text })
      if (this.#last.length <= mostAtEachEnd) continue
      this.#last.shift()
      this.#leftOut += 1
    }
  }
}
