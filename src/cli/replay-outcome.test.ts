import { expect, test } from 'vitest'
import type { Replayed } from '../run/replay.ts'
import { replayOutcome } from './replay-outcome.ts'

const failing: Replayed = { failed: 1, of: 5, undecided: 0, names: ['late'] }
const passing: Replayed = { failed: 0, of: 5, undecided: 0, names: [] }
const undecided: Replayed = { failed: 0, of: 3, undecided: 2, names: [] }
const both: Replayed = { failed: 1, of: 4, undecided: 1, names: ['late'] }

test.each<[what: string, replayed: readonly Replayed[], counts: string, status: number]>([
  ['all pass', [passing, passing], '2 findings replayed: 0 still failing, 2 passing', 0],
  ['one fails', [passing, failing], '2 findings replayed: 1 still failing, 1 passing', 1],
  [
    'one cannot be judged',
    [passing, undecided],
    '2 findings replayed: 0 still failing, 1 passing, 1 undecided',
    3,
  ],
  [
    'one fails and another cannot be judged',
    [failing, undecided],
    '2 findings replayed: 1 still failing, 0 passing, 1 undecided',
    1,
  ],
  ['one fails, or cannot be judged', [both], '1 finding replayed: 1 still failing, 0 passing', 1],
])('%s', (_, replayed, counts, status) => {
  const outcome = replayOutcome(replayed)
  expect(outcome.text.split('\n')[0]).toBe(counts)
  expect(outcome.status).toBe(status)
})

test('runs that are not judged are told', () => {
  expect(replayOutcome([undecided, both]).text).toMatch(
    /\nIn 3 runs the search for an order of the requests in flight was given up; these are not judged\.$/,
  )
  expect(replayOutcome([passing]).text).not.toContain('given up')
})
