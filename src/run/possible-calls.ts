/** All that a call may be after a round, the T-Server having taken this or that choice. */
import type { Call } from '../../oracles/call.ts'
import type { Outcome } from '../../oracles/outcome.ts'
import type { Profile } from '../../oracles/profile.ts'
import { step as outcomesOf } from '../../oracles/step.ts'
import type { Request } from '../../oracles/tlib.ts'
import type { Script, Step } from '../plan/script.ts'

/** `anything` where there are too many to be followed. */
export type Possible = readonly Call[] | 'anything'

/**
 * So many states, each with the requests that are still to take effect, are followed at the most.
 * More than 23 requests are never followed to their end: these have more sets of three.
 */
const mostStates = 2000

/**
 * The states of a call after the requests of a round, which take effect in any order.
 * @param call its position in the script: the requests to other calls do not touch it.
 */
export function afterRequests(
  before: Possible,
  round: Script['rounds'][number],
  call: number,
  profile: Profile,
): Possible {
  if (before === 'anything') return before
  const requests = round
    .flatMap((step) => (step.call === call ? requestOf(step) : []))
    .filter((request) => before.some((one) => mayTakeEffect(request, one)))
  return requests.every(({ request }) => request === 'TReleaseCall')
    ? afterReleases(before, requests, profile)
    : afterAny(before, requests, profile)
}

/** Whatever their order, all who release are out; or two are left, one of them releases, and all are. */
function afterReleases(
  before: readonly Call[],
  requests: readonly Request[],
  profile: Profile,
): readonly Call[] {
  let possible = before
  for (const request of requests)
    possible = possible.flatMap((call) => outcomesOf(call, request, profile).map(callAfter))
  return different(possible)
}

/** Every order; what is the same state with the same requests still to come is followed once. */
function afterAny(
  before: readonly Call[],
  requests: readonly Request[],
  profile: Profile,
): Possible {
  // Which requests are done stands in the bits of a number.
  let underway = before.map((call) => ({ call, done: 0 }))
  for (let count = 0; count < requests.length; count++) {
    const next = new Map<string, (typeof underway)[number]>()
    for (const { call, done } of underway)
      for (const [at, request] of requests.entries()) {
        if ((done & (1 << at)) !== 0) continue
        for (const outcome of outcomesOf(call, request, profile)) {
          const after = { call: outcome.call, done: done | (1 << at) }
          next.set(`${after.done} ${JSON.stringify(after.call.parties)}`, after)
        }
        if (next.size > mostStates) return 'anything'
      }
    underway = [...next.values()]
  }
  return different(underway.map(({ call }) => call))
}

/** Nobody joins while requests are in flight. */
function mayTakeEffect(request: Request, { parties }: Call): boolean {
  return (
    parties.includes(request.thisDN) &&
    (request.request === 'TReleaseCall' || parties.includes(request.otherDN))
  )
}

function callAfter({ call }: Outcome): Call {
  return call
}

function different(calls: readonly Call[]): readonly Call[] {
  return [...new Map(calls.map((call) => [JSON.stringify(call.parties), call])).values()]
}

function requestOf(step: Step): readonly Request[] {
  const { do: request } = step
  if (request === 'addParty') return []
  const { thisDN } = step
  return request === 'TReleaseCall'
    ? [{ request, thisDN, connID: '' }]
    : [{ request, thisDN, connID: '', otherDN: step.otherDN }]
}
