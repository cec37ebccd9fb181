/** How much may be spent on the search for an order of requests in flight. */
export class Effort {
  #left: number

  /** @param comparisons of an expected event with one that came. */
  constructor(comparisons: number) {
    this.#left = comparisons
  }

  get exhausted(): boolean {
    return this.#left < 0
  }

  spend(comparisons: number): void {
    this.#left -= comparisons
  }
}
