/** Takes calls through requests as the model does, and tells the situation of each, for tests. */
import { established, noCall } from './call.ts'
import { afterJoining, callOf, withCall } from './calls.ts'
import type { Action, EstablishedCall, History } from './history.ts'
import type { Outcome } from './outcome.ts'
import { profiles, type Profile } from './profile.ts'
import { situationOf, type Situation } from './situation.ts'
import { step } from './step.ts'
import type { DN } from './tlib.ts'
import { eachSituation } from './each-situation.ts'

/** What the T-Server makes of what is open. */
export type Choice = (outcomes: readonly Outcome[]) => Outcome | undefined

export const carriedOut: Choice = (outcomes) =>
  outcomes.find(({ departed }) => departed.length > 0) ?? outcomes[0]

export const refused: Choice = (outcomes) =>
  outcomes.find(({ departed }) => departed.length === 0) ?? outcomes[0]

/** Rounds of requests which take effect in the order in which they stand. */
export type Rounds = readonly (Action | readonly Action[])[]

export interface Played {
  readonly history: History
  readonly outcomes: readonly Outcome[]
  /** Who is in the first call at the end. */
  readonly parties: readonly DN[]
  /** So many were in it at some time. */
  readonly most: number
}

/** What followed from the requests, if the T-Server is right. */
export function played(
  calls: readonly EstablishedCall[],
  rounds: Rounds,
  choose: Choice = carriedOut,
  profile: Profile = profiles.default,
): Played {
  const actions = rounds.map((round) => [round].flat())
  let there = calls.map(established)
  let most = there[0]?.parties.length ?? 0
  const outcomes: Outcome[] = []
  for (const action of actions.flat()) {
    if (action.request === 'addParty') {
      there = [...afterJoining(there, action)]
      most = Math.max(most, there[0]?.parties.length ?? 0)
      continue
    }
    const outcome = choose(step(callOf(there, action), action, profile))
    if (outcome === undefined) throw new Error('The model knows no outcome.')
    outcomes.push(outcome)
    if (outcome.call.connID !== noCall.connID) there = [...withCall(there, outcome.call)]
  }
  const history = {
    calls,
    early: [],
    rounds: actions.map((sent) => ({ actions: sent, events: [], late: [] })),
  }
  return { history, outcomes, parties: there[0]?.parties ?? [], most }
}

export function situationsOf({
  history,
  outcomes,
}: Pick<Played, 'history' | 'outcomes'>): readonly Situation[] {
  const found: Situation[] = []
  eachSituation(history, outcomes, (number) => found.push(situationOf(number)))
  return found
}
