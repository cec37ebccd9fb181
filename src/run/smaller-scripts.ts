/**
 * Every script that is smaller than another one, up to renaming: of fewer parties or fewer steps, and
 * of no more of either, nor of calls, of generations of calls, or of requests in flight together.
 */
import type { DN } from '../../oracles/tlib.ts'
import type { Script } from '../plan/script.ts'
import { dimensionsOf, type Dimensions } from './dimensions.ts'
import { countScripts, everyScript, namesFor, type EveryScriptOptions } from './every-script.ts'
import { dnsOf, renamed } from './script-order.ts'

/** All sizes up to one, and that itself; the smallest first. */
export function sizesUpTo(size: Dimensions): readonly Dimensions[] {
  const sizes: Dimensions[] = []
  for (let parties = 2; parties <= size.parties; parties++)
    for (let steps = 0; steps <= size.steps; steps++) sizes.push({ ...size, parties, steps })
  return sizes.sort((one, other) => one.parties + one.steps - (other.parties + other.steps))
}

/** The smallest first. */
export function* smallerScripts(script: Script, options: EveryScriptOptions): Iterable<Script> {
  const dns = dnsOf(script)
  const plain = plainNames(script, options)
  const needsNames = !isPlain(script, options)
  for (const size of smallerSizes(script))
    for (const smaller of everyScript(size, options))
      if (!needsNames) yield smaller
      else yield* underOtherNames(smaller, dns, plain)
}

/**
 * How many they are.
 * @param most beyond so many they are not counted any further.
 * @returns undefined where the names matter: then there are more than one can tell beforehand.
 */
export function countSmallerScripts(
  script: Script,
  options: EveryScriptOptions,
  most: number,
): number | undefined {
  if (!isPlain(script, options)) return undefined
  let count = 0
  for (const size of smallerSizes(script)) {
    count += countScripts(size, options, most - count)
    if (count > most) break
  }
  return count
}

function smallerSizes(script: Script): readonly Dimensions[] {
  return sizesUpTo(dimensionsOf(script)).slice(0, -1)
}

/** What fails with plain names does not hang on the names. */
function isPlain(script: Script, options: EveryScriptOptions): boolean {
  const plain = plainNames(script, options)
  return dnsOf(script).every((dn, at) => dn === plain[at])
}

function plainNames(script: Script, { capabilities }: EveryScriptOptions): readonly DN[] {
  return namesFor(dimensionsOf(script), capabilities)
}

/** The script with its DNs called as in the script that fails, in every order, or plainly. */
function* underOtherNames(
  script: Script,
  special: readonly DN[],
  plain: readonly DN[],
): Iterable<Script> {
  const dns = dnsOf(script)
  const others = plain.filter((dn) => !special.includes(dn))
  for (const names of namings(dns.length, special, others))
    yield renamed(script, (dn) => names[dns.indexOf(dn)] ?? dn)
}

/** So many names: each of the special ones once at the most, plain ones in their order. */
function* namings(
  count: number,
  special: readonly DN[],
  plain: readonly DN[],
): Iterable<readonly DN[]> {
  if (count === 0) return void (yield [])
  for (const name of special)
    for (const rest of namings(
      count - 1,
      special.filter((other) => other !== name),
      plain,
    ))
      yield [name, ...rest]
  const [next, ...others] = plain
  if (next !== undefined)
    for (const rest of namings(count - 1, special, others)) yield [next, ...rest]
}
