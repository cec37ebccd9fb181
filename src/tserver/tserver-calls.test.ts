import { describe, expect, test } from 'vitest'
import type { DN, Event } from '../../oracles/tlib.ts'
import { startTServer } from './tserver.ts'

/** A T-Server with one call, and the lines of what it distributes. */
function established(dns: readonly DN[], unmonitored: readonly DN[] = []) {
  const events: Event[] = []
  const tserver = startTServer((event) => void events.push(event))
  const connID = tserver.establish(dns, unmonitored)
  return {
    tserver,
    connID,
    /** What was distributed since it was asked last. */
    seen: () => events.splice(0),
    add: (by: DN, dn: DN) => tserver.addParty(connID, by, dn),
    release: (thisDN: DN) => tserver.send({ request: 'TReleaseCall', connID, thisDN }),
  }
}

describe('addParty', () => {
  test('tells the parties, and the newcomer is one of them', () => {
    const { add, release, seen } = established(['A', 'B'])
    add('A', 'C')
    expect(seen().map(({ name, ThisDN, OtherDN }) => [name, ThisDN, OtherDN])).toEqual([
      ['EventPartyAdded', 'A', 'C'],
      ['EventPartyAdded', 'B', 'C'],
      ['EventEstablished', 'C', undefined],
    ])
    release('B')
    expect(seen().map(({ name, ThisDN, CallState }) => [name, ThisDN, CallState])).toEqual([
      ['EventReleased', 'B', 'OK'],
      ['EventPartyDeleted', 'A', 'OK'],
      ['EventPartyDeleted', 'C', 'OK'],
    ])
  })

  test('brings back who left', () => {
    const { add, release, seen } = established(['A', 'B', 'C'])
    release('A')
    add('B', 'A')
    seen()
    release('A')
    expect(seen()[0]).toMatchObject({ name: 'EventReleased', ThisDN: 'A' })
  })

  test('is refused where the newcomer is a party, or the one who asks is none', () => {
    const { add, seen, tserver, connID } = established(['A', 'B'], ['X'])
    add('A', 'B')
    add('A', 'X')
    add('Z', 'C')
    expect(seen()).toMatchObject([
      { name: 'EventError', ThisDN: 'A', ErrorCode: 71, ReferenceID: 1 },
      { name: 'EventError', ThisDN: 'A', ErrorCode: 71, ReferenceID: 2 },
      { name: 'EventError', ThisDN: 'Z', ErrorCode: 470, ReferenceID: 3 },
    ])
    expect(tserver.partiesOf(connID)).toMatchObject({ monitored: ['A', 'B'], unmonitored: ['X'] })
  })
})

describe('calls', () => {
  test('have ConnIDs of sixteen hexadecimal digits that count up, over a reset, too', () => {
    const tserver = startTServer(() => {})
    const first = [tserver.establish(['A', 'B'], []), tserver.establish(['A', 'B'], [])]
    tserver.reset()
    expect([...first, tserver.establish(['A', 'B'], [])]).toEqual([
      '006c000000000001',
      '006c000000000002',
      '006c000000000003',
    ])
    expect(first.map(tserver.partiesOf)).toEqual([undefined, undefined])
  })

  test('are gone once discarded, for a request and for addParty', () => {
    const { add, release, seen, tserver, connID } = established(['A', 'B', 'C'])
    tserver.discard(connID)
    release('A')
    add('A', 'D')
    expect(seen()).toMatchObject([
      { name: 'EventError', ThisDN: 'A', ErrorCode: 56 },
      { name: 'EventError', ThisDN: 'A', ErrorCode: 56 },
    ])
  })

  test('share parties without touching each other', () => {
    const { tserver, release } = established(['A', 'B'])
    const other = tserver.establish(['A', 'B', 'C'], [])
    release('A')
    expect(tserver.partiesOf(other)?.monitored).toEqual(['A', 'B', 'C'])
  })

  test('keep their own list of parties', () => {
    const dns = ['A', 'B', 'C']
    const unmonitored = ['X']
    const { tserver, connID } = established(dns, unmonitored)
    dns.pop()
    unmonitored.pop()
    expect(tserver.partiesOf(connID)).toMatchObject({
      monitored: ['A', 'B', 'C'],
      unmonitored: ['X'],
    })
  })
})
