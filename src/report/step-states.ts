/** How a call stands after each step of a finding's script, as the document wants it. */
import type { Outcome } from '../../oracles/outcome.ts'
import { bareConnID, type DN } from '../../oracles/tlib.ts'
import type { Finding } from '../run/finding.ts'
import { dnInWords, dnsInWords, requestInWords } from './in-words.ts'
import { numbering } from './ladder-calls.ts'
import { callStateTold } from './ladder-status.ts'

export interface StepState {
  /** "7002 releases". */
  readonly step: string
  /** Of several in flight together, the place in the order of their effect, from 1. */
  readonly inFlight: { readonly number: number; readonly of: number } | undefined
  /** "call 2"; undefined where there is one call only. */
  readonly call: string | undefined
  /** "7002 leaves"; "refused, nothing changes". */
  readonly effect: string
  /** Who is in the call then; undefined where there is no such call. */
  readonly parties: readonly DN[] | undefined
  /** The CallState that parties are to be told; undefined where none is. */
  readonly callState: string | undefined
}

/**
 * One for each step that was judged, in the order in which the steps took effect.
 * @returns none where nothing was judged, as of a crash.
 */
export function stepStates({ history, violation }: Finding): readonly StepState[] {
  if (violation === undefined) return []
  const parties = new Map<string, readonly DN[]>()
  return history.rounds.slice(0, violation.round + 1).flatMap(({ actions }, round) => {
    const callNumber = numbering(history.calls, round)
    for (const { connID, dns, unmonitored, from = 0 } of history.calls)
      if (from === round) parties.set(bareConnID(connID), [...dns, ...unmonitored])
    const added = actions.flatMap((action): readonly StepState[] => {
      if (action.request !== 'addParty') return []
      const now = [...(parties.get(bareConnID(action.connID)) ?? []), action.dn]
      parties.set(bareConnID(action.connID), now)
      const call = callNumber(action.connID)
      const step = `${dnInWords(action.by)} adds ${dnInWords(action.dn)}`
      const effect = `${dnInWords(action.dn)} joins`
      return [{ step, inFlight: undefined, call, effect, parties: now, callState: undefined }]
    })
    const outcomes = violation.explanations[round]?.outcomes ?? []
    const followed = outcomes.map((outcome, at): StepState => {
      const { request, call } = outcome
      if (parties.has(call.connID)) parties.set(call.connID, call.parties)
      return {
        step: requestInWords(request),
        inFlight: outcomes.length > 1 ? { number: at + 1, of: outcomes.length } : undefined,
        call: callNumber(request.connID),
        effect: effectOf(outcome),
        parties: bareConnID(call.connID) === '' ? undefined : call.parties,
        callState: callStateExpected(outcome),
      }
    })
    return [...added, ...followed]
  })
}

function effectOf({ phase, departed }: Outcome): string {
  switch (phase) {
    case 'refused-with-error':
    case 'refused-silently':
      return 'refused, nothing changes'
    case 'release':
      return 'both are released'
    case 'release-from-conference':
    case 'delete-from-conference':
      return `${dnsInWords(departed)} ${departed.length === 1 ? 'leaves' : 'leave'}`
  }
}

/** Of those who remain; where nobody does, of those who are released. */
function callStateExpected(outcome: Outcome): string | undefined {
  const told = callStateTold(outcome)
  if (told !== undefined) return told
  const released = outcome.cells.find(({ event }) => event.name === 'EventReleased')
  const state = released?.event.CallState
  return state?.accepts === 'exactly' ? dnInWords(state.value) : undefined
}
