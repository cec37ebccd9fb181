import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { situationOf } from '../../oracles/situation.ts'
import { transitionsIn } from '../../oracles/transitions.ts'
import type { Capabilities } from '../adapter/adapter.ts'
import { isPlayable } from '../run/playable.ts'
import { decode } from './decode.ts'
import { drawing } from './drawing.ts'
import { foresee } from './foresight.ts'
import { drawnScripts, isLeaning } from './leaning.ts'
import { planAt } from './plan.ts'
import { stepCount, type Script } from './script.ts'

const everything: Capabilities = {
  maxCalls: 3,
  sharedParties: true,
  addParty: true,
  concurrent: true,
  unmonitored: true,
}
const optionsFor = (capabilities: Capabilities, profile = profiles.default) =>
  drawing(capabilities, 8, profile).decode

const scriptsOf = (seed: number) => drawnScripts(seed, 12, optionsFor(everything))

/** As they were drawn if nothing leaned. */
const plainly = (seed: number, index: number): Script =>
  decode(planAt(12, seed, index), optionsFor(everything))

/** The transitions that scripts promise. */
function promised(scriptAt: (index: number) => Script, from: number, to: number) {
  const found = new Set<string>()
  for (let index = from; index < to; index++)
    foresee(scriptAt(index), (number) => {
      for (const id of transitionsIn(situationOf(number))) found.add(id)
    })
  return found
}

const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

describe('the script of a number', () => {
  test('is the same whatever was drawn before', () => {
    const numbers = [0, 255, 256, 263, 264, 271, 5007]
    const alone = numbers.map((index) => scriptsOf(7).at(index))
    const drawn = scriptsOf(7)
    for (let index = 0; index < 600; index++) drawn.at(index)
    expect(numbers.toReversed().map((index) => drawn.at(index))).toEqual(alone.toReversed())
  })

  // As it was when this was written: where it changes, every seed gives other scripts from then on.
  test('is the same as ever, on every machine', () => {
    const long = (last: number) => `+${'1234567890'.repeat(6)}${last}`
    expect(scriptsOf(1).at(263)).toEqual({
      calls: [{ dns: [long(0), long(1), long(2)], unmonitored: [] }],
      rounds: [
        [{ do: 'TReleaseCall', call: 0, thisDN: long(0) }],
        [{ do: 'TReleaseCall', call: 0, thisDN: long(1) }],
        [{ do: 'TReleaseCall', call: 0, thisDN: long(1) }],
      ],
    })
  })

  test('is another one for another seed, also where it leans', () => {
    const [one, other] = [scriptsOf(1), scriptsOf(2)]
    const leaning = Array.from({ length: 4000 }, (_, index) => index).filter(isLeaning)
    const same = leaning.filter(
      (index) => JSON.stringify(one.at(index)) === JSON.stringify(other.at(index)),
    )
    expect(leaning.length).toBeGreaterThan(400)
    expect(same.length).toBeLessThan(leaning.length / 50)
  })

  test('is drawn plainly where it does not lean: all of the first 256, then seven of eight', () => {
    const drawn = scriptsOf(3)
    const numbers = Array.from({ length: 1000 }, (_, index) => index)
    const others = numbers.filter(
      (index) => JSON.stringify(drawn.at(index)) !== JSON.stringify(plainly(3, index)),
    )
    expect(others).toEqual(numbers.filter((index) => index >= 256 && index % 8 === 7))
  })
})

describe('scripts that lean', () => {
  test('promise more transitions than as many that do not', () => {
    for (const seed of seeds) {
      const drawn = scriptsOf(seed)
      const leaning = Array.from({ length: 2000 }, (_, index) => index).filter(isLeaning)
      const scriptAt = (at: number) => drawn.at(leaning[at] ?? 0)
      const plain = promised((at) => plainly(seed, leaning[at] ?? 0), 0, leaning.length)
      expect(promised(scriptAt, 0, leaning.length).size).toBeGreaterThan(plain.size + 20)
    }
  })

  test('bring a run of 1,000 closer to all 241, by the median over ten seeds', () => {
    const median = (counts: readonly number[]) => counts.toSorted((a, b) => a - b)[5] ?? 0
    const leaning = seeds.map((seed) => promised(scriptsOf(seed).at, 0, 1000).size)
    const plain = seeds.map((seed) => promised((index) => plainly(seed, index), 0, 1000).size)
    expect(median(leaning)).toBeGreaterThan(median(plain) + 8)
  })

  test.each<[string, Capabilities]>([
    ['can do everything', everything],
    ['can do nothing but the least', {}],
    ['has calls of two only', { maxParties: 2, addParty: true, concurrent: true }],
    ['has three DNs', { dns: ['1', '2', '3'], addParty: true, unmonitored: true, maxCalls: 2 }],
    ['has several calls at once, apart', { maxCalls: 3, addParty: true, unmonitored: true }],
  ])('can be played where the adapter %s', (_, capabilities) => {
    for (const profile of [profiles.default, profiles.workspace])
      for (const maxSteps of [1, 3, 12]) {
        const drawn = drawnScripts(1, maxSteps, optionsFor(capabilities, profile))
        for (let index = 0; index < 2000; index++) {
          const script = drawn.at(index)
          const limits = { ...capabilities, maxParties: capabilities.maxParties ?? 8 }
          expect(isPlayable(script, profile, limits)).toBe(true)
          expect(stepCount(script)).toBeLessThanOrEqual(maxSteps)
        }
      }
  })
})
