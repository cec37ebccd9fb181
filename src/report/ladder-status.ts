/** The status row of a ladder: what has become of the call after a round. */
import type { Outcome } from '../../oracles/outcome.ts'
import type { DN } from '../../oracles/tlib.ts'
import type { Explanation } from '../../oracles/verdict.ts'
import { counted, dnInWords, dnsInWords } from './in-words.ts'

export interface StatusRow {
  readonly row: 'status'
  /** Who is no longer in the call: their lifelines end here. */
  readonly departed: readonly DN[]
  readonly text: string
}

/**
 * No row for a round without a request, or without a reading.
 * @param calls how many calls there are: with several, who left one may still be in another.
 */
export function statusRow(
  explanation: Explanation | undefined,
  calls: number,
): readonly StatusRow[] {
  const outcomes = explanation?.outcomes ?? []
  if (outcomes.length === 0) return []
  const texts = outcomes.map((outcome) => statusInWords(outcome))
  return [
    {
      row: 'status',
      departed: calls > 1 ? [] : outcomes.flatMap(({ departed }) => departed),
      text: texts.length === 1 ? texts.join('') : `in this order: ${texts.join('; then ')}`,
    },
  ]
}

function statusInWords(outcome: Outcome): string {
  const { phase, departed, call } = outcome
  const left = call.parties.length
  switch (phase) {
    case 'refused-with-error':
    case 'refused-silently':
      return left === 0
        ? 'refused: there is no such call, nothing changes'
        : `refused: ${counted(left, 'party stays', 'parties stay')}, nothing changes`
    case 'release':
      return 'both parties are released, the call is over'
    case 'release-from-conference':
    case 'delete-from-conference':
      return `${dnsInWords(departed)} ${departed.length === 1 ? 'has' : 'have'} left, ${remaining(outcome)}`
  }
}

/** Footnote a, as the model has applied it: "2 parties remain, CallState OK". */
function remaining({ cells, call }: Outcome): string {
  if (call.parties.length === 0) return 'nobody remains'
  const told = cells.find(({ event }) => event.name === 'EventPartyDeleted')?.event.CallState
  const callState = told?.accepts === 'exactly' ? `, CallState ${dnInWords(told.value)}` : ''
  return `${counted(call.parties.length, 'party remains', 'parties remain')}${callState}`
}
