/** Tries T-Servers in worker threads, one at a time in each. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { shown } from '../adapter/shown.ts'
import { threadFile } from '../thread-file.ts'
import type { Assignment, Tried } from './selftest.ts'

export interface WorkerPoolOptions {
  /** How many threads. */
  readonly workers: number
  /** Ends them all, at once. */
  readonly interrupted: AbortSignal
  /** What they run. */
  readonly file?: URL
}

/**
 * Ends when all T-Servers have been tried, or the work was interrupted, or a thread has failed; all
 * threads are gone then.
 * @param ended called with the index of each that was tried to its end, as soon as it was.
 * @throws Error what was thrown in a thread, which is a fault of the harness, with its stack.
 */
export async function inWorkers(
  assignments: readonly Assignment[],
  ended: (at: number, tried: Tried) => void,
  { workers, interrupted, file = threadFile('selftest/worker') }: WorkerPoolOptions,
): Promise<void> {
  const failed = new AbortController()
  const stop = AbortSignal.any([interrupted, failed.signal])
  const queue = assignments.entries()
  const work = async (): Promise<void> => {
    const worker = new Worker(file)
    const gone = end(worker)
    try {
      for (const [at, assignment] of queue) ended(at, await answer(worker, gone, assignment, stop))
    } catch (error) {
      if (stop.aborted) return
      failed.abort()
      throw error
    } finally {
      await worker.terminate()
    }
  }
  const threads = Array.from({ length: Math.min(workers, assignments.length) }, work)
  for (const ended of await Promise.allSettled(threads))
    if (ended.status === 'rejected') throw ended.reason
}

/** @param gone rejects when the thread ends. */
async function answer(
  worker: Worker,
  gone: Promise<never>,
  assignment: Assignment,
  stop: AbortSignal,
): Promise<Tried> {
  stop.throwIfAborted()
  worker.postMessage(assignment)
  try {
    const [tried] = await Promise.race([once(worker, 'message', { signal: stop }), gone])
    return tried
  } catch (error) {
    if (stop.aborted) throw error
    const why = error instanceof Error ? (error.stack ?? error.message) : shown(error)
    throw new Error(`the run against ${assignment.adapter} failed: ${why}`, { cause: error })
  }
}

/** Rejects with what was thrown in a thread, or when it ends otherwise. */
function end(worker: Worker): Promise<never> {
  const gone = new Promise<never>((_, reject) => {
    worker.on('error', reject)
    worker.on('exit', (status) => reject(new Error(`its thread ended with status ${status}`)))
  })
  // After all is done, or was told to stop, nobody waits for it.
  gone.catch(() => undefined)
  return gone
}
