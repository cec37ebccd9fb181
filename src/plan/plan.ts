/**
 * A plan: what a generator draws, numbers only. Decoding makes a script of it, whatever the numbers
 * are, so that a plan can be cut and lowered freely and stays a plan.
 */
import fc from 'fast-check'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/**
 * How many parties, which kinds of steps are off and whether there are several calls or requests in
 * flight, which DNs; then one number a step.
 */
export type Plan = readonly number[]

/** The numbers of a plan that come before those of its steps. */
export const planHead = 3

/** @param maxSteps the most steps that a plan has; one at the least. */
export function planArbitrary(maxSteps: number): fc.Arbitrary<number[]> {
  return fc.array(fc.nat({ max: 0x7fffffff }), {
    minLength: planHead + 1,
    maxLength: planHead + maxSteps,
    size: 'max',
  })
}

/** Mixes two 32-bit numbers into one, so that neighbouring seeds and indexes share nothing. */
function mix(seed: number, index: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return mixed ^ (mixed >>> 16)
}

/**
 * The plan of that number in the sequence of a seed: the same on every machine, and drawn without
 * those before it.
 * @param seed a whole number; its lower 32 bits count.
 * @param index from 0.
 */
export function planAt(arbitrary: fc.Arbitrary<number[]>, seed: number, index: number): Plan {
  const random = new fc.Random(xoroshiro128plus(mix(seed | 0, index)))
  return arbitrary.generate(random, undefined).value
}
