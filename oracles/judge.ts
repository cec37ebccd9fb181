/** Holds a history against the reference model, round by round. */
import type { Call } from './call.ts'
import {
  afterJoining,
  callOf,
  connIDsOf,
  establishedBefore,
  eventsOfOthers,
  withCall,
} from './calls.ts'
import { Effort } from './effort.ts'
import { isInFlight, onlyAction, type History, type Round } from './history.ts'
import { explainInFlight } from './in-flight.ts'
import { fits } from './fits.ts'
import { nearest } from './nearest.ts'
import type { Outcome } from './outcome.ts'
import type { Profile } from './profile.ts'
import { breaches } from './rules.ts'
import { step, type Outcomes } from './step.ts'
import { isJudged, type Event } from './tlib.ts'
import type { Explanation, Verdict } from './verdict.ts'

/** Comparisons of events that the search for an order of the requests of one round may cost. */
const comparisonsPerRound = 5_000_000

/** What may be the case after a round; there are several where what was seen leaves it open. */
interface Possibility {
  /** Those that are there; ended ones are without parties. */
  readonly calls: readonly Call[]
  /** What followed from the requests of the round, in the order in which they took effect. */
  readonly outcomes: readonly Outcome[]
  /** What was the case before it. */
  readonly before: Possibility | undefined
}

/**
 * Does the document explain what every DN saw?
 * @param comparisons the most comparisons of events for one round; beyond them it is given up.
 * @returns for a history that nothing explains, the reading that comes nearest to it, and the rules
 *   that are broken in it.
 */
export function judge(
  history: History,
  profile: Profile,
  comparisons = comparisonsPerRound,
): Verdict {
  if (history.early.some(isJudgedEvent)) return violatedEarly(history, profile)
  const start: Possibility = { calls: [], outcomes: [], before: undefined }
  let possible: readonly Possibility[] = [start]
  let at = 0
  for (const round of history.rounds) {
    possible = nextCalls(possible, history, at)
    const next: Possibility[] = []
    const effort = new Effort(comparisons)
    for (const before of possible) follow(before, round, { history, profile, effort }, next)
    if (effort.exhausted) return { verdict: 'unknown', round: at }
    if (next.length === 0) return violated(history, profile, at, round, possible)
    possible = next.length === 1 ? next : different(next)
    at += 1
  }
  return { verdict: 'conforms', outcomes: outcomesUpTo(possible[0] ?? start) }
}

function isJudgedEvent(event: Event): boolean {
  return isJudged(event.name)
}

/** Where calls are established before a round, they take the place of those that were there. */
function nextCalls(
  possible: readonly Possibility[],
  history: History,
  round: number,
): readonly Possibility[] {
  const calls = establishedBefore(history, round)
  return calls.length === 0 ? possible : possible.map((one) => ({ ...one, calls }))
}

interface Judging {
  readonly history: History
  readonly profile: Profile
  /** For the round that is judged. */
  readonly effort: Effort
}

/** Adds to `next` all that may be the case after a round; nothing where nothing explains it. */
function follow(
  before: Possibility,
  round: Round,
  { history, profile, effort }: Judging,
  next: Possibility[],
): void {
  if (round.late.some(isJudgedEvent)) return
  const { calls } = before
  const action = onlyAction(round)
  if (action?.request === 'addParty') {
    if (eventsOfOthers(connIDsOf(history), action, round.events).length > 0) return
    next.push({ calls: afterJoining(calls, action), outcomes: [], before })
  } else if (action === undefined || isInFlight(round)) {
    for (const explained of explainInFlight(calls, round, profile, effort)) {
      const now = explained.calls.reduce(withCall, calls)
      next.push({ calls: now, outcomes: explained.outcomes, before })
    }
  } else {
    const outcome = explaining(step(callOf(calls, action), action, profile), round.events)
    if (outcome === undefined) return
    next.push({ calls: withCall(calls, outcome.call), outcomes: [outcome], before })
  }
}

/** Of what may follow from one request no two explain the same: who asked sees something else. */
function explaining(outcomes: Outcomes, events: readonly Event[]): Outcome | undefined {
  for (const outcome of outcomes) if (fits(outcome, events)) return outcome
  return undefined
}

/** One for each state that the calls may be in. */
function different(possible: readonly Possibility[]): readonly Possibility[] {
  const byState = new Map<string, Possibility>()
  for (const one of possible) {
    const state = JSON.stringify(one.calls.map(({ parties }) => parties))
    if (!byState.has(state)) byState.set(state, one)
  }
  return [...byState.values()]
}

function outcomesUpTo(last: Possibility): readonly Outcome[] {
  const rounds: (readonly Outcome[])[] = []
  for (let one: Possibility | undefined = last; one !== undefined; one = one.before)
    rounds.push(one.outcomes)
  return rounds.reverse().flat()
}

function violatedEarly(history: History, profile: Profile): Verdict {
  const surplus = history.early.filter(isJudgedEvent)
  return {
    verdict: 'violates',
    round: -1,
    explanations: [{ outcomes: [], differing: [], missing: [], surplus }],
    breaches: breaches(history, profile, 0),
  }
}

/** @param possible what may have been the case before the round that nothing explains. */
function violated(
  history: History,
  profile: Profile,
  at: number,
  round: Round,
  possible: readonly Possibility[],
): Verdict {
  const { before, reading } = possible
    .map((before) => ({
      before,
      reading: nearest(before.calls, connIDsOf(history), round, profile),
    }))
    .reduce((best, next) => (next.reading.unexplained < best.reading.unexplained ? next : best))
  const explanations = [...explained(before), reading.explanation]
  const outcomes = explanations.flatMap((explanation) => explanation.outcomes)
  const broken = breaches(history, profile, at + 1, outcomes)
  if (broken.length === 0)
    throw new Error(
      'The reference model rejects a history that breaks no rule. Please report this.',
    )
  return { verdict: 'violates', round: at, explanations, breaches: broken }
}

/** The rounds before, in each of which all is as it should be. */
function explained(last: Possibility): readonly Explanation[] {
  const explanations: Explanation[] = []
  // The first of all is what was before the first round.
  for (let one = last; one.before !== undefined; one = one.before)
    explanations.push({ outcomes: one.outcomes, differing: [], missing: [], surplus: [] })
  return explanations.reverse()
}
