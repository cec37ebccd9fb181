/** Can a script be played? A shrinker's candidate may have lost what a later step of it needs. */
import type { Profile } from '../../oracles/profile.ts'
import type { Capabilities } from '../adapter/adapter.ts'
import { mostParties } from '../plan/drawing.ts'
import { generationsOf, type Generation } from '../plan/generations.ts'
import { callsThere, type Script } from '../plan/script.ts'
import { join } from './joining.ts'
import { afterRequests, type Possible } from './possible-calls.ts'
import { dnsOf } from './script-order.ts'

/** How far an adapter goes with calls; what it does not tell is as the adapter protocol has it. */
export type Limits = Pick<
  Capabilities,
  'maxParties' | 'dns' | 'maxCalls' | 'sharedParties' | 'concurrent'
>

type Round = Script['rounds'][number]

/**
 * Requests of monitored parties may be as wrong as they like; a party can be added only by one that
 * is certainly in the call, and only if it is certainly not in it. Every call begins with two
 * parties or more.
 */
export function isPlayable(script: Script, profile: Profile, limits: Limits): boolean {
  return (
    isWhole(script) &&
    tooManyAtOnce(script, limits) === undefined &&
    script.rounds.every((round) => inFlightTooMuch(round, limits) === undefined) &&
    generationsOf(script).every((generation) => canBePlayed(generation, profile, limits))
  )
}

/**
 * What a script asks of an adapter that cannot do it.
 * @returns in words; undefined where the script can be played.
 */
export function tooMuchAsked(
  script: Script,
  capabilities: Capabilities,
  profile: Profile,
): string | undefined {
  const steps = script.rounds.flat()
  if (!capabilities.addParty && steps.some((step) => step.do === 'addParty'))
    return 'the script adds a party, and the adapter lacks the capability addParty'
  if (!capabilities.unmonitored && script.calls.some(({ unmonitored }) => unmonitored.length > 0))
    return 'the script has an unmonitored party, and the adapter lacks the capability unmonitored'
  const tooMany = tooManyAtOnce(script, capabilities)
  if (tooMany !== undefined) return tooMany
  for (const round of script.rounds) {
    const tooMuch = inFlightTooMuch(round, capabilities)
    if (tooMuch !== undefined) return tooMuch
  }
  const foreign = dnsOf(script).find((dn) => capabilities.dns?.includes(dn) === false)
  if (foreign !== undefined)
    return `the script uses the DN ${foreign}, which is not among the adapter's dns`
  if (!isPlayable(script, profile, capabilities))
    return (
      `a call has more than ${mostParties(capabilities)} parties, a step of the script adds one ` +
      'that may be there already, or one to whom nothing is distributed sends a request or is ' +
      'monitored in another call'
    )
  return undefined
}

/** Every step stands in a round and goes to a call that is there, and every call has its rounds. */
function isWhole({ calls, rounds }: Script): boolean {
  return (
    calls.length > 0 &&
    calls[0]?.from === undefined &&
    calls.every(({ from = 0 }) => from === 0 || from < rounds.length) &&
    rounds.every((round, at) => {
      const there = callsThere(calls, at)
      return (
        round.length > 0 &&
        (round.length === 1 || round.every((step) => step.do !== 'addParty')) &&
        round.every(({ call }) => call === 'unknown' || there.includes(call))
      )
    })
  )
}

function tooManyAtOnce(
  { calls }: Script,
  { maxCalls = 1, sharedParties = false }: Limits,
): string | undefined {
  for (const together of Map.groupBy(calls, ({ from = 0 }) => from).values()) {
    if (together.length > maxCalls)
      return `the script has ${together.length} calls at once, and the adapter's maxCalls is ${maxCalls}`
    const parties = together.flatMap(({ dns, unmonitored }) => [...dns, ...unmonitored])
    const shared = parties.find((dn, at) => parties.indexOf(dn) !== at)
    if (shared !== undefined && !sharedParties)
      return `the script has the DN ${shared} in two calls at once, and the adapter lacks the capability sharedParties`
  }
  return undefined
}

function inFlightTooMuch(round: Round, { concurrent = false }: Limits): string | undefined {
  if (concurrent || new Set(round.map(({ call }) => call)).size === round.length) return undefined
  return 'the script has two requests of one call in flight, and the adapter lacks the capability concurrent'
}

function canBePlayed({ calls, rounds }: Generation, profile: Profile, limits: Limits): boolean {
  const most = mostParties(limits)
  const possible = new Map<number, Possible>()
  for (const [at, { dns, unmonitored }] of calls.entries()) {
    const parties = [...dns, ...unmonitored]
    if (dns.length === 0 || parties.length < 2 || parties.length > most) return false
    possible.set(at, [{ connID: '', parties, unmonitored, owner: dns[0] }])
  }
  // Nobody speaks to the T-Server for a party that is not monitored, in whatever call.
  const silent = new Set(calls.flatMap(({ unmonitored }) => unmonitored))
  if (calls.some(({ dns }) => dns.some((dn) => silent.has(dn)))) return false
  // Requests may be as wrong as they like: only who joins must know who is there.
  const lastJoining = rounds.findLastIndex(([first]) => first?.do === 'addParty')
  return rounds.every((round, number) => {
    const [first] = round
    if (first?.do === 'addParty')
      return !silent.has(first.dn) && join(first, possible, most, limits)
    if (round.some((step) => step.do !== 'addParty' && silent.has(step.thisDN))) return false
    if (number < lastJoining)
      for (const [at, before] of possible)
        possible.set(at, afterRequests(before, round, at, profile))
    return true
  })
}
