/** Histories of many requests, one by one or in flight together, made by the model itself: to time the judge. */
import { established } from '../oracles/call.ts'
import type { Expectation } from '../oracles/expectation.ts'
import type { EstablishedCall, History, Round } from '../oracles/history.ts'
import type { Outcome } from '../oracles/outcome.ts'
import type { Profile } from '../oracles/profile.ts'
import { step } from '../oracles/step.ts'
import type { DN, Event, Request } from '../oracles/tlib.ts'

/** A whole number from 0 to below `bound`. */
export type Draw = (bound: number) => number

/** Numbers that are the same for the same seed (a linear congruential generator). */
export function numbers(seed: number): Draw {
  let state = seed >>> 0
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
}

function shuffled<T>(draw: Draw, items: readonly T[]): readonly T[] {
  const left = [...items]
  return items.map(() => left.splice(draw(left.length), 1)).flat()
}

/** All parties of a conference hang up at once, and take effect in a random order. */
export function everybodyHangsUp(parties: number, seed: number, profile: Profile): History {
  const { call, requests } = conference(parties)
  return inOneRound(call, requests, oneByOne(numbers(seed), call, requests, profile))
}

/** All parties of a conference hang up, one after the other, in a random order. */
export function everybodyLeaves(parties: number, seed: number, profile: Profile): History {
  const { call, requests } = conference(parties)
  return { calls: [call], early: [], rounds: oneByOne(numbers(seed), call, requests, profile) }
}

function conference(parties: number): {
  readonly call: EstablishedCall
  readonly requests: readonly Request[]
} {
  const dns = Array.from({ length: parties }, (_, n) => String(7001 + n))
  const requests = dns.map((thisDN): Request => ({ request: 'TReleaseCall', thisDN, connID: '1' }))
  return { call: { connID: '1', dns, unmonitored: [] }, requests }
}

/** So many requests of a few DNs, most of them in each other's way, with outside parties in the call. */
export function everythingAtOnce(count: number, seed: number, profile: Profile): History {
  const draw = numbers(seed)
  const dns = Array.from({ length: 2 + draw(5) }, (_, n) => String(7001 + n))
  const unmonitored = Array.from({ length: draw(5) }, (_, n) => String(9001 + n))
  const all = [...dns, ...unmonitored, 'stranger']
  const any = (list: readonly DN[]): DN => list[draw(list.length)] ?? ''
  const requests = Array.from({ length: count }, (): Request => {
    const thisDN = any(dns)
    return draw(3) === 0
      ? { request: 'TReleaseCall', thisDN, connID: '1' }
      : { request: 'TDeleteFromConference', thisDN, connID: '1', otherDN: any(all) }
  })
  const call = { connID: '1', dns, unmonitored }
  const history = inOneRound(call, requests, oneByOne(draw, call, requests, profile))
  return draw(2) === 0 ? history : spoiled(draw, history)
}

/** The requests in a random order, each with what follows from it. */
function oneByOne(
  draw: Draw,
  call: EstablishedCall,
  requests: readonly Request[],
  profile: Profile,
): readonly Round[] {
  let now = established(call)
  return shuffled(draw, requests).map((request) => {
    const outcomes = step(now, request, profile)
    const outcome = outcomes[draw(outcomes.length)] ?? outcomes[0]
    now = outcome.call
    return { actions: [request], events: shuffled(draw, eventsOf(outcome)), late: [] }
  })
}

/** The same as one round, in which all were in flight. */
function inOneRound(
  call: EstablishedCall,
  actions: readonly Request[],
  rounds: readonly Round[],
): History {
  const events = rounds.flatMap((round) => round.events)
  return { calls: [call], early: [], rounds: [{ actions, events, late: [] }] }
}

function eventsOf({ cells }: Outcome): readonly Event[] {
  return cells.flatMap(({ dns, event }) => {
    const attributes = {
      ...given('ConnID', event.ConnID),
      ...given('OtherDN', event.OtherDN),
      ...given('OtherDNRole', event.OtherDNRole),
      ...given('ThirdPartyDN', event.ThirdPartyDN),
      ...given('ThirdPartyDNRole', event.ThirdPartyDNRole),
      ...given('CallState', event.CallState),
    }
    return dns.map((ThisDN): Event => ({ name: event.name, ThisDN, ...attributes }))
  })
}

/** What may be left out is left out: an outside party goes unnamed. */
function given(attribute: string, expectation: Expectation): Record<string, string> {
  return expectation.accepts === 'exactly' ? { [attribute]: expectation.value } : {}
}

/** One event is missing, comes twice, or has another CallState. */
function spoiled(draw: Draw, history: History): History {
  const rounds = history.rounds.map((round) => {
    const at = draw(round.events.length)
    const event = round.events[at]
    if (event === undefined) return round
    const other = { ...event, CallState: event.CallState === 'OK' ? 'Conferenced' : 'OK' }
    const events = [[], [event, event], [other]][draw(3)] ?? []
    return { ...round, events: round.events.toSpliced(at, 1, ...events) }
  })
  return { ...history, rounds }
}
