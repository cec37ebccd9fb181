/** What went to an adapter and what came back, line by line, for a problem to be shown by. */

/** Characters of a line that are kept: those of a call of a thousand parties. */
const mostCharacters = 16_384

/** Lines that are kept. */
const mostLines = 1000

export interface Line {
  /** Its place among all lines. */
  readonly number: number
  readonly way: 'sent' | 'came'
  /** As it went over; not printable. */
  readonly text: string
  /** That of the request, of the request that is answered, or of the notification. */
  readonly method: string | undefined
  /** The number of the write that it went out in; not told of what came. */
  readonly write: number | undefined
}

/** What only the bytes of a connection tell. */
export interface Wire {
  /** How many came. */
  bytes: number
  /** The start of what came after the last line end. */
  unfinished: string
  /** The first ones were the byte order mark of UTF-8. */
  byteOrderMark: boolean
  /** Some were zero. */
  zeroBytes: boolean
  /** How the bridge ended, as the end of a sentence. */
  ended: string | undefined
}

export class Exchange {
  /** Methods that have been answered with a result. */
  readonly answered = new Set<string>()
  #wire = newWire()
  #lines: Line[] = []
  #number = 0
  #writes = 0
  #introduction: unknown
  /** By the ids of this connection. */
  readonly #asked = new Map<unknown, string>()

  /** Of the connection that was opened last. */
  get wire(): Wire {
    return this.#wire
  }

  /** The result that the bridge gave to `initialize`, as it came. */
  get introduction(): unknown {
    return this.#introduction
  }

  /** The number of the line that is next. */
  get next(): number {
    return this.#number
  }

  /** The lines of this connection from a number on, oldest first; the last ones of very many. */
  since(number = 0): readonly Line[] {
    return this.#lines.filter((line) => line.number >= number)
  }

  /** A new connection has been opened: ids begin anew, and nothing of the last one is asked for. */
  connected(): void {
    this.#wire = newWire()
    this.#asked.clear()
    this.#lines = []
  }

  /** @param text whole lines, in one write. */
  wrote(text: string): void {
    this.#writes += 1
    for (const line of text.trimEnd().split('\n')) {
      const { id, method } = read(line)
      if (typeof method === 'string') this.#asked.set(id, method)
      this.note('sent', line, method, this.#writes)
    }
  }

  /** A line has come, without its end. */
  received(line: string): void {
    const { id, method, result } = read(line)
    const answers = method ?? this.#asked.get(id)
    if (result !== undefined && typeof answers === 'string') this.answered.add(answers)
    if (result !== undefined && answers === 'initialize') this.#introduction = result
    this.note('came', line, answers)
  }

  /** Something went over, or was called where there is no wire. */
  note(way: Line['way'], text: string, method: unknown, write?: number): void {
    this.#lines.push({
      number: this.#number,
      way,
      text: text.slice(0, mostCharacters),
      method: typeof method === 'string' ? method : undefined,
      write,
    })
    this.#number += 1
    if (this.#lines.length > mostLines) this.#lines = this.#lines.slice(-mostLines / 2)
  }
}

function newWire(): Wire {
  return { bytes: 0, unfinished: '', byteOrderMark: false, zeroBytes: false, ended: undefined }
}

/** What a line says that is a JSON object; nothing where it is none. */
export function read(line: string): Readonly<Record<string, unknown>> {
  try {
    const message: unknown = JSON.parse(line)
    return isRecord(message) ? message : {}
  } catch {
    return {}
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
