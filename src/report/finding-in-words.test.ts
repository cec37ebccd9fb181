import { describe, expect, it } from 'vitest'
import { manyThings, wrongCallState } from './example-finding.fixture.ts'
import { flaky, neverAgain } from './in-flight-findings.fixture.ts'
import {
  flakyInWords,
  minimalInWords,
  originInWords,
  reproducedInWords,
  scriptTitle,
} from './finding-in-words.ts'

describe('a finding in words', () => {
  it('tells how often it failed again', () => {
    expect(reproducedInWords(manyThings)).toBe('failed 3 of 10 times when it was run again')
    expect(reproducedInWords({ ...manyThings, reproduced: { failed: 0, of: 5 } })).toBe(
      'never failed again in 5 runs; this is what was seen the one time',
    )
    expect(reproducedInWords({ ...manyThings, reproduced: { failed: 0, of: 0 } })).toBe(
      'was not run again',
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
      '3 parties and 1 step; every smaller script was tried, and none fails in this way',
    )
    expect(minimalInWords(manyThings)).toBe(
      '6 parties and 2 steps; no smaller script was found that fails in this way',
    )
  })

  it('calls no script the smallest where nothing smaller was tried', () => {
    expect(scriptTitle(wrongCallState)).toBe('The smallest script')
    expect(scriptTitle({ ...wrongCallState, shrinkExecutions: 0 })).toBe('The smallest script')
    expect(scriptTitle(neverAgain)).toBe('The script, as it was seen')
    expect(minimalInWords(neverAgain)).toBe('4 parties and 2 steps, as it was seen')
  })

  it('tells where it came from', () => {
    expect(originInWords(wrongCallState, 7)).toBe(
      'script 17 of seed 7 (6 parties and 9 steps), made smaller in 31 runs; seen in 41 scripts',
    )
    expect(originInWords(neverAgain, 7)).toBe(
      'script 12 of seed 7 (7 parties and 8 steps), not made smaller; seen in 1 script',
    )
  })
})
