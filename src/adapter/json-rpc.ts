/**
 * The harness's side of JSON-RPC 2.0 over lines, whatever carries them: many requests in flight,
 * answers in any order, one kind of failure for all that are in flight when something breaks.
 */
import { z } from 'zod'
import { printable } from './printable.ts'
import { AdapterFailure } from './adapter.ts'
import { deadline } from './deadline.ts'
import type { Deadline } from './deadline.ts'
import { beyondBounds } from './json-bounds.ts'
import { lineSplitter } from './lines.ts'
import type { Line } from './lines.ts'
import { Outstanding } from './outstanding.ts'
import { Malformed, readAs } from './malformed.ts'
import { shown, shownCall } from './shown.ts'

const maxLineBytes = 8 * 1024 * 1024

/** Characters that are not kept back: the peer works on them while the rest of a chunk is read. */
const enough = 2048

/** Characters of a line that are kept as evidence. */
const longestEvidence = 1000

/** What lies on both sides of the client. */
export interface JsonRpcOptions {
  /** Takes whole lines for the peer. */
  write(text: string): void
  /**
   * Takes a notification, in the order of arrival; throws Malformed for one that is wrong.
   * @param characters of its line.
   */
  notified(method: string, params: unknown, characters: number): void
  /** Told once, when the exchange has failed: nothing more will be taken from the peer. */
  failed(): void
  /** The last lines of the peer's own log, for the failure. */
  log(): readonly string[]
  /** How long one answer may take, in milliseconds. */
  readonly timeoutMs: number
}

/** What the peer is asked for. */
export interface Asked<T> {
  readonly method: string
  readonly params: object
  /** Makes of the answer's result what it is to be; throws Malformed where it is wrong. */
  read(result: unknown): T
}

/** A request that has not been answered. */
interface Unanswered {
  readonly asked: Asked<void>
  readonly batch: Batch
  readonly waiting: Waiting
  /** Called when it has been answered, before the next line is looked at. */
  readonly answered: (() => void) | undefined
}

/** Who waits for an answer, or for all of several ones. */
interface Waiting {
  unanswered: number
  readonly promise: Promise<unknown>
  resolve(): void
  reject(failure: AdapterFailure): void
}

/** To go on in a microtask by: `queueMicrotask` makes several objects each time. */
const settled = Promise.resolve()

/** What goes out in one write: what is asked in one turn, or as much of it as is enough. */
interface Batch {
  text: string
  /** By `performance.now()`; undefined until it has gone out. */
  sentAt: number | undefined
}

/** The error of an answer. */
export const errorSchema = z.object(
  {
    code: z.int({ error: 'an integer' }),
    message: z.string({ error: 'a string' }),
  },
  { error: 'an object with code and message' },
)

export class JsonRpcClient {
  readonly #options: JsonRpcOptions
  readonly #split = lineSplitter(maxLineBytes)
  /** In the order in which they were asked, so the first is the one waited for longest. */
  readonly #unanswered = new Outstanding<Unanswered>(1)
  readonly #deadline: Deadline
  #batch: Batch = { text: '', sentAt: undefined }
  /** Lines that have arrived; those before `#next` have been taken. */
  #lines: readonly Line[] = []
  #next = 0
  #paused = false
  /** How the peer ended. */
  #ended: string | undefined
  #failure: AdapterFailure | undefined
  readonly #resume = (): void => {
    this.#paused = false
    this.#takeLines()
  }
  readonly #resumeLater = (): void => process.nextTick(this.#resume)

  constructor(options: JsonRpcOptions) {
    this.#options = options
    this.#deadline = deadline(
      options.timeoutMs,
      () => this.#oldest()?.batch.sentAt,
      () => this.#expired(),
    )
  }

  /** What ended the exchange, if anything has. */
  get failure(): AdapterFailure | undefined {
    return this.#failure
  }

  /**
   * Asks the peer for something. What is asked in one turn goes out together, a lot of it in several writes.
   *
   * No line that follows the answer is looked at before whoever awaits the promise has gone on, so
   * a notification is known to have come before or after the answer.
   * @param read makes of the answer's result what is returned; throws Malformed where it is wrong.
   * @returns a promise that may be awaited late, or never: a failure is not reported as unhandled.
   */
  request<T>(method: string, params: object, read: (result: unknown) => T): Promise<T> {
    if (this.#failure) return handled(Promise.reject(this.#failure))
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const waiting = { unanswered: 1, promise, resolve: () => undefined, reject }
    this.#ask({ method, params, read: (result) => resolve(read(result)) }, waiting, undefined)
    return promise
  }

  /**
   * Asks for several things, of which nobody waits for a single one. The lines that follow an answer are
   * looked at at once, but for the one that is the last to come.
   * @param answered called when the last of them in this order has been answered, before the next line is
   *   looked at.
   * @returns a promise as `request` does, for when all are answered.
   */
  requestAll(all: readonly Asked<void>[], answered: () => void): Promise<void> {
    if (this.#failure) return handled(Promise.reject(this.#failure))
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const waiting = { unanswered: all.length, promise, resolve, reject }
    const last = all.length - 1
    for (const [at, asked] of all.entries())
      this.#ask(asked, waiting, at === last ? answered : undefined)
    return promise
  }

  #ask(asked: Asked<void>, waiting: Waiting, answered: (() => void) | undefined): void {
    const batch = this.#batch
    const id = this.#unanswered.add({ asked, batch, waiting, answered })
    const { method, params } = asked
    this.#send(
      `{"jsonrpc":"2.0","id":${id},"method":"${method}","params":${JSON.stringify(params)}}\n`,
    )
  }

  /** Takes what has come from the peer. */
  received(chunk: Buffer): void {
    if (this.#failure) return
    const lines = this.#split(chunk)
    const waiting = this.#lines.slice(this.#next)
    this.#lines = waiting.length === 0 ? lines : [...waiting, ...lines]
    this.#next = 0
    this.#takeLines()
  }

  /** The peer has ended; `how` is a sentence's end: "the bridge …". What came before is taken first. */
  ended(how: string): void {
    this.#ended ??= how
    this.#takeLines()
  }

  /** Nothing more is asked, and whatever comes is dropped. */
  close(): void {
    this.#fail(new AdapterFailure('crash', 'the bridge has been shut down'))
  }

  #send(line: string): void {
    // An immediate, so that whoever goes on because of the chunk that is being read is in the batch.
    if (this.#batch.text === '') setImmediate(() => this.#flush())
    this.#batch.text += line
    if (this.#batch.text.length >= enough) this.#flush()
  }

  #flush(): void {
    const batch = this.#batch
    this.#batch = { text: '', sentAt: undefined }
    if (this.#failure || batch.text === '') return
    this.#options.write(batch.text)
    batch.sentAt = performance.now()
    this.#deadline.arm()
  }

  #takeLines(): void {
    while (!this.#paused && !this.#failure) {
      const line = this.#lines[this.#next]
      if (line === undefined) break
      this.#next += 1
      this.#takeLine(line)
    }
    if (this.#ended !== undefined && !this.#paused && !this.#failure)
      this.#break('crash', `the bridge ${this.#ended}${this.#waitingFor()}`)
  }

  #takeLine(line: Line): void {
    try {
      if (typeof line !== 'string') throw new Malformed(`the bridge sent ${line.wrong}`)
      this.#takeMessage(parse(line), line.length)
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      const text = typeof line === 'string' ? line : line.start
      this.#break(
        'protocol-error',
        `${error.message}; the line is: ${printable(text, 200)}`,
        text.slice(0, longestEvidence),
      )
    }
  }

  #takeMessage(message: Message, characters: number): void {
    const { jsonrpc, method, id } = message
    if (jsonrpc !== '2.0') throw new Malformed('the bridge sent a message without "jsonrpc": "2.0"')
    if (method === undefined) this.#takeAnswer(id, message)
    else if (typeof method !== 'string')
      throw new Malformed(
        `the bridge sent a message with the method ${shown(method)}, not a string`,
      )
    else if (id !== undefined)
      throw new Malformed(
        `the bridge sent a request, ${shown(method)}; only the harness sends requests`,
      )
    else this.#options.notified(method, message.params, characters)
  }

  #takeAnswer(id: unknown, answer: Message): void {
    const hasError = 'error' in answer
    if (hasError === 'result' in answer)
      throw new Malformed('the bridge sent an answer that has not either a result or an error')
    const error = hasError ? readAs(errorSchema, answer.error, 'the error of an answer') : undefined
    // JSON-RPC 2.0, section 5: the id is null where the request could not even be read.
    if (error && id === null) return this.#troubled('a request that it could not read', error)
    const unanswered = typeof id === 'number' ? this.#unanswered.get(id) : undefined
    if (!unanswered || typeof id !== 'number') throw new Malformed(this.#unasked(id))
    const { asked, answered, waiting } = unanswered
    if (error) return this.#troubled(shownCall(asked.method, asked.params), error)
    asked.read(answer.result)
    this.#unanswered.delete(id)
    answered?.()
    waiting.unanswered -= 1
    if (waiting.unanswered > 0) return
    waiting.resolve()
    this.#pause()
  }

  #unasked(id: unknown): string {
    const wasAsked = Number.isInteger(id) && Number(id) >= 1 && Number(id) < this.#unanswered.next
    return wasAsked
      ? `the bridge sent a second answer to the request with the id ${String(id)}`
      : `the bridge sent an answer to the id ${shown(id)}, which was never asked`
  }

  /** Until all that awaits an answer has gone on: a tick runs once no microtask is left. */
  #pause(): void {
    this.#paused = true
    void settled.then(this.#resumeLater)
  }

  // Like an exception in a module, and unlike a breach of the protocol, which provides for it: the
  // bridge says itself that it cannot go on.
  #troubled(asked: string, error: z.infer<typeof errorSchema>): void {
    const message = printable(error.message, 300)
    this.#break('crash', `the bridge answered ${asked} with error ${error.code}: ${message}`)
  }

  #expired(): void {
    this.#break(
      'hang',
      `the bridge did not answer ${this.#oldestAsked()} within ${this.#options.timeoutMs} ms`,
    )
  }

  #oldest(): Unanswered | undefined {
    return this.#unanswered.oldest
  }

  #oldestAsked(): string {
    const oldest = this.#oldest()?.asked
    return oldest ? shownCall(oldest.method, oldest.params) : 'anything'
  }

  #waitingFor(): string {
    return this.#oldest() === undefined
      ? ' without having been asked to'
      : ` before it answered ${this.#oldestAsked()}`
  }

  #break(kind: AdapterFailure['kind'], message: string, line?: string): void {
    const waitedFor = this.#oldest()?.asked.method
    const evidence = {
      ...(line === undefined ? {} : { line }),
      ...(waitedFor === undefined ? {} : { waitedFor }),
    }
    this.#fail(new AdapterFailure(kind, message, this.#options.log(), evidence))
    this.#options.failed()
  }

  #fail(failure: AdapterFailure): void {
    if (this.#failure) return
    this.#failure = failure
    this.#deadline.disarm()
    this.#lines = []
    for (const { waiting } of this.#unanswered.takeAll()) {
      void handled(waiting.promise)
      waiting.reject(failure)
    }
  }
}

/** The promise itself, marked as one whose rejection somebody will see to. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

/** What has not been looked at yet. */
interface Message {
  readonly jsonrpc?: unknown
  readonly id?: unknown
  readonly method?: unknown
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: unknown
}

/** What comes before and behind the id where an answer has nothing to tell, and no spaces. */
const plainAnswer = ['{"jsonrpc":"2.0","id":', ',"result":{}}'] as const
const nothing = Object.freeze({})

/** Half of all lines are such answers, and need no parser. @returns the same as the parser does. */
function parsePlainAnswer(line: string): Message | undefined {
  const [head, tail] = plainAnswer
  if (!line.endsWith(tail) || !line.startsWith(head)) return undefined
  const id = line.slice(head.length, -tail.length)
  return /^[1-9]\d{0,14}$/.test(id)
    ? { jsonrpc: '2.0', id: Number(id), result: nothing }
    : undefined
}

function parse(line: string): Message {
  const plain = parsePlainAnswer(line)
  if (plain !== undefined) return plain
  const beyond = beyondBounds(line)
  if (beyond !== undefined) throw new Malformed(`the bridge sent ${beyond}`)
  let message: unknown
  try {
    message = JSON.parse(line)
  } catch {
    throw new Malformed('the bridge sent a line that is not JSON')
  }
  if (Array.isArray(message))
    throw new Malformed('the bridge sent a JSON array; batches are not used')
  if (typeof message !== 'object' || message === null)
    throw new Malformed('the bridge sent a line that is JSON, but not an object')
  return message
}
