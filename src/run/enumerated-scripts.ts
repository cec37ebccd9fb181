/** The scripts of a run by enumeration: each of them once, by its number. */
import type { Script } from '../plan/script.ts'
import { countScripts, everyScript, type EveryScriptOptions } from './every-script.ts'
import { sizesUpTo } from './smaller-scripts.ts'

/** Up to which size every script is run. */
export interface Enumeration {
  readonly parties: number
  readonly steps: number
  readonly calls: number
}

export interface EnumeratedScripts {
  /**
   * The script of that number, from 0. To be asked for in their order, some of them left out or not; or
   * once more for one of the last 1,024 that were asked for.
   */
  at(index: number): Script
}

/** Requests in flight together at the most: a race of two shows what a race of more would show. */
export const mostInFlight = 2

/** Nobody waits for more. */
const mostScripts = 1_000_000_000

/** Thrown where nobody would live to see the end of it. */
export class TooManyScripts extends Error {
  override readonly name = 'TooManyScripts'
}

/** So many are kept: what comes late may be of one of them. */
const kept = 1024

/**
 * How many they are.
 * @throws TooManyScripts
 */
export function enumerationSize(enumeration: Enumeration, options: EveryScriptOptions): number {
  let count = 0
  for (const size of sizesOf(enumeration)) {
    count += countScripts(size, options, mostScripts - count)
    if (count > mostScripts) {
      const { parties, steps } = enumeration
      throw new TooManyScripts(
        `there are more than ${mostScripts} scripts of up to ${parties} parties and ${steps} steps`,
      )
    }
  }
  return count
}

/** The smallest first. */
export function enumeratedScripts(
  enumeration: Enumeration,
  options: EveryScriptOptions,
): EnumeratedScripts {
  const skip = { scripts: 0 }
  const sizes = Iterator.from(sizesOf(enumeration).values())
  const scripts = sizes.flatMap((size) => everyScript(size, options, skip))
  const latest = new Map<number, Script>()
  let taken = 0
  return {
    at(index) {
      const known = latest.get(index)
      if (known !== undefined) return known
      if (index < taken) throw new RangeError(`no script ${index} among the latest`)
      skip.scripts = index - taken
      const { value } = scripts.next()
      if (value === undefined) throw new RangeError(`there is no script ${index}`)
      taken = index + 1
      latest.set(index, value)
      if (latest.size > kept) latest.delete(latest.keys().next().value ?? index)
      return value
    },
  }
}

function sizesOf({ parties, steps, calls }: Enumeration) {
  return sizesUpTo({ parties, steps, calls, generations: calls, inFlight: mostInFlight })
}
