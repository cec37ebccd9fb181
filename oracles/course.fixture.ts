/** What follows from several requests in the order in which they take effect. */
import type { Call } from './call.ts'
import { deletion, inFlight, release } from './history.fixture.ts'
import type { Round } from './history.ts'
import type { Outcome } from './outcome.ts'
import { profiles } from './profile.ts'
import { step } from './step.ts'
import type { DN, Event, Request } from './tlib.ts'

/** A request, and what becomes of it. */
export type Taken = readonly [request: Request, phase: Outcome['phase']]

export const leaves = (dn: DN): Taken => [release(dn), 'release-from-conference']
export const deletes = (by: DN, dn: DN): Taken => [deletion(by, dn), 'delete-from-conference']
export const ends = (request: Request): Taken => [request, 'release']
/** Refused without a word. */
export const inVain = (request: Request): Taken => [request, 'refused-silently']
/** Refused with an EventError. */
export const denied = (request: Request): Taken => [request, 'refused-with-error']

export function course(before: Call, ...taken: readonly Taken[]): readonly Outcome[] {
  let call = before
  return taken.map(([request, phase]) => {
    const outcome = step(call, request, profiles.default).find((one) => one.phase === phase)
    if (outcome === undefined) throw new Error(`The model knows no ${phase} here.`)
    call = outcome.call
    return outcome
  })
}

/**
 * A round of the requests of these outcomes.
 * @param order in which they were sent: `[1, 0]` where the second one to take effect was the first.
 * @param sent how many of them had been sent when each event came; all, where it is not told.
 */
export function sentInOrder(
  outcomes: readonly Outcome[],
  order: readonly number[],
  events: readonly Event[],
  sent?: readonly number[],
): Round {
  const requests = order.flatMap((at) => outcomes[at]?.request ?? [])
  return { ...inFlight(requests, ...events), ...(sent === undefined ? {} : { sent }) }
}
