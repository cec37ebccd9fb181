/** Holds a history against the reference model, round by round. */
import { established, joined, type Call } from './call.ts'
import type { Action, History, Round } from './history.ts'
import { mismatch, type Mismatch } from './match.ts'
import type { Outcome } from './outcome.ts'
import type { Profile } from './profile.ts'
import { breaches } from './rules.ts'
import { step, type Outcomes } from './step.ts'
import { bareConnID, isJudged, type Event } from './tlib.ts'
import type { Explanation, Verdict } from './verdict.ts'

/** A call of which nothing is known: every request to it is refused. */
const noCall: Call = { connID: '', parties: [], unmonitored: [], owner: undefined }

const nothing: Mismatch = { differing: [], missing: [], surplus: [] }

/** The calls of a history, as they are after the rounds read so far. They are few: a list will do. */
type Calls = Call[]

/**
 * Does the document explain what every DN saw?
 * @param history one action a round: one request or one added party between two fences.
 * @returns for a history that nothing explains, the reading that comes nearest to it, and the rules
 *   that are broken in it.
 */
export function judge(history: History, profile: Profile): Verdict {
  if (history.early.some(isJudgedEvent)) return violates(history, profile, -1)
  const calls = establishedCalls(history)
  const outcomes: Outcome[] = []
  let at = 0
  for (const round of history.rounds) {
    if (!explains(calls, round, profile, outcomes)) return violates(history, profile, at)
    at += 1
  }
  return { verdict: 'conforms', outcomes }
}

function establishedCalls(history: History): Calls {
  const calls: Calls = []
  for (const call of history.calls) calls.push(established(call))
  return calls
}

function isJudgedEvent(event: Event): boolean {
  return isJudged(event.name)
}

/** Takes the calls through a round; false where no outcome explains its events. */
function explains(calls: Calls, round: Round, profile: Profile, outcomes: Outcome[]): boolean {
  if (round.actions.length !== 1)
    throw new RangeError(`${round.actions.length} actions in a round; one at a time is judged`)
  if (round.late.some(isJudgedEvent)) return false
  for (const action of round.actions) {
    const call = callOf(calls, action)
    if (action.request === 'addParty') {
      keep(calls, call, joined(call, action.dn))
      continue
    }
    const outcome = explaining(step(call, action, profile), round.events)
    if (outcome === undefined) return false
    outcomes.push(outcome)
    keep(calls, call, outcome.call)
  }
  return true
}

function explaining(outcomes: Outcomes, events: readonly Event[]): Outcome | undefined {
  for (const outcome of outcomes) if (mismatch(outcome, events) === undefined) return outcome
  return undefined
}

function callOf(calls: Calls, action: Action): Call {
  const connID = bareConnID(action.connID)
  for (const call of calls) if (call.connID === connID) return call
  return noCall
}

function keep(calls: Calls, before: Call, after: Call): void {
  const at = calls.indexOf(before)
  if (at >= 0) calls[at] = after
}

/** The failing path: reads the history again and keeps what it finds. */
function violates(history: History, profile: Profile, failing: number): Verdict {
  const calls = establishedCalls(history)
  const explanations =
    failing < 0
      ? [{ outcomes: [], ...nothing, surplus: history.early.filter(isJudgedEvent) }]
      : history.rounds.slice(0, failing + 1).map((round) => nearest(calls, round, profile))
  const broken = breaches(history, profile, failing + 1)
  if (broken.length === 0)
    throw new Error(
      'The reference model rejects a history that breaks no rule. Please report this.',
    )
  return { verdict: 'violates', round: failing, explanations, breaches: broken }
}

/** The reading of a round that leaves the least unexplained. */
function nearest(calls: Calls, round: Round, profile: Profile): Explanation {
  const late = round.late.filter(isJudgedEvent)
  const read = round.actions.map((action) => {
    const call = callOf(calls, action)
    if (action.request === 'addParty') {
      keep(calls, call, joined(call, action.dn))
      return { outcomes: [], ...nothing }
    }
    const best = leastUnexplained(step(call, action, profile), round.events)
    keep(calls, call, best.outcome.call)
    return { outcomes: [best.outcome], ...best.mismatch }
  })
  return {
    outcomes: read.flatMap(({ outcomes }) => outcomes),
    differing: read.flatMap(({ differing }) => differing),
    missing: read.flatMap(({ missing }) => missing),
    surplus: [...read.flatMap(({ surplus }) => surplus), ...late],
  }
}

function leastUnexplained(
  [first, ...others]: Outcomes,
  events: readonly Event[],
): { readonly outcome: Outcome; readonly mismatch: Mismatch } {
  const held = (outcome: Outcome) => ({ outcome, mismatch: mismatch(outcome, events) ?? nothing })
  return others
    .map(held)
    .reduce(
      (best, next) => (unexplained(next.mismatch) < unexplained(best.mismatch) ? next : best),
      held(first),
    )
}

/** A whole event too many or too few weighs more than all attributes of one that is there. */
function unexplained({ differing, missing, surplus }: Mismatch): number {
  const attributes = differing.reduce((sum, event) => sum + event.differences.length, 0)
  return attributes + 10 * (missing.length + surplus.length)
}
