import {
  always,
  firstLeaves,
  formerConference,
  inFlight,
  lastLeaves,
  ofReturner,
  onDelete,
  thirdDeparture,
} from './circumstance.ts'
import * as when from './condition.ts'
import type { Way } from './way.ts'
import { carriesOutInAnyCall, carriesOutInOtherCall } from './wrong-across-calls.ts'
import * as wrong from './wrong-decisions.ts'

const ofDeleteFromConference = when.allOf(when.ofDelete, when.fromParties(3))

/** Ways to be wrong in what becomes of a request. */
export const decisionWays: readonly Way[] = [
  {
    name: 'release-ignored',
    sentence: 'a release is not carried out, without any event',
    misbehaviour: wrong.ignores,
    shows: when.ofRelease,
    under: [formerConference, ofReturner],
  },
  {
    name: 'delete-ignored',
    sentence: 'a delete is not carried out, without any event',
    misbehaviour: wrong.ignores,
    shows: ofDeleteFromConference,
    under: [thirdDeparture],
  },
  {
    name: 'release-refused',
    sentence: 'a release is refused by EventError',
    misbehaviour: wrong.refuses,
    shows: when.ofRelease,
    under: [lastLeaves, inFlight],
  },
  {
    name: 'delete-refused',
    sentence: 'a delete is refused by EventError',
    misbehaviour: wrong.refuses,
    shows: ofDeleteFromConference,
    under: [firstLeaves],
  },
  {
    name: 'leaver-stays',
    sentence: 'everybody is told that a party has left a conference, and it stays',
    misbehaviour: wrong.keepsLeaver,
    shows: when.ofDepartureFromConference,
    under: [always],
  },
  {
    name: 'wrong-party-deleted',
    sentence: 'a delete removes the first party that neither asks nor is to be deleted',
    misbehaviour: wrong.deletesAnother,
    shows: ofDeleteFromConference,
    under: [always],
  },
  {
    name: 'requester-leaves',
    sentence: 'a delete removes the party that asks',
    misbehaviour: wrong.releasesRequester,
    shows: ofDeleteFromConference,
    under: [always],
  },
  {
    name: 'call-ends',
    sentence: 'everybody is released from a conference',
    misbehaviour: wrong.endsCall,
    shows: when.ofDepartureFromConference,
    under: [onDelete, ofReturner],
  },
  {
    name: 'next-party-leaves-too',
    sentence: 'when a party leaves a conference, the next one leaves, too, as if it had asked',
    misbehaviour: wrong.releasesNextParty,
    shows: when.ofDepartureFromConference,
    under: [always],
  },
  {
    name: 'carried-out-in-other-call',
    sentence: 'a release of a party that is in two calls takes it out of the other one',
    misbehaviour: carriesOutInOtherCall,
    shows: when.ofRelease,
    under: [always],
  },
  {
    name: 'unknown-conn-id-carried-out',
    sentence: 'a request with the ConnID of no call is carried out in the first call of its DN',
    misbehaviour: carriesOutInAnyCall,
    shows: when.ofUnknownCall,
    under: [always],
  },
  {
    name: 'crash',
    sentence: 'it fails with an exception when a party leaves',
    misbehaviour: wrong.crashes,
    shows: when.ofDeparture,
    under: [formerConference, inFlight],
  },
]
