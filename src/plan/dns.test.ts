import { describe, expect, test } from 'vitest'
import type { DN } from '../../oracles/tlib.ts'
import { dnFamilies, dnsOfStretch, plainDN } from './dns.ts'

/** Of as many DNs as the largest conference needs, with two strangers. */
const size = 1002
const families = dnFamilies(size)

/** The family whose first DN that is. */
function family(first: DN): readonly DN[] {
  const found = families.find((dns) => dns[0] === first)
  if (found === undefined) throw new Error(`no family begins with ${first}`)
  return found
}

/** A family in groups of `count`, the last one of them left out where it is shorter. */
function groups(dns: readonly DN[], count: number): readonly (readonly DN[])[] {
  if (dns.length < count) throw new Error(`no ${count} DNs in a row`)
  return Array.from({ length: Math.floor(dns.length / count) }, (_, at) =>
    dns.slice(at * count, (at + 1) * count),
  )
}

describe('each family', () => {
  test.each(families.map((dns) => [dns[0], dns] as const))('that of %s', (_, dns) => {
    expect(dns).toHaveLength(size)
    expect(new Set(dns).size).toBe(size)
    // What the adapter protocol takes for a DN.
    for (const dn of dns) expect(dn.length).toBeLessThanOrEqual(1024)
    for (const dn of dns) expect(dn).toMatch(/^\S+$/)
  })

  test('is another one', () => {
    expect(families).toHaveLength(8)
    expect(new Set(families.map((dns) => dns.join())).size).toBe(8)
  })

  test('begins with the same DNs, whatever its size', () => {
    for (const [at, few] of dnFamilies(4).entries()) expect(families[at]?.slice(0, 4)).toEqual(few)
  })
})

test('the first family is the plain one', () => {
  expect(families[0]?.slice(0, 3)).toEqual(['7001', '7002', '7003'])
  expect(families[0]).toEqual(Array.from({ length: size }, (_, n) => plainDN(n)))
})

test('eight DNs in a row are each the beginning of the next', () => {
  const [, prefixes = []] = families
  for (const group of groups(prefixes, 8))
    for (const [at, dn] of group.slice(1).entries())
      expect(dn.length > (group[at]?.length ?? 0) && dn.startsWith(group[at] ?? '-')).toBe(true)
})

test('eight DNs in a row differ in leading zeros only', () => {
  const [, , zeros = []] = families
  for (const group of groups(zeros, 8)) {
    expect(new Set(group.map((dn) => dn.replace(/^0+/, ''))).size).toBe(1)
    expect(group.filter((dn) => dn.startsWith('0'))).toHaveLength(7)
  }
})

test('six DNs in a row differ in the signs before the digits only', () => {
  for (const group of groups(family('+498910'), 6)) {
    expect(new Set(group.map((dn) => dn.replace(/^(\+00|\*#|[+*#])/, ''))).size).toBe(1)
    for (const sign of ['+', '*', '#']) expect(group.some((dn) => dn.startsWith(sign))).toBe(true)
  }
})

test('three DNs in a row differ in the signs after the digits only', () => {
  for (const group of groups(family('0#'), 3)) {
    expect(new Set(group.map((dn) => dn.replace(/(\*0|[#*])$/, ''))).size).toBe(1)
    expect(group.some((dn) => dn.endsWith('#')) && group.some((dn) => dn.endsWith('*'))).toBe(true)
  }
})

test('thirty-two DNs in a row differ in upper and lower case only', () => {
  for (const group of groups(family('agent'), 32))
    expect(new Set(group.map((dn) => dn.toLowerCase())).size).toBe(1)
})

test('six DNs are the number 1000 to a number parser', () => {
  expect(family('1000').slice(0, 6).map(Number)).toEqual(Array<number>(6).fill(1000))
})

test('long DNs differ after sixty digits only', () => {
  const long = families.at(-1) ?? []
  expect(new Set(long.map((dn) => dn.slice(0, 61))).size).toBe(1)
  for (const dn of long) expect(dn.length).toBeGreaterThan(61)
})

test('the DNs that an adapter names are the one family', () => {
  expect(dnFamilies(10, ['11', '12'])).toEqual([['11', '12']])
})

describe('a stretch of a family', () => {
  const places = [...families.keys()]

  test('is the family itself, or has DNs that no other stretch of it has', () => {
    for (const place of places) {
      expect(dnsOfStretch(place, 0, size)).toEqual(families[place])
      const stretches = [0, 1, 2, 9, 10, 11, 63, 255].map((at) => dnsOfStretch(place, at, size))
      expect(new Set(stretches.flat()).size).toBe(8 * size)
      for (const dn of stretches.flat()) expect(dn.length).toBeLessThanOrEqual(1024)
    }
  })

  /** What a careless T-Server may take two DNs for, one list a family. */
  const confused: readonly ((one: DN, other: DN) => boolean)[] = [
    (one, other) => other.startsWith(one),
    (one, other) => one.replace(/^0+/, '') === other.replace(/^0+/, ''),
    (one, other) => one.replace(/\D/g, '') === other.replace(/\D/g, ''),
    (one, other) => one.toLowerCase() === other.toLowerCase(),
    (one, other) => Number(one) === Number(other),
    (one, other) => one.slice(0, 40) === other.slice(0, 40),
  ]

  test('has the properties of the family: whatever DNs are taken for each other are so there', () => {
    const first = dnFamilies(24)
    for (const place of places)
      for (const stretch of [1, 7, 63]) {
        const there = dnsOfStretch(place, stretch, 24)
        for (const confuse of confused)
          for (const [at, one] of (first[place] ?? []).entries())
            for (const [other, dn] of (first[place] ?? []).entries())
              if (at !== other && confuse(one, dn))
                expect([one, dn, confuse(there[at] ?? '', there[other] ?? '')]).toEqual([
                  one,
                  dn,
                  true,
                ])
      }
  })

  test('of a family that there is not is nothing that anybody asks for', () => {
    expect(() => dnsOfStretch(8, 0, 2)).toThrow('There is no family 8.')
  })
})
