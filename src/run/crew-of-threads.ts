/** A crew of worker threads: each with an adapter, and so with a T-Server, of its own. */
import { isDeepStrictEqual } from 'node:util'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { Piscina } from 'piscina'
import { openAdapter } from '../adapter/adapter-spec.ts'
import { AdapterFailure, AdapterUnavailable } from '../adapter/adapter.ts'
import { threadFile } from '../thread-file.ts'
import { Connection } from './connection.ts'
import type { Crew, Member } from './crew.ts'
import type { Range } from './range.ts'
import type { Overseer, StintEnd } from './overseer.ts'
import { RangeRunner, type RunnerOptions } from './range-runner.ts'
import {
  flag,
  inbound,
  type FromThread,
  type Inbound,
  type ThreadTask,
  type ToThread,
} from './thread-messages.ts'
import type { Stint } from './stint.ts'
import { threadPool } from './threads.ts'

export interface ThreadsOptions {
  readonly threads: number
  /** As for `--adapter`. */
  readonly adapter: string
  /** For one answer of the adapter, in milliseconds. */
  readonly timeoutMs: number
  readonly options: RunnerOptions
  /** What they run. */
  readonly file?: URL
}

/**
 * @throws AdapterUnavailable where one of the T-Servers cannot be reached, or is another one.
 */
export async function crewOfThreads(started: ThreadsOptions): Promise<Crew> {
  const { threads, file = threadFile('run/range-thread') } = started
  const pool = threadPool(file, threads)
  const flags = new Int32Array(new SharedArrayBuffer(8))
  const { profile, seed, maxParties, maxSteps, exhaust, prove, inFlight } = started.options
  const options = { profile, seed, maxParties, maxSteps, exhaust, prove, inFlight }
  const members = Array.from({ length: threads }, (_, at) => {
    const { adapter, timeoutMs } = started
    return new Thread(pool, { flags, adapter, timeoutMs, worker: at + 1, options })
  })
  try {
    const ready = await Promise.all(members.map((member) => member.ready()))
    const [first, ...others] = ready
    if (first === undefined) throw new RangeError('A crew has one member at the least.')
    if (others.some((other) => !isDeepStrictEqual(other, first)))
      throw new AdapterUnavailable(
        'the T-Servers of the workers say different things of themselves; --workers needs T-Servers alike',
      )
    const { implementation, capabilities } = first
    return {
      ...{ implementation, capabilities, members },
      before: (use) => withOneMore(started, use),
      close: () => closed(members, pool),
    }
  } catch (error) {
    await pool.destroy()
    throw error
  }
}

/** In this thread, for as long as it takes. */
async function withOneMore<T>(
  { adapter, timeoutMs, options }: ThreadsOptions,
  use: (runner: RangeRunner) => Promise<T>,
): Promise<T> {
  const connection = await Connection.open(await openAdapter(adapter, { timeoutMs }))
  try {
    return await use(new RangeRunner(options, connection))
  } finally {
    await connection.close()
  }
}

async function closed(members: readonly Thread[], pool: Piscina): Promise<string | undefined> {
  try {
    const failures = await Promise.all(members.map((member) => member.close()))
    return failures.find((failure) => failure !== undefined)
  } finally {
    await pool.destroy()
  }
}

class Thread implements Member {
  readonly #port: MessagePort
  readonly #flags: Int32Array
  readonly #inbound: Inbound<FromThread>
  #broken = false
  /** It runs a range, and listens to nothing else. */
  #busy = false

  constructor(pool: Piscina, task: Omit<ThreadTask, 'port'>) {
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    this.#flags = task.flags
    this.#inbound = inbound<FromThread>(port1)
    const whole: ThreadTask = { ...task, port: port2 }
    // Where it fails when nobody waits for it, the next one who asks hears of it.
    pool.run(whole, { transferList: [port2] }).catch((error: unknown) => {
      this.#broken = true
      this.#inbound.end(error)
    })
  }

  async ready(): Promise<Pick<Crew, 'implementation' | 'capabilities'>> {
    const said = await this.#inbound.next()
    if (said.say === 'unavailable') throw unavailable(said)
    if (said.say !== 'ready') throw new Error(`A thread began by saying "${said.say}".`)
    const { implementation, capabilities } = said
    return { implementation, capabilities }
  }

  async run(stint: Stint, overseer: Overseer, ahead?: Range): Promise<StintEnd> {
    this.#busy = true
    const { known } = overseer
    this.#say({ say: 'run', stint, known, ...(ahead === undefined ? {} : { ahead }) })
    for (;;) {
      const said = await this.#inbound.next()
      if (said.say === 'ended') {
        this.#busy = false
        return said.end
      }
      await this.#answer(said, overseer)
      await this.#raiseFlags(overseer)
    }
  }

  async #answer(said: FromThread, overseer: Overseer): Promise<void> {
    switch (said.say) {
      case 'progress':
        return overseer.progress(said.scripts, said.busy)
      case 'decide': {
        const decision = await overseer.decide(said.done, said.failure)
        const { known } = overseer
        return this.#say({ say: 'decided', decision, known })
      }
      case 'found': {
        const goOn = await overseer.found(said.found, said.failure)
        return this.#say({ say: 'noted', goOn })
      }
      default:
        throw new Error(`A thread that runs a range said "${said.say}".`)
    }
  }

  async #raiseFlags(overseer: Overseer): Promise<void> {
    if (await overseer.isOver()) Atomics.store(this.#flags, flag.over, 1)
    if (overseer.interrupted()) Atomics.store(this.#flags, flag.interrupted, 1)
  }

  /** @returns how its adapter failed, as `Crew.close` does. One that is broken, or busy, is left to be ended. */
  async close(): Promise<string | undefined> {
    try {
      if (this.#broken || this.#busy) return undefined
      this.#say({ say: 'close' })
      const said = await this.#inbound.next()
      return said.say === 'closed' ? said.why : undefined
    } finally {
      this.#port.close()
    }
  }

  #say(message: ToThread): void {
    this.#port.postMessage(message)
  }
}

function unavailable({
  why,
  inHandshake,
}: Extract<FromThread, { readonly say: 'unavailable' }>): AdapterUnavailable {
  const cause = new AdapterFailure('protocol-error', why)
  return new AdapterUnavailable(why, inHandshake ? { cause } : {})
}
