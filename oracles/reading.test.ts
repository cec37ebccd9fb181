/** What the rules are told of a history. */
import { describe, expect, it } from 'vitest'
import type { Call } from './call.ts'
import { ofLetters } from './columns.fixture.ts'
import { course, deletes, denied, inVain, leaves, sentInOrder } from './course.fixture.ts'
import {
  addition,
  call,
  deletion,
  eventError,
  history,
  partyDeleted,
  release,
  released,
  releaseOfB,
  round,
} from './history.fixture.ts'
import { profiles } from './profile.ts'
import { nobody } from './read-request.ts'
import { readHistory } from './reading.ts'
import type { Event } from './tlib.ts'

const rightToA = (dn: string): Event => partyDeleted('A', dn, dn, 'Conferenced')

describe('the events that came before what they follow from', () => {
  /** Of a round of a call of A, B, C, D and E. */
  const premature = (...told: Parameters<typeof sentInOrder>) =>
    readHistory(history(call('ABCDE'), sentInOrder(...told)), profiles.default, 1, told[0])
      .premature

  it('are those of a departure that its request was sent after', () => {
    const outcomes = course(ofLetters('ABCDE'), leaves('B'))
    expect(premature(outcomes, [0], [rightToA('B')], [0])).toEqual([rightToA('B')])
    expect(premature(outcomes, [0], [rightToA('B')], [1])).toEqual([])
    expect(premature(outcomes, [0], [rightToA('B')])).toEqual([])
  })

  it('are those of a departure that had to wait for another one, or for a refusal', () => {
    for (const first of [leaves('C'), denied(deletion('A', 'Z'))]) {
      const outcomes = course(ofLetters('ABCDE'), first, leaves('B'))
      expect(premature(outcomes, [1, 0], [rightToA('B')], [1])).toEqual([rightToA('B')])
      expect(premature(outcomes, [1, 0], [rightToA('B')], [2])).toEqual([])
    }
  })

  it('are those of a refusal that had to wait for a departure, and not for another refusal', () => {
    const late = course(ofLetters('ABCDE'), leaves('B'), denied(deletion('A', 'B')))
    expect(premature(late, [1, 0], [eventError('A')], [1])).toEqual([eventError('A')])
    expect(premature(late, [1, 0], [eventError('A')], [2])).toEqual([])
    const apart = course(ofLetters('ABCDE'), denied(deletion('C', 'Z')), denied(deletion('A', 'Z')))
    expect(premature(apart, [1, 0], [eventError('A')], [1])).toEqual([])
    expect(premature(apart, [1, 0], [eventError('A')], [0])).toEqual([eventError('A')])
  })

  it('are not those of a refusal after a departure that had to wait for what went before', () => {
    const outcomes = course(
      ofLetters('ABCDE'),
      denied(deletion('A', 'Z')),
      leaves('B'),
      denied(deletion('C', 'B')),
    )
    expect(premature(outcomes, [1, 2, 0], [eventError('C')], [2])).toEqual([])
    expect(premature(outcomes, [1, 2, 0], [eventError('C')], [1])).toEqual([eventError('C')])
  })

  it('are none that wait for another call', () => {
    const two: Call = { ...ofLetters('AXY'), connID: '2' }
    const outcomes = [
      ...course(ofLetters('ABC'), leaves('B')),
      ...course(two, [release('X', '2'), 'release-from-conference']),
    ]
    const toldOfX = { ...partyDeleted('A', 'X', 'X', 'OK'), ConnID: '2' }
    const told = history(
      [call('ABC'), call('AXY', '', '2')],
      sentInOrder(outcomes, [1, 0], [toldOfX], [1]),
    )
    expect(readHistory(told, profiles.default, 1, outcomes).premature).toEqual([])
  })

  it('are no EventErrors to a DN that did not ask: they follow from nothing', () => {
    const outcomes = course(ofLetters('ABCDE'), inVain(deletion('A', 'Z')))
    expect(premature(outcomes, [0], [eventError('C')], [0])).toEqual([])
    expect(premature(outcomes, [0], [eventError('A')], [0])).toEqual([eventError('A')])
    const stray = released('Q')
    expect(premature(outcomes, [0], [stray], [0])).toEqual([stray])
  })
})

describe('a history', () => {
  it('is read round by round, as far as it is asked for', () => {
    const told = history(
      [call('ABC'), { ...call('AZ', '', '2'), from: 2 }],
      round(addition('A', 'D')),
      releaseOfB(),
      round(release('Z', '2'), eventError('Z')),
    )
    const { joiners, requests, calls } = readHistory(told, profiles.default, 3, [])
    expect(joiners).toEqual(['D'])
    expect(requests.map(({ request, before }) => [request.thisDN, before])).toEqual([
      ['B', ['A', 'B', 'C', 'D']],
      ['Z', ['A', 'Z']],
    ])
    expect(calls).toEqual([
      { connID: '1', dns: new Set(['A', 'B', 'C', 'D']) },
      { connID: '2', dns: new Set(['A', 'Z']) },
    ])
    expect(readHistory(told, profiles.default, 1, []).requests).toEqual([])
  })

  it('has no events of calls that are gone before there are any calls', () => {
    const told = history({ ...call('AB'), from: 1 }, round(release('A'), released('A')))
    expect(readHistory(told, profiles.default, 1, []).late).toEqual([])
  })

  it('has its late events apart, in rounds in flight and of one request alike', () => {
    const outcomes = course(ofLetters('ABCDE'), deletes('A', 'B'), leaves('C'))
    const late = [released('C'), { name: 'EventOnHook', ThisDN: 'C' }]
    const inFlight = { ...sentInOrder(outcomes, [0, 1], [released('B')], [1]), late }
    const alone = { ...round(release('D'), released('D')), late: [released('E')] }
    const read = readHistory(history(call('ABCDE'), inFlight, alone), profiles.default, 2, outcomes)
    expect(read.late).toEqual([released('C'), released('E')])
    expect(read.requests.map(({ released }) => released.map(({ ThisDN }) => ThisDN))).toEqual([
      ['B'],
      ['C'],
      ['D', 'E'],
    ])
    expect(read.premature).toEqual([])
  })
})

it('nobody is, or was, in a call that does not exist', () => {
  expect(nobody('9')).toEqual({
    connID: '9',
    parties: [],
    unmonitored: [],
    gone: new Set(),
    owner: undefined,
  })
})
