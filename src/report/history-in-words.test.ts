import { expect, test } from 'vitest'
import { finding, night, nights } from './history.fixture.ts'
import { historyInWords, sinceInWords } from './history-in-words.ts'

const has = { findings: [finding] }

test.each([
  [nights(), undefined],
  [nights(night(1, has)), undefined],
  [nights(night(1), night(2, has)), 'New: not in the earlier run'],
  [nights(night(1), night(2), night(3, has)), 'New: in none of 2 earlier runs'],
  [nights(night(1), night(2, has), night(3, has)), 'Since 2026-11-02: in all 2 runs'],
  [
    nights(night(1, has), night(2), night(3, has)),
    'Since 2026-11-01: in 2 of 3 runs, but not in that of 2026-11-02',
  ],
  [
    nights(night(1, has), night(2, { verdict: 'incomplete' }), night(3, has)),
    'Since 2026-11-01: in 2 of 3 runs',
  ],
])('since when a finding is there (%#)', (history, words) => {
  expect(sinceInWords(finding, { history })).toBe(words)
})

test('how many runs there were', () => {
  expect(historyInWords({})).toBeUndefined()
  expect(historyInWords({ history: nights(night(1)) })).toBeUndefined()
  expect(historyInWords({ history: nights(night(1), night(2)) })).toBe(
    'History: 2 runs since 2026-11-01',
  )
})
