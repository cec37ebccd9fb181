/**
 * Holds what was seen in a round against what should have followed from its requests, event by
 * event: what differs, what is missing, what is too much, and of which request each event came.
 */
import { alignment } from './alignment.ts'
import { leaverOf } from './departures.ts'
import { differences, type ExpectedEvent } from './expectation.ts'
import type { Round } from './history.ts'
import type { Outcome } from './outcome.ts'
import { connIDOf, type Arrival } from './seen.ts'
import { isJudged, type DN, type Event, type Request } from './tlib.ts'
import type { DifferingEvent, MissingEvent } from './verdict.ts'

export interface Account {
  /** In the order of arrival. */
  readonly differing: readonly DifferingEvent[]
  readonly missing: readonly MissingEvent[]
  /** In the order of arrival; one that came out of order, or too early, is missing as well. */
  readonly surplus: readonly Event[]
  /** How many of these are one and the same: as they should be, but out of order, or too early. */
  readonly misplaced: number
  /** All judged events in the order of arrival, each with the outcome that it is taken to come of. */
  readonly allotted: readonly Allotted[]
}

export interface Allotted extends Arrival {
  /** The outcome's place among the outcomes; -1 where there is none. */
  readonly of: number
}

/** An event that should have come of the outcome at the place `of`. */
interface Wanted {
  readonly of: number
  readonly thisDN: DN
  readonly expected: ExpectedEvent
  /** So many actions must have been sent before it could come. */
  readonly needs: number
}

interface Pair {
  readonly wanted: Wanted
  /** False where an event is as it should be, but came out of order, or too early. */
  readonly inPlace: boolean
}

/** @param outcomes in the order in which the requests are taken to have had effect. */
export function account(outcomes: readonly Outcome[], round: Round): Account {
  const came = arrivalsOf(round)
  const needs = actionsNeeded(outcomes, round)
  const wanted = wantedOf(outcomes, needs)
  const pairs = paired(wanted, came)
  const allotted: Allotted[] = []
  const fulfilled = new Set<Wanted>()
  const differing: DifferingEvent[] = []
  const surplus: Event[] = []
  for (const arrival of came) {
    const { event } = arrival
    const pair = pairs.get(arrival)
    const of = pair?.wanted.of ?? ownerOf(arrival, outcomes, needs)
    allotted.push({ ...arrival, of })
    if (pair === undefined || !pair.inPlace) {
      surplus.push(event)
      continue
    }
    fulfilled.add(pair.wanted)
    const { expected } = pair.wanted
    const found = differences(expected, event)
    if (found.length > 0) differing.push({ event, expected, differences: found })
  }
  const missing = wanted
    .filter((one) => !fulfilled.has(one))
    .map(({ thisDN, expected }) => ({ thisDN, expected }))
  const misplaced = [...pairs.values()].filter(({ inPlace }) => !inPlace).length
  return { differing, missing, surplus, misplaced, allotted }
}

/** Events that a DN saw after those of something that took effect later in the same call. */
export function outOfOrder(allotted: readonly Allotted[]): readonly Event[] {
  const latest = new Map<string, number>()
  return allotted
    .filter(({ event }) => event.name !== 'EventError')
    .filter(({ event, of }) => {
      const column = JSON.stringify([event.ThisDN, connIDOf(event)])
      const before = latest.get(column) ?? -1
      latest.set(column, Math.max(before, of))
      return of < before
    })
    .map(({ event }) => event)
}

function arrivalsOf({ actions, events, sent }: Round): readonly Arrival[] {
  return events
    .map((event, at) => ({ event, sent: sent?.[at] ?? actions.length }))
    .filter(({ event }) => isJudged(event.name))
}

function wantedOf(outcomes: readonly Outcome[], needs: readonly number[]): readonly Wanted[] {
  return outcomes.flatMap(({ cells }, of) =>
    cells.flatMap(({ dns, event: expected }) =>
      dns.map((thisDN) => ({ of, thisDN, expected, needs: needs[of] ?? 0 })),
    ),
  )
}

/**
 * How many actions must have been sent before an event can come of each outcome: its own request,
 * and in its call those by which somebody had left before. What is seen of a departure has happened,
 * so it needs all that is taken to have had its turn before.
 */
function actionsNeeded(outcomes: readonly Outcome[], { actions }: Round): readonly number[] {
  const places = new Map(actions.map((action, at) => [action, at]))
  const left = new Map<string, number>()
  const done = new Map<string, number>()
  return outcomes.map(({ request, departed, call: { connID } }) => {
    const own = Math.max(left.get(connID) ?? 0, (places.get(request) ?? 0) + 1)
    const all = Math.max(done.get(connID) ?? 0, own)
    done.set(connID, all)
    if (departed.length === 0) return own
    left.set(connID, own)
    return all
  })
}

function paired(wanted: readonly Wanted[], came: readonly Arrival[]): ReadonlyMap<Arrival, Pair> {
  const pairs = new Map<Arrival, Pair>()
  const wantedBy = Map.groupBy(wanted, ({ thisDN }) => thisDN)
  for (const [dn, arrivals] of Map.groupBy(came, ({ event }) => event.ThisDN)) {
    const left = new Set(wantedBy.get(dn))
    const take = (arrival: Arrival, one: Wanted | undefined, inPlace: boolean): void => {
      if (one === undefined) return
      left.delete(one)
      pairs.set(arrival, { wanted: one, inPlace })
    }
    takeInPlace([...left], arrivals, take)
    const unpaired = (): readonly Arrival[] => arrivals.filter((arrival) => !pairs.has(arrival))
    for (const arrival of unpaired())
      take(
        arrival,
        [...left].find((one) => difference(one, arrival) === 0),
        false,
      )
    for (const arrival of unpaired()) take(arrival, nearest([...left], arrival), true)
  }
  return pairs
}

/** Those that are as they should be, call by call in their order; EventErrors where they were due. */
function takeInPlace(
  wanted: readonly Wanted[],
  arrivals: readonly Arrival[],
  take: (arrival: Arrival, one: Wanted, inPlace: boolean) => void,
): void {
  const isError = ({ event }: Arrival): boolean => event.name === 'EventError'
  const calls = Map.groupBy(
    arrivals.filter((arrival) => !isError(arrival)),
    ({ event }) => connIDOf(event),
  )
  const fits = (one: Wanted, arrival: Arrival): boolean =>
    one.needs <= arrival.sent && difference(one, arrival) === 0
  for (const ofCall of calls.values())
    for (const [one, arrival] of alignment(wanted, ofCall, fits)) take(arrival, one, true)
  const refused = wanted
    .filter(({ expected }) => expected.name === 'EventError')
    .toSorted((one, other) => one.needs - other.needs)
  for (const error of arrivals.filter(isError)) {
    const [first] = refused
    if (first === undefined || first.needs > error.sent) continue
    refused.shift()
    take(error, first, true)
  }
}

/** How many attributes differ; not a number where not even the name is right. */
function difference({ expected }: Wanted, { event }: Arrival): number {
  return expected.name === event.name ? differences(expected, event).length : NaN
}

/** The one under the same name with the fewest attributes that differ. */
function nearest(wanted: readonly Wanted[], arrival: Arrival): Wanted | undefined {
  return wanted
    .filter((one) => !Number.isNaN(difference(one, arrival)))
    .toSorted((one, other) => difference(one, arrival) - difference(other, arrival))[0]
}

/**
 * The outcome to which an event that nobody wanted is put down: the likeliest of its call, if there is
 * one that it can have come of at that time.
 */
function ownerOf(
  { event, sent }: Arrival,
  outcomes: readonly Outcome[],
  needs: readonly number[],
): number {
  for (const isLikely of likelyOwners) {
    const at = outcomes.findIndex(
      (outcome, of) => (needs[of] ?? 0) <= sent && isLikely(outcome, event),
    )
    if (at >= 0) return at
  }
  for (const isLikely of likelyOwners) {
    const at = outcomes.findIndex((outcome) => isLikely(outcome, event))
    if (at >= 0) return at
  }
  return outcomes.length - 1
}

/** Which outcome an event may have come of, the surest sign first. */
const likelyOwners: readonly ((outcome: Outcome, event: Event) => boolean)[] = [
  // It is what the request asked for.
  (outcome, event) => isOfCall(outcome, event) && isAskedFor(event, outcome.request),
  // The DN is told that once more.
  (outcome, event) =>
    isOfCall(outcome, event) &&
    outcome.cells.some(({ event: { name }, dns }) => {
      return name === event.name && dns.includes(event.ThisDN)
    }),
  ({ request, departed }, { name, ThisDN }) =>
    name === 'EventError' && request.thisDN === ThisDN && departed.length === 0,
  ({ request }, { name, ThisDN }) => name === 'EventError' && request.thisDN === ThisDN,
  (outcome, event) => isOfCall(outcome, event) && outcome.departed.length > 0,
  isOfCall,
]

/** Is it of the departure that the request was to bring about? */
function isAskedFor({ name, ThisDN, OtherDN, ThirdPartyDN }: Event, request: Request): boolean {
  const leaver = leaverOf(request)
  if (name === 'EventReleased') return ThisDN === leaver
  return name === 'EventPartyDeleted' && OtherDN === leaver && ThirdPartyDN === request.thisDN
}

function isOfCall({ call }: Outcome, event: Event): boolean {
  return call.connID === connIDOf(event)
}
