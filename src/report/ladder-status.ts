/** The status row of a ladder: what has become of the calls after a round. */
import type { Outcome } from '../../oracles/outcome.ts'
import { bareConnID, type DN } from '../../oracles/tlib.ts'
import type { Explanation } from '../../oracles/verdict.ts'
import { counted, dnInWords, dnsInWords, requestInWords } from './in-words.ts'
import type { CallNumber } from './ladder-calls.ts'

export interface StatusRow {
  readonly row: 'status'
  /** Who is in no call any more: their lifelines end here. */
  readonly departed: readonly DN[]
  /** One below the other; where several requests were in flight, in the order of their effect. */
  readonly texts: readonly string[]
  /** How the calls stand now, of those that a request was sent to. */
  readonly standings: readonly Standing[]
}

export interface Standing {
  /** Undefined where there is only one. */
  readonly call: string | undefined
  /** How many remain. */
  readonly parties: number
  /** What the document wants those who remain to be told last; undefined where nobody is. */
  readonly callState: string | undefined
}

export function standingsAfter(
  { outcomes }: Explanation,
  callNumber: CallNumber,
): readonly Standing[] {
  const known = outcomes.filter(({ call }) => bareConnID(call.connID) !== '')
  const calls = Map.groupBy(known, ({ request }) => callNumber(request.connID))
  return [...calls].map(([call, ofCall]) => ({
    call,
    parties: ofCall.at(-1)?.call.parties.length ?? 0,
    callState: ofCall.flatMap((outcome) => callStateTold(outcome) ?? []).at(-1),
  }))
}

/**
 * What followed from the requests of a round: of several, in which order they took effect.
 * @param nearest nothing explains the round: this is what comes nearest.
 */
export function statusInWords(
  { outcomes }: Explanation,
  nearest: boolean,
  callNumber: CallNumber,
): readonly string[] {
  const [only, ...others] = outcomes
  if (only === undefined) return []
  if (others.length === 0) return [aloneInWords(only)]
  const calls = Map.groupBy(outcomes, ({ request }) => callNumber(request.connID))
  const order = [...calls].flatMap(([call, ofCall]) => {
    const place = call === undefined || calls.size === 1 ? '' : `in ${call}, `
    return ofCall.map((outcome, at) => {
      const begins = at > 0 ? 'then ' : ofCall.length > 1 ? `${place}first ` : place
      return `${begins}${requestInWords(outcome.request)}: ${effectInWords(outcome)}`
    })
  })
  return [
    nearest
      ? 'no order of these requests explains what was seen; this one comes nearest:'
      : 'read as:',
    ...order,
  ]
}

/** The effect of the only request of a round. */
function aloneInWords(outcome: Outcome): string {
  const { phase, departed } = outcome
  const effect = effectInWords(outcome)
  if (phase !== 'release-from-conference' && phase !== 'delete-from-conference') return effect
  return `${dnsInWords(departed)} ${departed.length === 1 ? 'has' : 'have'} left, ${effect}`
}

/** What a request has changed: "2 parties remain, CallState OK". */
export function effectInWords(outcome: Outcome): string {
  const { phase, call } = outcome
  const left = call.parties.length
  switch (phase) {
    case 'refused-with-error':
    case 'refused-silently':
      if (bareConnID(call.connID) === '') return 'refused: there is no such call, nothing changes'
      if (left === 0) return 'refused: the call is over, nothing changes'
      return `refused: ${counted(left, 'party stays', 'parties stay')}, nothing changes`
    case 'release':
      return 'both parties are released, the call is over'
    case 'release-from-conference':
    case 'delete-from-conference':
      return remaining(outcome)
  }
}

/** Footnote a, as the model has applied it: "2 parties remain, CallState OK". */
function remaining(outcome: Outcome): string {
  const { length } = outcome.call.parties
  if (length === 0) return 'nobody remains'
  const told = callStateTold(outcome)
  const callState = told === undefined ? '' : `, CallState ${told}`
  return `${counted(length, 'party remains', 'parties remain')}${callState}`
}

/** The CallState that those who remain are to be told. */
export function callStateTold({ cells }: Outcome): string | undefined {
  const told = cells.find(({ event }) => event.name === 'EventPartyDeleted')?.event.CallState
  return told?.accepts === 'exactly' ? dnInWords(told.value) : undefined
}
