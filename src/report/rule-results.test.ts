import { describe, expect, it } from 'vitest'
import { rules } from '../../oracles/rules.ts'
import { runWith, wrongCallState } from './example-finding.fixture.ts'
import { heldInWords, ruleResults, rulesOf } from './rule-results.ts'

describe('ruleResults', () => {
  it('has every rule, with the findings in which it is broken', () => {
    const results = ruleResults([wrongCallState])
    expect(results.map(({ rule }) => rule)).toEqual(rules)
    expect(results.filter(({ brokenIn }) => brokenIn.length > 0)).toMatchObject([
      { rule: { id: 'party-deleted-call-state' }, brokenIn: [{ fingerprint: 'b1946ac92492' }] },
    ])
  })

  it('loses no rule that only a finding knows', () => {
    const results = ruleResults([{ ...wrongCallState, rules: ['of-a-later-version'] }])
    expect(results.at(-1)?.rule.id).toBe('of-a-later-version')
    expect(results.at(-1)?.brokenIn).toHaveLength(1)
  })
})

describe('heldInWords', () => {
  it('claims no more than was judged', () => {
    expect(heldInWords(runWith([]))).toEqual({ sign: '✓', words: 'held' })
    expect(heldInWords({ ...runWith([]), undecided: 1 })).toEqual({
      sign: '·',
      words: 'not broken; 1 script not judged',
    })
  })
})

describe('rulesOf', () => {
  it('keeps the order of the finding', () => {
    const both = { ...wrongCallState, rules: ['party-deleted-call-state', 'unheard-of', 'late'] }
    expect(rulesOf(both).map(({ id }) => id)).toEqual(both.rules)
  })
})
