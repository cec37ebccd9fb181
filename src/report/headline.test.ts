import { describe, expect, it } from 'vitest'
import type { Violates } from '../../oracles/verdict.ts'
import type { Finding } from '../run/finding.ts'
import { crash, hostileFinding, manyThings, wrongCallState } from './example-finding.fixture.ts'
import { expectedPartyDeleted, released } from './events.fixture.ts'
import { lostUpdate, swapped } from './in-flight-findings.fixture.ts'
import { headline } from './headline.ts'
import { isPrintable } from '../adapter/printable.ts'

const reading = wrongCallState.violation?.explanations[0]

/** The example with another last reading. */
function withReading(changes: Partial<Violates['explanations'][number]>): Finding {
  if (wrongCallState.violation === undefined || reading === undefined)
    throw new Error('the example is a violation')
  const explanation = { ...reading, differing: [], ...changes }
  return {
    ...wrongCallState,
    violation: { ...wrongCallState.violation, explanations: [explanation] },
  }
}

describe('headline', () => {
  it('tells a wrong CallState with the count that makes it wrong', () => {
    expect(headline(wrongCallState)).toBe(
      '7001 saw CallState Conferenced in EventPartyDeleted; OK was expected: two parties remain',
    )
  })

  it('tells an attribute that was absent', () => {
    const expected = expectedPartyDeleted('7002', '7002', 'OK')
    const event = { name: 'EventPartyDeleted', ThisDN: '7001' }
    const differences = [
      { attribute: 'OtherDN', expected: expected.OtherDN, seen: undefined },
    ] as const
    expect(headline(withReading({ differing: [{ event, expected, differences }] }))).toBe(
      '7001 saw EventPartyDeleted without OtherDN; 7002 was expected',
    )
  })

  it('tells an event that did not come', () => {
    const expected = expectedPartyDeleted('7002', '7002', 'OK')
    expect(headline(withReading({ missing: [{ thisDN: '7001', expected }] }))).toBe(
      '7001 did not see the expected EventPartyDeleted',
    )
  })

  it("tells an event that nobody was to see in the rule's words, which know why", () => {
    expect(headline(withReading({ surplus: [released('7001')] }))).toBe(
      '7001: CallState of EventPartyDeleted is not OK, and 2 parties remain',
    )
  })

  it("falls back to the rule's words where several things are wrong at the DN", () => {
    expect(headline(manyThings)).toBe(
      '7005: EventPartyDeleted came after the fence of its request had been answered',
    )
  })

  it("falls back to the rule's words where nothing is wrong with the DN's own events", () => {
    expect(headline(withReading({}))).toBe(
      '7001: CallState of EventPartyDeleted is not OK, and 2 parties remain',
    )
  })

  it('tells whose departure it is about where several left at once', () => {
    expect(headline(lostUpdate)).toBe(
      '7004 saw CallState Conferenced in EventPartyDeleted of 7001; OK was expected: two parties remain',
    )
  })

  it('tells whose departure was not told where several left at once', () => {
    if (lostUpdate.violation === undefined) throw new Error('the example is a violation')
    const [explanation] = lostUpdate.violation.explanations
    const expected = explanation?.differing[0]?.expected
    if (explanation === undefined || expected === undefined)
      throw new Error('the example has an event that differs')
    const missing = [{ thisDN: '7004', expected }]
    const explanations = [{ ...explanation, differing: [], missing }]
    const finding = { ...lostUpdate, violation: { ...lostUpdate.violation, explanations } }
    expect(headline(finding)).toBe('7004 did not see the expected EventPartyDeleted of 7001')
  })

  it('counts who remains after the very request, of two that expect the like', () => {
    if (lostUpdate.violation === undefined) throw new Error('the example is a violation')
    const [explanation] = lostUpdate.violation.explanations
    const [first, second] = explanation?.outcomes ?? []
    const event = released('7004')
    if (explanation === undefined || first === undefined || second === undefined)
      throw new Error('the example has two outcomes')
    // Two outside parties, neither of them named: the same is expected of both departures.
    const alike = () => expectedPartyDeleted('7009', '7009', 'Conferenced')
    const expected = alike()
    const parties = ['7003', '7004', '7005', '7006']
    const outcomes = [
      {
        ...first,
        cells: [{ dns: ['7004'], event: alike() }],
        call: { ...first.call, parties: [...parties, '7007'] },
      },
      { ...second, cells: [{ dns: ['7004'], event: expected }], call: { ...second.call, parties } },
    ]
    const differences = [
      { attribute: 'CallState', expected: expected.CallState, seen: 'OK' },
    ] as const
    const differing = [{ event: { ...event, name: 'EventPartyDeleted' }, expected, differences }]
    const explanations = [{ ...explanation, outcomes, differing }]
    const finding = { ...lostUpdate, violation: { ...lostUpdate.violation, explanations } }
    expect(headline(finding)).toBe(
      '7004 saw CallState OK in EventPartyDeleted of 7001; Conferenced was expected: 4 parties remain',
    )
  })

  it("tells an event in the wrong order in the rule's words", () => {
    expect(headline(swapped)).toBe(
      '7004: saw 7002 leave before 7005; 7003 saw it the other way round',
    )
  })

  it('tells a crash with what the adapter said', () => {
    expect(headline(crash)).toBe(
      'The adapter crashed: the bridge ended with status 1 before it answered fence',
    )
  })

  it('is printable, on one line', () => {
    expect(isPrintable(headline(hostileFinding()))).toBe(true)
    const failure = { message: '\u001b[2J\nx', log: [] }
    expect(headline({ ...crash, failure })).toBe('The adapter crashed: \\x1b[2J\\x0ax')
  })
})
