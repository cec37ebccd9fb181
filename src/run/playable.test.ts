import { describe, expect, test } from 'vitest'
import { profiles, type Profile } from '../../oracles/profile.ts'
import type { Capabilities } from '../adapter/adapter.ts'
import type { Script, Step } from '../plan/script.ts'
import { add, call, release, remove } from '../tserver/one-call.ts'
import { isPlayable, tooMuchAsked, type Limits } from './playable.ts'

const unknownRelease = (thisDN: string): Step => ({ do: 'TReleaseCall', call: 'unknown', thisDN })

interface Case {
  readonly what: string
  readonly script: Script
  readonly profile?: Profile
}

/** Of the adapter: it takes whatever is asked. */
const limits: Limits = { maxParties: 8, maxCalls: 8, sharedParties: true, concurrent: true }

const { workspace } = profiles
const certain: Profile = { ...profiles.default, selfDelete: 'release', twoPartyDelete: 'release' }
const refusing: Profile = { ...profiles.default, selfDelete: 'refuse', twoPartyDelete: 'refuse' }

const parties = call('A B')

const refused: readonly Case[] = [
  { what: 'no call', script: { calls: [], rounds: [] } },
  { what: 'a call of one', script: call('A') },
  {
    what: 'a second call of one',
    script: { ...parties, calls: [...parties.calls, call('C').calls[0]] },
  },
  {
    what: 'a call that nobody sees',
    script: { calls: [{ dns: [], unmonitored: ['X', 'Y'] }], rounds: [] },
  },
  { what: 'an empty round', script: { ...parties, rounds: [[release('A')], []] } },
  {
    what: 'a call that is not there',
    script: { ...parties, rounds: [[{ ...release('A'), call: 1 }]] },
  },
  {
    what: 'a party joining a call that is not there',
    script: { ...parties, rounds: [[{ ...add('A', 'C'), call: 1 }]] },
  },
  { what: 'a party added by a stranger', script: call('A B', add('Z', 'C')) },
  { what: 'a party added by one who has left', script: call('A B C', release('A'), add('A', 'D')) },
  {
    what: 'a party added by one who may have left',
    script: call('A B C', remove('A', 'A'), add('A', 'D')),
  },
  { what: 'a party added by an outside one', script: call('A B outside X', add('X', 'C')) },
  { what: 'a party added after the end', script: call('A B', release('A'), add('B', 'C')) },
  {
    what: 'a party added after what may be the end',
    script: call('A B', remove('A', 'B'), add('B', 'C')),
  },
  { what: 'a party added that is there', script: call('A B', add('A', 'B')) },
  { what: 'a party added twice', script: call('A B', add('A', 'C'), add('A', 'C')) },
  {
    what: 'a party added that may still be there',
    script: call('A B C', remove('A', 'A'), add('B', 'A')),
  },
  { what: 'an outside party added', script: call('A B outside X', add('A', 'X')) },
  {
    what: 'an outside party added that has been deleted',
    script: call('A B outside X', remove('A', 'X'), add('A', 'X')),
  },
  { what: 'a release by an outside party', script: call('A B outside X', release('X')) },
  { what: 'a delete by an outside party', script: call('A B outside X', remove('X', 'A')) },
  {
    what: 'a request by an outside party that has been deleted',
    script: call('A B C outside X', remove('A', 'X'), release('X')),
  },
  {
    what: 'a request by an outside party with a ConnID that no call has',
    script: { ...call('A B outside X'), rounds: [[unknownRelease('X')]] },
  },
  {
    what: 'a party added that one who is not the owner has deleted',
    script: call('A B C', remove('B', 'C'), add('A', 'C')),
    profile: workspace,
  },
  {
    what: 'a party added in flight',
    script: call('A B C', [release('C'), add('A', 'D')]),
  },
  {
    what: 'a party added by one who may have been deleted before his rival',
    script: call('A B C D', [remove('A', 'B'), remove('B', 'A')], add('A', 'E')),
  },
  {
    what: 'a party back whose delete may have come too late to be carried out',
    script: call('A B C D', [remove('A', 'B'), release('A')], add('C', 'B')),
  },
  {
    what: 'a party added to a call of which two may have been left',
    script: call('A B C', [release('A'), remove('B', 'C')], add('B', 'D')),
  },
  {
    what: 'a request in another call by an outside party of one that is there',
    script: {
      calls: [...call('A B outside X').calls, ...call('C D').calls],
      rounds: [[{ ...release('X'), call: 1 }]],
    },
  },
  {
    what: 'a call of a later round that the script does not have',
    script: {
      calls: [...parties.calls, { ...call('A B').calls[0], from: 1 }],
      rounds: [[release('A')]],
    },
  },
  {
    what: 'a step of a call that has been discarded',
    script: {
      calls: [...parties.calls, { ...call('A B').calls[0], from: 1 }],
      rounds: [[release('A')], [release('B')]],
    },
  },
  {
    what: 'a party added by one whom perhaps nobody could delete, who then may have deleted',
    script: call('A B C D', remove('B', 'B'), remove('B', 'A'), add('A', 'E')),
  },
  {
    what: 'a party added by one who was refused to leave, and whom another deleted',
    script: call('A B C', remove('A', 'A'), remove('B', 'A'), add('A', 'D')),
    profile: refusing,
  },
]

describe('cannot be played', () => {
  test.each(refused)('$what', ({ script, profile }) => {
    expect(isPlayable(script, profile ?? profiles.default, limits)).toBe(false)
  })
})

const taken: readonly Case[] = [
  { what: 'no steps', script: call('A B') },
  { what: 'a party with an outside one', script: call('A outside X', release('A')) },
  {
    what: 'a request of a stranger',
    script: call('A B', release('Z'), remove('Z', 'A'), remove('Z', 'Z')),
  },
  { what: 'a delete of a stranger', script: call('A B', remove('A', 'Z')) },
  {
    what: 'a delete of an outside party',
    script: call('A B outside X', remove('A', 'X'), remove('A', 'X')),
  },
  {
    what: 'requests after the end',
    script: call('A B', release('A'), release('A'), remove('B', 'A')),
  },
  {
    what: 'a ConnID that no call has',
    script: { ...parties, rounds: [[unknownRelease('A')], [unknownRelease('Z')]] },
  },
  { what: 'a party that joins', script: call('A B', add('A', 'C'), add('C', 'D')) },
  {
    what: 'a party that comes back',
    script: call('A B C', release('A'), add('B', 'A'), add('A', 'D')),
  },
  { what: 'a party deleted and back', script: call('A B C', remove('B', 'A'), add('C', 'A')) },
  {
    what: 'a party back that the owner has deleted',
    script: call('A B C', remove('A', 'C'), add('A', 'C')),
    profile: workspace,
  },
  {
    what: 'a party added by one whom perhaps nobody could delete',
    script: call('A B C', remove('A', 'A'), add('B', 'D')),
  },
  {
    what: 'a party back that has certainly deleted itself',
    script: call('A B C', remove('A', 'A'), add('B', 'A')),
    profile: certain,
  },
  {
    what: 'a party back that releases while it is deleted',
    script: call('A B C D', [release('A'), remove('B', 'A')], add('B', 'A')),
  },
  {
    what: 'a party back whom two delete',
    script: call('A B C D', [remove('A', 'C'), remove('B', 'C')], add('A', 'C')),
  },
  {
    what: 'a party added by one who stays, whatever the order',
    script: call('A B C D', [release('A'), release('B'), release('A')], add('C', 'A')),
  },
  {
    what: 'a party added after any number of requests by strangers',
    script: call(
      'A B',
      Array.from({ length: 100 }, () => remove('Z', 'A')),
      add('A', 'C'),
    ),
  },
  {
    what: 'a request by one who was an outside party of an earlier call',
    script: {
      calls: [...call('A outside B').calls, { ...call('B C').calls[0], from: 1 }],
      rounds: [[release('A')], [{ ...release('B'), call: 1 }]],
    },
  },
  {
    what: 'a party added by one who was certainly refused to leave',
    script: call('A B C', remove('A', 'A'), add('A', 'D')),
    profile: refusing,
  },
  {
    what: 'a party added to a call of two whose delete is certainly refused',
    script: call('A B', remove('A', 'B'), add('A', 'C')),
    profile: refusing,
  },
]

describe('can be played', () => {
  test.each(taken)('$what', ({ script, profile }) => {
    expect(isPlayable(script, profile ?? profiles.default, limits)).toBe(true)
  })

  test('steps of several calls', () => {
    const script: Script = {
      calls: [
        { dns: ['A', 'B'], unmonitored: [] },
        { dns: ['A', 'C'], unmonitored: [] },
      ],
      rounds: [[{ ...release('A'), call: 0 }], [{ ...add('A', 'B'), call: 1 }]],
    }
    expect(isPlayable(script, profiles.default, limits)).toBe(true)
    expect(
      isPlayable(
        { ...script, rounds: [...script.rounds, [add('A', 'D')]] },
        profiles.default,
        limits,
      ),
    ).toBe(false)
  })
})

test('a party joins after requests in flight as far as these can be followed', () => {
  const dns = [...'ABCDEFGHIJKLMN']
  const after = (deletes: number): Script =>
    call(
      dns.join(' '),
      dns.slice(0, deletes).map((dn, at) => remove(dn, dns[(at + 1) % deletes] ?? '')),
      add('N', 'Z'),
    )
  const large = { ...limits, maxParties: 20 }
  expect(isPlayable(after(4), profiles.default, large)).toBe(true)
  expect(isPlayable(after(12), profiles.default, large)).toBe(false)
})

describe('without shared parties', () => {
  const alone: Limits = { ...limits, sharedParties: false }
  const joining = (...rounds: readonly Step[]): Script => ({
    calls: [...call('A B').calls, ...call('C D E').calls],
    rounds: rounds.map((step) => [step]),
  })
  const bringIn = add('A', 'C')

  test('nobody joins who is in another call, or may be', () => {
    expect(isPlayable(joining(bringIn), profiles.default, alone)).toBe(false)
    const perhaps = joining({ ...remove('C', 'C'), call: 1 }, bringIn)
    expect(isPlayable(perhaps, profiles.default, alone)).toBe(false)
    expect(isPlayable(perhaps, profiles.default, limits)).toBe(true)
  })

  test('who has left another call may join', () => {
    const left = joining({ ...release('C'), call: 1 }, bringIn)
    expect(isPlayable(left, profiles.default, alone)).toBe(true)
  })
})

describe('what a script asks of an adapter that cannot do it', () => {
  const asked = (script: Script, capabilities: Capabilities) =>
    tooMuchAsked(script, capabilities, profiles.default)
  const outside = call('A B outside X', release('A'))
  const joining = call('A B', add('A', 'C'))
  const twoCalls = { ...parties, calls: [...parties.calls, ...call('C D').calls] }
  const sharing = { ...parties, calls: [...parties.calls, ...call('C B').calls] }
  const both = call('A B C', [release('A'), release('B')])

  test.each([
    ['a party that joins', joining, {}, /capability addParty/],
    ['an outside party', outside, {}, /capability unmonitored/],
    ['two calls', twoCalls, {}, /maxCalls is 1/],
    ['a DN in two calls', sharing, { maxCalls: 2 }, /the DN B in two calls at once.*sharedParties/],
    ['two requests of one call in flight', both, {}, /capability concurrent/],
    [
      'the same, to a ConnID that no call has',
      { ...parties, rounds: [[unknownRelease('A'), unknownRelease('B')]] },
      {},
      /capability concurrent/,
    ],
    ['a DN of its own', parties, { dns: ['A', 'C'] }, /the DN B/],
    ['a large call', call('A B C'), { maxParties: 2 }, /more than 2 parties/],
    ['a call grown large', joining, { addParty: true, maxParties: 2 }, /more than 2 parties/],
    [
      'a party that is there',
      call('A B', add('A', 'B')),
      { addParty: true },
      /a step of the script/,
    ],
  ] as const)('%s', (_, script, capabilities, words) => {
    expect(asked(script, capabilities)).toMatch(words)
  })

  test('nothing, where it can', () => {
    expect(asked(call('A B C', release('A')), {})).toBeUndefined()
    expect(asked(joining, { addParty: true, maxParties: 3 })).toBeUndefined()
    expect(asked(outside, { unmonitored: true })).toBeUndefined()
    expect(asked(twoCalls, { maxCalls: 2 })).toBeUndefined()
    expect(asked(sharing, { maxCalls: 2, sharedParties: true })).toBeUndefined()
    expect(asked(both, { concurrent: true })).toBeUndefined()
  })

  test('nothing of an adapter with one call at a time, where one is after the other', () => {
    const later = { ...call('A B').calls[0], from: 1 }
    const script: Script = {
      calls: [...parties.calls, later],
      rounds: [[release('A')], [{ ...release('A'), call: 1 }]],
    }
    expect(asked(script, {})).toBeUndefined()
  })

  test('nothing, where a request of each call is in flight', () => {
    const script: Script = {
      ...twoCalls,
      rounds: [[release('A'), { ...release('C'), call: 1 }, unknownRelease('B')]],
    }
    expect(asked(script, { maxCalls: 2 })).toBeUndefined()
  })

  test('nothing, of the DNs that may be used', () => {
    expect(asked(parties, { dns: ['A', 'B'] })).toBeUndefined()
  })
})
