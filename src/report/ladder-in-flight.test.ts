import { describe, expect, it } from 'vitest'
import type { Round } from '../../oracles/history.ts'
import type { Explanation } from '../../oracles/verdict.ts'
import type { Finding } from '../run/finding.ts'
import { partyDeleted, released } from './events.fixture.ts'
import { lostUpdate, swapped } from './in-flight-findings.fixture.ts'
import { outline } from './ladder-outline.fixture.ts'
import { ladder } from './ladder.ts'

/** The finding with another only round, and another reading of it. */
function changed(
  finding: Finding,
  round: Partial<Round>,
  reading: Partial<Explanation> = {},
): Finding {
  const { history, violation } = finding
  const [only] = history.rounds
  const explanation = violation?.explanations[0]
  if (only === undefined || violation === undefined || explanation === undefined)
    throw new Error('the example has a round, and a reading of it')
  return {
    ...finding,
    history: { ...history, rounds: [{ ...only, ...round }] },
    violation: { ...violation, explanations: [{ ...explanation, ...reading }] },
  }
}

function eventsOf(finding: Finding, dn: string): readonly string[] {
  return ladder(finding).rows.flatMap((row) =>
    row.row === 'event' && row.dn === dn ? [`${row.label} ${row.mark}`] : [],
  )
}

describe('the ladder of requests in flight', () => {
  it('has them first, then all that came, then the order that comes nearest', () => {
    expect(outline(ladder(lostUpdate))).toEqual([
      'established 7001 7002 7003 7004',
      '7001 > TReleaseCall',
      '7002 > TReleaseCall',
      '7003 < EventPartyDeleted 7002 good',
      '7002 < EventReleased good',
      '7001 < EventPartyDeleted 7002 good',
      '7001 < EventReleased good',
      '7003 < EventPartyDeleted 7001 good',
      '7004 < EventPartyDeleted 7002 good',
      '7004 < EventPartyDeleted 7001 differing',
      'fence',
      'status: no order of these requests explains what was seen; this one comes nearest: | first 7002 releases: 3 parties remain, CallState Conferenced | then 7001 releases: 2 parties remain, CallState OK',
    ])
  })

  it('says of each request which of how many it is', () => {
    const requests = ladder(lostUpdate).rows.filter((row) => row.row === 'request')
    expect(requests.map(({ inFlight }) => inFlight)).toEqual([
      { number: 1, of: 2 },
      { number: 2, of: 2 },
    ])
  })

  it('puts a request below what had arrived before it was sent', () => {
    expect(outline(ladder(swapped)).slice(0, 6)).toEqual([
      'established 7001 7002 7003 7004 7005',
      '7001 > TDeleteFromConference 7005',
      '7005 < EventReleased good',
      '7001 < EventPartyDeleted 7005 good',
      '7002 > TReleaseCall',
      '7002 < EventPartyDeleted 7005 good',
    ])
  })

  it('has every request, also where all that came had come before some were sent', () => {
    const rows = ladder(changed(swapped, { events: [released('7005')], sent: [1] })).rows
    expect(rows.filter(({ row }) => row === 'request')).toHaveLength(2)
  })

  it('tells an event in the wrong order from one too many', () => {
    expect(eventsOf(swapped, '7004')).toEqual([
      'EventPartyDeleted 7005 missing',
      'EventPartyDeleted 7002 good',
      'EventPartyDeleted 7005 out-of-order',
    ])
    const twice = [
      ...(swapped.history.rounds[0]?.events ?? []),
      partyDeleted('7004', '7005', '7001', 'Conferenced'),
    ]
    const surplus = [...(swapped.violation?.explanations[0]?.surplus ?? []), ...twice.slice(-1)]
    const again = changed(swapped, { events: twice, sent: twice.map(() => 2) }, { surplus })
    expect(eventsOf(again, '7004').slice(-2)).toEqual([
      'EventPartyDeleted 7005 out-of-order',
      'EventPartyDeleted 7005 surplus',
    ])
  })

  it('says of what is missing whether it came elsewhere', () => {
    const texts = (finding: Finding): readonly string[] =>
      ladder(finding).rows.flatMap((row) =>
        row.row === 'event' && row.mark === 'missing' ? [row.text] : [],
      )
    expect(texts(swapped)).toEqual(['missing here: it came out of order'])
    const { events = [] } = swapped.history.rounds[0] ?? {}
    const lost = changed(swapped, { events: events.slice(0, -1) }, { surplus: [] })
    expect(texts(lost)).toEqual(['missing: it was expected here and did not come'])
  })

  it('puts what is missing below what the DN was to see before, and below its request', () => {
    const [deletion, release] = swapped.violation?.explanations[0]?.outcomes ?? []
    const expected = release?.cells[1]?.event
    if (deletion === undefined || expected === undefined) throw new Error('it has two outcomes')
    const events = [
      partyDeleted('7003', '7005', '7001', 'Conferenced'),
      partyDeleted('7003', '7002', '7002', 'Conferenced'),
      partyDeleted('7004', '7005', '7001', 'Conferenced'),
    ]
    const missing = [{ thisDN: '7004', expected }]
    const behind = changed(swapped, { events, sent: [2, 2, 2] }, { missing, surplus: [] })
    expect(eventsOf(behind, '7004')).toEqual([
      'EventPartyDeleted 7005 good',
      'EventPartyDeleted 7002 missing',
    ])
    const early = [{ thisDN: '7001', expected }]
    const rows = outline(
      ladder(changed(swapped, { events, sent: [1, 1, 2] }, { missing: early, surplus: [] })),
    )
    expect(rows.indexOf('7001 < EventPartyDeleted 7002 missing')).toBeGreaterThan(
      rows.indexOf('7002 > TReleaseCall'),
    )
  })

  it('pairs events of one DN that differ with what the judge held against them', () => {
    const [, release] = lostUpdate.violation?.explanations[0]?.outcomes ?? []
    const expected = release?.cells[1]?.event
    if (expected === undefined) throw new Error('the example has two outcomes')
    const event = { ...partyDeleted('7004', '7001', '7001', 'OK'), OtherDN: '7002' }
    const differences = [
      { attribute: 'OtherDN', expected: expected.OtherDN, seen: '7002' },
    ] as const
    const { events = [] } = lostUpdate.history.rounds[0] ?? {}
    const both = changed(
      lostUpdate,
      { events: [event, ...events.slice(0, -1)] },
      { differing: [{ event, expected, differences }] },
    )
    expect(eventsOf(both, '7004')).toEqual([
      'EventPartyDeleted 7002 differing',
      'EventPartyDeleted 7002 good',
    ])
    const row = ladder(both).rows.find((one) => one.row === 'event' && one.mark === 'differing')
    expect(row).toMatchObject({ text: 'OtherDN: expected 7001, came 7002' })
  })

  it('puts late events below the fence', () => {
    const { events = [] } = lostUpdate.history.rounds[0] ?? {}
    const late = events.slice(-1)
    const rows = outline(
      ladder(
        changed(
          lostUpdate,
          { events: events.slice(0, -1), late },
          { differing: [], surplus: late },
        ),
      ),
    )
    expect(rows.slice(-3, -1)).toEqual(['fence', '7004 < EventPartyDeleted 7001 late'])
  })

  it('finds the events again where they are copies', () => {
    for (const finding of [lostUpdate, swapped])
      expect(ladder(JSON.parse(JSON.stringify(finding)))).toEqual(ladder(finding))
  })
})
