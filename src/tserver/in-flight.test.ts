import { describe, expect, test } from 'vitest'
import type { DN, Event } from '../../oracles/tlib.ts'
import { startChance } from './chance.ts'
import { startInFlight } from './in-flight.ts'
import { startTServer } from './tserver.ts'

/** A T-Server that keeps every request until the fence, with a call of A, B, C and D. */
function established(early = false) {
  const events: Event[] = []
  const asked: string[] = []
  const tserver = startInFlight(
    (event) => void events.push(event),
    { chance: startChance(), early },
    (distribute) => {
      const atOnce = startTServer(distribute)
      return {
        ...atOnce,
        send(request, alongside) {
          asked.push([request, ...alongside].map(({ thisDN }) => thisDN).join(' '))
          atOnce.send(request)
        },
      }
    },
  )
  const connID = tserver.establish(['A', 'B', 'C', 'D'], [])
  return {
    tserver,
    connID,
    asked,
    release: (thisDN: DN, call = connID) =>
      tserver.send({ request: 'TReleaseCall', connID: call, thisDN }),
    /** Who was released since this was asked last. */
    released: () => {
      const names = events.splice(0).filter(({ name }) => name === 'EventReleased')
      return names
        .map(({ ThisDN }) => ThisDN)
        .toSorted()
        .join(' ')
    },
  }
}

describe('requests in flight', () => {
  test('wait for the fence', () => {
    const { tserver, release, released } = established()
    release('A')
    release('B')
    expect(released()).toBe('')
    tserver.fence()
    expect(released()).toBe('A B')
  })

  test('are told of those that are carried out later', () => {
    const { tserver, release, asked } = established()
    for (const dn of ['A', 'B', 'C']) release(dn)
    tserver.fence()
    expect(asked.map((line) => line.split(' ').length)).toEqual([3, 2, 1])
    expect(asked[0]?.split(' ').toSorted()).toEqual(['A', 'B', 'C'])
  })

  test.each<[string, (tserver: ReturnType<typeof established>['tserver'], connID: string) => void]>(
    [
      ['another call is established', (tserver) => void tserver.establish(['E', 'F'], [])],
      ['a party is added', (tserver, connID) => tserver.addParty(connID, 'D', 'E')],
    ],
  )('are carried out before %s', (_, act) => {
    const { tserver, connID, release, released } = established()
    release('A')
    act(tserver, connID)
    expect(released()).toBe('A')
  })

  test.each([false, true])('are dropped with their call, and no others (early: %s)', (early) => {
    for (let n = 0; n < 50; n++) {
      const { tserver, connID, release, released } = established(early)
      const other = tserver.establish([`A${n}`, 'B', 'C'], [])
      release('A')
      release(`A${n}`, other)
      release('B')
      const before = released().split(' ')
      tserver.discard(connID)
      tserver.fence()
      expect(tserver.partiesOf(connID)).toBe(undefined)
      const after = released()
      // Nothing of the discarded call any more, and all of the other one.
      expect(['', `A${n}`]).toContain(after)
      expect([...before, after]).toContain(`A${n}`)
    }
  })

  test.each([false, true])('are all dropped by a reset (early: %s)', (early) => {
    for (let n = 0; n < 50; n++) {
      const { tserver, connID, release, released } = established(early)
      for (const dn of ['A', `Z${n}`, 'C']) release(dn)
      released()
      tserver.reset()
      tserver.fence()
      expect(released()).toBe('')
      expect(tserver.partiesOf(connID)).toBe(undefined)
    }
  })
})
