import { describe, expect, it } from 'vitest'
import {
  addition,
  call,
  deletion,
  deletionOfB,
  eventError,
  history,
  inFlight,
  lacking,
  partyDeleted,
  release,
  released,
  releaseOfB,
  round,
  silence,
} from './history.fixture.ts'
import type { History, Round } from './history.ts'
import { judge } from './judge.ts'
import { profiles, type Profile } from './profile.ts'
import type { Event } from './tlib.ts'
import { rejected, unexplained } from './verdict.fixture.ts'

const onHook = (ThisDN: string): Event => ({ name: 'EventOnHook', ThisDN })

function expectToConform(told: History, profile: Profile = profiles.default): void {
  expect(judge(told, profile)).toMatchObject({ verdict: 'conforms' })
}

describe('a right history conforms', () => {
  it('where nothing was done', () => {
    expectToConform(history(call('AB')))
  })

  it('as the tables print it', () => {
    expectToConform(history(call('AB'), round(release('A'), released('A'), released('B'))))
    expectToConform(history(call('ABC'), releaseOfB()))
    expectToConform(history(call('ABC'), deletionOfB()))
  })

  it('with *OPT present, or absent', () => {
    const A = { ...released('A'), OtherDN: 'B' }
    expectToConform(history(call('AB'), round(release('A'), A, released('B'))))
  })

  it('with the events of different DNs in any order', () => {
    const [a, b, c] = releaseOfB().events as [Event, Event, Event]
    for (const order of [
      [a, b, c],
      [a, c, b],
      [b, a, c],
      [b, c, a],
      [c, a, b],
      [c, b, a],
    ])
      expectToConform(history(call('ABC'), round(release('B'), ...order)))
  })

  it('with nothing but events of other names where a request is refused', () => {
    expectToConform(history(call('AB'), round(deletion('A', 'Z'), onHook('A'))))
  })

  it('with events of other names before, between, and late', () => {
    const told = history(call('ABC'), {
      ...releaseOfB(),
      events: [onHook('B'), ...releaseOfB().events.flatMap((event) => [event, onHook('Z')])],
      late: [onHook('B')],
    })
    expectToConform({ ...told, early: [{ name: 'EventPartyAdded', ThisDN: 'A', ConnID: '1' }] })
  })

  it('with numbers, digits and prefixed names for enumerations', () => {
    expectToConform(
      history(
        call('ABCD'),
        round(
          release('B'),
          { ...partyDeleted('A', 'B', 'B', 'Conferenced'), CallState: 2, OtherDNRole: 8 },
          { ...partyDeleted('C', 'B', 'B', 'Conferenced'), CallState: '2', ThirdPartyDNRole: '6' },
          {
            ...partyDeleted('D', 'B', 'B', 'Conferenced'),
            CallState: 'CallStateConferenced',
            OtherDNRole: 'RoleDeletedParty',
            ThirdPartyDNRole: 'RoleDeletedBy',
          },
          { ...released('B'), CallState: 'Ok' },
        ),
      ),
    )
  })

  it('with metainformation in the ConnID of the call, of the request, of the events', () => {
    expectToConform(
      history(
        call('AB', '', '1@T-Server'),
        round(
          release('A', '1@client'),
          { ...released('A'), ConnID: '1@2@3' },
          { ...released('B'), ConnID: '1' },
        ),
      ),
    )
  })

  it('with a conference that empties, and requests to it afterwards refused either way', () => {
    expectToConform(
      history(
        call('ABC'),
        deletionOfB(),
        silence(release('B')),
        round(release('A'), released('A'), released('C')),
        round(release('A'), eventError('A')),
        silence(deletion('C', 'A')),
      ),
    )
  })

  it('with parties that were added, and one that comes back', () => {
    expectToConform(
      history(
        call('ABC'),
        releaseOfB(),
        round(addition('A', 'B')),
        round(addition('A', 'D')),
        round(
          deletion('D', 'A'),
          released('A'),
          partyDeleted('B', 'A', 'D', 'Conferenced'),
          partyDeleted('C', 'A', 'D', 'Conferenced'),
          partyDeleted('D', 'A', 'D', 'Conferenced'),
        ),
        round(
          release('B'),
          released('B'),
          partyDeleted('C', 'B', 'B', 'OK'),
          partyDeleted('D', 'B', 'B', 'OK'),
        ),
      ),
    )
  })

  it('whatever adding a party caused before the fence: set-up is not judged', () => {
    const setUp = round(addition('A', 'D'), released('A'), partyDeleted('B', 'C', 'C', 'OK'))
    expectToConform(history(call('ABC'), setUp))
  })

  it('with a self-delete and a delete in a call of two carried out or refused, each time anew', () => {
    expectToConform(
      history(
        call('ABC'),
        silence(deletion('B', 'B')),
        round(deletion('B', 'B'), eventError('B')),
        { ...releaseOfB(), actions: [deletion('B', 'B')] },
        round(deletion('A', 'C'), eventError('A')),
        silence(deletion('A', 'C')),
        round(deletion('A', 'C'), released('A'), released('C')),
      ),
    )
  })

  it('with two calls that share their parties, told apart by ConnID', () => {
    const inTwo = (event: Event): Event => ({ ...event, ConnID: '2' })
    expectToConform(
      history(
        [call('ABC'), call('ABC', '', '2')],
        releaseOfB(),
        round(deletion('A', 'B', '2'), ...deletionOfB().events.map(inTwo)),
        round(release('C'), released('A'), released('C')),
        round(release('C', '2'), inTwo(released('A')), inTwo(released('C'))),
      ),
    )
  })

  it('where a request names an unknown ConnID: an EventError, or nothing', () => {
    expectToConform(
      history(
        call('ABC'),
        silence(release('A', '9')),
        round(deletion('A', 'B', '9'), eventError('A')),
        round(addition('A', 'D', '9')),
        deletionOfB(),
      ),
    )
  })

  it('where a round was empty, and nothing was seen in it', () => {
    const nothing: Round = { actions: [], events: [onHook('A')], late: [] }
    expectToConform(history(call('ABC'), nothing, releaseOfB()))
    expectToConform({ calls: [], early: [], rounds: [nothing] })
  })

  it('where there is no call: a request to it is refused', () => {
    expectToConform(history([], silence(release('A')), round(release('A'), eventError('A'))))
    expectToConform(history([], inFlight([release('A'), release('A')], eventError('A'))))
  })

  it('where the only call is established later', () => {
    expectToConform(history({ ...call('ABC'), from: 1 }, silence(release('A', '9')), releaseOfB()))
  })

  it('of twenty parties, with the events in reverse order', () => {
    const dns = [...'ABCDEFGHIJKLMNOPQRST']
    const told = dns
      .filter((dn) => dn !== 'B')
      .map((dn) => partyDeleted(dn, 'B', 'B', 'Conferenced'))
    expectToConform(
      history(call(dns.join('')), round(release('B'), ...told.toReversed(), released('B'))),
    )
  })
})

describe('a profile narrows what conforms', () => {
  const [a, b, c] = releaseOfB().events as [Event, Event, Event]

  it.each<[string, Partial<Profile>, History]>([
    [
      'leaverOtherDN absent',
      { leaverOtherDN: 'absent' },
      history(call('ABC'), round(release('B'), a, { ...b, OtherDN: 'A' }, c)),
    ],
    ['refusal error', { refusal: 'error' }, history(call('ABC'), silence(release('Z')))],
    [
      'refusal silent',
      { refusal: 'silent' },
      history(call('ABC'), round(release('Z'), eventError('Z'))),
    ],
    [
      'selfDelete release',
      { selfDelete: 'release' },
      history(call('ABC'), silence(deletion('B', 'B'))),
    ],
    [
      'selfDelete refuse',
      { selfDelete: 'refuse' },
      history(call('ABC'), round(deletion('B', 'B'), a, b, c)),
    ],
    [
      'twoPartyDelete release',
      { twoPartyDelete: 'release' },
      history(call('AB'), silence(deletion('A', 'B'))),
    ],
    [
      'twoPartyDelete refuse',
      { twoPartyDelete: 'refuse' },
      history(call('AB'), round(deletion('A', 'B'), released('A'), released('B'))),
    ],
  ])('%s', (_, choice, told) => {
    expectToConform(told)
    rejected(told, { ...profiles.default, ...choice })
  })

  it('owner-only, which alone widens it', () => {
    const told = history(call('ABC'), round(deletion('B', 'C'), eventError('B')), releaseOfB())
    rejected(told)
    expectToConform(told, profiles.workspace)
  })

  it('owner-only, where other refusals are silent: the refusal that it allows has its EventError', () => {
    const told = history(call('ABC'), round(deletion('B', 'C'), eventError('B')))
    const profile: Profile = { ...profiles.workspace, refusal: 'silent' }
    expectToConform(told, profile)
  })
})

describe('parties that are not monitored', () => {
  it('get nothing, and may go unnamed, be named, or be named as dialled', () => {
    const told = partyDeleted('A', 'X', 'A', 'OK')
    for (const aboutX of [
      told,
      lacking(told, 'OtherDN', 'OtherDNRole'),
      { ...told, OtherDN: '9X' },
    ])
      expectToConform(
        history(
          call('AB', 'X'),
          round(deletion('A', 'X'), aboutX, partyDeleted('B', 'X', 'A', 'OK')),
        ),
      )
  })

  it('are not to be taken for another party of the call', () => {
    const told = history(
      call('AB', 'X'),
      round(
        deletion('A', 'X'),
        partyDeleted('A', 'X', 'A', 'OK'),
        partyDeleted('B', 'A', 'A', 'OK'),
      ),
    )
    expect(unexplained(told).differing).toMatchObject([
      { differences: [{ attribute: 'OtherDN', seen: 'A' }] },
    ])
  })

  it('are not sent anything', () => {
    const told = history(call('A', 'X'), round(release('A'), released('A'), released('X')))
    expect(unexplained(told)).toMatchObject({ missing: [], surplus: [released('X')] })
  })

  it('live on among themselves when the last monitored party has left', () => {
    expectToConform(history(call('A', 'XY'), round(release('A'), released('A'))))
  })
})
