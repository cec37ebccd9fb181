/** What is promised of the bank of faults with every seed, and where it is not kept. */
import { median } from './turns.ts'

/** How near to its smallest script a fault was brought that was found. */
export interface Reached {
  readonly fault: string
  /** Of the smallest script that is known. */
  readonly parties: number
  readonly steps: number
  /** Does the fault show each time? What does not cannot be proved to be the smallest. */
  readonly certain: boolean
  /** The first finding; was every script tried that is smaller? */
  readonly first: { readonly parties: number; readonly steps: number; readonly proved: boolean }
  /** Which finding is as small as that and proved: the first one, a further one of the run, or none. */
  readonly smallest: 'first' | 'further' | 'not'
}

export interface SeedFigures {
  readonly seed: number
  /** Faults that were not found. */
  readonly missed: readonly string[]
  /** Correct T-Servers that were accused, or not acquitted. */
  readonly accused: readonly string[]
  /** Until each of the others was found. */
  readonly scripts: readonly number[]
  /** Scripts that were run in order to make each of them small, before the proof. */
  readonly executions: readonly number[]
  readonly reached: readonly Reached[]
}

const mostParties = 5
const mostSteps = 3
const mostScripts = 100
const mostExecutions = 60

/** In words, one line each; none where all is as promised. */
export function brokenPromises(seeds: readonly SeedFigures[]): readonly string[] {
  const scripts = median(seeds.flatMap((one) => one.scripts))
  const executions = median(seeds.flatMap((one) => one.executions))
  return [
    ...seeds.flatMap(({ seed, missed }) => missed.map((fault) => `seed ${seed} misses ${fault}`)),
    ...seeds.flatMap(({ seed, accused }) =>
      accused.map((correct) => `seed ${seed} does not acquit ${correct}`),
    ),
    ...seeds.flatMap(({ seed, reached }) =>
      reached
        .filter((one) => one.certain && isSmall(one))
        .flatMap((one) => shortOf(one).map((what) => `seed ${seed}: ${one.fault} ${what}`)),
    ),
    ...(scripts < mostScripts ? [] : [`half of the faults take ${scripts} scripts to be found`]),
    ...(executions <= mostExecutions
      ? []
      : [`half of the findings take ${executions} runs to be made small`]),
  ]
}

interface Size {
  readonly parties: number
  readonly steps: number
}

const isSmall = ({ parties, steps }: Size): boolean => parties <= mostParties && steps <= mostSteps

function shortOf({ first, smallest, parties, steps }: Reached): readonly string[] {
  return [
    ...(first.proved || !isSmall(first) ? [] : ['is not proved to be the smallest']),
    ...(smallest === 'not' ? [`has no finding as small as ${parties}+${steps}`] : []),
  ]
}
