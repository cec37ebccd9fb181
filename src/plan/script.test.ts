import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, call, release, remove } from '../tserver/one-call.ts'
import { partyCount, scriptSchema, stepCount, type Script } from './script.ts'

const step = { do: 'TReleaseCall', call: 0, thisDN: 'A' }
const parties = { dns: ['A', 'B'], unmonitored: [] }
const script = { calls: [parties], rounds: [[step]] }

const refused: readonly (readonly [why: string, value: unknown])[] = [
  ['no object', []],
  ['no calls', { rounds: [] }],
  ['an empty list of calls', { calls: [], rounds: [] }],
  ['no rounds', { calls: [parties] }],
  ['a key that is not known', { ...script, seed: 1 }],
  ['a call with a key that is not known', { ...script, calls: [{ ...parties, connID: '1' }] }],
  ['a call without a list of outside parties', { ...script, calls: [{ dns: ['A', 'B'] }] }],
  ['one party', { ...script, calls: [{ dns: ['A'], unmonitored: [] }] }],
  ['nobody', { ...script, calls: [{ dns: [], unmonitored: [] }] }],
  ['a party twice', { ...script, calls: [{ dns: ['A', 'B', 'A'], unmonitored: [] }] }],
  [
    'a party that is an outside party, too',
    { ...script, calls: [{ dns: ['A', 'B'], unmonitored: ['B'] }] },
  ],
  ['an empty DN', { ...script, calls: [{ dns: ['A', ''], unmonitored: [] }] }],
  ['a DN too long', { ...script, calls: [{ dns: ['A', 'B'.repeat(1025)], unmonitored: [] }] }],
  ['a DN that is a number', { ...script, calls: [{ dns: ['A', 7001], unmonitored: [] }] }],
  ['an empty round', { ...script, rounds: [[step], []] }],
  ['a step that is not in a round', { ...script, rounds: [step] }],
  ['a step of another kind', { ...script, rounds: [[{ ...step, do: 'TClearCall' }]] }],
  ['a step that does nothing', { ...script, rounds: [[{ call: 0, thisDN: 'A' }]] }],
  ['a step with a key that is not known', { ...script, rounds: [[{ ...step, otherDN: 'B' }]] }],
  [
    'a delete of nobody',
    { ...script, rounds: [[{ do: 'TDeleteFromConference', call: 0, thisDN: 'A' }]] },
  ],
  ['a call that does not stand there', { ...script, rounds: [[{ ...step, call: 1 }]] }],
  ['a call before the first', { ...script, rounds: [[{ ...step, call: -1 }]] }],
  ['a call between two', { ...script, rounds: [[{ ...step, call: 0.5 }]] }],
  ['a call by another word', { ...script, rounds: [[{ ...step, call: 'none' }]] }],
  [
    'a party added to an unknown call',
    { ...script, rounds: [[{ do: 'addParty', call: 'unknown', by: 'A', dn: 'C' }]] },
  ],
  [
    'a party added to a call that does not stand there',
    { ...script, rounds: [[{ do: 'addParty', call: 1, by: 'A', dn: 'C' }]] },
  ],
]

describe('a script is refused with', () => {
  test.each(refused)('%s', (_, value) => {
    expect(scriptSchema.safeParse(script).success).toBe(true)
    expect(scriptSchema.safeParse(value).success).toBe(false)
  })
})

const accepted: readonly (readonly [what: string, script: Script])[] = [
  ['no rounds', { ...script, rounds: [] }],
  ['an outside party', { calls: [{ dns: ['A'], unmonitored: ['X'] }], rounds: [] }],
  ['every kind of step', call('A B C', add('A', 'D'), remove('A', 'B'), release('D'))],
  [
    'a ConnID that no call has',
    {
      calls: [parties],
      rounds: [
        [{ do: 'TReleaseCall', call: 'unknown', thisDN: 'A' }],
        [{ do: 'TDeleteFromConference', call: 'unknown', thisDN: 'A', otherDN: 'B' }],
      ],
    },
  ],
  [
    'two calls, and a DN in both of them',
    {
      calls: [parties, { dns: ['A', 'C'], unmonitored: [] }],
      rounds: [
        [{ do: 'TReleaseCall', call: 1, thisDN: 'A' }],
        [{ do: 'TReleaseCall', call: 0, thisDN: 'A' }],
      ],
    },
  ],
  [
    'a DN of 1024 signs',
    { calls: [{ dns: ['A', '#'.repeat(1024)], unmonitored: [] }], rounds: [] },
  ],
]

describe('a script is taken as it stands with', () => {
  test.each(accepted)('%s', (_, value) => {
    expect(scriptSchema.parse(JSON.parse(JSON.stringify(value)))).toEqual(value)
  })
})

test('what comes from outside is refused, never an exception', () => {
  const almost = fc.record(
    { calls: fc.oneof(fc.constant([parties]), fc.jsonValue()), rounds: fc.jsonValue() },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(fc.anything(), almost), (value) => {
      scriptSchema.safeParse(value)
    }),
  )
})

test('parties are those of all calls when they are established, outside ones among them', () => {
  const second = { dns: ['C'], unmonitored: ['X', 'Y'] }
  expect(partyCount({ calls: [parties, second], rounds: [] })).toBe(5)
  expect(partyCount(call('A B', add('A', 'C')))).toBe(2)
})

test('steps are requests and added parties, not rounds', () => {
  expect(stepCount({ calls: [parties], rounds: [] })).toBe(0)
  const [one, other] = [release('A'), add('A', 'C')]
  expect(stepCount({ calls: [parties], rounds: [[one, other], [one]] })).toBe(3)
})
