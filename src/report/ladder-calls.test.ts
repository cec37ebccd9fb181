import { describe, expect, it } from 'vitest'
import type { Finding } from '../run/finding.ts'
import { partyDeleted, released } from './events.fixture.ts'
import { crash } from './example-finding.fixture.ts'
import { numbering } from './ladder-calls.ts'
import { outline } from './ladder-outline.fixture.ts'
import { ladder } from './ladder.ts'
import { keptFromEarlierCall, leak } from './several-calls-findings.fixture.ts'

describe('several calls at once', () => {
  it('tells which one each request and each event belongs to', () => {
    expect(outline(ladder(leak)).slice(0, -2)).toEqual([
      'established 7001 7002 7003',
      'established 7001 7004 7005',
      '7001 > TReleaseCall (call 1)',
      '7004 > TReleaseCall (call 2)',
      '7001 < EventPartyDeleted 7004 (call 2) good',
      '7001 < EventReleased (call 1) good',
      '7002 < EventPartyDeleted 7001 (call 1) good',
      '7003 < EventPartyDeleted 7001 (call 1) good',
      '7004 < EventReleased (call 2) good',
      '7005 < EventPartyDeleted 7001 (call 2) surplus',
      '7005 < EventPartyDeleted 7004 (call 2) good',
    ])
  })

  it('tells their ConnIDs', () => {
    const established = ladder(leak).rows.filter((row) => row.row === 'established')
    expect(established.map(({ label, connID }) => `${label}: ${connID}`)).toEqual([
      'call 1 established: ConnID 006c02462a161006',
      'call 2 established: ConnID 006c02462a161007',
    ])
  })

  it('ends the lifeline of nobody who is still in another call', () => {
    const departed = ladder(leak).rows.flatMap((row) => (row.row === 'status' ? row.departed : []))
    expect(departed).toEqual(['7004'])
  })

  it('tells a ConnID of another call with its number', () => {
    const [round] = leak.history.rounds
    const reading = leak.violation?.explanations[0]
    const expected = reading?.outcomes[0]?.cells[1]?.event
    if (round === undefined || leak.violation === undefined || reading === undefined)
      throw new Error('the example has a round, and a reading of it')
    if (expected === undefined) throw new Error('somebody is to be told')
    const event = partyDeleted('7002', '7001', '7001', 'OK', '006c02462a161007')
    const differing = [{ event, expected, differences: [] }]
    const { rows } = ladder({
      ...leak,
      history: { ...leak.history, rounds: [{ ...round, events: [event] }] },
      violation: { ...leak.violation, explanations: [{ ...reading, differing, surplus: [] }] },
    })
    expect(rows.find((row) => row.row === 'event')).toMatchObject({
      label: 'EventPartyDeleted 7001 (call 2)',
      text: 'ConnID: expected 006c02462a161006 (call 1), came 006c02462a161007@node-3 (call 2)',
    })
  })
})

describe('calls one after the other', () => {
  it('come and go as rows', () => {
    expect(outline(ladder(keptFromEarlierCall))).toEqual([
      'established 7001 7002',
      '7001 > TReleaseCall (call 1)',
      '7001 < EventReleased (call 1) good',
      '7002 < EventReleased (call 1) good',
      'fence',
      'status: both parties are released, the call is over',
      'call 1 discarded',
      'established 7001 7003 7004',
      '7003 > TReleaseCall (call 2)',
      '7003 < EventReleased (call 2) good',
      '7001 < EventPartyDeleted (call 2) missing',
      '7004 < EventPartyDeleted (call 2) good',
      'fence',
      'status: 7003 has left, 2 parties remain, CallState OK',
    ])
  })

  it('says of an event of an earlier call that it has been discarded', () => {
    const [first, second] = keptFromEarlierCall.history.rounds
    if (first === undefined || second === undefined) throw new Error('the example has two rounds')
    const rounds = [first, { ...second, events: [released('7001')] }]
    const leftOver: Finding = {
      ...crash,
      history: { ...keptFromEarlierCall.history, rounds },
    }
    expect(outline(ladder(leftOver))).toContain(
      '7001 < EventReleased (call 1, discarded) not-judged',
    )
  })

  it('discards all that were there', () => {
    const [first, second] = keptFromEarlierCall.history.calls
    if (first === undefined || second === undefined) throw new Error('the example has two calls')
    const other = { connID: 'b', dns: ['7008', '7009'], unmonitored: [] }
    const history = { ...keptFromEarlierCall.history, calls: [first, other, second] }
    const discarded = ladder({ ...crash, history }).rows.filter((row) => row.row === 'discarded')
    expect(discarded).toMatchObject([
      { label: 'calls 1 and 2 discarded', departed: ['7001', '7002', '7008', '7009'] },
    ])
  })

  it('shows calls after which the adapter failed before anything was sent', () => {
    const { history } = keptFromEarlierCall
    const rows = outline(
      ladder({ ...crash, history: { ...history, rounds: history.rounds.slice(0, 1) } }),
    )
    expect(rows.slice(-4)).toEqual([
      'fence',
      'call 1 discarded',
      'established 7001 7003 7004',
      expect.stringMatching(/^the adapter crashed/),
    ])
  })

  it('begins the lifelines of those who come later where they come', () => {
    expect(ladder(keptFromEarlierCall).parties.map(({ name, later }) => [name, later])).toEqual([
      ['7001', false],
      ['7002', false],
      ['7003', true],
      ['7004', true],
    ])
  })
})

describe('numbering', () => {
  const calls = [
    { connID: 'a@x', dns: ['1', '2'], unmonitored: [] },
    { connID: 'a@y', dns: ['1', '3'], unmonitored: [], from: 2 },
  ]

  it('means the call that is there, where a ConnID is used again', () => {
    expect(numbering(calls, 1)('a')).toBe('call 1')
    expect(numbering(calls, 2)('a@z')).toBe('call 2')
  })

  it('knows no call that has not been established yet', () => {
    expect(
      numbering(
        [{ ...calls[0], connID: 'b', dns: [], unmonitored: [] }, ...calls.slice(1)],
        1,
      )('a'),
    ).toBe('no call')
    expect(numbering(calls, 1)(undefined)).toBe('no call')
  })

  it('tells no number where there is one call', () => {
    expect(numbering(calls.slice(0, 1), 0)('a')).toBeUndefined()
  })
})
