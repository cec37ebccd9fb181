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

/** One of several runs that share the scripts: its number, from 1, and how many they are. */
export interface Shard {
  readonly index: number
  readonly count: number
}

export interface EnumeratedScripts {
  /** Of all shards. */
  readonly all: number
  /** Of this shard. */
  readonly count: number
  /**
   * The script of that number in the shard, from 0. To be asked for in their order, or once more for
   * one of the last 1,024.
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
 * The smallest first.
 * @throws TooManyScripts
 */
export function enumeratedScripts(
  { parties, steps, calls }: Enumeration,
  options: EveryScriptOptions,
  shard: Shard = { index: 1, count: 1 },
): EnumeratedScripts {
  const sizes = sizesUpTo({ parties, steps, calls, generations: calls, inFlight: mostInFlight })
  let all = 0
  for (const size of sizes) {
    all += countScripts(size, options, mostScripts - all)
    if (all > mostScripts)
      throw new TooManyScripts(
        `there are more than ${mostScripts} scripts of up to ${parties} parties and ${steps} steps`,
      )
  }
  const scripts = Iterator.from(sizes.values())
    .flatMap((size) => everyScript(size, options))
    .filter((_, number) => number % shard.count === shard.index - 1)
  const latest: Script[] = []
  let taken = 0
  return {
    all,
    count: Math.max(0, Math.ceil((all - shard.index + 1) / shard.count)),
    at(index) {
      for (; taken <= index; taken++) {
        const { value } = scripts.next()
        if (value === undefined) throw new RangeError(`there are only ${taken} scripts`)
        latest[taken % kept] = value
      }
      const script = taken - index <= kept ? latest[index % kept] : undefined
      if (script === undefined) throw new RangeError(`no script ${index} among the latest`)
      return script
    },
  }
}
