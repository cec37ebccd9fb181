/**
 * Requests in flight that took nobody out of a call: each was refused, with an EventError or without
 * one. Where an EventError stands among the other events of its DN says nothing: no table shows it.
 */
import type { Call } from './call.ts'
import type { Departure, InFlight } from './departures.ts'
import type { Outcome } from './outcome.ts'
import type { Profile } from './profile.ts'
import type { Arrival } from './seen.ts'
import { step } from './step.ts'

/** A call through a round: as it was before it, what was asked, and how it was after each departure. */
export interface Course {
  readonly before: Call
  readonly requests: readonly InFlight[]
  readonly departures: readonly Departure[]
}

/** A request in flight that took nobody out. */
export interface Idle {
  readonly by: InFlight
  /** What went on in its call. */
  readonly course: Course
}

export interface Refusal extends Idle {
  readonly outcome: Outcome
  /** It took effect after so many departures from its call. */
  readonly after: number
}

type Phase = 'refused-with-error' | 'refused-silently'

/**
 * @param idle the requests of one DN that took nobody out.
 * @param errors the EventErrors that it got, in their order.
 * @returns undefined where a request should have been carried out, or where the EventErrors are too
 *   many, too few, or came before what they answer.
 */
export function refusals(
  idle: readonly Idle[],
  errors: readonly Arrival[],
  profile: Profile,
): readonly Refusal[] | undefined {
  const silent: Refusal[] = []
  const answered: Answerable[] = []
  const either: { readonly answerable: Answerable; readonly silently: Refusal }[] = []
  for (const one of idle) {
    const withError = earliest(one, 'refused-with-error', profile)
    const silently = earliest(one, 'refused-silently', profile)
    const answerable = withError && { refusal: withError, needs: needsOf(withError) }
    if (answerable && silently) either.push({ answerable, silently })
    else if (answerable) answered.push(answerable)
    else if (silently) silent.push(silently)
    else return undefined
  }
  // Of those that may go without an answer, the ones that can be answered first take the EventErrors.
  const left = errors.length - answered.length
  if (left > either.length) return undefined
  either.sort((one, other) => one.answerable.needs - other.answerable.needs)
  for (const [at, { answerable, silently }] of either.entries())
    if (at < left) answered.push(answerable)
    else silent.push(silently)
  answered.sort((one, other) => one.needs - other.needs)
  const inTime = answered.every(({ needs }, at) => needs <= (errors[at]?.sent ?? -1))
  return inTime ? [...answered.map(({ refusal }) => refusal), ...silent] : undefined
}

interface Answerable {
  readonly refusal: Refusal
  /** So many actions must have been sent before an EventError can answer it. */
  readonly needs: number
}

function needsOf({ by, course, after }: Refusal): number {
  return Math.max(by.at + 1, course.departures[after - 1]?.needs ?? 0)
}

/**
 * The first place among the departures at which a request can be refused in that way: after those
 * that had been seen when it was sent. Where only the owner may delete, a member is refused as long
 * as both are in the conference, so at that place or never; all other refusals are right from some
 * place on, as who has left does not come back in flight.
 */
function earliest(idle: Idle, phase: Phase, profile: Profile): Refusal | undefined {
  const { by, course } = idle
  const refusedAfter = (after: number): Refusal | undefined => {
    const call = course.departures[after - 1]?.outcome.call ?? course.before
    const outcome = step(call, by.request, profile).find((one) => one.phase === phase)
    return outcome && { by, course, outcome, after }
  }
  let from = course.departures.findLastIndex(({ seen }) => seen <= by.at) + 1
  let found = refusedAfter(from)
  if (found !== undefined) return found
  let to = course.departures.length
  found = refusedAfter(to)
  while (to - from > 1) {
    const middle = (from + to) >> 1
    const refusal = refusedAfter(middle)
    if (refusal === undefined) from = middle
    else {
      found = refusal
      to = middle
    }
  }
  return found
}
