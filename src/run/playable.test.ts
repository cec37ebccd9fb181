import { describe, expect, test } from 'vitest'
import { profiles, type Profile } from '../../oracles/profile.ts'
import type { Capabilities } from '../adapter/adapter.ts'
import type { Script, Step } from '../plan/script.ts'
import { add, call, release, remove } from '../tserver/one-call.ts'
import { isPlayable, tooMuchAsked } from './playable.ts'

const unknownRelease = (thisDN: string): Step => ({ do: 'TReleaseCall', call: 'unknown', thisDN })

interface Case {
  readonly what: string
  readonly script: Script
  readonly profile?: Profile
}

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
    expect(isPlayable(script, profile ?? profiles.default, Infinity)).toBe(false)
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
    expect(isPlayable(script, profile ?? profiles.default, Infinity)).toBe(true)
  })

  test('steps of several calls', () => {
    const script: Script = {
      calls: [
        { dns: ['A', 'B'], unmonitored: [] },
        { dns: ['A', 'C'], unmonitored: [] },
      ],
      rounds: [[{ ...release('A'), call: 0 }], [{ ...add('A', 'B'), call: 1 }]],
    }
    expect(isPlayable(script, profiles.default, Infinity)).toBe(true)
    expect(
      isPlayable(
        { ...script, rounds: [...script.rounds, [add('A', 'D')]] },
        profiles.default,
        Infinity,
      ),
    ).toBe(false)
  })
})

describe('what a script asks of an adapter that cannot do it', () => {
  const asked = (script: Script, capabilities: Capabilities) =>
    tooMuchAsked(script, capabilities, profiles.default)
  const outside = call('A B outside X', release('A'))
  const joining = call('A B', add('A', 'C'))
  const twoCalls = { ...parties, calls: [...parties.calls, ...parties.calls] }

  test.each([
    ['a party that joins', joining, {}, /capability addParty/],
    ['an outside party', outside, {}, /capability unmonitored/],
    ['two calls', twoCalls, {}, /maxCalls is 1/],
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
    expect(asked(parties, { dns: ['A', 'B'] })).toBeUndefined()
  })
})
