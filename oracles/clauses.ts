/** The clauses of the document: what a campaign must have exercised before it can say anything. */
import type { Needs } from './needs.ts'
import type { Situation } from './situation.ts'

export interface Clause {
  readonly id: string
  readonly title: string
  /** Printed in the document; the others are cases in which it is silent. */
  readonly printed: boolean
  /** What a script has to have for it. */
  readonly needs: Needs
  /** Is it exercised by a request that takes effect in that situation? */
  readonly isExercised: (situation: Situation) => boolean
}

/** A call of so many parties, and one request to it. */
function callOf(parties: number, more: Partial<Needs> = {}): Needs {
  return { parties, steps: 1, dns: parties, calls: 1, capabilities: [], ...more }
}

const isRelease = ({ move }: Situation): boolean =>
  move.startsWith('release-') || move === 'self-delete'
const isDelete = ({ move }: Situation): boolean => move.startsWith('delete-')
/** Of three or more. */
const leavesConference = ({ carriedOut, parties }: Situation): boolean => carriedOut && parties > 2
/** Both leave, whoever asked and for what. */
const releasesBoth = ({ carriedOut, parties }: Situation): boolean => carriedOut && parties === 2

/**
 * None depends on what a T-Server makes of a case in which the document is silent: whether a party
 * that deletes itself is released or refused, the clause is exercised.
 */
export const clauses: readonly Clause[] = [
  {
    id: 'release',
    title: 'Release phase',
    printed: true,
    needs: callOf(2),
    isExercised: releasesBoth,
  },
  {
    id: 'release-from-conference',
    title: 'Release from conference phase',
    printed: true,
    needs: callOf(3),
    isExercised: (situation) => leavesConference(situation) && isRelease(situation),
  },
  {
    id: 'delete-from-conference',
    title: 'Delete from conference phase',
    printed: true,
    needs: callOf(3),
    isExercised: (situation) => leavesConference(situation) && isDelete(situation),
  },
  {
    id: 'footnote-conferenced',
    title: 'Footnote a: more than two parties remain, CallState Conferenced',
    printed: true,
    needs: callOf(4),
    isExercised: ({ carriedOut, parties, unseen }) => carriedOut && parties > 3 && !unseen,
  },
  {
    id: 'footnote-ok',
    title: 'Footnote a: two parties remain, CallState OK',
    printed: true,
    needs: callOf(3),
    isExercised: ({ carriedOut, parties, unseen }) => carriedOut && parties === 3 && !unseen,
  },
  {
    id: 'self-delete',
    title: 'Silent: a party deletes itself',
    printed: false,
    needs: callOf(2),
    isExercised: ({ move }) => move === 'self-delete',
  },
  {
    id: 'two-party-delete',
    title: 'Silent: delete in a call of two',
    printed: false,
    needs: callOf(2),
    isExercised: (situation) => situation.parties === 2 && isDelete(situation),
  },
  {
    id: 'member-delete',
    title: 'Silent: who may delete; another one than the owner asks',
    printed: false,
    needs: callOf(3),
    isExercised: (situation) => situation.parties > 2 && isDelete(situation) && !situation.byOwner,
  },
  {
    id: 'refusal',
    title: 'Silent: a request is refused',
    printed: false,
    needs: callOf(2),
    isExercised: ({ carriedOut }) => !carriedOut,
  },
  {
    id: 'unknown-conn-id',
    title: 'Silent: a request with a ConnID that no call has',
    printed: false,
    needs: callOf(2),
    isExercised: ({ move }) => move === 'to-unknown-call',
  },
  {
    id: 'ended-call',
    title: 'Silent: a request to a call that is over',
    printed: false,
    needs: callOf(2, { steps: 2 }),
    isExercised: ({ move }) => move === 'to-ended-call',
  },
  {
    id: 'requester-not-in-call',
    title: 'Silent: a DN that is not in the call asks',
    printed: false,
    needs: callOf(2, { dns: 3 }),
    isExercised: ({ move }) => move.startsWith('refused-by-'),
  },
  {
    id: 'deleted-not-in-call',
    title: 'Silent: a DN that is not in the call is to be deleted',
    printed: false,
    needs: callOf(2, { dns: 3 }),
    isExercised: ({ move }) => move.startsWith('refused-of-'),
  },
  {
    id: 'last-of-conference',
    title: 'Silent: release of the last two of a former conference',
    printed: false,
    needs: callOf(3, { steps: 2 }),
    isExercised: (situation) => releasesBoth(situation) && situation.formerConference,
  },
  {
    id: 'departures-in-flight',
    title: 'Silent: several parties leave at once',
    printed: false,
    needs: callOf(3, { steps: 2, capabilities: ['concurrent'] }),
    isExercised: ({ carriedOut, afterDeparture }) => carriedOut && afterDeparture,
  },
  {
    id: 'lost-race',
    title: 'Silent: a request comes too late, as somebody has left meanwhile',
    printed: false,
    needs: callOf(2, { steps: 2, capabilities: ['concurrent'] }),
    isExercised: ({ carriedOut, afterDeparture }) => !carriedOut && afterDeparture,
  },
  {
    id: 'unmonitored-deleted',
    title: 'Silent: an unmonitored party is deleted from a conference',
    printed: false,
    needs: callOf(3, { capabilities: ['unmonitored'] }),
    isExercised: (situation) =>
      leavesConference(situation) && situation.move === 'delete-unmonitored',
  },
  {
    id: 'unmonitored-other',
    title: 'Silent: release of a monitored and an unmonitored party',
    printed: false,
    needs: callOf(2, { capabilities: ['unmonitored'] }),
    isExercised: (situation) => releasesBoth(situation) && situation.unmonitored,
  },
  {
    id: 'last-monitored-leaves',
    title: 'Silent: only unmonitored parties remain in a conference',
    printed: false,
    needs: callOf(3, { capabilities: ['unmonitored'] }),
    isExercised: (situation) => leavesConference(situation) && situation.unseen,
  },
]
