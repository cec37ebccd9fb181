/** The clauses of the document: what a campaign must have exercised before it can say anything. */
import type { Outcome } from './outcome.ts'
import type { Request } from './tlib.ts'

export interface Clause {
  readonly id: string
  readonly title: string
  /** Printed in the document; the others are cases in which it is silent. */
  readonly printed: boolean
  /** The parties that a call needs for it. */
  readonly parties: number
}

export const clauses = [
  { id: 'release', title: 'Release phase', printed: true, parties: 2 },
  {
    id: 'release-from-conference',
    title: 'Release from conference phase',
    printed: true,
    parties: 3,
  },
  {
    id: 'delete-from-conference',
    title: 'Delete from conference phase',
    printed: true,
    parties: 3,
  },
  {
    id: 'footnote-conferenced',
    title: 'Footnote a: more than two parties remain, CallState Conferenced',
    printed: true,
    parties: 4,
  },
  {
    id: 'footnote-ok',
    title: 'Footnote a: two parties remain, CallState OK',
    printed: true,
    parties: 3,
  },
  { id: 'self-delete', title: 'Silent: a party deletes itself', printed: false, parties: 2 },
  { id: 'two-party-delete', title: 'Silent: delete in a call of two', printed: false, parties: 2 },
  { id: 'refusal', title: 'Silent: a request is refused', printed: false, parties: 2 },
] as const satisfies readonly Clause[]

export type ClauseId = (typeof clauses)[number]['id']

/** Calls `exercised` for each clause that a request and what followed from it exercise. */
export function exercise(
  request: Request,
  outcome: Outcome,
  exercised: (clause: ClauseId) => void,
): void {
  const { phase, call } = outcome
  if (request.request === 'TDeleteFromConference' && phase !== 'delete-from-conference') {
    // Carried out as a release, or refused although both are in the call.
    if (request.thisDN === request.otherDN) exercised('self-delete')
    else if (phase === 'release') exercised('two-party-delete')
  }
  if (phase === 'refused-with-error' || phase === 'refused-silently') return exercised('refusal')
  exercised(phase)
  if (phase !== 'release')
    exercised(call.parties.length > 2 ? 'footnote-conferenced' : 'footnote-ok')
}
