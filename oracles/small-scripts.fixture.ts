/**
 * Every small script, so that what is said to be needed for something can be held against what does
 * without: a call of a few parties, of whom some may be unmonitored; steps by whomever and about
 * whomever, the last two perhaps in flight; and perhaps another call, with a request in flight too.
 */
import { addition, call, deletion, release } from './history.fixture.ts'
import type { Action, EstablishedCall } from './history.ts'
import type { Capability, Needs } from './needs.ts'
import type { Situation } from './situation.ts'
import { played, situationsOf, type Played } from './situations.fixture.ts'
import type { DN, Request } from './tlib.ts'

export interface SmallScript {
  readonly situations: readonly Situation[]
  /** What it has. */
  readonly has: Needs
}

/** Not in the call; in the other one, where there is one of its own. */
const stranger = 'P'

/** @param steps at the most; the request to the other call is one more. */
export function* smallScripts(maxParties: number, steps: number): Iterable<SmallScript> {
  for (let parties = 2; parties <= maxParties; parties++)
    for (let outside = 0; outside < Math.min(3, parties); outside++) {
      const first = call('ABCD'.slice(0, parties - outside), 'XY'.slice(0, outside))
      for (const actions of sequences(first, steps)) {
        yield smallScript(
          [first],
          actions.map((action) => [action]),
        )
        const inFlight = lastTwoTogether(actions)
        if (inFlight !== undefined) yield smallScript([first], inFlight)
        if (actions.length === steps && steps > 2) continue
        for (const second of [call('PQ', '', '2'), call('AB', '', '2')]) {
          const together = lastTogetherWith(actions, release(second.dns[0] ?? '', '2'))
          if (together !== undefined) yield smallScript([first, second], together)
        }
      }
    }
}

type Rounds = readonly (readonly Action[])[]

/** Every sequence of steps, down to one. A party is added only where that is possible. */
function* sequences(
  first: EstablishedCall,
  steps: number,
  before: readonly Action[] = [],
): Iterable<readonly Action[]> {
  if (steps === 0) return
  const { parties } = played([first], before)
  const monitored = (dn: DN): boolean => !first.unmonitored.includes(dn)
  const askers = [...first.dns, stranger]
  const requests: Action[] = askers.flatMap((thisDN) => [
    release(thisDN),
    ...[...askers, ...first.unmonitored].map((otherDN) => deletion(thisDN, otherDN)),
  ])
  const by = parties.find(monitored)
  const joinings = askers
    .filter((dn) => !parties.includes(dn))
    .flatMap((dn) => (by === undefined || parties.length === 0 ? [] : [addition(by, dn)]))
  for (const action of [...requests, ...joinings, release('A', '9')]) {
    const actions = [...before, action]
    if (action.request !== 'addParty') yield actions
    yield* sequences(first, steps - 1, actions)
  }
}

const isRequest = (action: Action | undefined): action is Request =>
  action !== undefined && action.request !== 'addParty'

function lastTwoTogether(actions: readonly Action[]): Rounds | undefined {
  const [one, other] = actions.slice(-2)
  if (!isRequest(one) || !isRequest(other) || one.connID !== other.connID) return undefined
  return [...actions.slice(0, -2).map((action) => [action]), [one, other]]
}

function lastTogetherWith(actions: readonly Action[], request: Request): Rounds | undefined {
  const last = actions.at(-1)
  if (!isRequest(last)) return undefined
  return [...actions.slice(0, -1).map((action) => [action]), [last, request]]
}

function smallScript(calls: readonly EstablishedCall[], rounds: Rounds): SmallScript {
  const course = played(calls, rounds)
  return { situations: situationsOf(course), has: whatIn(calls, rounds, course) }
}

function whatIn(calls: readonly EstablishedCall[], rounds: Rounds, course: Played): Needs {
  const actions = rounds.flat()
  const [first, second] = calls
  const dns = new Set([
    ...calls.flatMap((one) => [...one.dns, ...one.unmonitored]),
    ...actions.flatMap((action) => {
      if (action.request === 'addParty') return [action.dn]
      if (action.request === 'TReleaseCall') return [action.thisDN]
      return [action.thisDN, action.otherDN]
    }),
  ])
  const capabilities: Capability[] = []
  if (!actions.every(isRequest)) capabilities.push('addParty')
  if ((first?.unmonitored.length ?? 0) > 0) capabilities.push('unmonitored')
  const inFirst = actions.flatMap((action) => (action.request === 'addParty' ? [action.dn] : []))
  inFirst.push(...(first?.dns ?? []))
  if (second?.dns.some((dn) => inFirst.includes(dn))) capabilities.push('sharedParties')
  if (rounds.some((round) => round.length > new Set(round.map(({ connID }) => connID)).size))
    capabilities.push('concurrent')
  return {
    parties: course.most,
    steps: actions.length,
    dns: dns.size,
    calls: calls.length,
    capabilities,
  }
}

/** Has a script all that is needed? */
export function suffices(has: Needs, needs: Needs): boolean {
  return (
    has.parties >= needs.parties &&
    has.steps >= needs.steps &&
    has.dns >= needs.dns &&
    has.calls >= needs.calls &&
    needs.capabilities.every((capability) => has.capabilities.includes(capability))
  )
}
