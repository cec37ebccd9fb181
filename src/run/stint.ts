/**
 * Several ranges in a row, which a member of a crew runs one after the other before it says what came of
 * them. What is found does not depend on how many they are: each range begins as if it were the first.
 */
import type { Range } from './range.ts'

export type Stint = readonly [Range, ...Range[]]

/**
 * How long a stint is to take at the most, in milliseconds: so late anybody hears what came of it. To tell
 * it costs as much as to run some two hundred scripts in process, most of it until another thread is awake.
 */
export const stintTime = 100

/** So many ranges may be run before their turn: what came of them is kept until then. */
export const mostAhead = 1024

const mostRanges = 128

/** The number after that of its last script; between its ranges there may be those of other shards. */
export function endOf(stint: Stint): number {
  return (stint.at(-1) ?? stint[0]).to
}

/** How many ranges a member is to run in its next stint, by how long the last one took. */
export class StintLength {
  #ranges = 1

  /**
   * @param left ranges that nobody has begun.
   * @param members who share them: there is to be something for everybody, towards the end too, and before
   *   it is anybody's turn.
   */
  next(left: number, members: number): number {
    const share = Math.floor(Math.min(left, mostAhead) / (2 * members))
    return Math.min(this.#ranges, Math.max(1, share))
  }

  /** @param milliseconds for a stint of so many ranges. */
  took(ranges: number, milliseconds: number): void {
    if (milliseconds > stintTime) this.#ranges = Math.max(1, ranges >> 1)
    else if (milliseconds < stintTime / 2) this.#ranges = Math.min(mostRanges, 2 * ranges)
  }
}
