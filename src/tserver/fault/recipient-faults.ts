import {
  allOf,
  always,
  departure,
  fromParties,
  leaverIs,
  ofDelete,
  ofDeletingStranger,
  withParties,
} from './condition.ts'
import type { Fault } from './fault.ts'
import * as wrong from './wrong-recipients.ts'

/** Faults in who is told, how often and when. */
export const recipientFaults: readonly Fault[] = [
  {
    name: 'released-missing',
    description: 'The party that leaves a conference gets no EventReleased.',
    misbehaviour: wrong.forgetsReleased,
    condition: fromParties(3),
  },
  {
    name: 'released-twice',
    description: 'A party that leaves gets EventReleased twice.',
    misbehaviour: wrong.repeatsReleased,
    condition: always,
  },
  {
    name: 'two-party-other-not-released',
    description: 'In a call of two only the party that asks gets EventReleased.',
    misbehaviour: wrong.forgetsReleasedOfOther,
    condition: withParties(2),
  },
  {
    name: 'party-deleted-missing-first',
    description: 'The first of the remaining parties gets no EventPartyDeleted.',
    misbehaviour: wrong.forgetsFirstParty,
    condition: always,
  },
  {
    name: 'party-deleted-missing-last',
    description: 'The last of the remaining parties gets no EventPartyDeleted.',
    misbehaviour: wrong.forgetsLastParty,
    condition: always,
  },
  {
    name: 'party-deleted-missing-middle-leaves',
    description:
      'When neither the first nor the last party leaves, the last of the remaining parties gets no EventPartyDeleted.',
    misbehaviour: wrong.forgetsLastParty,
    condition: leaverIs('middle'),
  },
  {
    name: 'party-deleted-missing-sixth',
    description: 'Only the first five of the remaining parties get EventPartyDeleted.',
    misbehaviour: wrong.tellsOnly(5),
    condition: always,
  },
  {
    name: 'party-deleted-missing-added',
    description: 'Parties added to the call after it was established get no EventPartyDeleted.',
    misbehaviour: wrong.forgetsAddedParties,
    condition: always,
  },
  {
    name: 'party-deleted-twice',
    description: 'The first of the remaining parties gets EventPartyDeleted twice.',
    misbehaviour: wrong.tellsFirstPartyTwice,
    condition: always,
  },
  {
    name: 'party-deleted-twice-rejoined',
    description: 'A party that had left and was added again gets EventPartyDeleted twice.',
    misbehaviour: wrong.tellsRejoinedPartiesTwice,
    condition: always,
  },
  {
    name: 'party-deleted-late',
    description:
      'The last remaining party gets EventPartyDeleted of the first departure after the events of the second.',
    misbehaviour: wrong.tellsLastPartyLate,
    condition: always,
  },
  {
    name: 'party-deleted-to-leaver',
    description: 'The party that leaves gets EventPartyDeleted of its own departure.',
    misbehaviour: wrong.tellsLeaver,
    condition: always,
  },
  {
    name: 'party-deleted-to-gone',
    description: 'DNs that left a conference get EventPartyDeleted of later departures.',
    misbehaviour: wrong.tellsGoneParties,
    condition: always,
  },
  {
    name: 'party-deleted-to-unmonitored',
    description: 'Unmonitored parties get EventPartyDeleted.',
    misbehaviour: wrong.tellsUnmonitoredParties,
    condition: always,
  },
  {
    name: 'refused-delete-told',
    description:
      'When the DN to delete is not in the call, every party gets EventPartyDeleted beside the EventError.',
    misbehaviour: wrong.tellsRefusedDelete,
    condition: ofDeletingStranger,
  },
  {
    name: 'third-departure-silent',
    description: 'Nobody is told of the third departure from a call.',
    misbehaviour: wrong.forgetsEverybody,
    condition: departure(3),
  },
  {
    name: 'error-beside-delete',
    description: 'The party that deletes another one from a conference gets EventError, too.',
    misbehaviour: wrong.addsError,
    condition: allOf(ofDelete, fromParties(3)),
  },
]
