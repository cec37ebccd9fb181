/** Changes to a script that keep it one: no empty rounds, and calls where their rounds are. */
import type { DN } from '../../oracles/tlib.ts'
import { generationsOf, moved, scriptOf } from '../plan/generations.ts'
import type { Script, Step } from '../plan/script.ts'
import { dnsOfStep } from './script-order.ts'

/** A party's place in a call. */
export interface Seat {
  /** The call's position in the script. */
  readonly call: number
  readonly dn: DN
}

/** A step, its round, and its place there. */
export type Placed = readonly [step: Step, round: number, at: number]

export function seatsOf({ calls }: Script): readonly Seat[] {
  return calls.flatMap(({ dns, unmonitored }, call) =>
    [...dns, ...unmonitored].map((dn) => ({ call, dn })),
  )
}

export function stepsOf({ rounds }: Script): readonly Placed[] {
  return rounds.flatMap((steps, round) => steps.map((step, at): Placed => [step, round, at]))
}

/** Does the step name that party of that call? One with an unknown ConnID names it in any call. */
export function namesSeat(step: Step, { call, dn }: Seat): boolean {
  return (step.call === call || step.call === 'unknown') && dnsOfStep(step).includes(dn)
}

/** Only those steps. A generation of calls in which nothing is done any more is gone too. */
export function keeping(script: Script, keeps: (...placed: Placed) => boolean): Script {
  return withRounds(script, (steps, round) => [steps.filter((step, at) => keeps(step, round, at))])
}

/** Each round replaced by others; empty ones are left out. */
export function withRounds(
  script: Script,
  replace: (steps: Script['rounds'][number], round: number) => readonly (readonly Step[])[],
): Script {
  let round = 0
  let firstCall = 0
  return scriptOf(
    generationsOf(script).map(({ calls, rounds }) => {
      const there = script.rounds.slice(round, round + rounds.length)
      const replaced = there.flatMap((steps, at) => replace(steps, round + at))
      const before = firstCall
      round += rounds.length
      firstCall += calls.length
      return {
        calls,
        rounds: replaced.map((steps) => steps.map((step) => moved(step, -before))),
      }
    }),
  )
}

/** With steps in place of one, in its round. */
export function withSteps(
  script: Script,
  [, round, at]: Placed,
  ...steps: readonly Step[]
): Script {
  return withRounds(script, (before, number) => [
    number === round ? before.toSpliced(at, 1, ...steps) : before,
  ])
}

/** Without parties, and with only those of the steps that `keeps` lets stand. */
export function withoutSeats(
  script: Script,
  seats: readonly Seat[],
  keeps: (...placed: Placed) => boolean,
): Script {
  const stays =
    (call: number) =>
    (dn: DN): boolean =>
      !seats.some((seat) => seat.call === call && seat.dn === dn)
  const calls = script.calls.map((call, at) => ({
    ...call,
    dns: call.dns.filter(stays(at)),
    unmonitored: call.unmonitored.filter(stays(at)),
  }))
  return keeping({ ...script, calls }, keeps)
}

/** Without some of the calls, and all that is asked of them; undefined where none would be left. */
export function withoutCalls(script: Script, dropped: readonly number[]): Script | undefined {
  if (dropped.length >= script.calls.length) return undefined
  let firstCall = 0
  const left = generationsOf(script).map(({ calls, rounds }) => {
    const kept = [...calls.keys()].filter((at) => !dropped.includes(firstCall + at))
    firstCall += calls.length
    return {
      calls: calls.filter((_, at) => kept.includes(at)),
      rounds: rounds.map((steps) => steps.flatMap((step) => stepAmong(kept, step))),
    }
  })
  return scriptOf(left.filter(({ calls }) => calls.length > 0))
}

/** The step with the position of its call among those that are kept; none where it is not. */
function stepAmong(kept: readonly number[], step: Step): readonly Step[] {
  if (step.call === 'unknown') return [step]
  const call = kept.indexOf(step.call)
  return call < 0 ? [] : [{ ...step, call }]
}
