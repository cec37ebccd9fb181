/** Worker threads, each of which runs the default export of a file, for one task at a time. */
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { giveThreadsRoom } from './garbage.ts'

/** @param file whose default export takes a task, and returns what comes of it. */
export function threadPool(file: URL, threads: number): Piscina {
  giveThreadsRoom()
  return new Piscina({
    filename: fileURLToPath(file),
    minThreads: threads,
    maxThreads: threads,
    // Of scripts that pass nothing is kept: with more room for what is young, most of it is never copied.
    resourceLimits: { maxYoungGenerationSizeMb: 96 },
    // A thread that waits for its next task must still hear from what it has started.
    atomics: 'disabled',
  })
}
