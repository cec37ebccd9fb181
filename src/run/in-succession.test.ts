import { expect, test } from 'vitest'
import { scriptSchema, type Script } from '../plan/script.ts'
import { call, release, remove } from '../tserver/one-call.ts'
import { inSuccession } from './in-succession.ts'

const first: Script = {
  calls: [
    { dns: ['A', 'B'], unmonitored: [] },
    { dns: ['C', 'D'], unmonitored: ['E'] },
    { dns: ['A', 'C'], unmonitored: [], from: 1 },
  ],
  rounds: [
    [release('A'), { do: 'TReleaseCall', call: 1, thisDN: 'C' }],
    [{ do: 'TReleaseCall', call: 2, thisDN: 'A' }],
  ],
}
const second: Script = {
  calls: [
    { dns: ['A', 'F'], unmonitored: [] },
    { dns: ['A', 'G'], unmonitored: [], from: 1 },
  ],
  rounds: [
    [remove('A', 'F'), { do: 'TReleaseCall', call: 'unknown', thisDN: 'A' }],
    [{ do: 'addParty', call: 1, by: 'A', dn: 'H' }],
  ],
}

test('the calls of the second script are later ones, and its steps go to them', () => {
  const together = inSuccession(first, second)
  expect(together).toEqual({
    calls: [
      ...first.calls,
      { dns: ['A', 'F'], unmonitored: [], from: 2 },
      { dns: ['A', 'G'], unmonitored: [], from: 3 },
    ],
    rounds: [
      ...first.rounds,
      [
        { do: 'TDeleteFromConference', call: 3, thisDN: 'A', otherDN: 'F' },
        { do: 'TReleaseCall', call: 'unknown', thisDN: 'A' },
      ],
      [{ do: 'addParty', call: 4, by: 'A', dn: 'H' }],
    ],
  })
  expect(scriptSchema.safeParse(together).success).toBe(true)
})

test('a script without rounds is not to be told from the other one', () => {
  expect(inSuccession(call('A B'), second)).toBeUndefined()
  expect(inSuccession(first, call('A B'))).toBeUndefined()
})
