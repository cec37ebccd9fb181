import { describe, expect, it } from 'vitest'
import type { Finding } from '../run/finding.ts'
import { crash, hostileFinding, manyThings, wrongCallState } from './example-finding.fixture.ts'
import { partyDeleted, released } from './events.fixture.ts'
import { ladder, type Ladder } from './ladder.ts'
import { outline } from './ladder-outline.fixture.ts'
import { isPrintable } from '../adapter/printable.ts'

function events({ rows }: Ladder) {
  return rows.filter((row) => row.row === 'event')
}

describe('ladder', () => {
  it('tells set-up, request, events, fence and what has become of the call', () => {
    expect(outline(ladder(wrongCallState))).toEqual([
      'established 7001 7002 7003',
      '7002 > TReleaseCall',
      '7002 < EventReleased good',
      '7001 < EventPartyDeleted differing',
      '7003 < EventPartyDeleted good',
      'fence',
      'status: 7002 has left, 2 parties remain, CallState OK',
    ])
  })

  it('tells what was expected and what came, attribute by attribute', () => {
    const differing = events(ladder(wrongCallState)).find(({ mark }) => mark === 'differing')
    expect(differing?.text).toBe('CallState: expected OK, came Conferenced')
    expect(differing?.attributes).toEqual([
      { name: 'OtherDN', expected: '7002', seen: '7002', wrong: false },
      { name: 'OtherDNRole', expected: 'DeletedParty', seen: 'DeletedParty', wrong: false },
      { name: 'ThirdPartyDN', expected: '7002', seen: '7002', wrong: false },
      { name: 'ThirdPartyDNRole', expected: 'DeletedBy', seen: 'DeletedBy', wrong: false },
      { name: 'CallState', expected: 'OK', seen: 'Conferenced', wrong: true },
    ])
  })

  it('puts missing events where they were expected, late ones below the fence', () => {
    expect(outline(ladder(manyThings))).toEqual([
      'established 7001 7002 7003 7004 7005 +15550100',
      'added 7001 7006',
      'fence',
      '7001 > TDeleteFromConference 7003',
      '7003 < EventReleased good',
      '7001 < EventPartyDeleted good',
      '7002 < EventUserEvent not-judged',
      '7002 < EventPartyDeleted differing',
      '7003 < EventReleased surplus',
      '7004 < EventPartyDeleted missing',
      '7005 < EventPartyDeleted missing',
      '7006 < EventPartyDeleted missing',
      'fence',
      '7005 < EventPartyDeleted late',
      'status: 7003 has left, 6 parties remain, CallState Conferenced',
    ])
  })

  it('says of a flood how many events are not among its rows, in the round where they came', () => {
    const flood: Finding = {
      ...wrongCallState,
      leftOut: [
        { round: -1, events: 1 },
        { round: 0, events: 89_800 },
      ],
    }
    const rows = ladder(flood).rows.map((row) => (row.row === 'status' ? row.texts[0] : row.row))
    const early = rows.indexOf('1 more event came here, and is left out')
    const inRound = rows.indexOf('89,800 more events came here, and are left out')
    expect(early).toBe(rows.indexOf('request') - 1)
    expect(inRound).toBe(rows.indexOf('fence') + 1)
    expect(ladder(wrongCallState).rows.length).toBe(rows.length - 2)
  })

  it('puts a missing event before the one that stands after it in the tables', () => {
    const [round] = wrongCallState.history.rounds
    const reading = wrongCallState.violation?.explanations[0]
    const expected = reading?.outcomes[0]?.cells[1]?.event
    if (round === undefined || reading === undefined || expected === undefined)
      throw new Error('the example has a round, and a reading of it')
    const kept = [released('7002'), partyDeleted('7003', '7002', '7002', 'OK')]
    const finding: Finding = {
      ...wrongCallState,
      history: { ...wrongCallState.history, rounds: [{ ...round, events: kept }] },
      violation: {
        verdict: 'violates',
        round: 0,
        breaches: [],
        explanations: [{ ...reading, differing: [], missing: [{ thisDN: '7001', expected }] }],
      },
    }
    expect(events(ladder(finding)).map(({ dn, mark }) => `${dn} ${mark}`)).toEqual([
      '7002 good',
      '7001 missing',
      '7003 good',
    ])
  })

  it('marks the last of two equal events as the surplus one', () => {
    const marks = events(ladder(manyThings))
      .filter(({ label }) => label === 'EventReleased')
      .map(({ mark }) => mark)
    expect(marks).toEqual(['good', 'surplus'])
  })

  it('finds the events again where they are copies', () => {
    expect(ladder(structuredClone(manyThings))).toEqual(ladder(manyThings))
  })

  it('marks who is not monitored, and who is in no call', () => {
    const stray: Finding = {
      ...manyThings,
      history: { ...manyThings.history, early: [released('9999')] },
    }
    expect(ladder(stray).parties.map(({ name, place }) => `${name} ${place}`)).toEqual([
      '7001 monitored',
      '7002 monitored',
      '7003 monitored',
      '7004 monitored',
      '7005 monitored',
      '+15550100 unmonitored',
      '9999 outside',
      '7006 monitored',
    ])
  })

  it('marks events before the first action as surplus where they are the violation', () => {
    const early = [released('7001'), { name: 'EventUserEvent', ThisDN: '7001' }]
    const finding: Finding = {
      ...wrongCallState,
      history: { ...wrongCallState.history, early },
      violation: {
        verdict: 'violates',
        round: -1,
        explanations: [{ outcomes: [], differing: [], missing: [], surplus: [released('7001')] }],
        breaches: [],
      },
    }
    expect(events(ladder(finding)).map(({ mark }) => mark)).toEqual([
      'surplus',
      'not-judged',
      // Nothing after the violation is judged.
      'not-judged',
      'not-judged',
      'not-judged',
    ])
  })

  it('says so where an event came so late that nothing else of its script is kept', () => {
    const late = released('7001')
    const finding: Finding = {
      ...wrongCallState,
      history: { ...wrongCallState.history, rounds: [{ actions: [], events: [], late: [late] }] },
      violation: {
        verdict: 'violates',
        round: 0,
        explanations: [{ outcomes: [], differing: [], missing: [], surplus: [late] }],
        breaches: [],
      },
    }
    expect(outline(ladder(finding))).toEqual([
      'established 7001 7002 7003',
      'status: so many scripts later that what was sent and seen by then is not kept any more:',
      '7001 < EventReleased late',
    ])
  })

  it('ends with the failure of the adapter, before the fence that was never answered', () => {
    expect(outline(ladder(crash))).toEqual([
      'established 7001 7002',
      '7001 > TReleaseCall',
      '7001 < EventReleased not-judged',
      'the adapter crashed: the bridge ended with status 1 before it answered fence',
    ])
  })

  it('tells several calls apart', () => {
    const [call] = wrongCallState.history.calls
    const [round] = wrongCallState.history.rounds
    if (call === undefined || round === undefined) throw new Error('the example has a call')
    const finding: Finding = {
      ...crash,
      history: {
        calls: [call, { connID: 'b', dns: ['7004', '7005'], unmonitored: [] }],
        early: [],
        rounds: [
          {
            actions: [
              { request: 'TReleaseCall', thisDN: '7004', connID: 'b@node' },
              { request: 'TReleaseCall', thisDN: '7004', connID: 'nobody' },
            ],
            events: [{ name: 'EventReleased', ThisDN: '7004', ConnID: 'b' }],
            late: [],
          },
        ],
      },
    }
    expect(outline(ladder(finding)).slice(0, 5)).toEqual([
      'established 7001 7002 7003',
      'established 7004 7005',
      '7004 > TReleaseCall (call 2)',
      '7004 > TReleaseCall (no call)',
      '7004 < EventReleased (call 2) not-judged',
    ])
  })

  it('gives the reason of an EventError', () => {
    const error = {
      name: 'EventError',
      ThisDN: '7001',
      ErrorCode: 470,
      ErrorMessage: 'not on call',
    }
    const finding: Finding = { ...crash, history: { ...crash.history, early: [error] } }
    expect(
      events(ladder(finding))[0]?.attributes.map(({ name, seen }) => `${name} ${seen}`),
    ).toEqual(['ErrorCode 470', 'ErrorMessage "not on call"'])
  })

  it('tells a wrong ConnID', () => {
    const seen = events(ladder(hostileFinding()))[0]?.attributes.find(({ wrong }) => wrong)
    expect(seen?.name).toBe('ConnID')
    expect(seen?.expected).toBe('006c02462a161006')
  })

  it('gives long DNs short names that differ', () => {
    const dns = ['7'.repeat(300), `${'7'.repeat(200)}8${'7'.repeat(99)}`, '7002']
    const finding: Finding = {
      ...crash,
      history: { calls: [{ connID: 'a', dns, unmonitored: [] }], early: [], rounds: [] },
    }
    expect(ladder(finding).parties.map(({ name }) => name)).toEqual([
      '7777777777…777',
      '7777777777…777~2',
      '7002',
    ])
  })

  it('holds printable text only', () => {
    const texts: string[] = []
    JSON.stringify(ladder(hostileFinding()), (key, value: unknown) => {
      if (typeof value === 'string' && key !== 'dn' && key !== 'by' && !/^\d+$/.test(key))
        texts.push(value)
      return value
    })
    expect(texts.length).toBeGreaterThan(20)
    expect(texts.filter((text) => !isPrintable(text))).toEqual([])
  })
})
