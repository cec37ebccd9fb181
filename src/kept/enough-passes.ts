/** How often a script has to pass before it is believed that it does not fail any more. */
import type { Rate } from '../run/recurrence.ts'

/** So rarely does a script seem to fail more often than it does. */
const luck = 0.05

/** So rarely is a script believed to pass that still fails as often as it did. */
const missed = 0.001

/** The most runs that are spent on one script. */
export const mostPasses = 1000

/**
 * The passes in a row after which a script is believed: 9 where it failed 5 of 5 times, 76 where 3 of 10.
 * @returns undefined where that would be more than `mostPasses`, as of a failure that came only once.
 */
export function enoughPasses(rate: Rate): number | undefined {
  const enough = Math.ceil(Math.log(missed) / Math.log1p(-leastRate(rate)))
  return enough <= mostPasses ? enough : undefined
}

/**
 * The rate of failure below which that many failures would be luck (the lower bound of Clopper and
 * Pearson).
 */
export function leastRate({ failed, of }: Rate): number {
  let [low, high] = [0, 1]
  for (let halving = 0; halving < 50; halving++) {
    const middle = (low + high) / 2
    if (atLeast(failed, of, middle) > luck) high = middle
    else low = middle
  }
  return low
}

/** How likely so many failures, or more, of so many runs are at a rate. */
function atLeast(failed: number, of: number, rate: number): number {
  let sum = 0
  let term = (1 - rate) ** of
  for (let count = 0; count < failed; count++) {
    sum += term
    term *= ((of - count) / (count + 1)) * (rate / (1 - rate))
  }
  return 1 - sum
}
