import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import type { Capabilities } from '../adapter/adapter.ts'
import { plainDN } from '../plan/dns.ts'
import type { Script } from '../plan/script.ts'
import { add, call as called, release, remove } from '../tserver/one-call.ts'
import { dimensionsOf } from './dimensions.ts'
import { renamed } from './script-order.ts'
import { countSmallerScripts, sizesUpTo, smallerScripts } from './smaller-scripts.ts'

/** With the first plain DN for A, and so on. */
const call = (...noted: Parameters<typeof called>): Script =>
  renamed(called(...noted), (dn) => (/^[A-Z]$/.test(dn) ? plainDN(dn.charCodeAt(0) - 65) : dn))

const options = (capabilities: Capabilities) => ({ capabilities, profile: profiles.default })

/** For an adapter that can little, so that there are few. */
const plainest = options({})

const smaller = (script: Script) => [...smallerScripts(script, plainest)]

describe('the sizes up to one', () => {
  test('stand in the order of parties and steps together, the largest last', () => {
    const size = { parties: 3, steps: 2, calls: 1, generations: 1, inFlight: 2 }
    const sizes = sizesUpTo(size)
    expect(sizes.map(({ parties, steps }) => [parties, steps])).toEqual([
      [2, 0],
      [2, 1],
      [3, 0],
      [2, 2],
      [3, 1],
      [3, 2],
    ])
    expect(sizes.at(-1)).toEqual(size)
  })
})

describe('the smaller scripts', () => {
  test('of a call in which nothing is done are calls of fewer parties', () => {
    expect(smaller(call('A B C'))).toEqual([call('A B')])
    expect(smaller(call('A B'))).toEqual([])
  })

  test('have fewer parties or fewer steps, and no more of anything', () => {
    const script = call('A B C', release('A'), release('B'))
    const scripts = smaller(script)
    const { parties, steps } = dimensionsOf(script)
    for (const one of scripts) {
      const size = dimensionsOf(one)
      expect(size.parties < parties || size.steps < steps).toBe(true)
      expect(size.parties <= parties && size.steps <= steps).toBe(true)
      expect([size.calls, size.generations, size.inFlight]).toEqual([1, 1, 1])
    }
    expect(scripts).toContainEqual(call('A B', release('A'), release('B')))
    expect(scripts).toContainEqual(call('A B C', remove('B', 'D')))
  })

  test('have requests in flight only where the script has', () => {
    const inFlight = options({ concurrent: true })
    const two = call('A B', [release('A'), release('B')])
    const flying = (script: Script) =>
      [...smallerScripts(script, inFlight)].some((one) => dimensionsOf(one).inFlight > 1)
    expect(flying(call('A B C', [release('A'), release('B')]))).toBe(true)
    expect(flying(call('A B C', release('A'), release('B')))).toBe(false)
    expect(flying(two)).toBe(false)
  })

  test('add a party, and have one that is not monitored, where the adapter can', () => {
    const able = [
      ...smallerScripts(
        call('A B C', release('A')),
        options({ addParty: true, unmonitored: true }),
      ),
    ]
    expect(able).toContainEqual(call('A B', add('B', 'C')))
    expect(able).toContainEqual(call('A outside B', release('A')))
    const unable = smaller(call('A B C', release('A')))
    expect(unable).not.toContainEqual(call('A B', add('B', 'C')))
    expect(unable).not.toContainEqual(call('A outside B', release('A')))
  })

  test('are counted', () => {
    const script = call('A B C', release('A'), release('B'))
    const count = smaller(script).length
    expect(countSmallerScripts(script, plainest, Infinity)).toBe(count)
    expect(countSmallerScripts(script, plainest, count)).toBe(count)
    expect(countSmallerScripts(script, plainest, count - 1)).toBeGreaterThan(count - 1)
  })
})

describe('of a script that has names of its own', () => {
  const special = call('1 10', remove('1', '10'))

  test('they are tried under its names in every order, and under plain ones', () => {
    const scripts = smaller(call('1 10 100', release('1')))
    const calls = scripts
      .filter(({ rounds }) => rounds.length === 0)
      .map(({ calls: [one] }) => one?.dns)
    const two = calls.filter((dns) => dns?.length === 2)
    const names = ['1', '10', '100']
    expect(new Set(two.map(String))).toEqual(
      new Set([
        ...names.flatMap((one) =>
          names.filter((other) => other !== one).map((other) => `${one},${other}`),
        ),
        ...names.flatMap((one) => [`${one},7001`, `7001,${one}`]),
        '7001,7002',
      ]),
    )
    expect(two).toHaveLength(new Set(two.map(String)).size)
  })

  test('they are not counted beforehand', () => {
    expect(countSmallerScripts(special, plainest, Infinity)).toBeUndefined()
  })
})
