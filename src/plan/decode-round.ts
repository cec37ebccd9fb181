/** Draws a round of one request, or of several that are in flight together. */
import { at, Digits } from './digits.ts'
import { decodeStep, releasesRather, type StepOptions } from './decode-step.ts'
import type { PlayedCall } from './generation.ts'
import { addParty, releaseByAbsent, type Company } from './kinds.ts'
import { copyOf, settle } from './members.ts'
import type { Plan } from './plan.ts'
import { across, against, type Request } from './race.ts'
import type { Step } from './script.ts'

export interface RoundOptions extends StepOptions {
  readonly concurrent: boolean
}

/** Sizes of rounds in flight; 0 for everybody at once. */
const sizes = [1, 1, 2, 2, 2, 3, 4, 0] as const

/** So many requests are in flight together at the most. */
const mostInFlight = 12

/**
 * Draws a round, and moves whom it moves.
 * @param number the position in the plan of the round's first number; each of its steps takes one.
 * @param end the position before which it ends.
 * @param calls those that are there.
 * @returns an empty round where nothing more is to be asked of any of them.
 */
export function decodeRound(
  plan: Plan,
  number: number,
  end: number,
  calls: readonly PlayedCall[],
  { inFlight }: Company,
  options: RoundOptions,
): Step[] {
  const off = plan[1] ?? 0
  const open = openOf(calls, off)
  if (open.length === 0) return []
  const digits = new Digits(plan[number] ?? 0)
  const size = inFlight ? digits.pick(sizes) : 1
  const first = digits.pick(open)
  // Without `concurrent` one of each call: the adapter of a single call sees one at a time.
  const most = Math.min(end - number, options.concurrent ? mostInFlight : open.length)
  if (size === 0 && options.concurrent && !isOver(first))
    return everybodyAtOnce(first, most, digits, off, options)
  if (size <= 1 || most <= 1) {
    first.askedSince ||= isOver(first)
    return [decodeStep(digits, off, first.members, options)]
  }
  const numbers = plan.slice(number + 1, number + Math.min(size, most))
  return severalAtOnce(
    [digits, ...numbers.map((one) => new Digits(one))],
    first,
    open,
    off,
    options,
  )
}

function isOver({ members }: PlayedCall): boolean {
  return members.present.length === 0
}

/** The list itself where all are. */
function openOf(calls: readonly PlayedCall[], off: number): readonly PlayedCall[] {
  for (const call of calls) if (!isOpen(call, off)) return calls.filter((one) => isOpen(one, off))
  return calls
}

/** One request may still go to a call that has ended. */
function isOpen(call: PlayedCall, off: number): boolean {
  return !isOver(call) || (!call.askedSince && (off & releaseByAbsent.bit) === 0)
}

/** All parties hang up, or each deletes the next one. */
function everybodyAtOnce(
  call: PlayedCall,
  most: number,
  digits: Digits,
  off: number,
  options: RoundOptions,
): Step[] {
  const { members } = call
  const { present } = members
  const first = digits.take(present.length)
  const leaving = releasesRather(off) || present.length === 1
  const round = Array.from({ length: Math.min(most, present.length) }, (_, nth): Request => {
    const thisDN = at(present, (first + nth) % present.length)
    const otherDN = at(present, (first + nth + 1) % present.length)
    return leaving
      ? { do: 'TReleaseCall', call: members.call, thisDN }
      : { do: 'TDeleteFromConference', call: members.call, thisDN, otherDN }
  })
  settle(round, members, options.deletesAreCertain)
  return round
}

/** The steps name those who are there before the round, also who is likely to be gone by then. */
function severalAtOnce(
  numbers: readonly Digits[],
  first: PlayedCall,
  open: readonly PlayedCall[],
  off: number,
  options: RoundOptions,
): Step[] {
  const round: Request[] = []
  let call = first
  for (const digits of numbers) {
    if (round.length > 0) {
      const next = nextCall(call, digits, open, round, options)
      if (next === undefined) break
      call = next
    }
    const request = requestInFlight(call, digits, open, round.at(-1), off, options)
    // A ConnID that no call has is a call like any other here.
    if (!options.concurrent && round.some((before) => before.call === request.call)) break
    round.push(request)
    call.askedSince ||= isOver(call)
  }
  for (const { members } of open)
    settle(
      round.filter((step) => step.call === members.call),
      members,
      options.deletesAreCertain,
    )
  return round
}

/** Mostly the call of the request before; never one of which as much is asked as may be. */
function nextCall(
  latest: PlayedCall,
  digits: Digits,
  open: readonly PlayedCall[],
  round: readonly Request[],
  { concurrent }: RoundOptions,
): PlayedCall | undefined {
  const possible = open.filter(
    (call) =>
      (concurrent && !isOver(call)) || round.every((step) => step.call !== call.members.call),
  )
  const stays = digits.take(4) < 2 && possible.includes(latest)
  return stays ? latest : possible.length === 0 ? undefined : digits.pick(possible)
}

/** Every other one races with the request before. */
function requestInFlight(
  call: PlayedCall,
  digits: Digits,
  open: readonly PlayedCall[],
  before: Request | undefined,
  off: number,
  options: RoundOptions,
): Request {
  if (before !== undefined && digits.take(2) === 0) {
    const racing = against(before, call.members, digits, off)
    if (racing !== undefined) return racing
  }
  if (open.length > 1 && digits.take(8) === 7) {
    const stranger = across(call, open, digits, off)
    if (stranger !== undefined) return stranger
  }
  // A copy: nobody has left before the round is over. A party joins in a round of its own.
  const step = decodeStep(digits, off | addParty.bit, copyOf(call.members), options)
  if (step.do === 'addParty') throw new Error('A party joins in flight.')
  return step
}
