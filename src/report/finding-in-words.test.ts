import { describe, expect, it } from 'vitest'
import { manyThings, wrongCallState } from './example-finding.fixture.ts'
import { minimalInWords, originInWords, reproducedInWords } from './finding-in-words.ts'

describe('a finding in words', () => {
  it('tells how often it failed again', () => {
    expect(reproducedInWords(manyThings)).toBe('failed 3 of 10 times when it was run again')
    expect(reproducedInWords({ ...manyThings, reproduced: { failed: 0, of: 5 } })).toBe(
      'never failed again in 5 runs: its whole history is shown',
    )
    expect(reproducedInWords({ ...manyThings, reproduced: { failed: 0, of: 0 } })).toBe(
      'was not run again',
    )
  })

  it('claims to be the smallest only where that was proved', () => {
    expect(minimalInWords(wrongCallState)).toBe(
      '3 parties and 1 step; every smaller script was tried, and none fails in this way',
    )
    expect(minimalInWords(manyThings)).toBe(
      '6 parties and 2 steps; no smaller script was found that fails in this way',
    )
  })

  it('tells where it came from', () => {
    expect(originInWords(wrongCallState, 7)).toBe(
      'script 17 of seed 7 (6 parties and 9 steps), made smaller in 31 runs; seen in 41 scripts',
    )
  })
})
