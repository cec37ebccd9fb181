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
  /** The script of that number, from 0. Quick where they are asked for in their order, with gaps or not. */
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

/** So many are kept, for whoever asks once more; earlier ones are looked for again, from the start. */
const kept = 128

/** The smallest first. */
export function enumeratedScripts(
  enumeration: Enumeration,
  options: EveryScriptOptions,
): EnumeratedScripts {
  const series = new Series(enumeration, options)
  const latest: { readonly index: number; readonly script: Script }[] = []
  return {
    at(index) {
      const known = latest[index % kept]
      if (known?.index === index) return known.script
      if (index < series.taken) return new Series(enumeration, options).at(index)
      const script = series.at(index)
      latest[index % kept] = { index, script }
      return script
    },
  }
}

/** All scripts, one after the other. */
class Series {
  readonly #skip = { scripts: 0 }
  readonly #scripts: Iterator<Script>
  /** So many have been gone past. */
  taken = 0

  constructor(enumeration: Enumeration, options: EveryScriptOptions) {
    const sizes = Iterator.from(sizesOf(enumeration).values())
    this.#scripts = sizes.flatMap((size) => everyScript(size, options, this.#skip))
  }

  /** @param index of one that has not been gone past. */
  at(index: number): Script {
    this.#skip.scripts = index - this.taken
    const { value } = this.#scripts.next()
    if (value === undefined) throw new RangeError(`there is no script ${index}`)
    this.taken = index + 1
    return value
  }
}

function sizesOf({ parties, steps, calls }: Enumeration) {
  return sizesUpTo({ parties, steps, calls, generations: calls, inFlight: mostInFlight })
}
