/** A thread that does what the name of its adapter says, once it is to run a range. */
import { once } from 'node:events'

export default async function pretend({ port, adapter, worker }) {
  const name = adapter === 'differs' ? `told-${worker}` : 'told'
  port.postMessage({ say: 'ready', implementation: { name }, capabilities: {} })
  await once(port, 'message')
  if (adapter === 'exits') process.exit(7)
  throw new Error('thrown on purpose')
}
