import { expect, test } from 'vitest'
import { decode, type DecodeOptions } from './decode.ts'
import { dnFamilies } from './dns.ts'
import { planArbitrary, planAt, planHead } from './plan.ts'
import type { Script, Step } from './script.ts'

const plans = planArbitrary(12)

const options: DecodeOptions = {
  maxParties: 8,
  families: dnFamilies(10),
  addParty: true,
  unmonitored: true,
  deletesAreCertain: true,
  maxCalls: 3,
  sharedParties: true,
  concurrent: true,
}

const scriptAt = (seed: number, index: number): Script =>
  decode(planAt(plans, seed, index), options)

const release = (thisDN: string, call = 0): readonly [Step] => [
  { do: 'TReleaseCall', call, thisDN },
]
const remove = (thisDN: string, otherDN: string, call = 0): readonly [Step] => [
  { do: 'TDeleteFromConference', call, thisDN, otherDN },
]

/**
 * Scripts as the generator drew them when this was written. They say nothing of what is right: where
 * one of them changes, every seed that anybody has noted down gives other scripts from then on.
 */
test('a seed and a number give the same script as ever, on every machine', () => {
  expect(scriptAt(1, 0)).toEqual({
    calls: [
      { dns: ['7003', '7004', '7005', '7006'], unmonitored: [] },
      { dns: ['7003', '7004', '7005'], unmonitored: [], from: 3 },
    ],
    rounds: [
      release('7005'),
      release('7006'),
      remove('7004', '7008'),
      release('7004', 1),
      release('7005', 1),
    ],
  })
  expect(scriptAt(2, 0)).toEqual({
    calls: [{ dns: ['AgeNt', 'agent', 'Agent', 'aGent', 'AGent'], unmonitored: [] }],
    rounds: [
      remove('agent', 'Agent'),
      remove('AGent', 'agent'),
      remove('AgeNt', 'aGent'),
      remove('AgeNt', 'AGent'),
      release('AgEnt'),
    ],
  })
  expect(scriptAt(3, 0)).toEqual({
    calls: [
      { dns: ['07002', '7001', '07001', '007001', '0007001'], unmonitored: [] },
      { dns: ['07001', '000007001'], unmonitored: ['00007001'] },
    ],
    rounds: [[...release('07001', 1), ...remove('07001', '000007001', 1)]],
  })
})

test('a plan does not depend on those that were drawn before it', () => {
  const alone = planAt(planArbitrary(12), 7, 500)
  const arbitrary = planArbitrary(12)
  for (let index = 0; index < 500; index++) planAt(arbitrary, 7, index)
  expect(planAt(arbitrary, 7, 500)).toEqual(alone)
})

test('neighbouring numbers and neighbouring seeds share no plan', () => {
  const seen = new Set<string>()
  const seeds = [-2, -1, 0, 1, 2, 3, 2 ** 31 - 1, 2 ** 31]
  for (const seed of seeds)
    for (let index = 0; index < 500; index++) seen.add(JSON.stringify(planAt(plans, seed, index)))
  expect(seen.size).toBe(seeds.length * 500)
})

test('the lower 32 bits of a seed count', () => {
  expect(planAt(plans, 2 ** 32 + 7, 3)).toEqual(planAt(plans, 7, 3))
})

test('a plan has its head, one step at the least, and each number of steps up to the most', () => {
  const lengths = new Set<number>()
  for (let index = 0; index < 1000; index++) lengths.add(planAt(plans, 1, index).length - planHead)
  expect([...lengths].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  for (let index = 0; index < 100; index++)
    expect(planAt(planArbitrary(1), 1, index)).toHaveLength(planHead + 1)
})
