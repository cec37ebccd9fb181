import { describe, expect, test } from 'vitest'
import { sinceOf, type History, type PastRun } from './past-run.ts'

/** A run a day: `x` has the finding, `-` has not, `?` has not and is incomplete. */
function nights(days: string): History {
  const runs = [...days].map((sign, at): PastRun => ({
    when: new Date(Date.UTC(2026, 10, at + 1, 2)).toISOString(),
    implementation: { name: 'acme-tserver' },
    adapter: 'embedded',
    seed: at,
    verdict: sign === 'x' ? 'violates' : sign === '?' ? 'incomplete' : 'conforms',
    scripts: 1000,
    requests: 4000,
    events: 20_000,
    seconds: 2,
    coverage: {
      clauses: { exercised: 19, applicable: 19 },
      transitions: { exercised: 200, applicable: 241 },
    },
    findings: sign === 'x' ? [{ fingerprint: 'b1946ac92492', known: false }] : [],
  }))
  return { runs, leftOut: [] }
}

const since = (days: string) => sinceOf('b1946ac92492', nights(days))

describe('a finding is there since', () => {
  test('no earlier run, where it is new', () => {
    expect(since('x')).toBeUndefined()
    expect(since('--x')).toBeUndefined()
    expect(sinceOf('b1946ac92492', { runs: [], leftOut: [] })).toBeUndefined()
  })

  test('the first run that had it', () => {
    expect(since('--xxx')).toEqual({ first: '2026-11-03', runs: 3, of: 3 })
  })

  test('that one still, where it was gone meanwhile, with the last day on which it was', () => {
    expect(since('-x-x-xx')).toEqual({ first: '2026-11-02', runs: 4, of: 6, missed: '2026-11-05' })
  })

  test('and a run that is incomplete does not say that it was gone', () => {
    expect(since('x?x')).toEqual({ first: '2026-11-01', runs: 2, of: 3 })
    expect(since('x-?x')).toEqual({ first: '2026-11-01', runs: 2, of: 4, missed: '2026-11-02' })
  })
})
