/** The digits of a number in a mixed radix: `take(k)` is a whole number below k. */
export class Digits {
  #left: number

  /** @param number of any kind; its lower 31 bits count. */
  constructor(number: number) {
    this.#left = number & 0x7fffffff
  }

  take(radix: number): number {
    const digit = this.#left % radix
    // Kept an integer of 32 bits: the remainder of anything else is slow.
    this.#left = ((this.#left - digit) / radix) | 0
    return digit
  }

  /** The item at the position that the next digit says. */
  pick<T>(list: readonly T[]): T {
    return at(list, this.take(list.length))
  }
}

/** @throws RangeError where the list has no such position. */
export function at<T>(list: readonly T[], position: number): T {
  const item = list[position]
  if (item === undefined) throw new RangeError(`no position ${position} in ${list.length}`)
  return item
}
