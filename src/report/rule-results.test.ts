import { describe, expect, it } from 'vitest'
import { clauses } from '../../oracles/clauses.ts'
import { rules } from '../../oracles/rules.ts'
import type { RunResult } from '../run/finding.ts'
import { runWith, wrongCallState } from './example-finding.fixture.ts'
import { ruleResults, rulesOf, unbrokenInWords, type RuleText } from './rule-results.ts'

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

describe('unbrokenInWords', () => {
  const about = (section: string): RuleText => ({ id: '', title: '', section, sentence: '' })
  const words = (section: string, run = runWith([])): string =>
    unbrokenInWords(about(section), run).words

  it('claims no more than was judged', () => {
    expect(unbrokenInWords(about('Release phase'), runWith([]))).toEqual({
      result: 'held',
      sign: '✓',
      words: 'held',
    })
    expect(unbrokenInWords(about('Release phase'), { ...runWith([]), undecided: 1 })).toEqual({
      result: 'untested',
      sign: '·',
      words: 'not broken; 1 script not judged',
    })
  })

  it('claims no more than was exercised', () => {
    expect(unbrokenInWords(about('Delete from conference phase'), runWith([]))).toEqual({
      result: 'untested',
      sign: '·',
      words: 'not exercised',
    })
    expect(words('Release from conference phase; Delete from conference phase')).toBe('held')
    expect(words('Footnote a')).toBe('held')
  })

  it('does not ask for what is not applicable', () => {
    const run: RunResult = {
      ...runWith([]),
      coverage: [
        { clause: 'release', exercised: 1, applicable: true },
        { clause: 'footnote-ok', exercised: 0, applicable: false },
        { clause: 'footnote-conferenced', exercised: 0, applicable: false },
      ],
    }
    expect(unbrokenInWords(about('Footnote a'), run)).toEqual({
      result: 'not-applicable',
      sign: '·',
      words: 'not applicable',
    })
  })

  it('takes a rule that names no clause for one about all of them', () => {
    expect(words('Profile')).toBe('held')
    expect(words('')).toBe('held')
    const none = [{ clause: 'release', exercised: 0, applicable: true }]
    expect(words('Profile', { ...runWith([]), coverage: none })).toBe('not exercised')
  })

  it('finds the clauses of every section of the document that a rule names', () => {
    const sections = new Set(rules.flatMap(({ section }) => section.split('; ')))
    const printed = clauses.filter((clause) => clause.printed).map(({ title }) => title)
    const found = [...sections].filter((part) => printed.some((title) => title.startsWith(part)))
    expect(found.toSorted()).toEqual([
      'Delete from conference phase',
      'Footnote a',
      'Release from conference phase',
      'Release phase',
    ])
  })
})

describe('rulesOf', () => {
  it('keeps the order of the finding', () => {
    const both = { ...wrongCallState, rules: ['party-deleted-call-state', 'unheard-of', 'late'] }
    expect(rulesOf(both).map(({ id }) => id)).toEqual(both.rules)
  })
})
