/** What a worker thread of a selftest does. An error ends it, and is told to who has started it. */
import { parentPort } from 'node:worker_threads'
import type { Assignment } from './selftest.ts'
import { tryTServer } from './try-tserver.ts'

parentPort?.on('message', async (assignment: Assignment) => {
  parentPort?.postMessage(await tryTServer(assignment))
})
