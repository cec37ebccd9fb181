import { expect, test } from 'vitest'
import { scriptSchema, type Script } from '../plan/script.ts'
import { release } from '../tserver/one-call.ts'
import { upToRound } from './up-to-round.ts'

const first = { dns: ['A', 'B'], unmonitored: [] }
const second = { dns: ['A', 'C'], unmonitored: [], from: 2 }
const script: Script = {
  calls: [first, second],
  rounds: [
    [release('A')],
    [release('B')],
    [{ do: 'TReleaseCall', call: 1, thisDN: 'A' }],
    [{ do: 'TReleaseCall', call: 1, thisDN: 'C' }],
  ],
}

test.each([
  [4, [first, second]],
  [3, [first, second]],
  [2, [first]],
  [0, [first]],
])('the first %i rounds, and the calls that they have', (rounds, calls) => {
  const cut = upToRound(script, rounds)
  expect(cut).toEqual({ calls, rounds: script.rounds.slice(0, rounds) })
  expect(scriptSchema.safeParse(cut).success).toBe(true)
})
