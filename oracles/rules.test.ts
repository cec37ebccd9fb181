import { describe, expect, it } from 'vitest'
import { callRuleCases } from './call-rules.fixture.ts'
import { call, eventError, history, inFlight, release, released, round } from './history.fixture.ts'
import { inFlightRuleCases, rulesInFlight } from './in-flight-rules.fixture.ts'
import { judge } from './judge.ts'
import { partyDeletedAttributeRuleCases } from './party-deleted-attribute-rules.fixture.ts'
import { partyDeletedRuleCases } from './party-deleted-rules.fixture.ts'
import { profiles } from './profile.ts'
import { refusalRuleCases } from './refusal-rules.fixture.ts'
import { releasedRuleCases } from './released-rules.fixture.ts'
import type { Told } from './rule-case.fixture.ts'
import { breaches, rules } from './rules.ts'
import type { Breach } from './verdict.ts'

const cases = [
  ...callRuleCases,
  ...releasedRuleCases,
  ...partyDeletedRuleCases,
  ...partyDeletedAttributeRuleCases,
  ...refusalRuleCases,
  ...inFlightRuleCases,
]

/** What is broken in all rounds of a history, the requests taken in the order that the judge found. */
function brokenIn({ history, profile = profiles.default }: Told): readonly Breach[] {
  const verdict = judge(history, profile)
  if (verdict.verdict === 'unknown') throw new Error('The judge gave up.')
  const outcomes =
    verdict.verdict === 'conforms'
      ? verdict.outcomes
      : verdict.explanations.flatMap((explanation) => explanation.outcomes)
  return breaches(history, profile, history.rounds.length, outcomes)
}

/** The rules that are broken, in the order of the rules. */
function broken(told: Told): readonly string[] {
  const found = brokenIn(told)
  return rules.map(({ id }) => id).filter((id) => found.some(({ rule }) => rule === id))
}

const verdict = ({ history, profile = profiles.default }: Told) => judge(history, profile).verdict

describe.each(cases)('$rule', ({ rule, breaks, holds }) => {
  it.each(breaks)('is broken: $because', (told) => {
    expect(broken(told).toSorted()).toEqual([rule, ...(told.with ?? [])].toSorted())
    expect(verdict(told)).toBe('violates')
  })

  it.each(holds)('holds: $because', (told) => {
    expect(broken(told)).toEqual([])
    expect(verdict(told)).toBe('conforms')
  })
})

describe.each(rulesInFlight)('$rule, while requests are in flight', ({ rule, breaks, holds }) => {
  it.each(breaks)('is broken: $because', (told) => {
    expect(broken(told).toSorted()).toEqual([rule, ...(told.with ?? [])].toSorted())
    expect(verdict(told)).toBe('violates')
  })

  it.each(holds)('holds: $because', (told) => {
    expect(broken(told)).toEqual([])
    expect(verdict(told)).toBe('conforms')
  })
})

describe('the rules', () => {
  it('have each a case in which they are broken and one in which they hold', () => {
    expect(cases.map(({ rule }) => rule).toSorted()).toEqual(rules.map(({ id }) => id).toSorted())
    for (const { breaks, holds } of cases)
      expect(Math.min(breaks.length, holds.length)).toBeGreaterThan(0)
  })

  it.each(rules)(
    '$id: has an id in kebab-case, one sentence, and says where it is from',
    (rule) => {
      expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(rule.title).toMatch(/^[A-Z][^\n]*\.$/)
      expect(rule.section).not.toBe('')
      expect(rule.sentence).not.toBe('')
    },
  )

  it('have ids of their own', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  })

  it('tell what is wrong of which DN, on one line', () => {
    for (const { breaks } of [...cases, ...rulesInFlight])
      for (const told of breaks)
        for (const { thisDN, text } of brokenIn(told)) {
          expect(thisDN).not.toBe('')
          expect(text).toMatch(/^\S.*\S$/)
        }
  })

  it('tell of an EventError to another DN, beside one to the DN that asked, once', () => {
    const told = history(call('ABC'), round(release('Z'), eventError('Z'), eventError('B')))
    expect(brokenIn({ because: 'a bystander gets one too', history: told })).toEqual([
      {
        rule: 'error-to-requester-once',
        thisDN: 'B',
        text: expect.stringContaining('for a request of Z'),
      },
    ])
  })

  it('say nothing of requests in flight of which nobody says what followed', () => {
    const told = history(call('AB'), inFlight([release('A'), release('B')], released('Z')))
    expect(breaches(told, profiles.default, 1)).toEqual([])
  })

  it('are asked about no more rounds than they are told to look at', () => {
    const [{ breaks }] = releasedRuleCases as [(typeof releasedRuleCases)[number]]
    const [{ history }] = breaks as [Told]
    expect(breaches(history, profiles.default, 0)).toEqual([])
    expect(breaches(history, profiles.default, 1)).not.toEqual([])
  })
})
