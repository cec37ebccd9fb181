import {
  allOf,
  always,
  byEarlierDeleter,
  byGoneParty,
  byLastParty,
  fromParties,
  leaverIs,
  ofDelete,
  ofDeletionByStranger,
  ofRelease,
  withParties,
} from './condition.ts'
import type { Fault } from './fault.ts'
import * as wrong from './wrong-decisions.ts'

/** Faults in what is done. */
export const decisionFaults: readonly Fault[] = [
  {
    name: 'delete-by-prefix',
    description: 'A delete removes a party whose DN is the beginning of the DN to delete.',
    misbehaviour: wrong.deletesByPrefix,
    condition: always,
  },
  {
    name: 'delete-ignores-case',
    description: 'A delete removes a party whose DN differs in upper and lower case only.',
    misbehaviour: wrong.deletesInAnyCase,
    condition: always,
  },
  {
    name: 'delete-ignores-leading-zeros',
    description: 'A delete removes a party whose DN differs in leading zeros only.',
    misbehaviour: wrong.deletesByNumber,
    condition: always,
  },
  {
    name: 'delete-by-stranger',
    description: 'A delete is carried out for a DN that is not in the call.',
    misbehaviour: wrong.deletesForAnybody,
    condition: ofDeletionByStranger,
  },
  {
    name: 'delete-by-gone',
    description: 'A delete is carried out for a DN that has left the call.',
    misbehaviour: wrong.deletesForAnybody,
    condition: byGoneParty,
  },
  {
    name: 'refused-delete-removes',
    description:
      'A delete by a DN that is not in the call is refused, and yet the party is out of the call, without any event.',
    misbehaviour: wrong.removesSecretly,
    condition: ofDeletionByStranger,
  },
  {
    name: 'second-delete-ignored',
    description: 'A party that has deleted another one deletes no second one.',
    misbehaviour: wrong.ignores,
    condition: allOf(ofDelete, fromParties(3), byEarlierDeleter),
  },
  {
    name: 'two-party-delete-keeps-requester',
    description:
      'In a call of two the party that deletes the other one gets EventPartyDeleted, not EventReleased.',
    misbehaviour: wrong.keepsRequester,
    condition: allOf(ofDelete, withParties(2)),
  },
  {
    name: 'first-party-ends-conference',
    description: 'When the first party leaves a conference by itself, everybody is released.',
    misbehaviour: wrong.endsCall,
    condition: allOf(ofRelease, leaverIs('first'), fromParties(3)),
  },
  {
    name: 'conference-of-four-ends',
    description:
      'When a party leaves a conference of four or more by itself, everybody is released.',
    misbehaviour: wrong.endsCall,
    condition: allOf(ofRelease, fromParties(4)),
  },
  {
    name: 'crash-last-party-deletes',
    description: 'Fails with an exception when the party that joined last deletes another one.',
    misbehaviour: wrong.crashes,
    condition: allOf(ofDelete, byLastParty),
  },
]
