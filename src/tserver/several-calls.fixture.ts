/** Scripts of several calls, in the notation of `one-call.ts`. */
import type { DN } from '../../oracles/tlib.ts'
import { partiesOf, roundOf } from './one-call.ts'
import type { Noted, Round, Step } from './one-call.ts'

/** Calls that are there together, and their steps: of the first call, unless told by `on`. */
export function calls(parties: readonly string[], ...steps: readonly (Step | Round)[]): Noted {
  return { calls: parties.map(partiesOf), rounds: steps.map(roundOf) }
}

/** The step in another call, by its position in the script. */
export const on = (call: number, step: Step): Step => ({ ...step, call })

/** The request with a ConnID that no call has. */
export function toNoCall(step: Step): Step {
  return step.do === 'addParty' ? step : { ...step, call: 'unknown' }
}

/** First the calls and steps of one script, then those of the next, when the first calls are gone. */
export function inSuccession(first: Noted, next: Noted): Noted {
  const from = first.rounds.length
  const moved = next.calls.map((call) => ({ ...call, from: from + (call.from ?? 0) }))
  const rounds = next.rounds.map((steps) =>
    steps.map((step) =>
      step.call === 'unknown' ? step : on(first.calls.length + step.call, step),
    ),
  )
  return { calls: [...first.calls, ...moved], rounds: [...first.rounds, ...rounds] }
}

/** The script with other DNs; `n` tells which. What is left of the old ones keeps them comparable. */
export function renamed({ calls: old, rounds }: Noted, n: number): Noted {
  const name = (dn: DN): DN => (n === 0 ? dn : `${dn}${n}`)
  const renamedStep = (step: Step): Step => {
    switch (step.do) {
      case 'TReleaseCall':
        return { ...step, thisDN: name(step.thisDN) }
      case 'TDeleteFromConference':
        return { ...step, thisDN: name(step.thisDN), otherDN: name(step.otherDN) }
      case 'addParty':
        return { ...step, by: name(step.by), dn: name(step.dn) }
    }
  }
  return {
    calls: old.map((call) => ({
      ...call,
      dns: call.dns.map(name),
      unmonitored: call.unmonitored.map(name),
    })),
    rounds: rounds.map((steps) => steps.map(renamedStep)),
  }
}

/** The scripts that are smaller by one step, or by one party of one call. */
export function smaller(script: Noted): readonly Noted[] {
  return [...withStepLess(script), ...withPartyLess(script)]
}

function withStepLess({ calls: all, rounds }: Noted): readonly Noted[] {
  return rounds.flatMap((steps, at) =>
    steps.map((_, index) => {
      const left = steps.toSpliced(index, 1)
      if (left.length > 0) return { calls: all, rounds: rounds.with(at, left) }
      // The round is gone: calls that came after it come a round earlier.
      const moved = all.map(({ from = 0, ...call }) => ({
        ...call,
        ...(from > 0 ? { from: from > at ? from - 1 : from } : {}),
      }))
      return { calls: moved, rounds: rounds.toSpliced(at, 1) }
    }),
  )
}

function withPartyLess({ calls: all, rounds }: Noted): readonly Noted[] {
  return all.flatMap((call, at) =>
    [...call.dns, ...call.unmonitored].flatMap((dn) => {
      const dns = call.dns.filter((other) => other !== dn)
      const unmonitored = call.unmonitored.filter((other) => other !== dn)
      const isCall = dns.length + unmonitored.length >= 2
      return isCall ? [{ calls: all.with(at, { ...call, dns, unmonitored }), rounds }] : []
    }),
  )
}
