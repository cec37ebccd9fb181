import { describe, expect, test } from 'vitest'
import { afterDelete, always, inFlight } from './circumstance.ts'
import * as when from './condition.ts'
import { composed } from './way.ts'
import type { Way } from './way.ts'
import { ignores } from './wrong-decisions.ts'

const way: Way = {
  name: 'released-missing',
  sentence: 'a party that leaves gets no EventReleased',
  misbehaviour: ignores,
  shows: when.always,
  under: [always, afterDelete, inFlight],
}

describe('the faults of a way', () => {
  test('are named after it and their circumstance, and say both in a sentence', () => {
    expect(composed([way]).map(({ name, description }) => [name, description])).toEqual([
      ['released-missing', 'A party that leaves gets no EventReleased.'],
      [
        'released-missing-after-delete',
        'Once a party has been deleted from the call, a party that leaves gets no EventReleased.',
      ],
      [
        'released-missing-in-flight',
        'While another request to the call is in flight, a party that leaves gets no EventReleased.',
      ],
    ])
  })

  test('wait for the fence where the circumstance is several requests in flight', () => {
    expect(composed([way]).map((fault) => fault.inFlight)).toEqual([undefined, undefined, true])
  })

  test('misbehave alike', () => {
    for (const { misbehaviour } of composed([way])) expect(misbehaviour).toBe(ignores)
  })

  test('are wrong where the way can show and the circumstance holds, and only there', () => {
    const [, fault] = composed([{ ...way, shows: when.withParties(2) }])
    const of = (count: number, deleted: boolean) =>
      fault?.condition({
        request: { request: 'TReleaseCall', connID: '1', thisDN: 'A' },
        monitored: ['A', 'B', 'C'].slice(0, count),
        unmonitored: [],
        added: [],
        past: deleted
          ? [
              {
                request: {
                  request: 'TDeleteFromConference',
                  connID: '1',
                  thisDN: 'A',
                  otherDN: 'D',
                },
                dns: ['D'],
                events: [],
              },
            ]
          : [],
        earlier: [],
        later: [],
        calls: [],
        lastCall: undefined,
        soFar: { requests: 0, events: 0 },
      })
    expect([of(2, true), of(3, true), of(2, false)]).toEqual([true, false, false])
  })

  test('are faults under the profile of the way', () => {
    const strict = composed([{ ...way, profile: 'strict' }])
    expect(strict.map(({ profile }) => profile)).toEqual(['strict', 'strict', 'strict'])
    for (const fault of composed([way])) expect(fault).not.toHaveProperty('profile')
  })
})
