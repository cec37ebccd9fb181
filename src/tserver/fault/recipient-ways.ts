import {
  afterDelete,
  always,
  besideAnotherCall,
  formerConference,
  firstLeaves,
  fromFour,
  inFlight,
  middleLeaves,
  ofReturner,
  ofTwo,
  onDelete,
  secondDeparture,
  thirdDeparture,
  withUnmonitored,
} from './circumstance.ts'
import * as when from './condition.ts'
import { isPartyDeleted } from './misbehaviour.ts'
import type { Way } from './way.ts'
import { tellsLeaversAfterwards } from './wrong-in-flight.ts'
import * as wrong from './wrong-recipients.ts'
import { comesLate } from './wrong-times.ts'

/** Ways to be wrong in who is told, how often and when. */
export const recipientWays: readonly Way[] = [
  {
    name: 'released-missing',
    sentence: 'a party that leaves gets no EventReleased',
    misbehaviour: wrong.forgetsReleased,
    shows: when.ofDeparture,
    under: [afterDelete, formerConference, inFlight],
  },
  {
    name: 'released-twice',
    sentence: 'a party that leaves gets EventReleased twice',
    misbehaviour: wrong.repeatsReleased,
    shows: when.ofDeparture,
    under: [secondDeparture],
  },
  {
    name: 'released-to-remaining',
    sentence: 'the first of the remaining parties gets EventReleased, too',
    misbehaviour: wrong.releasesFirstParty,
    shows: when.ofDepartureFromConference,
    under: [always, fromFour],
  },
  {
    name: 'released-to-wrong-party',
    sentence: 'the first of the remaining parties gets the EventReleased of the one that leaves',
    misbehaviour: wrong.releasesFirstPartyInstead,
    shows: when.ofDepartureFromConference,
    under: [onDelete, middleLeaves],
  },
  {
    name: 'released-to-gone',
    sentence: 'DNs that left the call before get EventReleased, too',
    misbehaviour: wrong.releasesGoneParties,
    shows: when.ofDeparture,
    under: [always, formerConference],
  },
  {
    name: 'released-to-unmonitored',
    sentence: 'unmonitored parties get EventReleased, too',
    misbehaviour: wrong.releasesUnmonitoredParties,
    shows: when.ofDeparture,
    under: [always],
  },
  {
    name: 'released-as-party-deleted',
    sentence: 'a party that leaves a conference gets EventPartyDeleted instead of EventReleased',
    misbehaviour: wrong.tellsLeaverInstead,
    shows: when.ofDepartureFromConference,
    under: [firstLeaves],
  },
  {
    name: 'other-not-released',
    sentence: 'the party that does not ask gets no EventReleased',
    misbehaviour: wrong.forgetsReleasedOfOther,
    shows: when.ofLastTwo,
    under: [formerConference],
  },
  {
    name: 'requester-not-released',
    sentence: 'the party that asks gets no EventReleased',
    misbehaviour: wrong.forgetsReleasedOfRequester,
    shows: when.ofLastTwo,
    under: [ofTwo],
  },
  {
    name: 'party-deleted-missing-last',
    sentence: 'the last of the remaining parties gets no EventPartyDeleted',
    misbehaviour: wrong.forgetsLastParty,
    shows: when.ofDepartureFromConference,
    under: [afterDelete, ofReturner, besideAnotherCall, withUnmonitored],
  },
  {
    name: 'party-deleted-missing-requester',
    sentence: 'the party that deletes another one gets no EventPartyDeleted',
    misbehaviour: wrong.forgetsRequester,
    shows: when.ofDelete,
    under: [always],
  },
  {
    name: 'party-deleted-missing-all',
    sentence: 'nobody gets EventPartyDeleted',
    misbehaviour: wrong.forgetsAllParties,
    shows: when.ofDepartureFromConference,
    under: [firstLeaves, thirdDeparture],
  },
  {
    name: 'party-deleted-twice',
    sentence: 'the first of the remaining parties gets EventPartyDeleted twice',
    misbehaviour: wrong.tellsFirstPartyTwice,
    shows: when.ofDepartureFromConference,
    under: [thirdDeparture, inFlight],
  },
  {
    name: 'party-deleted-to-wrong-party',
    sentence:
      'the party that leaves gets the EventPartyDeleted of the last of the remaining parties',
    misbehaviour: wrong.tellsLeaverForLastParty,
    shows: when.ofDepartureFromConference,
    under: [always],
  },
  {
    name: 'party-deleted-to-other',
    sentence: 'the party that does not ask gets EventPartyDeleted, too',
    misbehaviour: wrong.tellsOtherOfTwo,
    shows: when.ofLastTwo,
    under: [ofTwo, formerConference],
  },
  {
    name: 'party-deleted-instead-of-released',
    sentence: 'the party that does not ask gets EventPartyDeleted instead of EventReleased',
    misbehaviour: wrong.tellsOtherOfTwoInstead,
    shows: when.ofLastTwo,
    under: [formerConference],
  },
  {
    name: 'party-deleted-after-fence',
    sentence: 'EventPartyDeleted comes only when something else is asked, after the fence',
    misbehaviour: comesLate(isPartyDeleted),
    shows: when.ofDepartureFromConference,
    under: [always],
  },
  {
    name: 'party-deleted-after-released',
    sentence: 'a party that is to leave next hears of a departure only after its own EventReleased',
    misbehaviour: tellsLeaversAfterwards,
    shows: when.always,
    under: [inFlight],
  },
]
