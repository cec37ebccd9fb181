/** Can a script be played? A shrinker's candidate may have lost what a later step of it needs. */
import { joined, type Call } from '../../oracles/call.ts'
import type { DN } from '../../oracles/tlib.ts'
import type { Profile } from '../../oracles/profile.ts'
import { step as follow } from '../../oracles/step.ts'
import type { Script, Step } from '../plan/script.ts'

/** All that a call may be by now, the T-Server having taken this or that choice. */
type Possible = readonly Call[]

/**
 * Requests of monitored parties may be as wrong as they like; a party can be added only by one that is certainly in the
 * call, and only if it is certainly not in it. Every call begins with two parties or more.
 */
export function isPlayable({ calls, rounds }: Script, profile: Profile): boolean {
  if (calls.length === 0) return false
  const possible: Possible[] = []
  for (const { dns, unmonitored } of calls) {
    if (dns.length === 0 || dns.length + unmonitored.length < 2) return false
    possible.push([{ connID: '', parties: [...dns, ...unmonitored], unmonitored, owner: dns[0] }])
  }
  return rounds.every(
    (round) => round.length > 0 && round.every((step) => play(step, possible, profile)),
  )
}

/** Takes the calls through a step; false where it cannot be played. */
function play(step: Step, possible: Possible[], profile: Profile): boolean {
  if (step.do === 'addParty') return join(step, possible)
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

function join({ call, by, dn }: Extract<Step, { do: 'addParty' }>, possible: Possible[]): boolean {
  const before = possible[call]
  if (before === undefined) return false
  possible[call] = before.map((one) => joined(one, dn))
  return before.every(
    ({ parties, unmonitored }) =>
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
