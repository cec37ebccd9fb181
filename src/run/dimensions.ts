/** How large a script is, in each of the ways in which people count. */
import { partyCount, stepCount, type Script } from '../plan/script.ts'

export interface Dimensions {
  /** Of all calls when they are established. */
  readonly parties: number
  /** Requests and added parties. */
  readonly steps: number
  readonly calls: number
  /** Calls that are there together are one generation. */
  readonly generations: number
  /** The most requests between two fences. */
  readonly inFlight: number
}

export function dimensionsOf(script: Script): Dimensions {
  const { calls, rounds } = script
  return {
    parties: partyCount(script),
    steps: stepCount(script),
    calls: calls.length,
    generations: new Set(calls.map(({ from = 0 }) => from)).size,
    inFlight: Math.max(1, ...rounds.map(({ length }) => length)),
  }
}
