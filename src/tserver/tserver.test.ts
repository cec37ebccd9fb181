import { describe, expect, test } from 'vitest'
import type { DN, Event, Request } from '../../oracles/tlib.ts'
import { startTServer } from './tserver.ts'

/** A T-Server with one call, and what it distributes from then on. */
function established(dns: readonly DN[], unmonitored: readonly DN[] = []) {
  const events: Event[] = []
  const tserver = startTServer((event) => void events.push(event))
  const connID = tserver.establish(dns, unmonitored)
  return {
    tserver,
    connID,
    release: (thisDN: DN) => sent({ request: 'TReleaseCall', connID, thisDN }),
    remove: (thisDN: DN, otherDN: DN) =>
      sent({ request: 'TDeleteFromConference', connID, thisDN, otherDN }),
    sent,
  }

  function sent(request: Request): readonly Event[] {
    events.length = 0
    tserver.send(request)
    return [...events]
  }
}

const ConnID = '006c000000000001'

/** EventReleased, with what this T-Server adds to the table. */
const released = (ThisDN: DN, ThisDNRole: string) => ({
  name: 'EventReleased',
  ConnID,
  ThisDN,
  CallState: 'OK',
  CallID: 1,
  ThisDNRole,
})

/** "OtherDN B, OtherDNRole DeletedParty, ThirdPartyDN …, ThirdPartyDNRole DeletedBy" */
const partyDeleted = (ThisDN: DN, ThirdPartyDN: DN, CallState: string) => ({
  name: 'EventPartyDeleted',
  ConnID,
  ThisDN,
  OtherDN: 'B',
  OtherDNRole: 'DeletedParty',
  ThirdPartyDN,
  ThirdPartyDNRole: 'DeletedBy',
  CallState,
})

describe('Release phase', () => {
  const both = [
    { ...released('A', 'Origination'), OtherDN: 'B' },
    { ...released('B', 'Destination'), OtherDN: 'A' },
  ]

  test.each(['A', 'B'])('TReleaseCall of %s releases both parties', (dn) => {
    expect(new Set(established(['A', 'B']).release(dn))).toEqual(new Set(both))
  })

  test('the call is gone: a second TReleaseCall is refused', () => {
    const { release } = established(['A', 'B'])
    release('A')
    expect(release('B')).toMatchObject([{ name: 'EventError', ThisDN: 'B', ErrorCode: 56 }])
  })

  test.each([
    ['the other one', 'B'],
    ['itself', 'A'],
  ])('a party that deletes %s releases both', (_, otherDN) => {
    expect(established(['A', 'B']).remove('A', otherDN)).toEqual(both)
  })

  test('an unmonitored other party sees nothing and is not named', () => {
    expect(established(['A'], ['X']).release('A')).toEqual([released('A', 'Origination')])
  })
})

describe('Release from conference phase', () => {
  test('of three parties: B is released, A and C are told, with CallState OK', () => {
    expect(established(['A', 'B', 'C']).release('B')).toEqual([
      released('B', 'ConferenceMember'),
      partyDeleted('A', 'B', 'OK'),
      partyDeleted('C', 'B', 'OK'),
    ])
  })

  test('footnote a: more than two parties remain, CallState is Conferenced', () => {
    expect(established(['A', 'B', 'C', 'D']).release('B')).toEqual([
      released('B', 'ConferenceMember'),
      partyDeleted('A', 'B', 'Conferenced'),
      partyDeleted('C', 'B', 'Conferenced'),
      partyDeleted('D', 'B', 'Conferenced'),
    ])
  })

  test('a party that deletes itself leaves as by TReleaseCall', () => {
    expect(established(['A', 'B', 'C']).remove('B', 'B')).toEqual([
      released('B', 'ConferenceMember'),
      partyDeleted('A', 'B', 'OK'),
      partyDeleted('C', 'B', 'OK'),
    ])
  })

  test('CallState follows the parties down to the two-party call', () => {
    const { release } = established(['A', 'B', 'C', 'D', 'E'])
    const states = ['A', 'B', 'C'].map(
      (dn) => release(dn).find(({ name }) => name === 'EventPartyDeleted')?.CallState,
    )
    expect(states).toEqual(['Conferenced', 'Conferenced', 'OK'])
    expect(release('D').map(({ name, ThisDN }) => [name, ThisDN])).toEqual([
      ['EventReleased', 'D'],
      ['EventReleased', 'E'],
    ])
  })

  test('a conference of a thousand: one is released, all others are told', () => {
    const dns = Array.from({ length: 1000 }, (_, index) => `${7000 + index}`)
    const events = established(dns).release('7500')
    expect(events.filter(({ name }) => name === 'EventReleased')).toHaveLength(1)
    expect(events.filter(({ name }) => name === 'EventPartyDeleted')).toHaveLength(999)
  })
})

describe('Delete from conference phase', () => {
  test('of three parties: B is released, A and C are told that A asked, with CallState OK', () => {
    expect(established(['A', 'B', 'C']).remove('A', 'B')).toEqual([
      released('B', 'ConferenceMember'),
      partyDeleted('A', 'A', 'OK'),
      partyDeleted('C', 'A', 'OK'),
    ])
  })

  test('footnote a: more than two parties remain, CallState is Conferenced', () => {
    expect(established(['A', 'B', 'C', 'D']).remove('A', 'B')).toEqual([
      released('B', 'ConferenceMember'),
      partyDeleted('A', 'A', 'Conferenced'),
      partyDeleted('C', 'A', 'Conferenced'),
      partyDeleted('D', 'A', 'Conferenced'),
    ])
  })

  test('DNs compare exactly, whatever they look like', () => {
    const dns = ['70', '7001', '07001', 'a', 'A', '__proto__', 'constructor']
    for (const dn of dns) {
      const other = dn === '70' ? 'A' : '70'
      const { remove } = established(dns)
      expect(remove(other, dn)[0]).toMatchObject({ name: 'EventReleased', ThisDN: dn })
      expect(remove(other, dn)).toMatchObject([{ name: 'EventError', ThisDN: other }])
    }
  })
})

describe('unmonitored parties', () => {
  test('get no event and count as parties', () => {
    const events = established(['A', 'B'], ['X', 'Y']).release('A')
    expect(events.map(({ name, ThisDN, CallState }) => [name, ThisDN, CallState])).toEqual([
      ['EventReleased', 'A', 'OK'],
      ['EventPartyDeleted', 'B', 'Conferenced'],
    ])
  })

  test('are deleted without being named', () => {
    const deleted = (ThisDN: DN) => ({
      name: 'EventPartyDeleted',
      ConnID,
      ThisDN,
      ThirdPartyDN: 'A',
      ThirdPartyDNRole: 'DeletedBy',
      CallState: 'OK',
    })
    const { remove } = established(['A', 'B'], ['X'])
    expect(remove('A', 'X')).toEqual([deleted('A'), deleted('B')])
    expect(remove('A', 'B').map(({ name }) => name)).toEqual(['EventReleased', 'EventReleased'])
  })

  test('talk on when the last monitored party leaves', () => {
    const { release, tserver, connID } = established(['A'], ['X', 'Y'])
    expect(release('A')).toEqual([released('A', 'ConferenceMember')])
    expect(tserver.partiesOf(connID)).toEqual({
      connID,
      callID: 1,
      monitored: [],
      unmonitored: ['X', 'Y'],
    })
  })

  test('send no request', () => {
    const { release, remove } = established(['A', 'B'], ['X'])
    expect([...release('X'), ...remove('X', 'A')]).toEqual([])
    expect(release('A')).toHaveLength(2)
  })
})

describe('refusal', () => {
  const unknown = '006c00000000ffff'
  test.each<[string, Request, number]>([
    [
      'TReleaseCall with an unknown ConnID',
      { request: 'TReleaseCall', connID: unknown, thisDN: 'A' },
      56,
    ],
    [
      'TDeleteFromConference with an unknown ConnID',
      { request: 'TDeleteFromConference', connID: unknown, thisDN: 'A', otherDN: 'B' },
      56,
    ],
    [
      'TReleaseCall of a DN that is not in the call',
      { request: 'TReleaseCall', connID: ConnID, thisDN: 'Z' },
      470,
    ],
    [
      'TDeleteFromConference by a DN that is not in the call',
      { request: 'TDeleteFromConference', connID: ConnID, thisDN: 'Z', otherDN: 'B' },
      470,
    ],
    [
      'TDeleteFromConference of a DN that is not in the call',
      { request: 'TDeleteFromConference', connID: ConnID, thisDN: 'A', otherDN: 'Z' },
      762,
    ],
  ])('%s: EventError to the requester, and no effect', (_, request, ErrorCode) => {
    const { sent, tserver } = established(['A', 'B', 'C'])
    expect(sent(request)).toEqual([
      {
        name: 'EventError',
        ConnID: request.connID,
        ThisDN: request.thisDN,
        ReferenceID: 1,
        ErrorCode,
        ErrorMessage: expect.stringMatching(/^[A-Z][a-zA-Z ]+$/),
      },
    ])
    expect(tserver.partiesOf(ConnID)?.monitored).toEqual(['A', 'B', 'C'])
  })

  test('of a DN that has left', () => {
    const { release, remove } = established(['A', 'B', 'C'])
    release('A')
    expect([...release('A'), ...remove('A', 'B'), ...remove('B', 'A')]).toMatchObject([
      { name: 'EventError', ThisDN: 'A', ReferenceID: 2 },
      { name: 'EventError', ThisDN: 'A', ReferenceID: 3 },
      { name: 'EventError', ThisDN: 'B', ReferenceID: 4 },
    ])
  })
})
