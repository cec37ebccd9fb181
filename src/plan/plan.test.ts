import { expect, test } from 'vitest'
import { decode, type DecodeOptions } from './decode.ts'
import { dnFamilies } from './dns.ts'
import { planAt, planHead } from './plan.ts'
import type { Script, Step } from './script.ts'

const maxSteps = 12

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
  decode(planAt(maxSteps, seed, index), options)

const release = (thisDN: string, call = 0): readonly [Step] => [
  { do: 'TReleaseCall', call, thisDN },
]
const remove = (thisDN: string, otherDN: string, call = 0): readonly [Step] => [
  { do: 'TDeleteFromConference', call, thisDN, otherDN },
]
const add = (by: string, dn: string): readonly [Step] => [{ do: 'addParty', call: 0, by, dn }]

/**
 * Scripts as the generator drew them when this was written. They say nothing of what is right: where
 * one of them changes, every seed that anybody has noted down gives other scripts from then on.
 */
test('a seed and a number give the same script as ever, on every machine', () => {
  expect(scriptAt(1, 0)).toEqual({
    calls: [{ dns: ['7001', '07001', '007001'], unmonitored: ['0007001'] }],
    rounds: [
      add('07001', '000007001'),
      add('007001', '00007001'),
      release('7001'),
      release('00007001'),
      release('07001'),
      add('000007001', '07001'),
    ],
  })
  expect(scriptAt(2, 0)).toEqual({
    calls: [{ dns: ['agEnt', 'AgEnt', 'aGEnt', 'AGEnt'], unmonitored: ['ageNt'] }],
    rounds: [
      remove('aGEnt', 'ageNt'),
      remove('AgEnt', 'AGEnt'),
      remove('AgEnt', 'agEnt'),
      remove('AgEnt', 'aGEnt'),
    ],
  })
  expect(scriptAt(3, 0)).toEqual({
    calls: [
      { dns: ['0000007001', '00000007001', '7002', '07002', '7001', '07001'], unmonitored: [] },
      { dns: ['0000007001', '00000007001', '007001'], unmonitored: [] },
      { dns: ['7001', '07001', '007001', '0007001'], unmonitored: ['7002', '07002'], from: 2 },
      { dns: ['007001', '0007001'], unmonitored: [], from: 2 },
      { dns: ['00007001', '007001'], unmonitored: [], from: 2 },
      {
        dns: ['00000007001', '7002', '07002', '7001', '07001', '007001', '0007001'],
        unmonitored: ['0000007001'],
        from: 3,
      },
      { dns: ['00007001', '00000007001'], unmonitored: [], from: 3 },
    ],
    rounds: [
      release('7001'),
      release('0000007001', 1),
      [...release('007001', 4), ...release('007001', 4)],
      [...release('00007001', 6), ...release('00007001', 6)],
    ],
  })
})

/** Worked out from the same formulas in Python, whose numbers have no 32 bits to overflow. */
test.each<[maxSteps: number, seed: number, index: number, plan: readonly number[]]>([
  [
    12,
    1,
    0,
    [
      353999263, 1139492383, 818214002, 1379166743, 843653350, 594779767, 1776239308, 494044783,
      748956237,
    ],
  ],
  [12, -7, 2 ** 32 + 5, [770840804, 1142174703, 965051473, 491067211]],
  [3, 2 ** 31, 99, [1401287638, 1180310780, 1132486283, 152808830]],
])('the plan of %i steps at most, seed %i and number %i', (most, seed, index, plan) => {
  expect(planAt(most, seed, index)).toEqual(plan)
})

test('a list of the right length takes the plan, and keeps nothing of the one before', () => {
  const into = Array.from({ length: planHead + 13 }, (_, length) => Array<number>(length).fill(-1))
  for (let index = 0; index < 200; index++) {
    const plan = planAt(maxSteps, 5, index, into)
    expect(plan).toBe(into[plan.length])
    expect(plan).toEqual(planAt(maxSteps, 5, index))
  }
})

test('the second 2^32 plans of a seed are not the first ones again', () => {
  for (let index = 0; index < 100; index++)
    expect(planAt(maxSteps, 1, 2 ** 32 + index)).not.toEqual(planAt(maxSteps, 1, index))
})

test('a plan does not depend on those that were drawn before it', () => {
  const alone = planAt(maxSteps, 7, 500)
  for (let index = 0; index < 500; index++) planAt(maxSteps, 7, index)
  expect(planAt(maxSteps, 7, 500)).toEqual(alone)
})

test('neighbouring numbers and neighbouring seeds share no plan', () => {
  const seen = new Set<string>()
  const seeds = [-2, -1, 0, 1, 2, 3, 2 ** 31 - 1, 2 ** 31]
  for (const seed of seeds)
    for (let index = 0; index < 500; index++)
      seen.add(JSON.stringify(planAt(maxSteps, seed, index)))
  expect(seen.size).toBe(seeds.length * 500)
})

test('the lower 32 bits of a seed count', () => {
  expect(planAt(maxSteps, 2 ** 32 + 7, 3)).toEqual(planAt(maxSteps, 7, 3))
})

test('a plan has its head, one step at the least, and each number of steps up to the most', () => {
  const lengths = new Set<number>()
  for (let index = 0; index < 1000; index++)
    lengths.add(planAt(maxSteps, 1, index).length - planHead)
  expect([...lengths].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  for (let index = 0; index < 100; index++) expect(planAt(1, 1, index)).toHaveLength(planHead + 1)
})
