/**
 * DNs as telephone systems have them, and as they break software: families of names that a careless
 * T-Server confuses with each other.
 */
import type { DN } from '../../oracles/tlib.ts'

/** The name of the n-th party, from 0. */
export function plainDN(n: number): DN {
  return String(7001 + n)
}

/** So many names of a family are in one stretch of it; far more than the largest call has parties. */
const stretchSize = 10_000

/** A number that no other stretch has for any of its names. */
function numberIn(stretch: number, n: number): number {
  return n + stretch * stretchSize
}

/** Upper and lower case by the bits of n: `agent`, `Agent` and so on are all different DNs. */
function inBothCases(n: number, stretch: number): DN {
  const letters = [...'agent'].map((letter, at) => ((n >> at) & 1 ? letter.toUpperCase() : letter))
  return letters.join('') + (n < 32 && stretch === 0 ? '' : String(numberIn(stretch, n >> 5)))
}

/** Texts that a number parser takes for equal: first 1000, then the same with zeros behind. */
function asNumber(n: number, stretch: number): DN {
  const number = 1000 + stretch
  const ways = [
    String(number),
    `${number / 1000}e3`,
    `0x${number.toString(16)}`,
    `+${number}`,
    `${number}.0`,
    `0${number}`,
  ]
  return (ways[n % 6] ?? '') + '0'.repeat(Math.floor(n / 6))
}

/** Each gives the n-th name, from 0, of a stretch of the family. */
const families: readonly ((n: number, stretch: number) => DN)[] = [
  (n, stretch) => plainDN(numberIn(stretch, n)),
  // Eight at a time, each is a prefix of the next: 7001, 70010, 700101 and so on.
  (n, stretch) => plainDN(numberIn(stretch, n >> 3)) + '0123456'.slice(0, n & 7),
  // Leading zeros: the same number, not the same DN.
  (n, stretch) => '0'.repeat(n & 7) + plainDN(numberIn(stretch, n >> 3)),
  // Signs that telephone systems dial.
  (n, stretch) =>
    `${['+', '*', '#', '', '*#', '+00'][n % 6] ?? ''}49891${numberIn(stretch, Math.floor(n / 6))}`,
  (n, stretch) => `${numberIn(stretch, Math.floor(n / 3))}${['#', '*', '*0'][n % 3] ?? ''}`,
  inBothCases,
  asNumber,
  // Long ones, different only in the end.
  (n, stretch) => `+${stretch === 0 ? '' : stretch}${'1234567890'.repeat(6)}${n}`,
]

/**
 * Families of DNs, each of `size` different ones.
 * @param only the only DNs that the adapter may use, where it names them: then they are the one
 *   family.
 */
export function dnFamilies(size: number, only?: readonly DN[]): readonly (readonly DN[])[] {
  if (only !== undefined) return [only]
  return families.map((_, family) => dnsOfStretch(family, 0, size))
}

/**
 * Other names of a family, which are to each other what those of the family are; but they are others
 * than those of any other stretch of it.
 * @param family its position among all.
 * @param stretch from 0, which is what `dnFamilies` gives.
 */
export function dnsOfStretch(family: number, stretch: number, size: number): readonly DN[] {
  const name = families[family]
  if (name === undefined) throw new RangeError(`There is no family ${family}.`)
  return Array.from({ length: size }, (_, n) => name(n, stretch))
}
