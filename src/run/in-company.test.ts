import { describe, expect, test } from 'vitest'
import type { Script, Step } from '../plan/script.ts'
import { call, partiesOf, release, remove } from '../tserver/one-call.ts'
import { inCompany } from './in-company.ts'
import type { Flight } from './flown.ts'

const inCall = (at: number, step: Step): Step => ({ ...step, call: at })

/** @param rounds when each was sent. */
function flight(script: Script, begun: number, rounds: readonly number[], ended?: number): Flight {
  return { script, begun, rounds, ...(ended === undefined ? {} : { ended }) }
}

const failed = flight(call('A B C', release('A'), release('B')), 1, [2, 6], 9)

describe('scripts in flight are one script', () => {
  test('of calls at once, in whose rounds is what was sent at one time', () => {
    const other = flight(call('D E F', release('D'), remove('E', 'F'), release('E')), 1, [3, 7, 11])
    expect(inCompany(failed, 1, [other], { maxCalls: 8 })).toEqual({
      calls: [partiesOf('A B C'), partiesOf('D E F')],
      rounds: [
        [release('A'), inCall(1, release('D'))],
        [release('B'), inCall(1, remove('E', 'F'))],
      ],
    })
  })

  test('without what came after the round that failed', () => {
    const other = flight(call('D E', release('D')), 1, [7])
    expect(inCompany(failed, 0, [other], { maxCalls: 8 })).toEqual({
      calls: [partiesOf('A B C'), partiesOf('D E')],
      rounds: [[release('A')]],
    })
  })

  test('where a party is added in a round of its own', () => {
    const adding: Step = { do: 'addParty', call: 0, by: 'D', dn: 'F' }
    const other = flight(call('D E', adding, release('D')), 1, [3, 7])
    expect(inCompany(failed, 1, [other], { maxCalls: 2 })?.rounds).toEqual([
      [release('A')],
      [inCall(1, adding)],
      [release('B'), inCall(1, release('D'))],
    ])
  })

  test('where no two requests of a round go to no call', () => {
    const lost = (thisDN: string): Step => ({ do: 'TReleaseCall', call: 'unknown', thisDN })
    const one = flight(call('A B', lost('A')), 1, [2], 5)
    const two = flight(call('C D', lost('C')), 1, [3], 5)
    expect(inCompany(one, 0, [two], { maxCalls: 2 })?.rounds).toEqual([[lost('A')], [lost('C')]])
  })

  test('of the calls that were there: others of a script with calls one after the other are not', () => {
    const inTurn: Script = {
      calls: [partiesOf('A B'), { ...partiesOf('B C'), from: 1 }, { ...partiesOf('C D'), from: 2 }],
      rounds: [[release('A')], [inCall(1, release('B'))], [inCall(2, release('C'))]],
    }
    const own = flight(inTurn, 1, [2, 6, 10], 12)
    const there: Script = {
      calls: [partiesOf('P Q'), { ...partiesOf('Q R'), from: 1 }],
      rounds: [[release('P')], [inCall(1, release('Q'))]],
    }
    expect(inCompany(own, 1, [flight(there, 1, [3, 7], 8)], { maxCalls: 2 })).toEqual({
      calls: [partiesOf('A B'), { ...partiesOf('B C'), from: 1 }, { ...partiesOf('Q R'), from: 1 }],
      rounds: [[release('A')], [inCall(1, release('B')), inCall(2, release('Q'))]],
    })
  })
})

describe('there is no company', () => {
  const other = (begun: number, ended?: number, dns = 'D E'): Flight =>
    flight(call(dns, release(dns.slice(0, 1))), begun, [begun + 1], ended)

  test.each([
    ['that ended before', other(1, 4), 2],
    ['that began later', other(30), 2],
    ['for which the adapter has no call', other(3), 1],
    ['with a DN that was used again', other(3, 8, 'C D'), 2],
  ])('%s', (_, company, maxCalls) => {
    expect(inCompany(failed, 1, [company], { maxCalls })).toBeUndefined()
  })

  test('but for those for which there is room, in the order in which they are wanted', () => {
    const company = [other(3, 8, 'D E'), other(3, 8, 'F G'), other(3, 8, 'H I')]
    expect(inCompany(failed, 1, company, { maxCalls: 3 })?.calls).toEqual(
      ['A B C', 'D E', 'F G'].map(partiesOf),
    )
  })

  test('where nothing is told of how many calls there may be', () => {
    expect(inCompany(failed, 1, [other(3)], {})).toBeUndefined()
  })
})
