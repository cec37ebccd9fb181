/** Work that is done in any order, and settled in one order. */
export class Turns {
  #settled = 0
  readonly #waiting = new Map<number, (() => void)[]>()

  /** So many have been settled. */
  get settled(): number {
    return this.#settled
  }

  /** Resolves when all before the one at that place, from 0, have been settled. */
  async of(place: number): Promise<void> {
    if (place <= this.#settled) return
    await new Promise<void>((resolve) => {
      this.#waiting.set(place, [...(this.#waiting.get(place) ?? []), resolve])
    })
  }

  /** So many have been settled, from the one on whose turn it is. */
  settle(count: number): void {
    for (let one = 0; one < count; one++) {
      this.#settled += 1
      const waiting = this.#waiting.get(this.#settled) ?? []
      this.#waiting.delete(this.#settled)
      for (const resolve of waiting) resolve()
    }
  }
}
