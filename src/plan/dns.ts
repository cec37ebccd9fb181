/**
 * DNs as telephone systems have them, and as they break software: families of names that a careless
 * T-Server confuses with each other.
 */
import type { DN } from '../../oracles/tlib.ts'

/** The name of the n-th party, from 0. */
export function plainDN(n: number): DN {
  return String(7001 + n)
}

/** Upper and lower case by the bits of n: `agent`, `Agent` and so on are all different DNs. */
function inBothCases(n: number): DN {
  const letters = [...'agent'].map((letter, at) => ((n >> at) & 1 ? letter.toUpperCase() : letter))
  return letters.join('') + (n < 32 ? '' : String(n >> 5))
}

const families: readonly ((n: number) => DN)[] = [
  plainDN,
  // Eight at a time, each is a prefix of the next: 7001, 70010, 700101 and so on.
  (n) => String(7001 + (n >> 3)) + '0123456'.slice(0, n & 7),
  // Leading zeros: the same number, not the same DN.
  (n) => '0'.repeat(n & 7) + String(7001 + (n >> 3)),
  // Signs that telephone systems dial.
  (n) => `${['+', '*', '#', '', '*#', '+00'][n % 6] ?? ''}49891${Math.floor(n / 6)}`,
  (n) => `${Math.floor(n / 3)}${['#', '*', '*0'][n % 3] ?? ''}`,
  inBothCases,
  // Texts that a number parser takes for equal: first 1000, then the same with zeros behind.
  (n) =>
    `${['1000', '1e3', '0x3e8', '+1000', '1000.0', '01000'][n % 6] ?? ''}${'0'.repeat(Math.floor(n / 6))}`,
  // Long ones, different only in the end.
  (n) => `+${'1234567890'.repeat(6)}${n}`,
]

/**
 * Families of DNs, each of `size` different ones.
 * @param only the only DNs that the adapter may use, where it names them: then they are the one
 *   family.
 */
export function dnFamilies(size: number, only?: readonly DN[]): readonly (readonly DN[])[] {
  if (only !== undefined) return [only]
  return families.map((family) => Array.from({ length: size }, (_, n) => family(n)))
}
