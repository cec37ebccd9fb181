import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import type { Script } from '../plan/script.ts'
import { dimensionsOf } from './dimensions.ts'
import { enumeratedScripts, enumerationSize, TooManyScripts } from './enumerated-scripts.ts'

const options = {
  capabilities: { maxCalls: 2, addParty: true, concurrent: true, unmonitored: true },
  profile: profiles.default,
}
const size = { parties: 3, steps: 1, calls: 1 }

function all(...args: Parameters<typeof enumerationSize>): readonly Script[] {
  const scripts = enumeratedScripts(...args)
  return Array.from({ length: enumerationSize(...args) }, (_, index) => scripts.at(index))
}

describe('a run by enumeration', () => {
  test('has every script up to the size, each once, the smallest first', () => {
    const scripts = all(size, options)
    expect(new Set(scripts.map((script) => JSON.stringify(script))).size).toBe(scripts.length)
    const sums = scripts.map(dimensionsOf).map(({ parties, steps }) => parties + steps)
    expect(sums).toEqual(sums.toSorted((one, other) => one - other))
    expect([Math.min(...sums), Math.max(...sums)]).toEqual([2, 4])
  })

  test('has calls at once and in turn where they are asked for, and two requests in flight', () => {
    const largest = (calls: number) => {
      const found = all({ parties: 4, steps: 2, calls }, options).map(dimensionsOf)
      const most = (of: (dimensions: ReturnType<typeof dimensionsOf>) => number) =>
        found.reduce((largest, one) => Math.max(largest, of(one)), 0)
      return [most((one) => one.calls), most((one) => one.generations), most((one) => one.inFlight)]
    }
    expect(largest(1)).toEqual([1, 1, 2])
    expect(largest(2)).toEqual([2, 2, 2])
  })

  test('has never three requests in flight', () => {
    const narrow = { ...options, capabilities: { concurrent: true, dns: ['1', '2'] } }
    const found = all({ parties: 2, steps: 3, calls: 1 }, narrow).map(dimensionsOf)
    expect(new Set(found.map(({ inFlight }) => inFlight))).toEqual(new Set([1, 2]))
  })

  test.each([0, 900, 1023])('gives the script %s once more, kept or not', (earlier) => {
    const larger = { parties: 4, steps: 2, calls: 1 }
    const scripts = enumeratedScripts(larger, options)
    const first = Array.from({ length: 1024 }, (_, index) => scripts.at(index))
    expect(scripts.at(earlier)).toEqual(first[earlier])
    // That has not moved the others.
    expect(scripts.at(1024)).toEqual(all(larger, options)[1024])
  })

  test('has no script beyond the last one', () => {
    const scripts = enumeratedScripts(size, options)
    const count = enumerationSize(size, options)
    expect(scripts.at(count - 1)).toBeDefined()
    expect(() => scripts.at(count)).toThrow(RangeError)
  })

  test('gives the same script of a number, whichever others are left out', () => {
    const scripts = enumeratedScripts(size, options)
    const whole = all(size, options)
    for (const index of [0, 3, 4, 70, 50, 71]) expect(scripts.at(index)).toEqual(whole[index])
  })

  test.each([1, 2, 7, 100, 3001])('leaves out all but every %s-th', (every) => {
    const larger = { parties: 4, steps: 2, calls: 2 }
    const whole = all(larger, options)
    const scripts = enumeratedScripts(larger, options)
    for (let index = every - 1; index < whole.length; index += every)
      expect(scripts.at(index)).toEqual(whole[index])
    expect(() => scripts.at(whole.length)).toThrow(RangeError)
  })

  test('is not begun where it would not come to an end', () => {
    const large = { parties: 9, steps: 9, calls: 1 }
    expect(() => enumerationSize(large, options)).toThrow(TooManyScripts)
    expect(() => enumerationSize(large, options)).toThrow(
      'there are more than 1000000000 scripts of up to 9 parties and 9 steps',
    )
  })
})
