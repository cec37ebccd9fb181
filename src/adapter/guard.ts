/**
 * Calls into somebody else's code: an exception, silence or a value that is not one of the protocol
 * is a failure of the adapter, and the first failure ends them all.
 */
import { printable } from './printable.ts'
import { AdapterFailure } from './adapter.ts'
import type { MaybePromise } from './adapter.ts'
import { deadline } from './deadline.ts'
import type { Deadline } from './deadline.ts'
import { Malformed } from './malformed.ts'
import { firstLine, shownCall } from './shown.ts'

/** A call that returned a promise which has not settled. */
interface Unsettled {
  readonly method: string
  readonly asked: object
  readonly since: number
  reject(failure: AdapterFailure): void
}

export class Guard {
  readonly #timeoutMs: number
  /** In the order of the calls, so the first is the one waited for longest. */
  readonly #unsettled = new Set<Unsettled>()
  readonly #deadline: Deadline
  #failure: AdapterFailure | undefined

  /** @param timeoutMs how long a promise may take, in milliseconds. */
  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs
    this.#deadline = deadline(
      timeoutMs,
      () => this.#oldest()?.since,
      () => this.#expired(),
    )
  }

  /** What ended the calls, if anything has. */
  get failure(): AdapterFailure | undefined {
    return this.#failure
  }

  /**
   * Runs a method, at once; gives a promise only where the method does.
   * @param asked what it is called with, for messages.
   * @param read makes of its value what is returned; throws Malformed where it is wrong.
   * @throws AdapterFailure
   */
  call<V, T>(
    method: string,
    asked: object,
    run: () => MaybePromise<V>,
    read: (value: V) => T,
  ): MaybePromise<T> {
    if (this.#failure) throw this.#failure
    try {
      const value = run()
      if (isPromise(value)) return this.#settled(method, asked, value, read)
      // An event that it delivered meanwhile may have been wrong.
      if (this.#failure) throw this.#failure
      return read(value)
    } catch (error) {
      throw this.#failed(method, asked, error)
    }
  }

  /** Ends the calls with a failure, unless they have ended. */
  fail(failure: AdapterFailure): AdapterFailure {
    if (this.#failure) return this.#failure
    this.#failure = failure
    this.#deadline.disarm()
    for (const { reject } of this.#unsettled) reject(failure)
    this.#unsettled.clear()
    return failure
  }

  #settled<V, T>(
    method: string,
    asked: object,
    value: Promise<V>,
    read: (value: V) => T,
  ): Promise<T> {
    const settled = new Promise<T>((resolve, reject) => {
      const unsettled = { method, asked, since: performance.now(), reject }
      this.#unsettled.add(unsettled)
      this.#deadline.arm()
      value
        .then((given) => {
          if (!this.#failure) resolve(read(given))
        })
        .catch((error: unknown) => reject(this.#failed(method, asked, error)))
        .finally(() => this.#unsettled.delete(unsettled))
    })
    // It may be awaited late, or never.
    settled.catch(() => undefined)
    return settled
  }

  #failed(method: string, asked: object, error: unknown): AdapterFailure {
    if (error instanceof AdapterFailure)
      return this.fail(
        new AdapterFailure(
          error.kind,
          firstLine(error),
          error.log.map((line) => printable(line)),
        ),
      )
    if (error instanceof Malformed)
      return this.fail(new AdapterFailure('protocol-error', error.message))
    return this.fail(
      new AdapterFailure('crash', `${shownCall(method, asked)} threw: ${firstLine(error)}`),
    )
  }

  #expired(): void {
    const oldest = this.#oldest()
    const what = oldest ? shownCall(oldest.method, oldest.asked) : 'a call'
    this.fail(new AdapterFailure('hang', `${what} did not settle within ${this.#timeoutMs} ms`))
  }

  #oldest(): Unsettled | undefined {
    return this.#unsettled.values().next().value
  }
}

function isPromise<V>(value: MaybePromise<V>): value is Promise<V> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  )
}
