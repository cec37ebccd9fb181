import { describe, expect, it } from 'vitest'
import { addition, call, deletion, release } from './history.fixture.ts'
import type { EstablishedCall } from './history.ts'
import { played, situationsOf, type Rounds } from './situations.fixture.ts'
import { smallScripts, suffices } from './small-scripts.fixture.ts'
import { transitions, transitionsIn } from './transitions.ts'

describe('the transitions', () => {
  it('are each move with each number of parties under each circumstance', () => {
    expect(transitions).toHaveLength(14 * 4 * 5)
    expect(new Set(transitions.map(({ id }) => id)).size).toBe(transitions.length)
    expect(transitions[0]?.id).toBe('release-first/2/plain')
    expect(transitions.at(-1)?.id).toBe('refused-of-stranger/5+/in-flight')
  })

  it.each([
    // A call of two has no middle, and nobody but its two parties.
    'release-middle/2/plain',
    'delete-middle-by-first/2/former-conference',
    'delete-last-by-other/2/in-flight',
    // A third one is unmonitored, or two are who are to be told apart.
    'release-last/2/unmonitored',
    'delete-first/2/unmonitored',
    'release-middle/3/unmonitored',
    'delete-last-by-other/3/unmonitored',
    // Whoever is gone has left a conference; whoever is unmonitored is there.
    'refused-by-gone/3/plain',
    'delete-unmonitored/4/plain',
  ])('cannot be: %s', (id) => {
    expect(transitions.find((one) => one.id === id)?.ways).toEqual([])
  })

  it('can all be but those', () => {
    const impossible = transitions.filter(({ ways }) => ways.length === 0)
    // Four moves need three parties, all of them monitored: 20 in calls of two, and 4 in calls of
    // three with an unmonitored one. Three others need two such: 3 in calls of two with an unmonitored
    // one. Three moves are plain in no call, of four sizes: 12.
    expect(impossible).toHaveLength(20 + 4 + 3 + 12)
  })
})

it('what is said to be needed for a transition is needed, and suffices', () => {
  const found = new Map(transitions.map(({ id, ways }) => [id, { ways, reached: new Set() }]))
  const without = new Set<string>()
  for (const { situations, has } of smallScripts(3, 3))
    for (const id of situations.flatMap(transitionsIn)) {
      const transition = found.get(id)
      if (!transition?.ways.some((needs) => suffices(has, needs)))
        without.add(`${id} by ${JSON.stringify(has)}`)
      for (const needs of transition?.ways ?? [])
        if (suffices(needs, has)) transition?.reached.add(needs)
    }

  // No script of three parties and three steps does without.
  expect([...without]).toEqual([])
  // There is a script that has no more, in each way that is so small.
  const small = [...found].flatMap(([id, { ways, reached }]) =>
    ways
      .filter(({ parties, steps }) => parties <= 3 && steps <= 3)
      .map((needs) => ({ id, needs, isReached: reached.has(needs) })),
  )
  expect(small.length).toBeGreaterThan(150)
  expect(small.filter(({ isReached }) => !isReached)).toEqual([])
})

describe('transitionsIn', () => {
  const last = (calls: EstablishedCall, rounds: Rounds): readonly string[] => {
    const situation = situationsOf(played([calls], rounds)).at(-1)
    return situation === undefined ? [] : transitionsIn(situation)
  }

  it.each<[string, EstablishedCall, Rounds, readonly string[]]>([
    ['a plain one', call('ABC'), [deletion('B', 'C')], ['delete-last-by-other/3/plain']],
    [
      'in a former conference',
      call('ABCDEFG'),
      [release('A'), deletion('D', 'E')],
      ['delete-middle-by-other/5+/former-conference'],
    ],
    [
      'with a returner, among those who stay',
      call('ABCD'),
      [release('A'), addition('B', 'A'), release('B')],
      ['release-first/4/former-conference', 'release-first/4/returner'],
    ],
    [
      'of an unmonitored party',
      call('A', 'X'),
      [deletion('A', 'X')],
      ['delete-unmonitored/2/unmonitored'],
    ],
    [
      'in flight, after somebody has left in the same round',
      call('ABC'),
      [[release('A'), release('A')]],
      ['refused-by-gone/2/former-conference', 'refused-by-gone/2/in-flight'],
    ],
    [
      'under all circumstances at once',
      call('ABC', 'X'),
      [release('A'), addition('B', 'A'), [deletion('A', 'A'), release('B')]],
      [
        'release-first/3/former-conference',
        'release-first/3/unmonitored',
        'release-first/3/in-flight',
      ],
    ],
  ])('%s', (_, calls, rounds, ids) => {
    expect(last(calls, rounds)).toEqual(ids)
  })

  it.each<[string, Rounds]>([
    ['a request to a call that is over', [release('A'), release('A')]],
    ['a request to no call', [release('A', '9')]],
  ])('none: %s', (_, rounds) => {
    expect(last(call('AB'), rounds)).toEqual([])
  })
})
