/** Tries T-Servers in worker threads, one at a time in each. */
import { extname } from 'node:path'
import { shown } from '../adapter/shown.ts'
import { threadPool } from '../run/threads.ts'
import type { Assignment, Tried } from './selftest.ts'

/** Beside this file, in the sources and in the build. */
const workerFile = new URL(`./worker${extname(import.meta.url)}`, import.meta.url)

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
  { workers, interrupted, file = workerFile }: WorkerPoolOptions,
): Promise<void> {
  if (interrupted.aborted || assignments.length === 0) return
  const pool = threadPool(file, Math.min(workers, assignments.length))
  const stopped = once(interrupted)
  try {
    const all = assignments.map(async (assignment, at) => {
      const tried: Tried = await pool.run(assignment).catch((error: unknown) => {
        const why = error instanceof Error ? (error.stack ?? error.message) : shown(error)
        throw new Error(`the run against ${assignment.adapter} failed: ${why}`, { cause: error })
      })
      if (!interrupted.aborted) ended(at, tried)
    })
    await Promise.race([Promise.all(all), stopped])
  } finally {
    await pool.destroy()
  }
}

function once(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
