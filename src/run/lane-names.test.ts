import { describe, expect, test } from 'vitest'
import { dnFamilies } from '../plan/dns.ts'
import type { Script } from '../plan/script.ts'
import { call, release, remove } from '../tserver/one-call.ts'
import { LaneNames } from './lane-names.ts'
import { dnsOf, shapeOf } from './script-order.ts'

const families = dnFamilies(12)
const none = (): boolean => false

/** A script of DNs of one family, the third of which is in no call. */
function scriptOf(dns: readonly string[]): Script {
  const [a = '', b = '', c = ''] = dns
  return call(`${a} ${b}`, release(c), remove(a, b))
}

describe('scripts in lanes', () => {
  const names = new LaneNames({ families, lanes: 64 })

  test('have no DN in common, whatever their families, and are otherwise the same', () => {
    const taken = new Set<string>()
    for (let lane = 0; lane < 64; lane++) {
      const script = scriptOf(families[lane % families.length]?.slice(3) ?? [])
      const named = names.named(script, lane, (dn) => taken.has(dn))
      if (named === undefined) throw new Error('there are names for all')
      expect(named.dns).toEqual(dnsOf(named.script))
      expect(shapeOf(named.script)).toEqual(shapeOf(script))
      for (const dn of named.dns) {
        expect(taken.has(dn)).toBe(false)
        taken.add(dn)
      }
    }
    expect(taken.size).toBe(3 * 64)
  })

  test('are as they were drawn in the first lane, unless a DN is in flight', () => {
    const script = scriptOf(['7001', '7002', '7003'])
    expect(names.named(script, 0, none)?.script).toBe(script)
    const other = names.named(script, 0, (dn) => dn === '7003')
    expect(other?.dns).not.toContain('7003')
    expect(other?.dns.some((dn) => script.calls[0]?.dns.includes(dn))).toBe(false)
  })

  test('keep names that are of no family, as long as these are free', () => {
    const script = call('A B', release('A'))
    expect(names.named(script, 5, none)?.script).toBe(script)
    expect(names.named(script, 5, (dn) => dn === 'B')).toBeUndefined()
  })

  test('wait where nothing is free', () => {
    expect(names.named(scriptOf(['7001', '7002', '7003']), 3, () => true)).toBeUndefined()
  })
})

describe('where the adapter has certain DNs alone', () => {
  const only = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
  const names = new LaneNames({ families: [only], only, lanes: 64 })
  const script = call('A B', release('C'))

  test('a script has its own, or others that are free', () => {
    expect(names.named(script, 9, none)?.script).toBe(script)
    const named = names.named(script, 0, (dn) => ['B', 'D'].includes(dn))
    expect(named).toEqual({ script: call('A C', release('E')), dns: ['A', 'C', 'E'] })
  })

  test('waits where there are not enough', () => {
    expect(names.named(script, 0, (dn) => ['A', 'B', 'C', 'D'].includes(dn))?.dns).toEqual([
      'E',
      'F',
      'G',
    ])
    expect(names.named(script, 0, (dn) => 'ABCDE'.includes(dn))).toBeUndefined()
  })
})
