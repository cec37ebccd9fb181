/** A night is long: of what threads have said, nothing is kept. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { crewOfThreads } from './crew-of-threads.ts'
import { untroubled } from './overseer.fixture.ts'
import type { Done } from './overseer.ts'

/** Collects all garbage, of whatever generation. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const gc: unknown = runInNewContext('gc')
  if (typeof gc !== 'function') throw new TypeError('V8 has no gc.')
  gc()
}

test('what a thread has told of a stint is not kept', async () => {
  const crew = await crewOfThreads({
    threads: 1,
    adapter: 'embedded',
    timeoutMs: 5000,
    options: { profile: profiles.default, seed: 1, maxParties: 8, maxSteps: 12 },
  })
  try {
    const [member] = crew.members
    const told: WeakRef<Done>[] = []
    for (let from = 0; from < 1000; from += 100) {
      const end = await member?.run([{ from, to: from + 100 }], untroubled)
      if (end === undefined) throw new Error('The crew has no member.')
      expect(end.next).toBe(from + 100)
      told.push(new WeakRef(end.done))
    }
    // What a WeakRef was asked for in this turn of the event loop lives until it ends.
    await new Promise((resolve) => setImmediate(resolve))
    collectGarbage()
    const kept = told.filter((one) => one.deref() !== undefined)
    // The last one may still stand in this function's frame.
    expect(kept.length).toBeLessThanOrEqual(1)
  } finally {
    await crew.close()
  }
})
