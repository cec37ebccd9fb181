/** Follows scripts of one call through the reference model, for tests. */
import { established, joined, type Call } from '../../oracles/call.ts'
import type { Outcome } from '../../oracles/outcome.ts'
import { profiles } from '../../oracles/profile.ts'
import { step as outcomesOf } from '../../oracles/step.ts'
import type { Request } from '../../oracles/tlib.ts'
import type { Script, Step } from './script.ts'

/** A step, and the call as it is when the step is done. */
export interface Followed {
  readonly step: Step
  readonly before: Call
  readonly call: Call
  /** All that may follow from a request; none of an added party. */
  readonly outcomes: readonly Outcome[]
}

/** What the T-Server makes of what the document leaves open. */
type Choice = (outcomes: readonly Outcome[]) => Outcome | undefined

/** The T-Server carries out whatever it may. */
export const carriedOut: Choice = (outcomes) =>
  outcomes.find(({ departed }) => departed.length > 0) ?? outcomes[0]

/** The T-Server keeps as many parties in the call as it may. */
export const mostParties: Choice = (outcomes) =>
  outcomes.toSorted((one, other) => other.call.parties.length - one.call.parties.length)[0]

const connID = '1'
const noCall: Call = { connID: '', parties: [], unmonitored: [], owner: undefined }

export function followed({ calls, rounds }: Script, choose: Choice): readonly Followed[] {
  const [first] = calls
  let call = first === undefined ? noCall : established({ connID, ...first })
  return rounds.flat().map((step) => {
    const before = call
    if (step.do === 'addParty') {
      call = joined(call, step.dn)
      return { step, before, call, outcomes: [] }
    }
    const outcomes = outcomesOf(
      step.call === 'unknown' ? noCall : call,
      asRequest(step),
      profiles.default,
    )
    if (step.call !== 'unknown') call = choose(outcomes)?.call ?? call
    return { step, before, call, outcomes }
  })
}

function asRequest(step: Exclude<Step, { readonly do: 'addParty' }>): Request {
  const { thisDN } = step
  return step.do === 'TReleaseCall'
    ? { request: step.do, thisDN, connID }
    : { request: step.do, thisDN, connID, otherDN: step.otherDN }
}
