/** The T-Server that a run talks to: connected, and connected again when it was lost. */
import {
  AdapterFailure,
  AdapterUnavailable,
  type Adapter,
  type TServer,
} from '../adapter/adapter.ts'
import { Inbox } from './inbox.ts'
import { LateEvents } from './late-events.ts'

/** So many attempts at a new start, and the T-Server is given up. */
const attempts = 5

/** Thrown where the T-Server is lost for good: what was found so far is all there will be. */
export class TServerLost extends Error {
  override readonly name = 'TServerLost'
}

export class Connection {
  readonly inbox: Inbox
  readonly late = new LateEvents()
  readonly #adapter: Adapter
  #tserver: TServer
  #lost = false
  /** Has a script been run since the T-Server was started, or brought back? */
  #used = false
  /** How the T-Server first failed as it was reset, and nothing else was asked of it. */
  #atReset: AdapterFailure | undefined

  private constructor(adapter: Adapter, tserver: TServer, inbox: Inbox) {
    this.#adapter = adapter
    this.#tserver = tserver
    this.inbox = inbox
  }

  /** @throws AdapterUnavailable where it cannot be started. */
  static async open(adapter: Adapter): Promise<Connection> {
    const inbox = new Inbox()
    return new Connection(adapter, await adapter.connect(inbox.deliver), inbox)
  }

  get tserver(): TServer {
    return this.#tserver
  }

  /** A script is run: what was brought back will have to be again. */
  use(): void {
    this.#used = true
  }

  /** What it does is over when it has answered: nothing that it left behind can come later. */
  get isDisposable(): boolean {
    return this.#adapter.disposable === true
  }

  /**
   * To a T-Server without calls; and without a past, where a new one costs nothing.
   * @throws TServerLost
   */
  async startOver(): Promise<void> {
    if (!this.#used) return
    if (this.isDisposable) {
      this.late.forget()
      this.inbox.into = []
      await this.close()
      this.#tserver = await this.#adapter.connect(this.inbox.deliver)
    } else await this.recover(false)
    this.#used = false
  }

  /**
   * Brings the T-Server back to where it was at the start, after a finding: all calls are gone.
   * @param lost the adapter has failed, so that it must be started anew.
   * @throws TServerLost
   */
  async recover(lost: boolean): Promise<void> {
    if (!lost) {
      try {
        this.inbox.into = this.late.strays
        await this.#tserver.reset()
        await this.#tserver.fence()
        return
      } catch (error) {
        if (!(error instanceof AdapterFailure)) throw error
        this.#atReset ??= error
      }
    }
    this.late.forget()
    this.inbox.into = []
    await this.close()
    let reason = ''
    for (let attempt = 0; attempt < attempts; attempt++) {
      try {
        await this.#connectAgain()
        this.#used = false
        return
      } catch (error) {
        if (!(error instanceof AdapterFailure || error instanceof AdapterUnavailable)) throw error
        reason = error.message
      }
    }
    this.#lost = true
    throw new TServerLost(
      `the T-Server could not be started again in ${attempts} attempts: ${reason}`,
    )
  }

  /** What was killed may have left its calls behind: they are gone before the next one is made. */
  async #connectAgain(): Promise<void> {
    this.#tserver = await this.#adapter.connect(this.inbox.deliver)
    try {
      await this.#tserver.reset()
    } catch (error) {
      await this.close()
      throw error
    }
  }

  /**
   * Ends the T-Server's adapter; one that fails at that is ended all the same.
   * @returns how it failed.
   */
  async close(): Promise<AdapterFailure | undefined> {
    if (this.#lost) return undefined
    try {
      await this.#tserver.shutdown()
      return undefined
    } catch (error) {
      if (!(error instanceof AdapterFailure)) throw error
      return error
    }
  }

  /**
   * The same, when nothing more will be run.
   * @returns how the adapter has failed while no script was under way, as part of a sentence.
   */
  async end(): Promise<string | undefined> {
    const atItsEnd = await this.close()
    const failures = [
      this.#atReset &&
        `it was started anew after a reset between scripts, as ${this.#atReset.message}`,
      atItsEnd && `all scripts had ended, and ${atItsEnd.message}`,
    ].filter((failure) => failure !== undefined)
    return failures.length === 0 ? undefined : failures.join('; ')
  }
}
