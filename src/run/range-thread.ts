/** What a thread does that runs ranges: on a T-Server of its own, as it is told. */
import { openAdapter } from '../adapter/adapter-spec.ts'
import { AdapterUnavailable } from '../adapter/adapter.ts'
import { Connection } from './connection.ts'
import type { Busy, Overseer } from './overseer.ts'
import { RangeRunner } from './range-runner.ts'
import {
  flag,
  inbound,
  type FromThread,
  type Known,
  type ThreadTask,
  type ToThread,
} from './thread-messages.ts'

/** Milliseconds between two reports. */
const reportEvery = 100

/** Ends when it is told to. An error is a fault of the harness. */
export default async function runRanges(task: ThreadTask): Promise<void> {
  const { port, worker, options } = task
  // For a bridge, or a module, that must know which T-Server is its own.
  process.env['PARTYLINE_WORKER'] = String(worker)
  const { next: said } = inbound<ToThread>(port)
  const connection = await opened(task)
  if (connection === undefined) return port.close()
  const runner = new RangeRunner(options, connection)
  for (;;) {
    const told = await said()
    if (told.say === 'close') break
    if (told.say !== 'run') throw new Error(`A thread was told "${told.say}", and had not asked.`)
    const end = await runner.run(told.stint, overseerOf(task, said, told.known), told.ahead)
    say(task, { say: 'ended', end })
  }
  const why = await connection.end()
  say(task, { say: 'closed', ...(why === undefined ? {} : { why }) })
  port.close()
}

async function opened(task: ThreadTask): Promise<Connection | undefined> {
  try {
    const adapter = await openAdapter(task.adapter, { timeoutMs: task.timeoutMs })
    const connection = await Connection.open(adapter)
    const { implementation, capabilities } = connection.tserver
    say(task, { say: 'ready', implementation, capabilities })
    return connection
  } catch (error) {
    if (!(error instanceof AdapterUnavailable)) throw error
    const inHandshake = error.cause !== undefined
    say(task, { say: 'unavailable', why: error.message, inHandshake })
    return undefined
  }
}

/** Who decides is in another thread. */
function overseerOf(task: ThreadTask, said: () => Promise<ToThread>, first: Known): Overseer {
  const is = (place: number): boolean => Atomics.load(task.flags, place) === 1
  let known = first
  let reported = performance.now()
  return {
    get known() {
      return known
    },
    now: () => performance.now(),
    interrupted: () => is(flag.interrupted),
    async isOver() {
      await new Promise((resolve) => setImmediate(resolve))
      return is(flag.over)
    },
    progress(scripts, busy) {
      const now = performance.now()
      if (now - reported < reportEvery) return
      reported = now
      say(task, { say: 'progress', scripts, ...busyWith(busy) })
    },
    async decide(done, failure) {
      say(task, { say: 'decide', done, failure })
      const told = await said()
      if (told.say !== 'decided') throw new Error(`A thread asked, and was told "${told.say}".`)
      known = told.known
      return told.decision
    },
    async found(found, failure) {
      say(task, { say: 'found', found, failure })
      const told = await said()
      if (told.say !== 'noted') throw new Error(`A thread reported, and was told "${told.say}".`)
      return told.goOn
    },
  }
}

function busyWith(busy: Busy | undefined): { readonly busy?: Busy } {
  return busy === undefined ? {} : { busy }
}

function say({ port }: ThreadTask, message: FromThread): void {
  port.postMessage(message)
}
