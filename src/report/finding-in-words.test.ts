import { describe, expect, it } from 'vitest'
import type { Finding } from '../run/finding.ts'
import { manyThings, runWith, wrongCallState } from './example-finding.fixture.ts'
import { flaky, neverAgain } from './in-flight-findings.fixture.ts'
import {
  flakyInWords,
  minimalInWords,
  originInWords,
  reproducedInWords,
  scriptTitle,
  triedInWords,
} from './finding-in-words.ts'

const run = runWith([])

describe('a finding in words', () => {
  it('tells how often it failed again', () => {
    expect(reproducedInWords(manyThings)).toBe('failed 3 of 10 times when it was run again')
    expect(reproducedInWords({ ...manyThings, reproduced: { failed: 0, of: 5 } })).toBe(
      'never failed again in 5 runs; this is what was seen the one time',
    )
    const origin = { ...manyThings.origin, inFlight: 63 }
    expect(reproducedInWords({ ...manyThings, origin })).toBe(
      'failed 3 of 10 times when it was run again. It is about calls in flight together: the script in which it was seen passed alone, and failed with 63 other scripts in flight',
    )
    const once = { ...manyThings, origin, reproduced: { failed: 0, of: 5 } }
    expect(reproducedInWords(once)).toBe(
      'never failed again in 5 runs; this is what was seen the one time, with 63 other scripts in flight',
    )
    expect(reproducedInWords({ ...manyThings, reproduced: { failed: 0, of: 0 } })).toBe(
      'was not run again',
    )
    expect(reproducedInWords({ ...once, reproduced: { failed: 0, of: 0 } })).toBe(
      'was not run again, and was seen with 63 other scripts in flight',
    )
  })

  it('tells of one that fails only sometimes', () => {
    expect(flakyInWords(flaky)).toBe('fails 3 of 10 times')
    expect(flakyInWords(neverAgain)).toBe('never failed again in 10 runs')
    expect(flakyInWords(wrongCallState)).toBeUndefined()
    expect(flakyInWords({ ...flaky, reproduced: { failed: 0, of: 0 } })).toBeUndefined()
  })

  it('claims to be the smallest only where that was proved', () => {
    expect(minimalInWords(wrongCallState)).toBe(
      '3 parties and 1 step. No smaller script fails so: all 1,234 were tried',
    )
    expect(minimalInWords(manyThings)).toBe(
      '6 parties and 2 steps. It is not proved to be the smallest',
    )
  })

  it('says how many smaller scripts were tried', () => {
    const proved = (tried: number): string | undefined =>
      triedInWords({ ...wrongCallState, smallerScripts: { tried, of: tried } })
    expect(proved(2)).toBe('No smaller script fails so: all 2 were tried')
    expect(proved(1)).toBe('No smaller script fails so: the only one was tried')
    expect(proved(0)).toBe('No smaller script fails so: there is none')
    const { smallerScripts: _, ...uncounted } = wrongCallState
    expect(triedInWords(uncounted)).toBe('No smaller script fails so: all were tried')
  })

  it('says how many were tried where it is not proved', () => {
    const tried = (smallerScripts: Finding['smallerScripts']): string | undefined =>
      triedInWords({ ...manyThings, ...(smallerScripts === undefined ? {} : { smallerScripts }) })
    expect(tried({ tried: 2_000_000, of: 7_654_321 })).toBe(
      '2,000,000 of 7,654,321 smaller scripts were tried and do not fail so',
    )
    expect(tried({ tried: 2_000_000 })).toBe(
      '2,000,000 smaller scripts were tried and do not fail so',
    )
    expect(tried({ tried: 1, of: 7 })).toBe('1 of 7 smaller scripts was tried and does not fail so')
    expect(tried({ tried: 1 })).toBe('1 smaller script was tried and does not fail so')
    expect(tried({ tried: 0, of: 7 })).toBeUndefined()
    expect(tried(undefined)).toBeUndefined()
  })

  it('calls no script the smallest that was not proved to be it', () => {
    expect(scriptTitle(wrongCallState)).toBe('The smallest script')
    expect(scriptTitle(manyThings)).toBe('The smallest script found')
    expect(scriptTitle({ ...wrongCallState, shrinkExecutions: 0 })).toBe('The smallest script')
    expect(scriptTitle(neverAgain)).toBe('The script, as it was seen')
    expect(minimalInWords(neverAgain)).toBe('4 parties and 2 steps, as it was seen')
    const tried = { ...neverAgain, smallerScripts: { tried: 5 } }
    expect(scriptTitle(tried)).toBe('The smallest script found')
  })

  it('tells where it came from', () => {
    expect(originInWords(wrongCallState, run)).toBe(
      'script 17 of seed 7 (6 parties and 9 steps), made smaller in 31 runs; seen in 41 scripts',
    )
    expect(originInWords(neverAgain, run)).toBe(
      'script 12 of seed 7 (7 parties and 8 steps), not made smaller; seen in 1 script',
    )
    const exhaust = { parties: 4, steps: 3, calls: 1, scripts: 12_345 }
    expect(originInWords(neverAgain, { ...run, exhaust })).toContain(
      'script 12 of the enumeration (7 parties and 8 steps), ',
    )
  })
})
