import { describe, expect, test } from 'vitest'
import { oneOf, startChance } from './chance.ts'
import type { Chance } from './chance.ts'

function drawn(prepare: (chance: Chance) => void): readonly number[] {
  const chance = startChance()
  prepare(chance)
  return Array.from({ length: 20 }, () => chance.below(1000))
}

describe('chance', () => {
  test('follows from the texts alone', () => {
    const once = drawn((chance) => {
      chance.restart('A B')
      chance.note('release A')
    })
    const again = drawn((chance) => {
      chance.note('what was before')
      chance.restart('A B')
      for (let n = 0; n < 7; n++) chance.below(3)
      chance.note('release A')
    })
    expect(again).toEqual(once)
  })

  test('is another one after another text, and after the same text twice', () => {
    const texts = [['A B'], ['A C'], ['A B', 'A B'], ['A ', 'B'], ['', 'A B'], ['A B', '']]
    const all = texts.map((list) =>
      drawn((chance) => {
        chance.restart('')
        for (const text of list) chance.note(text)
      }).join(),
    )
    expect(new Set(all).size).toBe(texts.length)
  })

  test('draws every number below the count, none of them much more often than another', () => {
    const chance = startChance()
    chance.restart('any')
    const times = [0, 0, 0, 0, 0, 0, 0]
    for (let n = 0; n < 7000; n++) {
      const number = chance.below(7)
      times[number] = (times[number] ?? NaN) + 1
    }
    for (const count of times) expect(Math.abs(count - 1000)).toBeLessThan(150)
    expect(times).toHaveLength(7)
  })

  test('takes each of several choices, falsy ones, too', () => {
    const chance = startChance()
    chance.restart('any')
    const taken = Array.from({ length: 50 }, () =>
      oneOf<string | number | boolean>(chance, [0, '', false, 'x']),
    )
    expect(new Set(taken)).toEqual(new Set([0, '', false, 'x']))
  })
})
