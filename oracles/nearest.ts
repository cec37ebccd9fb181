/** For a round that nothing explains: the reading of it that comes nearest to what was seen. */
import { account, outOfOrder, type Account } from './account.ts'
import type { Call } from './call.ts'
import { callOf, eventsOfOthers, withCall } from './calls.ts'
import type { Round } from './history.ts'
import { askedOf } from './in-flight.ts'
import { likeliestCourse } from './likeliest-course.ts'
import type { Outcome } from './outcome.ts'
import type { Profile } from './profile.ts'
import { seenIn } from './seen.ts'
import { step } from './step.ts'
import { isJudged, type Event, type Request } from './tlib.ts'
import type { Explanation } from './verdict.ts'

/** Up to so many requests in flight, all orders of them are tried. */
const mostInAnyOrder = 4

export interface Reading {
  readonly explanation: Explanation
  /** How much it leaves unexplained; 0 for all that is as it should be. */
  readonly unexplained: number
}

/**
 * @param calls as they may have been before the round.
 * @param connIDs of all calls of the history, without metainformation.
 */
export function nearest(
  calls: readonly Call[],
  connIDs: readonly string[],
  round: Round,
  profile: Profile,
): Reading {
  const requests = round.actions.filter((action) => action.request !== 'addParty')
  const first = round.actions[0]
  if (first?.request === 'addParty')
    return whileJoining(eventsOfOthers(connIDs, first, round.events), round)
  const readings =
    requests.length <= mostInAnyOrder
      ? orders(requests).flatMap((order) => readingsOf(calls, order, profile))
      : [likeliest(calls, round, profile)]
  return readings
    .map((outcomes) => held(outcomes, round))
    .reduce((best, next) => (next.unexplained < best.unexplained ? next : best))
}

/** What was distributed while a party joined one call, and belongs to another. */
function whileJoining(events: readonly Event[], round: Round): Reading {
  const surplus = [...events, ...round.late.filter(judged)]
  const explanation = { outcomes: [], differing: [], missing: [], surplus }
  return { explanation, unexplained: weight({ ...explanation, misplaced: 0 }) }
}

function judged({ name }: Event): boolean {
  return isJudged(name)
}

function held(outcomes: readonly Outcome[], round: Round): Reading {
  const { differing, missing, surplus, misplaced, allotted } = account(outcomes, round)
  const late = round.late.filter(judged)
  const explanation = { outcomes, differing, missing, surplus: [...surplus, ...late] }
  // Of orders that leave the same unexplained, the one in which the parties saw it comes nearest.
  const disorder = outOfOrder(allotted).length
  return { explanation, unexplained: weight({ ...explanation, misplaced }) + disorder }
}

/**
 * A whole event too many or too few weighs more than one of which an attribute or two differ, and less
 * than several of those.
 */
function weight({ differing, missing, surplus, misplaced }: Omit<Account, 'allotted'>): number {
  const attributes = differing.reduce((sum, event) => sum + 4 + event.differences.length, 0)
  return attributes + 10 * (missing.length + surplus.length - misplaced)
}

/** All orders of a list; the first is its own. */
function orders<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, at) =>
    orders(items.toSpliced(at, 1)).map((others) => [item, ...others]),
  )
}

/** All that may follow from requests that take effect in that order. */
function readingsOf(
  calls: readonly Call[],
  [request, ...others]: readonly Request[],
  profile: Profile,
): readonly (readonly Outcome[])[] {
  if (request === undefined) return [[]]
  return step(callOf(calls, request), request, profile).flatMap((outcome) =>
    readingsOf(withCall(calls, outcome.call), others, profile).map((rest) => [outcome, ...rest]),
  )
}

/** The one order that what was seen speaks for most. */
function likeliest(calls: readonly Call[], round: Round, profile: Profile): readonly Outcome[] {
  const seen = seenIn(round)
  return askedOf(calls, round).flatMap(({ call, requests }) =>
    likeliestCourse(call, requests, seen.calls.get(call.connID) ?? new Map(), seen.errors, profile),
  )
}
