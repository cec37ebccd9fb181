import { describe, expect, test } from 'vitest'
import type { Event } from '../../oracles/tlib.ts'
import { AdapterUnavailable } from '../adapter/adapter.ts'
import { embedded } from './embedded.ts'
import { faults } from './faults.ts'

/** What two parties of a call see of a release, through the adapter. */
async function released(fault?: string) {
  const events: Event[] = []
  const tserver = await embedded(fault).connect((event) => void events.push(event))
  const connID = await tserver.establish(['A', 'B'], [])
  await tserver.send({ request: 'TReleaseCall', connID, thisDN: 'A' })
  return { tserver, connID, events }
}

describe('embedded', () => {
  test('is correct unless told', async () => {
    const { tserver, events } = await released()
    expect(tserver.implementation.name).toBe('partyline-embedded')
    expect(events.map(({ name, ThisDN }) => [name, ThisDN])).toEqual([
      ['EventReleased', 'A'],
      ['EventReleased', 'B'],
    ])
  })

  test('has the fault that it is told', async () => {
    const { tserver, events } = await released('two-party-other-not-released')
    expect(tserver.implementation.name).toBe('partyline-embedded:two-party-other-not-released')
    expect(events.map(({ ThisDN }) => ThisDN)).toEqual(['A'])
  })

  test('takes chances where it is told to be nondeterministic', async () => {
    const { tserver, connID, events } = await released('nondeterministic')
    expect(tserver.implementation.name).toBe('partyline-embedded:nondeterministic')
    await tserver.send({ request: 'TReleaseCall', connID, thisDN: 'B' })
    await tserver.fence()
    const judged = events.filter(({ name }) => name === 'EventReleased')
    expect(judged.map(({ ThisDN }) => ThisDN).toSorted()).toEqual(['A', 'B'])
  })

  test.each([undefined, 'released-twice', 'nondeterministic', 'in-flight-lost-update'])(
    'waits for nothing (%s)',
    (fault) => {
      const tserver = embedded(fault).connect(() => {})
      if (tserver instanceof Promise) throw new Error('connect returned a promise')
      const connID = tserver.establish(['A', 'B', 'C'], [])
      if (typeof connID !== 'string') throw new Error('establish returned a promise')
      expect([
        tserver.addParty?.(connID, 'A', 'D'),
        tserver.send({ request: 'TReleaseCall', connID, thisDN: 'A' }),
        tserver.fence(),
        tserver.discard(connID),
        tserver.reset(),
        tserver.shutdown(),
      ]).toEqual(Array(6).fill(undefined))
    },
  )

  test.each([undefined, 'other-dn-missing-after-delete', 'in-flight-lost-update'])(
    'forgets discarded calls (%s)',
    (fault) => {
      for (const forget of ['discard', 'reset', 'shutdown'] as const) {
        const events: Event[] = []
        const tserver = embedded(fault).connect((event) => void events.push(event))
        if (tserver instanceof Promise) throw new Error('connect returned a promise')
        const connID = tserver.establish(['A', 'B', 'C', 'D'], [])
        if (typeof connID !== 'string') throw new Error('establish returned a promise')
        void tserver.send({ request: 'TDeleteFromConference', connID, thisDN: 'A', otherDN: 'B' })
        events.length = 0
        void tserver[forget](connID)
        void tserver.send({ request: 'TReleaseCall', connID, thisDN: 'A' })
        void tserver.fence()
        expect(events).toMatchObject([{ name: 'EventError', ThisDN: 'A' }])
      }
    },
  )

  test('names the close faults where there is none of that name', () => {
    const unknown = () => embedded('relased-twice')
    expect(unknown).toThrow(AdapterUnavailable)
    expect(unknown).toThrow(
      'the embedded T-Server has no fault "relased-twice"; close to it: released-twice, ',
    )
  })

  test.each([
    ['released-twice-secnd-departure', 'released-twice-second-departure'],
    ['call-state-conferenced-after-deletion', 'call-state-conferenced-after-delete'],
    ['Missing-Third-Party-Role', 'third-party-role-missing'],
    ['after-delete-other-dn-missing', 'other-dn-missing-after-delete'],
    ['nondeterministic-tserver', 'nondeterministic'],
  ])('names first what has most of its words and fewest others (%s)', (name, closest) => {
    const [first] = closeTo(name)
    expect(first).toBe(closest)
  })

  test('names no more faults than are read at a glance, each a fault', () => {
    const close = closeTo('party-deleted')
    expect(close).toHaveLength(8)
    expect(faults.map(({ name }) => name)).toEqual(expect.arrayContaining([...close]))
  })

  test.each(['', 'x', 'line\nbreak\u001b[31m', 'y'.repeat(5000)])(
    'says how to list them where none is close, in one line that stays short (%j)',
    (name) => {
      const message = messageOf(() => embedded(name))
      expect(message.endsWith('; partyline selftest --list lists those that it has')).toBe(true)
      expect(message).not.toMatch(/[\u0000-\u001f]/)
      expect(message.length).toBeLessThan(200)
    },
  )
})

/** The names that are told as close to this one. */
function closeTo(name: string): readonly string[] {
  const [, close = ''] = messageOf(() => embedded(name)).split('; close to it: ')
  return close.split(', ')
}

function messageOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  throw new Error('nothing was thrown')
}
