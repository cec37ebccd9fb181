import { describe, expect, test } from 'vitest'
import { embedded } from '../tserver/embedded.ts'
import { campaign } from './campaign.fixture.ts'
import type { RunResult } from './finding.ts'
import { mergeRuns } from './merge-runs.ts'

const count = 3
const shards: readonly RunResult[] = await Promise.all(
  Array.from({ length: count }, (_, at) =>
    campaign({
      adapter: embedded('released-missing'),
      runs: 600,
      shard: { index: at + 1, count },
    }),
  ),
)

const named = (runs: readonly (RunResult | Error)[]) =>
  runs.map((run, at) => ({ where: `dir-${at + 1}`, run }))

function merged(runs: readonly (RunResult | Error)[]): RunResult {
  const result = mergeRuns(named(runs))
  if (result === undefined) throw new Error('nothing was merged')
  return result
}

/** Those of the three that are named, from 1. */
const only = (...indexes: readonly number[]): readonly RunResult[] =>
  indexes.flatMap((index) => shards[index - 1] ?? [])

describe('shards', () => {
  test('are one run, whatever their order', async () => {
    const whole = await campaign({ adapter: embedded('released-missing'), runs: 600 })
    expect(merged(only(3, 1, 2))).toEqual(whole)
    expect(merged(only(1, 2, 3))).toEqual(whole)
  })

  test('that find the same have one finding, which is counted in all of them', () => {
    const { findings } = merged(shards)
    expect(findings).toHaveLength(1)
    const occurrences = shards.map(({ findings: [finding] }) => finding?.occurrences ?? 0)
    expect(findings[0]?.occurrences).toBe(occurrences.reduce((sum, one) => sum + one, 0))
  })

  test('that cannot be read at all are no result', () => {
    expect(mergeRuns(named([new Error('dir-1 cannot be read')]))).toBeUndefined()
    expect(mergeRuns([])).toBeUndefined()
  })

  test('add up seconds', () => {
    const timed = shards.map((run) => ({ ...run, stats: { ...run.stats, seconds: 0.1 } }))
    expect(merged(timed).stats.seconds).toBe(0.3)
  })
})

describe('a result is incomplete, with what there is, where a shard', () => {
  test.each([
    ['is missing', () => only(1, 3), 'shard 2 of 3 is missing'],
    ['is the only one', () => only(3), 'shards 1, 2 of 3 are missing'],
    ['is doubled', () => only(1, 2, 3, 2), 'dir-4 is shard 2 of 3 once more, as dir-2'],
    [
      'is of another seed',
      () => [...only(1, 2), ...only(3).map((run) => ({ ...run, seed: 8 }))],
      'dir-3 is of another run than dir-1: its seed is 8, and not 1; shard 3 of 3 is missing',
    ],
    [
      'has another profile',
      () => [
        ...only(1, 2),
        ...only(3).map((run) => ({
          ...run,
          profile: { ...run.profile, refusal: 'silent' as const },
        })),
      ],
      'its profile is another one',
    ],
    ['cannot be read', () => [...only(1, 2), new Error('dir-3 is torn')], 'dir-3 is torn'],
  ])('%s', (_, runs, why) => {
    const { verdict, incomplete, findings } = merged(runs())
    expect(verdict).toBe('incomplete')
    expect(incomplete).toContain(why)
    expect(findings).toHaveLength(1)
  })

  test('has lost its T-Server; not where it was interrupted, and something was found', () => {
    const cut = (outweighs: boolean) =>
      only(1, 2, 3).map((run, at) =>
        at === 1 ? { ...run, cut: { why: 'it is gone', outweighs } } : run,
      )
    expect(merged(cut(true))).toMatchObject({
      verdict: 'incomplete',
      incomplete: 'shard 2 of 3: it is gone',
    })
    expect(merged(cut(false)).verdict).toBe('violates')
  })
})

test('what no shard has exercised alone, they may have exercised together', async () => {
  const runs = []
  for (let index = 1; index <= 2; index++)
    runs.push(await campaign({ runs: 200, shard: { index, count: 2 } }))
  const together = merged(runs)
  expect(together).toEqual(await campaign({ runs: 200 }))
  const gate = { clauses: new Map([['release', 1_000_000]]), transitions: new Map() }
  expect(mergeRuns(named(runs), { requiredCoverage: gate })?.incomplete).toContain(
    'the required coverage is not met',
  )
})

test('what is known does not decide the verdict of shards', () => {
  expect(mergeRuns(named(shards), { isNew: () => false })?.verdict).toBe('conforms')
  expect(mergeRuns(named(shards), { isNew: () => true })?.verdict).toBe('violates')
})
