/**
 * What is waited for, by numbers that count up. A Map would do, but for its tables: those that it has
 * outgrown keep what was deleted from them, and each other, until all garbage is collected.
 */
export class Outstanding<T> {
  /** The number of the first in the list. */
  #first: number
  /** Each at its number; undefined where it is not waited for any more. */
  #list: (T | undefined)[] = []
  /** So many at the beginning of the list are not. */
  #over = 0

  /** @param first the first number that will be given. */
  constructor(first: number) {
    this.#first = first
  }

  /** The number that the next one will have. */
  get next(): number {
    return this.#first + this.#list.length
  }

  /** The one with the lowest number. */
  get oldest(): T | undefined {
    return this.#list[this.#over]
  }

  /** @returns its number. */
  add(one: T): number {
    return this.#first + this.#list.push(one) - 1
  }

  get(number: number): T | undefined {
    return this.#list[number - this.#first]
  }

  delete(number: number): void {
    if (this.get(number) === undefined) return
    this.#list[number - this.#first] = undefined
    while (this.#over < this.#list.length && this.#list[this.#over] === undefined) this.#over += 1
    if (this.#over < longestOver) return
    this.#list = this.#list.slice(this.#over)
    this.#first += this.#over
    this.#over = 0
  }

  /** Takes all that are left, the lowest number first. */
  takeAll(): readonly T[] {
    const left = this.#list.filter((one) => one !== undefined)
    this.#first += this.#list.length
    this.#list = []
    this.#over = 0
    return left
  }
}

/** So long may the list be at its beginning with what is not waited for any more. */
const longestOver = 1024
