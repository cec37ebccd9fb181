/** How a call stood when a step was taken, followed by hand: no T-Server, and none of its words for faults. */
import type { DN } from '../../oracles/tlib.ts'
import type { Noted, Round, Step } from './one-call.ts'

type Request = Exclude<Step, { readonly do: 'addParty' }>

/** A party has left; the last two leave together. */
export interface Left {
  readonly dns: readonly DN[]
  readonly deleted: boolean
}

export type Phase =
  'Release phase' | 'Release from conference phase' | 'Delete from conference phase' | 'no phase'

/** Before a request. */
export interface Standing {
  readonly request: Request
  readonly phase: Phase
  /** In the order in which they joined. */
  readonly monitored: readonly DN[]
  readonly unmonitored: readonly DN[]
  /** The departures from the call so far. */
  readonly past: readonly Left[]
  /** The calls that are there, this one with them. */
  readonly calls: number
  /** The requests to the call in the same round, this one with them. */
  readonly inFlight: number
}

interface Call {
  monitored: readonly DN[]
  unmonitored: readonly DN[]
  readonly past: Left[]
}

/** For each round its requests, as they stand when carried out one after the other. */
export function standings({ calls: noted, rounds }: Noted): readonly (readonly Standing[])[] {
  const calls = noted.map(({ dns, unmonitored }): Call => {
    return { monitored: dns, unmonitored, past: [] }
  })
  return rounds.map((round, at) => {
    const latest = Math.max(...noted.map(({ from = 0 }) => (from <= at ? from : 0)))
    const there = calls.filter((_, index) => (noted[index]?.from ?? 0) === latest)
    return round.flatMap((step) => {
      const call = step.call === 'unknown' ? undefined : calls[step.call]
      if (step.do === 'addParty') {
        if (call !== undefined) call.monitored = [...call.monitored, step.dn]
        return []
      }
      return [standing(step, call ?? { monitored: [], unmonitored: [], past: [] }, there, round)]
    })
  })
}

export function leaverOf(request: Request): DN {
  return request.do === 'TReleaseCall' ? request.thisDN : request.otherDN
}

/** Takes the call through the request. */
function standing(request: Request, call: Call, there: readonly Call[], round: Round): Standing {
  const { monitored, unmonitored, past } = call
  const phase = phaseOf(request, call)
  const before: Standing = {
    ...{ request, phase, monitored, unmonitored, past: past.slice() },
    // One of outside parties alone lives on.
    calls: there.filter((one) => one.monitored.length + one.unmonitored.length > 0).length,
    inFlight: round.filter((step) => step.call === request.call).length,
  }
  if (phase === 'no phase') return before
  const leaver = leaverOf(request)
  const all = [...monitored, ...unmonitored]
  const dns = phase === 'Release phase' ? all : [leaver]
  past.push({ dns, deleted: leaver !== request.thisDN })
  call.monitored = monitored.filter((dn) => !dns.includes(dn))
  call.unmonitored = unmonitored.filter((dn) => !dns.includes(dn))
  return before
}

function phaseOf(request: Request, { monitored, unmonitored }: Call): Phase {
  const leaver = leaverOf(request)
  const parties = [...monitored, ...unmonitored]
  if (!monitored.includes(request.thisDN) || !parties.includes(leaver)) return 'no phase'
  if (parties.length === 2) return 'Release phase'
  return leaver === request.thisDN
    ? 'Release from conference phase'
    : 'Delete from conference phase'
}
