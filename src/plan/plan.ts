/**
 * A plan: what a generator draws, numbers only. Decoding makes a script of it, whatever the numbers
 * are, so that a plan can be cut and lowered freely and stays a plan.
 */
import fc from 'fast-check'

/**
 * How many parties, which kinds of steps are off and whether there are several calls or requests in
 * flight, which DNs; then one number a step.
 */
export type Plan = readonly number[]

/** The numbers of a plan that come before those of its steps. */
export const planHead = 3

/** For properties of fast-check's own. @param maxSteps the most steps of a plan; 1 or more. */
export function planArbitrary(maxSteps: number): fc.Arbitrary<number[]> {
  return fc.array(fc.nat({ max: 0x7fffffff }), {
    minLength: planHead + 1,
    maxLength: planHead + maxSteps,
    size: 'max',
  })
}

/** Makes of each number of 32 bits another one, so that neighbours share nothing. */
function scrambled(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x7feb352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b)
  return bits ^ (bits >>> 16)
}

/** From one number of a plan to the next, and between the halves of an index: 2^32 over the golden ratio. */
const stride = 0x9e3779b9

/**
 * The plan of that number in the sequence of a seed: the same on every machine, and drawn without
 * those before it. Each number of it follows from seed, index and position alone, as in SplitMix:
 * there is no state to set up, which would cost more than a plan of a dozen numbers does.
 * @param maxSteps the most steps of a plan, as likely as any other number of them from 1 on.
 * @param seed a whole number; its lower 32 bits count.
 * @param index from 0; its lower 53 bits count.
 * @param into takes the plan, where it is of the right length: a list of each length, to be used again.
 */
export function planAt(
  maxSteps: number,
  seed: number,
  index: number,
  into: readonly number[][] = [],
): Plan {
  const ofSeed = scrambled(seed ^ stride)
  const first = scrambled(ofSeed + index)
  const salt = scrambled(ofSeed + Math.imul(1 + Math.floor(index / 2 ** 32), stride))
  const steps = 1 + ((scrambled(first ^ salt) >>> 1) % maxSteps)
  const plan = into[planHead + steps] ?? Array<number>(planHead + steps).fill(0)
  for (let at = 0; at < plan.length; at++)
    plan[at] = scrambled((first + Math.imul(at + 1, stride)) ^ salt) >>> 1
  return plan
}
