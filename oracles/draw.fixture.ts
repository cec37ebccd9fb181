/** Random choices for tests. */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Draws a whole number from 0 to below `bound`; 0 where there is none. */
export type Draw = (bound: number) => number

/** The same choices for the same seed. */
export function drawing(seed: number): Draw {
  const random = xoroshiro128plus(seed)
  return (bound) => (bound < 2 ? 0 : uniformInt(random, 0, bound - 1))
}

export function oneOf<T>(draw: Draw, values: readonly [T, ...T[]]): T {
  return values[draw(values.length)] ?? values[0]
}

export function shuffled<T>(draw: Draw, values: readonly T[]): readonly T[] {
  const left = [...values]
  return values.flatMap(() => left.splice(draw(left.length), 1))
}
