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
  const silent = silentCase(request, outcome)
  if (silent !== undefined) exercised(silent)
  if (phase === 'refused-with-error' || phase === 'refused-silently') return exercised('refusal')
  exercised(phase)
  // A CallState that nobody was there to see proves nothing.
  if (isSeen(outcome)) exercised(call.parties.length > 2 ? 'footnote-conferenced' : 'footnote-ok')
}

/** Is anybody there to be told of the departure? */
function isSeen({ cells }: Outcome): boolean {
  for (const { dns, event } of cells)
    if (event.name === 'EventPartyDeleted' && dns.length > 0) return true
  return false
}

/** A delete that no table shows: carried out as a release, or refused though both are in the call. */
function silentCase(request: Request, { phase, call }: Outcome): ClauseId | undefined {
  if (request.request !== 'TDeleteFromConference' || phase === 'delete-from-conference')
    return undefined
  const { thisDN, otherDN } = request
  const carriedOut = phase === 'release' || phase === 'release-from-conference'
  if (!carriedOut && !(call.parties.includes(thisDN) && call.parties.includes(otherDN)))
    return undefined
  if (thisDN === otherDN) return 'self-delete'
  return carriedOut || call.parties.length === 2 ? 'two-party-delete' : undefined
}
