import { describe, expect, test } from 'vitest'
import { AdapterUnavailable } from '../adapter/adapter.ts'
import { embedded } from '../tserver/embedded.ts'
import { campaign, exercised } from './campaign.fixture.ts'
import { answeringLater, changed } from './fake-tserver.fixture.ts'

describe('a campaign ends', () => {
  test('after so many findings', async () => {
    const { findings, stats, verdict } = await campaign({
      adapter: embedded('call-state-always-conferenced'),
      maxFindings: 1,
    })
    expect(findings).toHaveLength(1)
    expect(stats.scripts).toBeLessThan(10)
    expect(verdict).toBe('violates')
  })

  test('after so much time, and is complete', async () => {
    let asked = 0
    const { verdict, incomplete, stats } = await campaign({
      runs: 1_000_000,
      time: 10_000,
      now: () => 1000 * asked++,
    })
    expect({ verdict, incomplete }).toEqual({ verdict: 'conforms', incomplete: undefined })
    expect(stats.scripts).toBeLessThan(2000)
    expect(stats.seconds).toBeGreaterThanOrEqual(10)
  })

  test('after so much time, however long a script takes', async () => {
    let now = 0
    // One call a script: of one step, it is all that there is room for.
    const slow = changed(answeringLater(embedded()), (tserver) => ({
      capabilities: { maxParties: 8 },
      establish(dns, unmonitored) {
        now += 1000
        return tserver.establish(dns, unmonitored)
      },
    }))
    const { stats } = await campaign({ adapter: slow, maxSteps: 1, time: 10_000, now: () => now })
    expect(stats.scripts).toBe(10)
  })

  test('when it is interrupted, incomplete', async () => {
    let asked = 0
    const { verdict, incomplete, stats } = await campaign({ interrupted: () => ++asked > 3 })
    expect({ verdict, incomplete }).toEqual({ verdict: 'incomplete', incomplete: 'interrupted' })
    expect(stats.scripts).toBeGreaterThan(0)
    expect(stats.scripts).toBeLessThan(1000)
  })

  test('when it is interrupted, and keeps what it has found', async () => {
    let asked = 0
    const result = await campaign({
      adapter: embedded('released-missing'),
      interrupted: () => ++asked > 3,
    })
    expect(result).toMatchObject({ verdict: 'violates', incomplete: 'interrupted' })
    expect(result.findings).toHaveLength(1)
  })

  test('with a shutdown of the T-Server, also by a fault of ours', async () => {
    const ends: string[] = []
    const adapter = changed(embedded(), () => ({ shutdown: () => void ends.push('shutdown') }))
    await campaign({ adapter, runs: 10 })
    expect(ends).toEqual(['shutdown'])
    const broken = changed(adapter, () => ({
      fence() {
        throw new TypeError('no such thing')
      },
    }))
    await expect(campaign({ adapter: broken })).rejects.toThrow(TypeError)
    expect(ends).toEqual(['shutdown', 'shutdown'])
  })

  test('before it begins, where there is no T-Server', async () => {
    const nowhere = {
      connect() {
        throw new AdapterUnavailable('no such command')
      },
    }
    await expect(campaign({ adapter: nowhere })).rejects.toThrow(AdapterUnavailable)
  })
})

describe('a campaign that exercised too little', () => {
  test('is incomplete, and says what is missing', async () => {
    const result = await campaign({ runs: 20, maxParties: 3 })
    const missing = result.coverage.filter((one) => one.applicable && one.exercised === 0)
    expect(missing).not.toEqual([])
    expect(missing.length).toBeLessThan(10)
    expect(result).toMatchObject({
      verdict: 'incomplete',
      incomplete: `nothing exercised ${missing.map(({ clause }) => clause).join(', ')}`,
    })
  })

  test('is complete where calls of two have only one printed clause to exercise', async () => {
    const result = await campaign({ maxParties: 2 })
    expect(result.verdict).toBe('conforms')
    expect(exercised(result, 'release')).toBeGreaterThan(0)
    for (const clause of ['release-from-conference', 'delete-from-conference', 'footnote-ok'])
      expect(exercised(result, clause)).toBe(0)
  })

  test('violates all the same, where it found something', async () => {
    const { verdict, incomplete } = await campaign({
      adapter: embedded('released-twice'),
      maxFindings: 1,
    })
    expect({ verdict, incomplete }).toEqual({ verdict: 'violates', incomplete: undefined })
  })
})
