/** Several ranges in a row are as one after the other; campaigns of ranges have tests of their own. */
import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { AdapterFailure, type Adapter } from '../adapter/adapter.ts'
import { embedded } from '../tserver/embedded.ts'
import { Connection } from './connection.ts'
import { changed } from './fake-tserver.fixture.ts'
import type { Done, Overseer } from './overseer.ts'
import { untroubled } from './overseer.fixture.ts'
import { RangeRunner, type RunnerOptions } from './range-runner.ts'
import type { Stint } from './stint.ts'

const options: RunnerOptions = { profile: profiles.default, seed: 1, maxParties: 8, maxSteps: 12 }

/** Of a shard: the ranges between them are those of others. */
const stint: Stint = [
  { from: 0, to: 100 },
  { from: 200, to: 300 },
  { from: 400, to: 450 },
]

async function run(
  stint: Stint,
  told: Partial<Overseer> = {},
  { adapter = embedded(), inFlight }: { adapter?: Adapter; inFlight?: number } = {},
) {
  const connection = await Connection.open(adapter)
  const runner = new RangeRunner({ ...options, inFlight }, connection)
  const end = await runner.run(stint, { ...untroubled, ...told })
  await connection.close()
  return end
}

function added(parts: readonly Done[]) {
  const situations = new Map<number, number>()
  for (const [situation, times] of parts.flatMap((done) => done.situations))
    situations.set(situation, (situations.get(situation) ?? 0) + times)
  const sum = (of: (done: Done) => number) => parts.reduce((total, done) => total + of(done), 0)
  return {
    scripts: sum(({ counts }) => counts.scripts),
    events: sum(({ counts }) => counts.events),
    situations,
    lastEnded: parts.at(-1)?.lastEnded,
  }
}

describe.each([1, 8])('ranges in a row, with %i scripts in flight,', (inFlight) => {
  test('come to what they come to one by one', async () => {
    const whole = await run(stint, {}, { inFlight })
    const parts = await Promise.all(stint.map((range) => run([range], {}, { inFlight })))
    expect(whole.next).toBe(450)
    expect(whole.done.counts.scripts).toBe(250)
    expect(added([whole.done])).toEqual(added(parts.map(({ done }) => done)))
  })

  test('are left between two where they take long and the run is over', async () => {
    let hours = 0
    let scripts = 0
    const { next, done } = await run(
      stint,
      {
        now: () => 3_600_000 * hours++,
        progress: (told) => (scripts = told),
        isOver: () => Promise.resolve(scripts >= 100),
      },
      { inFlight },
    )
    expect(next).toBe(200)
    expect(done.counts.scripts).toBe(100)
  })

  test('are run to their end, and nobody is asked, where they take no time', async () => {
    const { next } = await run(stint, { isOver: () => Promise.resolve(true) })
    expect(next).toBe(450)
  })
})

describe('an adapter that fails from the second range on', () => {
  /** Starts of the embedded T-Server come with each range, and after each failure. */
  function failing(): Adapter {
    let starts = 0
    const adapter = changed(embedded(), (tserver) => {
      const start = ++starts
      return {
        send(request) {
          if (start > 1) throw new AdapterFailure('crash', 'gone', [])
          return tserver.send(request)
        },
      }
    })
    return { ...adapter, disposable: true }
  }

  test('has ended scripts of the first: whoever decides is told of the last of them', async () => {
    const told: Done[] = []
    const first = await run([stint[0]])
    const decide: Overseer['decide'] = (done) => {
      told.push(done)
      return Promise.resolve({ do: 'end' })
    }
    const { next } = await run(stint, { decide }, { adapter: failing() })
    expect(told).toHaveLength(1)
    expect(told[0]?.lastEnded).toEqual(first.done.lastEnded)
    expect(told[0]?.counts.scripts).toBeGreaterThan(100)
    expect(next).toBeLessThan(300)
  })
})
