/** A worker thread that does what the name of its T-Server says. */
import { parentPort } from 'node:worker_threads'

parentPort?.on('message', ({ adapter }) => {
  if (adapter === 'throws') throw new Error('thrown on purpose')
  if (adapter === 'rejects') void Promise.reject('rejected on purpose')
  if (adapter === 'exits') process.exit(7)
  // `passedAll` of tried.fixture.ts.
  if (adapter === 'conforms') parentPort?.postMessage({ verdict: 'conforms', scripts: 5000 })
})
