import { describe, expect, it } from 'vitest'
import type { RunResult } from '../run/finding.ts'
import {
  coverageInWords,
  coverageLines,
  neverInWords,
  notApplicableInWords,
} from './coverage-in-words.ts'
import { runWith } from './example-finding.fixture.ts'

const run = runWith([])
const whole: RunResult = {
  ...run,
  coverage: [{ clause: 'release', exercised: 1, applicable: true }],
  transitions: [
    { transition: 'release-first/2/plain', exercised: 1, applicable: true },
    // Nobody can do this, whatever the adapter is.
    { transition: 'release-middle/2/plain', exercised: 0, applicable: false },
  ],
}

describe('what was exercised, in words', () => {
  it('tells each clause by its title', () => {
    expect(coverageLines(run).map(({ title, inWords }) => `${title}: ${inWords}`)).toEqual([
      'Release phase: 412 times',
      'Release from conference phase: 1,310 times',
      'Delete from conference phase: never',
      'Footnote a: more than two parties remain, CallState Conferenced: 871 times',
      'Footnote a: two parties remain, CallState OK: 439 times',
      'Silent: several parties leave at once: not applicable',
    ])
  })

  it('knows a clause of a later version by its name', () => {
    const coverage = [{ clause: 'of-a-later-version', exercised: 1, applicable: true }]
    expect(coverageLines({ ...run, coverage })).toMatchObject([
      { title: 'of-a-later-version', inWords: '1 time' },
    ])
  })

  it('counts of what is applicable', () => {
    expect(coverageInWords(run)).toBe(
      'Exercised 4 of 5 clauses and 10 of 14 transitions that are applicable',
    )
  })

  it('names some of the transitions that were never exercised', () => {
    expect(neverInWords(run, 4)).toBe(
      'never: release-first/3/former-conference, release-first/5+/former-conference, ' +
        'release-middle/3/plain, release-middle/3/former-conference',
    )
    expect(neverInWords(run, 1)).toBe('never: release-first/3/former-conference and 3 more')
    expect(neverInWords(whole, 4)).toBeUndefined()
  })

  it('says what rules out that which is not applicable', () => {
    expect(notApplicableInWords(run)).toBe(
      "not applicable: ruled out by the adapter's capabilities (no concurrent, no sharedParties, " +
        'no unmonitored, one call at once) or by the size of the scripts (up to 8 parties and 12 steps)',
    )
    expect(notApplicableInWords({ ...run, capabilities: { dns: ['7001', '7002'] } })).toContain(
      'one call at once, 2 DNs)',
    )
    const capabilities = {
      addParty: true,
      concurrent: true,
      sharedParties: true,
      unmonitored: true,
      maxCalls: 2,
    }
    const options = { runs: 1000, maxParties: 3, maxSteps: 1 }
    expect(notApplicableInWords({ ...run, capabilities, options })).toBe(
      'not applicable: ruled out by the size of the scripts (up to 3 parties and 1 step)',
    )
  })

  it('needs no reason where all that can be is applicable', () => {
    expect(notApplicableInWords(whole)).toBeUndefined()
    const clause = { clause: 'lost-race', exercised: 0, applicable: false }
    expect(notApplicableInWords({ ...whole, coverage: [clause] })).toBeDefined()
    const transition = { transition: 'release-last/2/plain', exercised: 0, applicable: false }
    expect(notApplicableInWords({ ...whole, transitions: [transition] })).toBeDefined()
  })
})
