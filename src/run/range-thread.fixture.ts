/** A thread that does what the name of its adapter says, once it is to run a range. */
import { once } from 'node:events'
import type { FromThread, ThreadTask } from './thread-messages.ts'

export default async function pretend({ port, adapter, worker }: ThreadTask): Promise<void> {
  const name = adapter === 'differs' ? `told-${worker}` : 'told'
  const ready: FromThread = { say: 'ready', implementation: { name }, capabilities: {} }
  port.postMessage(ready)
  await once(port, 'message')
  if (adapter === 'exits') process.exit(7)
  throw new Error('thrown on purpose')
}
