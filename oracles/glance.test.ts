import { describe, expect, it } from 'vitest'
import { situationsIn } from './each-situation.ts'
import { glance } from './glance.ts'
import {
  addition,
  call,
  deletion,
  history,
  inFlight,
  lacking,
  partyDeleted,
  released,
  round,
} from './history.fixture.ts'
import type { EstablishedCall, History, Round } from './history.ts'
import { judge } from './judge.ts'
import { profiles, type Profile } from './profile.ts'
import { Recording } from './recording.ts'
import { situationOf } from './situation.ts'
import type { Event } from './tlib.ts'

const error = (ThisDN: string): Event => ({ name: 'EventError', ThisDN })

/** B of A, B and C hangs up, and all is as the table prints it. */
const plain = round(
  release('B'),
  released('B'),
  partyDeleted('A', 'B', 'B', 'OK'),
  partyDeleted('C', 'B', 'B', 'OK'),
)

function release(dn: string, connID?: string) {
  return { request: 'TReleaseCall', thisDN: dn, connID: connID ?? '1' } as const
}

/** With patterns of its own: nothing that another test has asked for is known. */
const glanced = (all: History, profile: Profile) => glance(Recording.of(all), { ...profile })

function judged(all: History, profile: Profile): readonly number[] {
  const verdict = judge(all, profile)
  if (verdict.verdict !== 'conforms') throw new Error(`The verdict is ${verdict.verdict}.`)
  return situationsIn(all, verdict.outcomes)
}

describe('at a glance it is seen that a history conforms', () => {
  it.each<[string, EstablishedCall | readonly EstablishedCall[], readonly Round[], Profile?]>([
    ['without rounds', call('AB'), []],
    ['a party leaves a conference', call('ABC'), [plain]],
    [
      'in any order of its events',
      call('ABC'),
      [
        round(
          release('B'),
          partyDeleted('C', 'B', 'B', 'OK'),
          released('B'),
          partyDeleted('A', 'B', 'B', 'OK'),
        ),
      ],
    ],
    [
      'to the end of the call, and one request more',
      call('ABCD'),
      [
        round(
          deletion('C', 'B'),
          released('B'),
          partyDeleted('A', 'B', 'C', 'Conferenced'),
          partyDeleted('C', 'B', 'C', 'Conferenced'),
          partyDeleted('D', 'B', 'C', 'Conferenced'),
        ),
        round(
          release('A'),
          released('A'),
          partyDeleted('C', 'A', 'A', 'OK'),
          partyDeleted('D', 'A', 'A', 'OK'),
        ),
        round(release('D'), { ...released('D'), OtherDN: 'C' }, released('C')),
        round(release('D'), error('D')),
      ],
    ],
    ['refused, with an EventError', call('AB'), [round(deletion('A', 'Z'), error('A'))]],
    ['refused, in silence', call('AB'), [round(deletion('A', 'Z'))]],
    ['to no call', call('AB'), [round(release('A', '9'), error('A'))]],
    ['a stranger deletes itself', call('AB'), [round(deletion('Z', 'Z'))]],
    [
      'whoever has left asks once more',
      call('ABC'),
      [plain, round(release('B'), error('B')), round(deletion('A', 'B'))],
    ],
    [
      'one who has left comes back, and leaves again',
      call('ABC'),
      [
        plain,
        round(addition('A', 'B'), { name: 'EventPartyAdded', ThisDN: 'A' }),
        round(
          deletion('B', 'C'),
          released('C'),
          partyDeleted('A', 'C', 'B', 'OK'),
          partyDeleted('B', 'C', 'B', 'OK'),
        ),
        round(release('B'), released('A'), released('B')),
      ],
    ],
    [
      'a party joins no call',
      call('AB'),
      [round(addition('A', 'C', '9')), round(deletion('A', 'C'))],
    ],
    [
      'an outside party is deleted, and nothing refers to it',
      call('AB', 'X'),
      [
        round(
          deletion('B', 'X'),
          lacking(partyDeleted('A', 'X', 'B', 'OK'), 'OtherDN', 'OtherDNRole'),
          lacking(partyDeleted('B', 'X', 'B', 'OK'), 'OtherDN', 'OtherDNRole'),
        ),
        round(release('A'), released('A'), released('B')),
      ],
    ],
    [
      'an outside party moves up',
      call('ABC', 'XY'),
      [
        round(
          release('A'),
          released('A'),
          partyDeleted('B', 'A', 'A', 'Conferenced'),
          partyDeleted('C', 'A', 'A', 'Conferenced'),
        ),
        round(release('B'), released('B'), partyDeleted('C', 'B', 'B', 'Conferenced')),
        round(release('C'), released('C')),
      ],
    ],
    [
      'the owner alone may delete',
      call('ABCD'),
      [
        round(deletion('B', 'C'), error('B')),
        round(
          deletion('A', 'C'),
          released('C'),
          partyDeleted('A', 'C', 'A', 'Conferenced'),
          partyDeleted('B', 'C', 'A', 'Conferenced'),
          partyDeleted('D', 'C', 'A', 'Conferenced'),
        ),
        round(
          release('A'),
          released('A'),
          partyDeleted('B', 'A', 'A', 'OK'),
          partyDeleted('D', 'A', 'A', 'OK'),
        ),
        round(addition('B', 'A')),
        round(
          deletion('A', 'B'),
          released('B'),
          partyDeleted('A', 'B', 'A', 'OK'),
          partyDeleted('D', 'B', 'A', 'OK'),
        ),
      ],
      profiles.workspace,
    ],
    [
      'several in flight, each seen before the next one',
      [call('ABC'), call('DE', '', '2')],
      [
        inFlight(
          [release('B'), release('D', '2'), release('B')],
          ...plain.events,
          {
            ...released('D'),
            ConnID: '2',
          },
          { ...released('E'), ConnID: '2' },
          error('B'),
        ),
      ],
    ],
    [
      'in flight, one sent when the other was seen',
      call('AB'),
      [
        {
          ...inFlight([release('A'), release('A')], released('A'), released('B'), error('A')),
          sent: [1, 1, 2],
        },
      ],
    ],
    [
      'in flight, after one had left in an earlier round',
      call('ABCDEFG'),
      [
        round(
          release('G'),
          released('G'),
          ...[...'ABCDEF'].map((dn) => partyDeleted(dn, 'G', 'G', 'Conferenced')),
        ),
        inFlight(
          [release('F'), release('Z'), release('E')],
          released('F'),
          ...[...'ABCDE'].map((dn) => partyDeleted(dn, 'F', 'F', 'Conferenced')),
          error('Z'),
          released('E'),
          ...[...'ABCD'].map((dn) => partyDeleted(dn, 'E', 'E', 'Conferenced')),
        ),
      ],
    ],
    [
      'in flight in two rounds, with what was sent when each event came',
      call('ABC'),
      [
        { ...inFlight([release('Z'), release('Y')], error('Z'), error('Y')), sent: [1, 2] },
        { ...inFlight([release('Y'), release('Z')], error('Y'), error('Z')), sent: [1, 2] },
      ],
    ],
    [
      'two calls at once, round after round',
      [call('ABC'), call('DE', '', '2')],
      [
        plain,
        round(release('D', '2'), ...['D', 'E'].map((dn) => ({ ...released(dn), ConnID: '2' }))),
        round(release('A'), released('A'), released('C')),
      ],
    ],
    [
      'one who was to join no call asks in it',
      call('AB'),
      [round(addition('A', 'C', '9')), round(release('C', '9'), error('C'))],
    ],
    [
      'to no call whose ConnID has metainformation',
      call('AB'),
      [round(release('A', '9@x'), error('A'))],
    ],
    [
      'attributes are told of which the document leaves open what they are',
      call('ABC'),
      [
        round(
          release('B'),
          { ...released('B'), OtherDN: 'Z', OtherDNRole: 'Destination', ThirdPartyDN: 'Y' },
          partyDeleted('A', 'B', 'B', 'OK'),
          partyDeleted('C', 'B', 'B', 'OK'),
        ),
      ],
    ],
    [
      'the owner has come back, moves up, and deletes',
      call('ABCD'),
      [
        round(
          release('A'),
          released('A'),
          ...['B', 'C', 'D'].map((dn) => partyDeleted(dn, 'A', 'A', 'Conferenced')),
        ),
        round(addition('B', 'A')),
        round(
          release('B'),
          released('B'),
          ...['C', 'D', 'A'].map((dn) => partyDeleted(dn, 'B', 'B', 'Conferenced')),
        ),
        round(
          deletion('A', 'D'),
          released('D'),
          ...['C', 'A'].map((dn) => partyDeleted(dn, 'D', 'A', 'OK')),
        ),
      ],
      profiles.workspace,
    ],
    [
      'nobody owns a call of outside parties, not even the first of them',
      call('', 'XYZ'),
      [round(deletion('X', 'Y')), round(deletion('Y', 'X'))],
      profiles.workspace,
    ],
    [
      'calls one after the other under one ConnID, which has metainformation',
      [
        { ...call('ABC'), connID: '1@x' },
        { ...call('AB'), connID: '1@x', from: 1 },
      ],
      [plain, round(release('A'), released('A'), released('B'))].map(
        ({ actions, events, late }) => ({
          actions: actions.map((action) => ({ ...action, connID: '1@x' })),
          events: events.map((event) => ({ ...event, ConnID: '1@x' })),
          late,
        }),
      ),
    ],
  ])('%s', (_, calls, rounds, profile = profiles.default) => {
    const all = history(calls, ...rounds)
    // In flight the judge tells of them call by call.
    expect(glanced(all, profile)?.toSorted()).toEqual(judged(all, profile).toSorted())
  })

  it('and of each request in which situation it took effect', () => {
    const all = history(call('ABC'), plain, round(deletion('A', 'B')), round(release('A', '9')))
    expect(glanced(all, profiles.default)?.map(situationOf)).toMatchObject([
      { move: 'release-middle', parties: 3, carriedOut: true, formerConference: false },
      { move: 'refused-of-gone', parties: 2, carriedOut: false, formerConference: true },
      { move: 'to-unknown-call' },
    ])
  })

  it('whatever was looked at before', () => {
    const profile = { ...profiles.default }
    const returned = history(
      call('ABC'),
      plain,
      round(addition('A', 'B')),
      round(
        release('B'),
        released('B'),
        ...['A', 'C'].map((dn) => partyDeleted(dn, 'B', 'B', 'OK')),
      ),
    )
    const two = history([call('AB'), call('DE', '', '2')], round(release('Z', '2'), error('Z')))
    const one = history(call('AB'), round(release('A', '2'), error('A')))
    const other = history(call('AB'), round(release('A', '2@x'), error('A')))
    for (const all of [returned, two, one, other, two, returned, one])
      expect(glance(Recording.of(all), profile)).toEqual(judged(all, profile))
  })

  it('as the profile has it', () => {
    const all = history(call('AB'), round(deletion('A', 'Z')))
    expect(glanced(all, profiles.default)).toBeDefined()
    expect(glanced(all, profiles.answering)).toBeUndefined()
  })

  it('in calls of up to twelve', () => {
    const [twelve, thirteen] = ['ABCDEFGHIJKL', 'ABCDEFGHIJKLM'].map((dns) =>
      history(call(dns), round(deletion('A', 'Z'), error('A'))),
    )
    expect(twelve && glanced(twelve, profiles.default)).toHaveLength(1)
    expect(thirteen && glanced(thirteen, profiles.default)).toBeUndefined()
  })
})

/** The events of the plain round with one of them changed. */
function spoiled(at: number, change: Partial<Event>): History {
  const events = plain.events.map((event, index) =>
    index === at ? { ...event, ...change } : event,
  )
  return history(call('ABC'), { ...plain, events })
}

describe('it is left to the judge', () => {
  it.each<[string, History]>([
    ['an event came early', { ...history(call('ABC'), plain), early: [released('B')] }],
    ['one came late', history(call('ABC'), { ...plain, late: [released('B')] })],
    ['nothing was asked', history(call('ABC'), { actions: [], events: [], late: [] })],
    ['an event is missing', history(call('ABC'), { ...plain, events: plain.events.slice(1) })],
    ['the last is missing', history(call('ABC'), { ...plain, events: plain.events.slice(0, 2) })],
    [
      'one is too many',
      history(call('ABC'), { ...plain, events: [...plain.events, released('Z')] }),
    ],
    [
      'one came twice, and another one not',
      history(call('ABC'), {
        ...plain,
        events: [released('B'), partyDeleted('A', 'B', 'B', 'OK'), released('B')],
      }),
    ],
    [
      'a stranger saw what was for the second of two who were refused',
      history(call('AB'), inFlight([release('Z'), release('Z')], error('Y'), error('Z'))),
    ],
    [
      'an event came in the turn of another request',
      history(
        call('ABCD'),
        inFlight(
          [release('A'), release('B')],
          released('B'),
          partyDeleted('B', 'A', 'A', 'Conferenced'),
          partyDeleted('C', 'A', 'A', 'Conferenced'),
          partyDeleted('D', 'A', 'A', 'Conferenced'),
          released('A'),
          partyDeleted('C', 'B', 'B', 'OK'),
          partyDeleted('D', 'B', 'B', 'OK'),
        ),
      ),
    ],
    [
      'one came before its request was sent',
      history(call('AB'), {
        ...inFlight([release('A'), release('A')], released('A'), released('B'), error('A')),
        sent: [1, 1, 1],
      }),
    ],
    [
      'the first came before anything was sent',
      history(call('AB'), { ...round(release('A'), released('A'), released('B')), sent: [0, 1] }),
    ],
    ['a name is wrong', spoiled(1, { name: 'EventReleased' })],
    ['the name of who leaves is wrong', spoiled(0, { name: 'EventPartyDeleted' })],
    ['an event is one that nobody judges', spoiled(0, { name: 'EventOnHook' })],
    ['ThisDN is wrong', spoiled(1, { ThisDN: 'Z' })],
    ['ConnID is wrong', spoiled(1, { ConnID: '2' })],
    ['ConnID of who leaves is wrong', spoiled(0, { ConnID: '2' })],
    ['OtherDN is wrong', spoiled(1, { OtherDN: 'C' })],
    ['OtherDNRole is wrong', spoiled(1, { OtherDNRole: 'DeletedBy' })],
    ['ThirdPartyDN is wrong', spoiled(1, { ThirdPartyDN: 'C' })],
    ['ThirdPartyDNRole is wrong', spoiled(1, { ThirdPartyDNRole: 'DeletedParty' })],
    ['CallState is wrong', spoiled(1, { CallState: 'Conferenced' })],
    ['CallState of who leaves is wrong', spoiled(0, { CallState: 'Conferenced' })],
    ['CallState is spelled otherwise', spoiled(1, { CallState: 0 })],
    [
      'OtherDN names another than the other one of two',
      history(call('AB'), round(release('A'), { ...released('A'), OtherDN: 'Z' }, released('B'))),
    ],
    ...(['OtherDN', 'OtherDNRole', 'ThirdPartyDN', 'ThirdPartyDNRole'] as const).map(
      (attribute): [string, History] => [
        `the ${attribute} of an outside party is not that of the table`,
        history(
          call('AB', 'X'),
          round(deletion('A', 'X'), partyDeleted('B', 'X', 'A', 'OK'), {
            ...partyDeleted('A', 'X', 'A', 'OK'),
            [attribute]: 'Z',
          }),
        ),
      ],
    ),
    [
      'a request spells the ConnID otherwise',
      history(call('AB'), round(release('A', '1@x'), released('A'), released('B'))),
    ],
    [
      'a request that is refused spells the ConnID otherwise',
      history(call('AB'), round(release('Z', '1@x'), error('Z'))),
    ],
    [
      'an event that is missing came in the next round',
      history(
        call('ABC'),
        { ...plain, events: plain.events.slice(0, 2) },
        round(release('Z'), ...plain.events.slice(2), error('Z')),
      ),
    ],
    [
      'CallState of who leaves is missing',
      history(call('ABC'), {
        ...plain,
        events: [lacking(released('B'), 'CallState'), ...plain.events.slice(1)],
      }),
    ],
    ...['ThirdPartyDN', 'ThirdPartyDNRole', 'CallState'].map((attribute): [string, History] => [
      `the ${attribute} is wrong where the second has an outside party deleted`,
      history(
        call('AB', 'XY'),
        round(
          deletion('B', 'X'),
          lacking(partyDeleted('A', 'X', 'B', 'Conferenced'), 'OtherDN', 'OtherDNRole'),
          {
            ...lacking(partyDeleted('B', 'X', 'B', 'Conferenced'), 'OtherDN', 'OtherDNRole'),
            [attribute]: 'A',
          },
        ),
      ),
    ]),
    ['one joins who is there', history(call('AB'), round(addition('A', 'B')))],
    [
      'an event of a departure came when one joined',
      history(call('AB'), round(addition('A', 'C'), released('A'))),
    ],
    [
      'one joins while something else is in flight',
      history(call('AB'), { ...round(release('A')), actions: [addition('A', 'C'), release('A')] }),
    ],
  ])('where %s', (_, all) => {
    expect(glanced(all, profiles.default)).toBeUndefined()
  })
})
