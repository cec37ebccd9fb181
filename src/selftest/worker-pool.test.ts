import type { Worker } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { faults } from '../tserver/faults.ts'
import type { Assignment, Tried } from './selftest.ts'
import { passedAll } from './tried.fixture.ts'
import { inWorkers } from './worker-pool.ts'

const how = { profile: 'default', seed: 1, runs: 2000, prove: 1000 }
const never = new AbortController().signal

/** Every eighth fault, and a correct T-Server. */
const spread: readonly Assignment[] = [
  { adapter: 'embedded:nondeterministic', ...how },
  ...faults
    .filter((_, at) => at % 8 === 0)
    .map(({ name, profile = 'default' }) => ({ adapter: `embedded:${name}`, ...how, profile })),
]

async function triedBy(workers: number): Promise<readonly (Tried | undefined)[]> {
  const all = new Map<number, Tried>()
  const ended = (at: number, tried: Tried): void => void all.set(at, tried)
  await inWorkers(spread, ended, { workers, interrupted: never })
  return spread.map((_, at) => all.get(at))
}

const file = new URL('./worker.fixture.mjs', import.meta.url)

/** What threads that only pretend have tried, in the order in which that ended. */
async function pretended(adapters: readonly string[], workers: number, interrupted = never) {
  const tried: string[] = []
  const assignments = adapters.map((adapter) => ({ adapter, ...how }))
  const ended = (at: number, come: Tried): void => {
    expect(come).toEqual(passedAll)
    tried.push(adapters[at] ?? '')
  }
  await inWorkers(assignments, ended, { workers, interrupted, file })
  return tried
}

/** All threads that were started since, by their ids; -1 of each that is gone. */
function startedThreads(): () => readonly number[] {
  const threads: Worker[] = []
  const note = (worker: Worker): void => void threads.push(worker)
  process.on('worker', note)
  onTestFinished(() => void process.off('worker', note))
  return () => threads.map(({ threadId }) => threadId)
}

describe('worker threads', () => {
  it('try every T-Server, and find the same however many they are', async () => {
    const [one, two] = [await triedBy(1), await triedBy(2)]
    expect(one.map((tried) => tried?.verdict)).toEqual(
      spread.map((_, at) => (at === 0 ? 'conforms' : 'violates')),
    )
    expect(two).toEqual(one)
  })

  it.each([1, 2, 9])('are as many as are asked for, or as there is work: %i', async (workers) => {
    const threads = startedThreads()
    expect(await pretended(['conforms', 'conforms', 'conforms'], workers)).toHaveLength(3)
    expect(threads()).toEqual(Array(Math.min(workers, 3)).fill(-1))
    expect(await pretended([], workers)).toEqual([])
  })

  it.each([
    ['throws', /^the run against throws failed: Error: thrown on purpose\n.*worker\.fixture/s],
    ['rejects', /^the run against rejects failed: .*rejected on purpose/s],
    ['exits', /^the run against exits failed: Error: its thread ended with status 7\n/],
  ])('end with the error of one that %s, though another one hangs', async (fails, error) => {
    const threads = startedThreads()
    await expect(pretended(['hangs', fails, 'conforms'], 2)).rejects.toThrow(error)
    expect(threads()).toEqual([-1, -1])
  })

  it('end with what is wrong with a T-Server that there is not', async () => {
    const tryOne = (assignment: Partial<Assignment>): Promise<void> => {
      const assignments = [{ adapter: 'embedded', ...how, ...assignment }]
      return inWorkers(assignments, () => undefined, { workers: 1, interrupted: never })
    }
    await expect(tryOne({ adapter: 'embedded:nonsense' })).rejects.toThrow('no fault "nonsense"')
    await expect(tryOne({ profile: 'nonsense' })).rejects.toThrow('there is no profile nonsense')
  })

  it('are gone when they are interrupted, even one that hangs', async () => {
    const threads = startedThreads()
    const interrupted = new AbortController()
    const assignments = ['hangs', 'conforms', 'conforms'].map((adapter) => ({ adapter, ...how }))
    const all: number[] = []
    const ended = (at: number): void => {
      all.push(at)
      interrupted.abort()
    }
    await inWorkers(assignments, ended, { workers: 2, interrupted: interrupted.signal, file })
    expect(all).toEqual([1])
    expect(threads()).toEqual([-1, -1])
  })

  it('try nothing where they are interrupted before', async () => {
    expect(await pretended(['conforms', 'hangs'], 2, AbortSignal.abort())).toEqual([])
  })
})
