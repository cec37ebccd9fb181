import { describe, expect, test } from 'vitest'
import { embedded } from '../tserver/embedded.ts'
import { campaign } from './campaign.fixture.ts'
import { dimensionsOf } from './dimensions.ts'
import { lateBy } from './fake-tserver.fixture.ts'
import { scriptsPerRange } from './range.ts'

const size = { parties: 3, steps: 1, calls: 1 }

describe('a run by enumeration', () => {
  test('runs every script once, and conforms, even where that exercises little', async () => {
    const { verdict, stats, exhaust, options } = await campaign({ exhaust: size })
    const scripts = exhaust?.scripts ?? NaN
    expect(scripts).toBeGreaterThan(100)
    expect(exhaust).toEqual({ ...size, scripts })
    expect([verdict, stats.scripts, options.runs]).toEqual(['conforms', scripts, scripts])
  })

  test('runs its shard', async () => {
    const shards = await Promise.all(
      [1, 2].map((index) => campaign({ exhaust: size, shard: { index, count: 2 } })),
    )
    const [one, other] = shards.map(({ stats }) => stats.scripts)
    const scripts = shards[0]?.exhaust?.scripts ?? NaN
    expect((one ?? NaN) + (other ?? NaN)).toBe(scripts)
    expect(Math.abs((one ?? NaN) - (other ?? NaN))).toBeLessThanOrEqual(scriptsPerRange)
    expect(shards[1]?.shard).toEqual({ index: 2, count: 2 })
  })

  test('that ends before all were run is judged by what it exercised', async () => {
    let now = 0
    const { verdict, incomplete, stats, exhaust } = await campaign({
      exhaust: { ...size, steps: 2 },
      time: 1,
      now: () => now++,
    })
    expect(stats.scripts).toBeLessThan(exhaust?.scripts ?? 0)
    expect(verdict).toBe('incomplete')
    expect(incomplete).toContain('nothing exercised')
  })

  test('finds at once what is the smallest', async () => {
    const adapter = embedded('released-missing')
    const { findings } = await campaign({
      adapter,
      exhaust: { ...size, steps: 2 },
      maxFindings: 1,
      prove: { executions: 100_000 },
    })
    expect(findings).toMatchObject([{ rules: ['released-once'], minimal: 'proved' }])
    expect(findings.map(({ script }) => dimensionsOf(script).parties)).toEqual([3])
  })

  test('finds what comes late of a script that ended long before', async () => {
    // The first script but one: the first party of a call of two releases.
    const { findings } = await campaign({
      adapter: lateBy(2, 100),
      exhaust: { ...size, steps: 2 },
    })
    expect(findings.flatMap(({ rules }) => rules)).toContain('late')
  })
})
