import { describe, expect, it } from 'vitest'
import type { Finding } from '../run/finding.ts'
import { crash, manyThings, wrongCallState } from './example-finding.fixture.ts'
import { groupedByRule, mostTellingFirst } from './finding-order.ts'
import { flaky, lostUpdate } from './in-flight-findings.fixture.ts'
import { leak } from './several-calls-findings.fixture.ts'

const order = (...findings: Finding[]): readonly string[] =>
  mostTellingFirst(findings).map(({ fingerprint }) => fingerprint)

/** The example, as another finding. */
function other(fingerprint: string, changed: Partial<Finding>): Finding {
  return { ...wrongCallState, fingerprint, ...changed }
}

describe('the order of findings', () => {
  it('has rules before crashes, and rules in the order of the rules', () => {
    const hang = other('aaaaaaaaaaaa', { kind: 'hang', rules: [] })
    expect(order(hang, crash, wrongCallState, leak, manyThings)).toEqual(
      [manyThings, leak, wrongCallState, crash, hang].map(({ fingerprint }) => fingerprint),
    )
  })

  it('has what is known last, and a rule of another version after all others', () => {
    const known = other('aaaaaaaaaaaa', { known: { fingerprint: 'aaaaaaaaaaaa', reason: 'x' } })
    const strange = other('bbbbbbbbbbbb', { rules: ['of-tomorrow'] })
    expect(order(known, crash, strange, wrongCallState)).toEqual([
      wrongCallState.fingerprint,
      'bbbbbbbbbbbb',
      crash.fingerprint,
      'aaaaaaaaaaaa',
    ])
  })

  it.each([
    ['fails each time', { reproduced: { failed: 5, of: 10 } }],
    ['is smaller', { script: lostUpdate.script }],
    ['is proved', { minimal: 'local' as const }],
    ['was seen more often', { occurrences: 1 }],
    ['has the lower fingerprint', {}],
  ])('has of one rule that first which %s', (_, worse) => {
    const [first, second] = [other('aaaaaaaaaaaa', {}), other('bbbbbbbbbbbb', worse)]
    expect(order(second, first)).toEqual(['aaaaaaaaaaaa', 'bbbbbbbbbbbb'])
    const third = other('000000000000', worse)
    if (Object.keys(worse).length > 0)
      expect(order(third, first)).toEqual(['aaaaaaaaaaaa', '000000000000'])
  })

  it('puts those of one rule together, and those that are known apart', () => {
    const known = other('aaaaaaaaaaaa', { known: { fingerprint: 'aaaaaaaaaaaa', reason: 'x' } })
    const groups = groupedByRule([crash, known, flaky, wrongCallState])
    expect(groups.map(({ rule, findings }) => `${rule}: ${findings.length}`)).toEqual([
      'party-deleted-call-state: 2',
      'undefined: 1',
      'party-deleted-call-state: 1',
    ])
  })
})
