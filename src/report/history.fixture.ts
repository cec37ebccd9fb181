/** Runs of earlier nights, for the tests of the reports. */
import type { History, PastRun } from '../run/past-run.ts'
import { runWith } from './example-finding.fixture.ts'

const { adapter, implementation } = runWith([])

export const finding = { fingerprint: 'b1946ac92492', known: false }
export const knownFinding = { fingerprint: '0cc175b9c0f1', known: true }

/** The night of a day of November 2026. */
export function night(day: number, change: Partial<PastRun> = {}): PastRun {
  return {
    when: new Date(Date.UTC(2026, 10, day, 2, 30)).toISOString(),
    implementation,
    adapter,
    seed: day,
    verdict: 'conforms',
    scripts: 1000,
    requests: 4210,
    events: 23_011,
    seconds: 2,
    coverage: {
      clauses: { exercised: 18, applicable: 19 },
      transitions: { exercised: 120, applicable: 241 },
    },
    findings: [],
    ...change,
  }
}

export function nights(...runs: readonly PastRun[]): History {
  return { runs, leftOut: [] }
}
