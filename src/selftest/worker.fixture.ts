/** A worker thread that does what the name of its T-Server says. */
import { parentPort } from 'node:worker_threads'
import type { Assignment } from './selftest.ts'
import { passedAll } from './tried.fixture.ts'

parentPort?.on('message', ({ adapter }: Assignment) => {
  if (adapter === 'throws') throw new Error('thrown on purpose')
  if (adapter === 'rejects') void Promise.reject('rejected on purpose')
  if (adapter === 'exits') process.exit(7)
  if (adapter === 'conforms') parentPort?.postMessage(passedAll)
})
