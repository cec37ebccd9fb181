/** A script as its generations: calls that are there together, one lot after the other. */
import type { Script, Step } from './script.ts'

export interface Generation {
  readonly calls: readonly Omit<Script['calls'][number], 'from'>[]
  /** A step's call is a position among the calls of the generation. */
  readonly rounds: readonly (readonly Step[])[]
}

export function generationsOf({ calls, rounds }: Script): readonly Generation[] {
  const starts = [...new Set(calls.map(({ from = 0 }) => from))]
  return starts.map((start, at) => {
    const there = calls.filter(({ from = 0 }) => from === start)
    const before = calls.findIndex(({ from = 0 }) => from === start)
    return {
      calls: there.map(({ dns, unmonitored }) => ({ dns, unmonitored })),
      rounds: rounds
        .slice(start, starts[at + 1])
        .map((round) => round.map((step) => moved(step, -before))),
    }
  })
}

/** Without empty rounds, and without generations in which nothing is done, if anything is at all. */
export function scriptOf(generations: readonly Generation[]): Script {
  const whole = generations.map(({ calls, rounds }) => ({
    calls,
    rounds: rounds.filter((round) => round.length > 0),
  }))
  const busy = whole.filter(({ rounds }) => rounds.length > 0)
  const calls: Script['calls'][number][] = []
  const rounds: (readonly Step[])[] = []
  for (const generation of busy.length > 0 ? busy : whole.slice(0, 1)) {
    const from = rounds.length
    const before = calls.length
    for (const call of generation.calls) calls.push(from === 0 ? call : { ...call, from })
    for (const round of generation.rounds) rounds.push(round.map((step) => moved(step, before)))
  }
  return { calls, rounds }
}

/** The step with its call's position moved on. */
export function moved(step: Step, by: number): Step {
  return step.call === 'unknown' || by === 0 ? step : { ...step, call: step.call + by }
}
