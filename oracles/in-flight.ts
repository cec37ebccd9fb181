/**
 * A round in which several requests were in flight: all orders of them, and all that may have
 * followed, by which what was seen is explained. Calls are held apart: nothing is promised about
 * the order of what happens in two calls, even to a DN that is in both.
 */
import { noCall, type Call } from './call.ts'
import { departures, type InFlight } from './departures.ts'
import type { Effort } from './effort.ts'
import type { Round } from './history.ts'
import type { Outcome } from './outcome.ts'
import type { Profile } from './profile.ts'
import { refusals, type Course, type Idle, type Refusal } from './refusals.ts'
import { seenIn, type Columns, type Seen } from './seen.ts'
import { bareConnID, type DN } from './tlib.ts'

/** One way in which a round may have gone. */
export interface Explained {
  /** The calls that are not as they were. */
  readonly calls: readonly Call[]
  /** In the order in which the requests took effect, call by call. */
  readonly outcomes: readonly Outcome[]
}

/** The requests of one call. */
interface Asked {
  readonly call: Call
  readonly requests: readonly InFlight[]
}

const nothingSeen: Columns = new Map()

/**
 * @param calls as they are before the round.
 * @param effort what may be spent; where it is exhausted, the answer is not whole.
 * @returns one for each state in which the calls may be afterwards; none where nothing explains what
 *   was seen.
 */
export function explainInFlight(
  calls: readonly Call[],
  round: Round,
  profile: Profile,
  effort: Effort,
): readonly Explained[] {
  const seen = seenIn(round)
  const timed = round.sent?.some((sent) => sent < round.actions.length) ?? false
  const asked = askedOf(calls, round)
  if (somethingUnasked(asked, seen)) return []
  let explained: readonly Explained[] = [{ calls: [], outcomes: [] }]
  for (const group of apart(asked)) {
    const here = explainGroup(group, seen, timed, profile, effort)
    effort.spend(explained.length * here.length)
    if (effort.exhausted) return []
    explained = explained.flatMap((before) =>
      here.map(({ calls, outcomes }) => ({
        calls: [...before.calls, ...calls],
        outcomes: [...before.outcomes, ...outcomes],
      })),
    )
  }
  return explained
}

/** The requests of a round, call by call; those to no call stand together. */
export function askedOf(calls: readonly Call[], { actions }: Round): readonly Asked[] {
  const byCall = new Map<Call, InFlight[]>()
  for (const [at, request] of actions.entries()) {
    if (request.request === 'addParty')
      throw new RangeError('a party is added while something else is in flight')
    const connID = bareConnID(request.connID)
    const call = calls.find((one) => one.connID === connID) ?? noCall
    const requests = byCall.get(call)
    if (requests === undefined) byCall.set(call, [{ request, at }])
    else requests.push({ request, at })
  }
  return [...byCall].map(([call, requests]) => ({ call, requests }))
}

/** Events of a call in which nothing was asked, or EventErrors to DNs that asked nothing. */
function somethingUnasked(asked: readonly Asked[], seen: Seen): boolean {
  const connIDs = new Set<string | undefined>(asked.map(({ call }) => call.connID))
  const requesters = new Set(asked.flatMap(({ requests }) => requests.map(requesterOf)))
  return (
    [...seen.calls.keys()].some((connID) => !connIDs.has(connID)) ||
    [...seen.errors.keys()].some((dn) => !requesters.has(dn))
  )
}

const requesterOf = ({ request }: InFlight): DN => request.thisDN

/** Calls in one group only where a DN has asked something of both: its EventErrors may be of either. */
function apart(asked: readonly Asked[]): readonly (readonly Asked[])[] {
  let groups: { readonly asked: readonly Asked[]; readonly dns: ReadonlySet<DN> }[] = []
  for (const one of asked) {
    const dns = new Set(one.requests.map(requesterOf))
    const linked = groups.filter((group) => !group.dns.isDisjointFrom(dns))
    groups = groups.filter((group) => !linked.includes(group))
    groups.push({
      asked: [...linked.flatMap((group) => group.asked), one],
      dns: linked.reduce((all, group) => all.union(group.dns), dns),
    })
  }
  return groups.map((group) => group.asked)
}

function explainGroup(
  group: readonly Asked[],
  seen: Seen,
  timed: boolean,
  profile: Profile,
  effort: Effort,
): readonly Explained[] {
  const courses = group.map(({ call, requests }) =>
    departures(
      call,
      requests,
      seen.calls.get(call.connID) ?? nothingSeen,
      timed,
      profile,
      effort,
    ).map((found): Course => ({ before: call, requests, departures: found })),
  )
  const explained = new Map<string, Explained>()
  for (const together of combinations(courses)) {
    if (effort.exhausted) break
    effort.spend(group.reduce((sum, { requests }) => sum + requests.length, 0))
    const calls = together.map(
      ({ before, departures }) => departures.at(-1)?.outcome.call ?? before,
    )
    const state = JSON.stringify(calls.map(({ parties }) => parties))
    if (explained.has(state)) continue
    const refused = refusedIn(together, seen.errors, profile)
    if (refused !== undefined)
      explained.set(state, { calls, outcomes: inEffect(together, refused) })
  }
  return [...explained.values()]
}

/** One of each list, in every way. */
function* combinations<T>([first, ...others]: readonly (readonly T[])[]): Iterable<readonly T[]> {
  if (first === undefined) yield []
  else for (const rest of combinations(others)) for (const one of first) yield [one, ...rest]
}

/** The requests that took nobody out, DN by DN; undefined where they cannot all have been refused. */
function refusedIn(
  courses: readonly Course[],
  errors: Columns,
  profile: Profile,
): readonly Refusal[] | undefined {
  const idle = courses.flatMap((course) => {
    const effective = new Set(course.departures.map(({ by }) => by))
    return course.requests.filter((by) => !effective.has(by)).map((by): Idle => ({ by, course }))
  })
  const byRequester = Map.groupBy(idle, ({ by }) => requesterOf(by))
  const requesters = new Set(courses.flatMap(({ requests }) => requests.map(requesterOf)))
  const refused: Refusal[] = []
  for (const dn of requesters) {
    const found = refusals(byRequester.get(dn) ?? [], errors.get(dn) ?? [], profile)
    if (found === undefined) return undefined
    refused.push(...found)
  }
  return refused
}

/** Call by call the departures, and each refusal after as many of them as it has to follow. */
function inEffect(courses: readonly Course[], refused: readonly Refusal[]): readonly Outcome[] {
  return courses.flatMap((course) => {
    const own = refused.filter((refusal) => refusal.course === course)
    own.sort((one, other) => one.by.at - other.by.at)
    const after = Map.groupBy(own, (refusal) => refusal.after)
    const refusedAfter = (count: number): readonly Outcome[] =>
      (after.get(count) ?? []).map(({ outcome }) => outcome)
    return [
      ...refusedAfter(0),
      ...course.departures.flatMap(({ outcome }, at) => [outcome, ...refusedAfter(at + 1)]),
    ]
  })
}
