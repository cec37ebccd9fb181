/** Draws one step of a call. */
import type { DN } from '../../oracles/tlib.ts'
import { at, type Digits } from './digits.ts'
import { addParty, deletion, mixture, release, releaseByAbsent, unknownConnID } from './kinds.ts'
import type { Kind } from './kinds.ts'
import { depart, join, type Members } from './members.ts'
import type { Step } from './script.ts'

export interface StepOptions {
  /** The most parties that a call may have at once; 2 or more. */
  readonly maxParties: number
  /** May parties join later, and come back? */
  readonly addParty: boolean
  /** Whom anybody deletes is certainly gone; not so where only the owner may delete. */
  readonly deletesAreCertain: boolean
}

/**
 * Draws a step, and moves whom it moves.
 * @param off a plan's second number: the kinds that are switched off.
 */
export function decodeStep(
  digits: Digits,
  off: number,
  members: Members,
  options: StepOptions,
): Step {
  const { call, present, unmonitored, absent } = members
  const kind = possible(at(mixture, digits.take(mixture.length)), off, members, options)
  const from = kind.byAbsent || present.length === 0 ? absent : present
  const who = digits.take(from.length)
  const thisDN = at(from, who)
  switch (kind.name) {
    case 'unknown-conn-id':
      return { do: 'TReleaseCall', call: 'unknown', thisDN }
    case 'release-by-absent':
      return { do: 'TReleaseCall', call, thisDN }
    case 'delete-by-absent':
      return { do: 'TDeleteFromConference', call, thisDN, otherDN: digits.pick(present) }
    case 'delete-absent':
      return { do: 'TDeleteFromConference', call, thisDN, otherDN: digits.pick(absent) }
    case 'delete': {
      const whom = digits.take(present.length - 1 + unmonitored.length)
      const otherDN = otherParty(members, who, whom)
      members.certain &&= options.deletesAreCertain
      depart(present.length + unmonitored.length === 2 ? thisDN : otherDN, members)
      return { do: 'TDeleteFromConference', call, thisDN, otherDN }
    }
    case 'self-delete':
      members.certain = false
      depart(thisDN, members)
      return { do: 'TDeleteFromConference', call, thisDN, otherDN: thisDN }
    case 'release':
      depart(thisDN, members)
      return { do: 'TReleaseCall', call, thisDN }
    case 'add-party': {
      const dn = digits.pick(absent)
      join(dn, members)
      return { do: 'addParty', call, by: thisDN, dn }
    }
  }
}

/** The party at a position among all but the one who asks. */
function otherParty({ present, unmonitored }: Members, who: number, whom: number): DN {
  const position = whom < who ? whom : whom + 1
  return position < present.length
    ? at(present, position)
    : at(unmonitored, position - present.length)
}

/** A kind that is switched off, or that nobody is there for, gives way to one that is possible. */
function possible(kind: Kind, off: number, members: Members, options: StepOptions): Kind {
  const { present, unmonitored, absent, certain } = members
  if (present.length === 0) return kind === unknownConnID ? kind : releaseByAbsent
  // Only who is certainly not in the call may be added, by one who certainly is.
  const joins =
    options.addParty && certain && present.length + unmonitored.length < options.maxParties
  const isPossible = !(kind.needsAbsent && absent.length === 0) && (kind !== addParty || joins)
  if ((off & kind.bit) === 0 && isPossible) return kind
  return releasesRather(off) ? release : deletion
}

/** Which of the two plain kinds stands in for the others: the release, unless the delete alone is on. */
export function releasesRather(off: number): boolean {
  return (off & release.bit) === 0 || (off & deletion.bit) !== 0
}
