import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bareConnID } from '../../oracles/tlib.ts'
import type { Event } from '../../oracles/tlib.ts'
import { broken } from './invariants.fixture.ts'
import { startNondeterministicTServer } from './nondeterministic.ts'
import { add, call, release, remove } from './one-call.ts'
import type { Noted } from './one-call.ts'
import { played, playing } from './played.fixture.ts'
import type { PlayedRound } from './played.fixture.ts'
import { calls, inSuccession, on, renamed } from './several-calls.fixture.ts'

const start = startNondeterministicTServer
const scripts: readonly Noted[] = [
  call('A B', [release('A'), release('B')]),
  call('A B', [remove('A', 'B'), remove('B', 'A'), remove('A', 'A')]),
  call('A B C', [release('A'), release('B'), release('C')]),
  call('A B C', [remove('A', 'C'), remove('B', 'C')], [release('C'), release('A')]),
  call('A B C', [release('A'), remove('A', 'B'), remove('B', 'A')], [release('C')]),
  call(
    'A B C D E',
    [release('A'), release('B'), remove('C', 'D')],
    [release('E'), remove('C', 'A')],
  ),
  call('A B C D', [remove('A', 'A'), remove('B', 'Z'), release('Z')]),
  call('A B outside X', [remove('A', 'X'), remove('B', 'X'), release('B')]),
  call('A outside X Y', [remove('A', 'X')], [release('A')]),
  call('A outside X', release('A')),
  call('A B C', [release('A')], add('B', 'A'), [release('A'), release('B')]),
  calls(['A B C', 'A B D'], [release('A'), on(1, release('A')), on(1, remove('D', 'B'))]),
  inSuccession(call('A B C', [release('A'), release('B')]), call('A B C', [release('A')])),
]

/** Each script under many names, and so with many chances. */
const runs = scripts.flatMap((script) => Array.from({ length: 200 }, (_, n) => renamed(script, n)))

/** The rounds of one script under many names. */
const roundsOf = (script: Noted, times = 300): readonly PlayedRound[] =>
  Array.from({ length: times }, (_, n) => played(start, renamed(script, n)).rounds).flat()

const dns = ['A', 'B', 'C', 'D', 'E', 'X', 'Y', 'Z'] as const
/** Of two calls that share A and B, with outside parties, and strangers who ask and are asked for. */
const anyScript: fc.Arbitrary<Noted> = fc
  .array(
    fc.array(
      fc
        .tuple(
          fc.nat(1),
          fc.constantFrom('A', 'B', 'C', 'D', 'Z'),
          fc.constantFrom(...dns, undefined),
        )
        .map(([at, by, dn]) => on(at, dn === undefined ? release(by) : remove(by, dn))),
      { minLength: 1, maxLength: 6 },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((rounds) => calls(['A B C D outside X Y', 'A B outside X'], ...rounds))

/** All values of something, over all events of a script under many names. */
function everySeen(script: Noted, value: (event: Event) => unknown): ReadonlySet<unknown> {
  return new Set(roundsOf(script).flatMap(({ events }) => events.map(value)))
}

const only = (name: string, attribute: string) => (event: Event) =>
  event.name === name ? event[attribute] : 'another event'

describe('what must be right is right', () => {
  test('in every script, whatever the chances', () => {
    for (const script of runs) expect(broken(played(start, script))).toEqual([])
  })

  test('in any script', () => {
    const isRight = (script: Noted) => broken(played(start, script)).length === 0
    fc.assert(fc.property(anyScript, isRight), { seed: 1, numRuns: 2000 })
  })

  test('a conference of a hundred, all of whom hang up at once', () => {
    const dns = Array.from({ length: 100 }, (_, n) => `7${n}`)
    const script = call(dns.join(' '), dns.map(release))
    const result = played(start, script)
    expect(broken(result)).toEqual([])
    const released = result.rounds[0]?.events.filter(({ name }) => name === 'EventReleased')
    expect(released?.length).toBe(100)
  })
})

describe('the same requests to the same parties meet the same chances', () => {
  /** Counted over the whole connection: what is not compared, and chance must not depend on. */
  const uncounted = (
    { ConnID, CallID: _, ReferenceID: __, ...event }: Event,
    connIDs: string[],
  ) => ({
    ...event,
    call: connIDs.indexOf(bareConnID(ConnID ?? '')),
    metainformation: ConnID?.includes('@'),
  })
  const seen = ({ calls: all, rounds }: ReturnType<typeof played>) =>
    rounds.map(({ events, sent }) => [
      sent,
      events.map((event) =>
        uncounted(
          event,
          all.map(({ connID }) => connID),
        ),
      ),
    ])

  test.each([
    ['whatever ran before', () => {}],
    ['after a reset', (reset: () => void) => reset()],
  ])('%s', (_, between) => {
    const play = playing(start)
    for (const script of runs.toReversed()) {
      play(call('A B C', [release('A'), release('C')]))
      between(play.reset)
      expect(seen(play(script))).toEqual(seen(played(start, script)))
    }
  })

  test('and other requests meet other ones', () => {
    const one = roundsOf(call('A B C D E', [release('A'), release('B')]))
    expect(
      new Set(one.map(({ events }) => events.map(({ name }) => name).join())).size,
    ).toBeGreaterThan(50)
  })
})

describe('all that may happen does', () => {
  const departures = ({ events }: PlayedRound) =>
    events
      .filter(({ name, ThisDN }) => name === 'EventPartyDeleted' && ThisDN.startsWith('D'))
      .map(({ OtherDN }) => OtherDN?.[0])
      .join('')

  test('requests take effect in every order', () => {
    const script = call('A B C D E', [release('A'), release('B'), release('C')])
    expect(new Set(roundsOf(script).map(departures))).toEqual(
      new Set(['ABC', 'ACB', 'BAC', 'BCA', 'CAB', 'CBA']),
    )
  })

  test('requests of one DN take effect in every order', () => {
    const script = call('A B C D E', [remove('A', 'B'), remove('A', 'C')])
    expect(new Set(roundsOf(script).map(departures))).toEqual(new Set(['BC', 'CB']))
  })

  test('events of different DNs arrive in every order', () => {
    const script = call('A B C', release('A'))
    const order = ({ events }: PlayedRound) =>
      events
        .filter(({ name }) => name === 'EventReleased' || name === 'EventPartyDeleted')
        .map(({ ThisDN }) => ThisDN[0])
        .join('')
    expect(new Set(roundsOf(script).map(order))).toEqual(
      new Set(['ABC', 'ACB', 'BAC', 'BCA', 'CAB', 'CBA']),
    )
  })

  test('events arrive while only some of the requests have been sent', () => {
    const script = call('A B C D E', [release('A'), release('B'), release('C')])
    expect(new Set(roundsOf(script).flatMap(({ sent }) => sent))).toEqual(new Set([1, 2, 3]))
  })

  test.each([
    ['deletes itself', call('A B C', remove('A', 'A'))],
    ['deletes itself in a call of two', call('A B', remove('A', 'A'))],
    ['deletes the other one of two', call('A B', remove('A', 'B'))],
    ['deletes the other one of two, who is outside', call('A outside X', remove('A', 'X'))],
  ])('a party that %s is released, refused, or refused silently', (_, script) => {
    const what = ({ events }: PlayedRound) => {
      const names = events.map(({ name }) => name)
      if (names.includes('EventReleased')) return 'released'
      return names.includes('EventError') ? 'refused' : 'refused silently'
    }
    expect(new Set(roundsOf(script).map(what))).toEqual(
      new Set(['released', 'refused', 'refused silently']),
    )
  })

  test('an EventError comes before and after what else its DN sees', () => {
    const script = call('A B C D', [remove('A', 'Z'), release('B')])
    const order = ({ events }: PlayedRound) =>
      events
        .filter(({ ThisDN, name }) => ThisDN.startsWith('A') && /Error|Deleted/.test(name))
        .map(({ name }) => name)
        .join()
    expect(new Set(roundsOf(script).map(order))).toEqual(
      new Set([
        'EventPartyDeleted',
        'EventError,EventPartyDeleted',
        'EventPartyDeleted,EventError',
      ]),
    )
  })

  test('OtherDN of an EventReleased is there or not', () => {
    const named = (script: Noted) =>
      [...everySeen(script, only('EventReleased', 'OtherDN'))].map((dn) => typeof dn)
    expect(new Set(named(call('A B', release('A'))))).toEqual(new Set(['string', 'undefined']))
    expect(new Set(named(call('A B C', release('A'))))).toEqual(new Set(['string', 'undefined']))
  })

  test.each([
    ['deleted', 'EventPartyDeleted', call('A B outside X', remove('A', 'X'))],
    ['the other one of two', 'EventReleased', call('A outside X', release('A'))],
  ])('an outside party is named, named as it was dialled, or not (%s)', (_, name, script) => {
    const values = everySeen(script, (event) =>
      event.name === name ? String(event.OtherDN).replace(/\d+$/, '') : 'another event',
    )
    expect(values).toEqual(new Set(['X', '9X', 'undefined', 'another event']))
  })

  test('what was dialled is nobody else', () => {
    const script: Noted = {
      calls: [{ dns: ['A', '9X'], unmonitored: ['X', '99X'] }],
      rounds: Array.from({ length: 40 }, () => [remove('A', 'X')]),
    }
    const named = played(start, script).rounds.flatMap(({ events }) =>
      events.filter(({ name }) => name === 'EventPartyDeleted').map(({ OtherDN }) => OtherDN),
    )
    for (const dn of named) expect(['X', '999X', undefined]).toContain(dn)
  })

  test('the role of an outside party is there or not, whether the party is named or not', () => {
    const seen = everySeen(call('A B outside X', remove('A', 'X')), (event) =>
      event.name === 'EventPartyDeleted'
        ? `${'OtherDN' in event} ${'OtherDNRole' in event}`
        : 'another event',
    )
    expect(seen).toEqual(
      new Set(['true true', 'true false', 'false true', 'false false', 'another event']),
    )
  })

  const leaving = call('A B C D', release('A'), release('B'))
  test.each([
    [
      'CallState',
      ['OK', 'Ok', 'CallStateOk', 0, '0', 'Conferenced', 'CallStateConferenced', 2, '2'],
    ],
    ['OtherDNRole', ['DeletedParty', 'RoleDeletedParty', 8, '8']],
    ['ThirdPartyDNRole', ['DeletedBy', 'RoleDeletedBy', 6, '6']],
  ])('%s comes in every spelling', (attribute, spellings) => {
    expect(everySeen(leaving, only('EventPartyDeleted', attribute))).toEqual(
      new Set([...spellings, 'another event']),
    )
  })

  test('ConnID comes with and without metainformation', () => {
    const suffixes = everySeen(leaving, ({ ConnID }) => ConnID?.replace(/^[^@]*/, ''))
    expect(suffixes).toEqual(new Set(['', '@node-1']))
  })

  test('an EventError has a ConnID or none', () => {
    const script = call('A B', release('Z'))
    const seen = everySeen(script, (event) => event.name === 'EventError' && 'ConnID' in event)
    expect(seen).toEqual(new Set([true, false]))
  })

  test('events that are not judged are among the others', () => {
    expect(everySeen(leaving, ({ name }) => name)).toEqual(
      new Set([
        'EventReleased',
        'EventPartyDeleted',
        'EventOnHook',
        'EventPartyChanged',
        'EventUserEvent',
        'EventAttachedDataChanged',
      ]),
    )
  })
})
