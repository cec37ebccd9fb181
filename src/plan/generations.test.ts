import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { call, partiesOf, release } from '../tserver/one-call.ts'
import { decode } from './decode.ts'
import { drawing } from './drawing.ts'
import { generationsOf, scriptOf, type Generation } from './generations.ts'
import type { Script } from './script.ts'

const inTurn: Script = {
  calls: [
    partiesOf('A B'),
    { ...partiesOf('C D'), from: 1 },
    { ...partiesOf('E F outside X'), from: 1 },
  ],
  rounds: [
    [release('A')],
    [{ ...release('E'), call: 2 }],
    [
      { do: 'TReleaseCall', call: 'unknown', thisDN: 'C' },
      { ...release('C'), call: 1 },
    ],
  ],
}

const first: Generation = { calls: [partiesOf('A B')], rounds: [[release('A')]] }
const second: Generation = {
  calls: [partiesOf('C D'), partiesOf('E F outside X')],
  rounds: [
    [{ ...release('E'), call: 1 }],
    [{ do: 'TReleaseCall', call: 'unknown', thisDN: 'C' }, release('C')],
  ],
}

test('a script is its generations, with the positions of the calls in each', () => {
  expect(generationsOf(inTurn)).toEqual([first, second])
  expect(scriptOf([first, second])).toEqual(inTurn)
})

test('every script is that of its generations', () => {
  const { decode: options } = drawing(
    { maxCalls: 3, sharedParties: true, addParty: true, concurrent: true, unmonitored: true },
    8,
    profiles.default,
  )
  fc.assert(
    fc.property(fc.array(fc.nat(0x7fffffff), { maxLength: 15 }), (plan) => {
      const script = decode(plan, options)
      expect(scriptOf(generationsOf(script))).toEqual(script)
    }),
    { numRuns: 1000 },
  )
})

describe('a script of generations', () => {
  const idle: Generation = { ...first, rounds: [[], []] }

  test('has no empty rounds, and no generation in which nothing is done', () => {
    expect(scriptOf([idle, first, idle])).toEqual(call('A B', release('A')))
  })

  test('has the first one where nothing is done at all', () => {
    expect(scriptOf([idle, { ...second, rounds: [] }])).toEqual(call('A B'))
  })
})
