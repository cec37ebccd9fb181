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
  return fc.array(number, {
    minLength: planHead + 1,
    maxLength: planHead + maxSteps,
    size: 'max',
  })
}

const number = fc.nat({ max: 0x7fffffff })

/**
 * The plan of that number in the sequence of a seed: the same on every machine, and drawn without
 * those before it. fast-check draws its numbers one by one: its lists cost twice as much.
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
  const random = new fc.Random(drawsOf(seed, index))
  const steps = 1 + (number.generate(random, undefined).value % maxSteps)
  const plan = into[planHead + steps] ?? Array<number>(planHead + steps).fill(0)
  for (let at = 0; at < plan.length; at++) plan[at] = number.generate(random, undefined).value
  return plan
}

/**
 * Each draw follows from seed, index and position alone, as in SplitMix: there is no state to set up,
 * which would cost more than a plan of a dozen numbers does.
 */
function drawsOf(seed: number, index: number): Draws {
  const ofSeed = scrambled(seed ^ stride)
  const first = scrambled(ofSeed + index)
  const salt = scrambled(ofSeed + Math.imul(1 + Math.floor(index / 2 ** 32), stride))
  return new Draws(first, salt)
}

/** A generator as fast-check wants it. */
class Draws {
  #at: number
  readonly #salt: number

  constructor(at: number, salt: number) {
    this.#at = at
    this.#salt = salt
  }

  clone(): Draws {
    return new Draws(this.#at, this.#salt)
  }

  /** The bit that is scrambled least comes first: fast-check takes the others for 31 bits. */
  next(): number {
    const bits = scrambled(this.#at ^ this.#salt)
    this.#at = (this.#at + stride) | 0
    return (bits >>> 1) | (bits << 31)
  }

  getState(): readonly number[] {
    return [this.#at, this.#salt]
  }
}

/** Makes of each number of 32 bits another one, so that neighbours share nothing. */
function scrambled(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x7feb352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b)
  return bits ^ (bits >>> 16)
}

/** From one number of a plan to the next, and between the halves of an index: 2^32 over the golden ratio. */
const stride = 0x9e3779b9
