/** A finding is for people: of a flood of events its beginning is shown, and how many there were. */
import type { History, Round } from '../../oracles/history.ts'
import { isJudged, type Event } from '../../oracles/tlib.ts'
import type { Explanation, Violates } from '../../oracles/verdict.ts'
import type { Finding } from './finding.ts'

/** So many events of a round are kept beside those that were expected, and so many late ones. */
export const mostBeside = 200

type Shown = Pick<Finding, 'history' | 'violation' | 'leftOut'>

/**
 * The history without the events, expected by nobody, that are more than anybody reads; the
 * violation without its references to them.
 * @returns both as they are where that is none.
 */
export function shortened(history: History, violation: Violates | undefined): Shown {
  const leftOut = new Set<Event>()
  const counts: { round: number; events: number }[] = []
  const shorten = (events: readonly Event[], surplus: ReadonlySet<Event> | undefined) => {
    let beside = 0
    return events.filter((event) => {
      const expected = surplus !== undefined && isJudged(event.name) && !surplus.has(event)
      beside += expected ? 0 : 1
      if (expected || beside <= mostBeside) return true
      leftOut.add(event)
      return false
    })
  }
  const ofRound = (round: number) => {
    const explanation = violation?.round === -1 ? undefined : violation?.explanations[round]
    return explanation === undefined ? undefined : new Set(explanation.surplus)
  }
  const early = shorten(history.early, undefined)
  if (leftOut.size > 0) counts.push({ round: -1, events: leftOut.size })
  const rounds = history.rounds.map((round, at): Round => {
    const before = leftOut.size
    const events = shorten(round.events, ofRound(at))
    const late = shorten(round.late, undefined)
    if (leftOut.size === before) return round
    counts.push({ round: at, events: leftOut.size - before })
    return { ...round, events, late, ...sentOf(round, leftOut) }
  })
  if (leftOut.size === 0) return violation === undefined ? { history } : { history, violation }
  return {
    history: { calls: history.calls, early, rounds },
    leftOut: counts,
    ...(violation === undefined ? {} : { violation: without(violation, leftOut) }),
  }
}

function sentOf({ events, sent }: Round, leftOut: ReadonlySet<Event>): Pick<Round, 'sent'> {
  if (sent === undefined) return {}
  return { sent: sent.filter((_, at) => events[at] !== undefined && !leftOut.has(events[at])) }
}

function without(violation: Violates, leftOut: ReadonlySet<Event>): Violates {
  const explanations = violation.explanations.map((explanation): Explanation => ({
    ...explanation,
    surplus: explanation.surplus.filter((event) => !leftOut.has(event)),
  }))
  return { ...violation, explanations }
}
