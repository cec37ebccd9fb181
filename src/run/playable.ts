/** Can a script be played? A shrinker's candidate may have lost what a later step of it needs. */
import { joined, type Call } from '../../oracles/call.ts'
import type { Profile } from '../../oracles/profile.ts'
import { step as follow } from '../../oracles/step.ts'
import type { DN } from '../../oracles/tlib.ts'
import type { Capabilities } from '../adapter/adapter.ts'
import { mostParties } from '../plan/drawing.ts'
import type { Script, Step } from '../plan/script.ts'
import { dnsOf } from './script-order.ts'

/** All that a call may be by now, the T-Server having taken this or that choice. */
type Possible = readonly Call[]

/**
 * Requests of monitored parties may be as wrong as they like; a party can be added only by one that
 * is certainly in the call, and only if it is certainly not in it. Every call begins with two
 * parties or more.
 * @param maxParties the most parties that a call may have at once.
 */
export function isPlayable(
  { calls, rounds }: Script,
  profile: Profile,
  maxParties: number,
): boolean {
  if (calls.length === 0) return false
  const possible: Possible[] = []
  for (const { dns, unmonitored } of calls) {
    const parties = [...dns, ...unmonitored]
    if (dns.length === 0 || parties.length < 2 || parties.length > maxParties) return false
    possible.push([{ connID: '', parties, unmonitored, owner: dns[0] }])
  }
  const play = (step: Step): boolean =>
    step.do === 'addParty' ? join(step, possible, maxParties) : send(step, possible, profile)
  return rounds.every((round) => round.length > 0 && round.every(play))
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
  if (script.calls.length > (capabilities.maxCalls ?? 1))
    return `the script has ${script.calls.length} calls at once, and the adapter's maxCalls is ${capabilities.maxCalls ?? 1}`
  const foreign = dnsOf(script).find((dn) => capabilities.dns?.includes(dn) === false)
  if (foreign !== undefined)
    return `the script uses the DN ${foreign}, which is not among the adapter's dns`
  const most = mostParties(capabilities)
  if (!isPlayable(script, profile, most))
    return `a call has more than ${most} parties, or a step of the script adds one that may be there already`
  return undefined
}

/** Takes the calls through a request; false where it cannot be sent. */
function send(
  step: Exclude<Step, { do: 'addParty' }>,
  possible: Possible[],
  profile: Profile,
): boolean {
  if (step.call === 'unknown')
    return possible.every((calls) => isMonitoredOrAbsent(calls, step.thisDN))
  const before = possible[step.call]
  if (before === undefined || !isMonitoredOrAbsent(before, step.thisDN)) return false
  const request =
    step.do === 'TReleaseCall'
      ? { request: step.do, thisDN: step.thisDN, connID: '' }
      : { request: step.do, thisDN: step.thisDN, connID: '', otherDN: step.otherDN }
  const after = before.flatMap((call) =>
    follow(call, request, profile).map((outcome) => outcome.call),
  )
  possible[step.call] = [
    ...new Map(after.map((call) => [JSON.stringify(call.parties), call])).values(),
  ]
  return true
}

function join(
  { call, by, dn }: Extract<Step, { do: 'addParty' }>,
  possible: Possible[],
  maxParties: number,
): boolean {
  const before = possible[call]
  if (before === undefined) return false
  possible[call] = before.map((one) => joined(one, dn))
  return before.every(
    ({ parties, unmonitored }) =>
      parties.length < maxParties &&
      parties.includes(by) &&
      !unmonitored.includes(by) &&
      !parties.includes(dn) &&
      !unmonitored.includes(dn),
  )
}

/** Nobody speaks to the T-Server for a party that is not monitored. */
function isMonitoredOrAbsent(calls: Possible, dn: DN): boolean {
  return calls.every(({ unmonitored }) => !unmonitored.includes(dn))
}
