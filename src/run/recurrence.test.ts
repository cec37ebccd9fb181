import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { call, release } from '../tserver/one-call.ts'
import { Connection } from './connection.ts'
import { sometimes } from './fake-tserver.fixture.ts'
import { Recurrence, repetitionsFor } from './recurrence.ts'
import { tryScript } from './trial.ts'

const script = call('A B C', release('A'))
const profile = profiles.default

/** Of a failure in the first call, with the fault in later ones, counted from 1 after it. */
async function recurrence(faulty: (call: number) => boolean, interrupted?: () => boolean) {
  const adapter = sometimes('released-missing', (call) => call === 1 || faulty(call - 1))
  const connection = await Connection.open(adapter)
  const first = await tryScript(script, connection, profile)
  if (!first.failed) throw new Error('the first call is to fail')
  return new Recurrence(first, { connection, profile, interrupted })
}

describe('how often a candidate is run', () => {
  // The smallest n with (1 - rate)^n < 0.05, by hand.
  test.each([
    [5, 5, 1],
    [4, 5, 2],
    [3, 5, 4],
    [2, 5, 6],
    [1, 5, 14],
    [1, 10, 20],
  ])('that was made of one that failed %i of %i times', (failed, of, times) => {
    expect(repetitionsFor({ failed, of })).toBe(times)
  })
})

describe('a failure', () => {
  test('comes again within so many runs, or not; one is enough', async () => {
    const second = await recurrence((call) => call === 2)
    expect(await second.failsWithin(script, 5)).toBe(true)
    expect(second.executions).toBe(2)
    const third = await recurrence((call) => call === 3)
    expect(await third.failsWithin(script, 2)).toBe(false)
    expect(third.executions).toBe(2)
  })

  test('comes each time, or not; one is enough', async () => {
    const always = await recurrence(() => true)
    expect(await always.failsEachTime(script)).toBe(true)
    expect(always.executions).toBe(5)
    const once = await recurrence((call) => call !== 3)
    expect(await once.failsEachTime(script)).toBe(false)
    expect(once.executions).toBe(3)
  })

  test('comes so often: of 5 runs where it is steady, and else of 10', async () => {
    const odd = (call: number): boolean => call % 2 === 1
    expect(await (await recurrence(odd)).rate(script)).toEqual({ failed: 3, of: 5 })
    expect(await (await recurrence(odd)).exactRate(script, true)).toEqual({ failed: 5, of: 10 })
    const always = () => true
    expect(await (await recurrence(always)).exactRate(script, true)).toEqual({ failed: 5, of: 5 })
    // Five in a row may be luck, where it did not come each time before.
    expect(await (await recurrence(always)).exactRate(script, false)).toEqual({
      failed: 10,
      of: 10,
    })
  })

  test('is not looked for any more where that is interrupted', async () => {
    let asked = 0
    const stopped = await recurrence(
      () => true,
      () => ++asked > 2,
    )
    expect(await stopped.rate(script)).toEqual({ failed: 2, of: 2 })
    const never = await recurrence(
      () => false,
      () => true,
    )
    expect(await never.failsWithin(script, 5)).toBe(false)
    expect(never.executions).toBe(1)
  })

  test('by another rule is not the same', async () => {
    const other = call('A B', release('A'))
    const steady = await recurrence(() => true)
    expect(await steady.fails(other)).toBe(false)
  })
})
