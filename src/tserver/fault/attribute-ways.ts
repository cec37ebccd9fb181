import {
  afterDelete,
  always,
  besideAnotherCall,
  firstLeaves,
  formerConference,
  fromFour,
  inFlight,
  lastLeaves,
  middleLeaves,
  ofReturner,
  onDelete,
  onRelease,
  secondDeparture,
  thirdDeparture,
  withUnmonitored,
} from './circumstance.ts'
import * as when from './condition.ts'
import { isPartyDeleted, isReleased } from './misbehaviour.ts'
import type { Way } from './way.ts'
import { saysConnIDOfOtherCall } from './wrong-across-calls.ts'
import * as wrong from './wrong-attributes.ts'

const noCall = { ConnID: '0000000000000000' }

/** Ways to be wrong in what EventReleased says. */
const waysOfReleased: readonly Way[] = [
  {
    name: 'released-conn-id-missing',
    sentence: 'EventReleased has no ConnID',
    misbehaviour: wrong.omitsFromReleased('ConnID'),
    shows: when.ofDeparture,
    under: [always, formerConference],
  },
  {
    name: 'released-conn-id-zero',
    sentence: 'EventReleased has a ConnID of zeros',
    misbehaviour: wrong.saysInReleased(noCall),
    shows: when.ofDeparture,
    under: [lastLeaves, inFlight],
  },
  {
    name: 'released-conn-id-of-other-call',
    sentence: 'EventReleased has the ConnID of another call',
    misbehaviour: saysConnIDOfOtherCall(isReleased),
    shows: when.allOf(when.ofDeparture, when.besideAnotherCall),
    under: [always],
  },
  {
    name: 'released-without-call-state',
    sentence: 'EventReleased has no CallState',
    misbehaviour: wrong.omitsFromReleased('CallState'),
    shows: when.ofDeparture,
    under: [afterDelete, lastLeaves],
  },
  {
    name: 'released-conferenced',
    sentence: 'EventReleased has CallState Conferenced',
    misbehaviour: wrong.saysInReleased({ CallState: 'Conferenced' }),
    shows: when.ofDeparture,
    under: [formerConference],
  },
  {
    name: 'released-remote-release',
    sentence: 'a party that leaves without having asked is released with CallState RemoteRelease',
    misbehaviour: wrong.saysRemoteRelease,
    shows: when.ofDeparture,
    under: [always, ofReturner],
  },
  {
    name: 'released-other-dn-gone',
    sentence: 'OtherDN of EventReleased names a DN that has left before',
    misbehaviour: wrong.namesGoneAsOther,
    shows: when.ofLastTwo,
    under: [formerConference],
  },
  {
    name: 'released-other-dn-surplus',
    sentence: 'EventReleased of a party that leaves a conference names one that remains in OtherDN',
    misbehaviour: wrong.namesOneOfTheRest,
    shows: when.ofDepartureFromConference,
    profile: 'strict',
    under: [always, onDelete],
  },
]

/** Ways to be wrong in what EventPartyDeleted says. */
const waysOfPartyDeleted: readonly Way[] = [
  {
    name: 'party-deleted-conn-id-missing',
    sentence: 'EventPartyDeleted has no ConnID',
    misbehaviour: wrong.omitsFromPartyDeleted('ConnID'),
    shows: when.ofDepartureFromConference,
    under: [always, ofReturner],
  },
  {
    name: 'party-deleted-conn-id-zero',
    sentence: 'EventPartyDeleted has a ConnID of zeros',
    misbehaviour: wrong.saysInPartyDeleted(noCall),
    shows: when.ofDepartureFromConference,
    under: [secondDeparture, inFlight],
  },
  {
    name: 'party-deleted-conn-id-of-other-call',
    sentence: 'EventPartyDeleted has the ConnID of another call',
    misbehaviour: saysConnIDOfOtherCall(isPartyDeleted),
    shows: when.allOf(when.ofDepartureFromConference, when.besideAnotherCall),
    under: [always],
  },
  {
    name: 'other-dn-missing',
    sentence: 'EventPartyDeleted has no OtherDN',
    misbehaviour: wrong.omitsFromPartyDeleted('OtherDN'),
    shows: when.ofDepartureFromConference,
    under: [firstLeaves, inFlight],
  },
  {
    name: 'other-dn-told-party',
    sentence: 'OtherDN of EventPartyDeleted names the party that is told',
    misbehaviour: wrong.namesToldAsOther,
    shows: when.ofDepartureFromConference,
    under: [always, middleLeaves],
  },
  {
    name: 'other-dn-earlier-leaver',
    sentence: 'OtherDN of EventPartyDeleted names the DN that left before',
    misbehaviour: wrong.namesEarlierLeaver,
    shows: when.ofDepartureFromConference,
    under: [secondDeparture],
  },
  {
    name: 'other-role-missing',
    sentence: 'EventPartyDeleted has no OtherDNRole',
    misbehaviour: wrong.omitsFromPartyDeleted('OtherDNRole'),
    shows: when.ofDepartureFromConference,
    under: [onRelease, onDelete],
  },
  {
    name: 'other-role-deleted-by',
    sentence: 'OtherDNRole of EventPartyDeleted is DeletedBy',
    misbehaviour: wrong.saysInPartyDeleted({ OtherDNRole: 'DeletedBy' }),
    shows: when.ofDepartureFromConference,
    under: [secondDeparture, besideAnotherCall],
  },
  {
    name: 'third-party-missing',
    sentence: 'EventPartyDeleted has no ThirdPartyDN',
    misbehaviour: wrong.omitsFromPartyDeleted('ThirdPartyDN'),
    shows: when.ofDepartureFromConference,
    under: [onDelete, ofReturner],
  },
  {
    name: 'third-party-told-party',
    sentence: 'ThirdPartyDN of EventPartyDeleted names the party that is told',
    misbehaviour: wrong.namesToldAsThirdParty,
    shows: when.ofDepartureFromConference,
    under: [onRelease],
  },
  {
    name: 'third-party-first-party',
    sentence: 'ThirdPartyDN of EventPartyDeleted names the first party, whoever asked',
    misbehaviour: wrong.namesFirstAsThirdParty,
    shows: when.ofDepartureFromConference,
    under: [always],
  },
  {
    name: 'third-party-role-missing',
    sentence: 'EventPartyDeleted has no ThirdPartyDNRole',
    misbehaviour: wrong.omitsFromPartyDeleted('ThirdPartyDNRole'),
    shows: when.ofDepartureFromConference,
    under: [fromFour],
  },
  {
    name: 'third-party-role-deleted-party',
    sentence: 'ThirdPartyDNRole of EventPartyDeleted is DeletedParty',
    misbehaviour: wrong.saysInPartyDeleted({ ThirdPartyDNRole: 'DeletedParty' }),
    shows: when.ofDepartureFromConference,
    under: [onDelete],
  },
  {
    name: 'call-state-missing',
    sentence: 'EventPartyDeleted has no CallState',
    misbehaviour: wrong.omitsFromPartyDeleted('CallState'),
    shows: when.ofDepartureFromConference,
    under: [always, withUnmonitored],
  },
  {
    name: 'call-state-ok',
    sentence: 'EventPartyDeleted has CallState OK while more than two parties remain',
    misbehaviour: wrong.saysInPartyDeleted({ CallState: 'OK' }),
    shows: when.allOf(when.ofDeparture, when.fromParties(4)),
    under: [lastLeaves, ofReturner, besideAnotherCall],
  },
  {
    name: 'call-state-conferenced',
    sentence: 'EventPartyDeleted has CallState Conferenced while two parties remain',
    misbehaviour: wrong.saysInPartyDeleted({ CallState: 'Conferenced' }),
    shows: when.allOf(when.ofDeparture, when.withParties(3)),
    under: [afterDelete, thirdDeparture, withUnmonitored],
  },
  {
    name: 'call-state-cleared',
    sentence: 'EventPartyDeleted has CallState 19, Cleared',
    misbehaviour: wrong.saysInPartyDeleted({ CallState: 19 }),
    shows: when.ofDepartureFromConference,
    under: [always, fromFour],
  },
  {
    name: 'call-state-differs-for-last',
    sentence: 'the last of the remaining parties is told another CallState than the others',
    misbehaviour: wrong.saysOtherCallStateToLastParty,
    shows: when.ofDepartureFromConference,
    under: [always],
  },
  {
    name: 'call-state-counts-those-at-first',
    sentence: 'CallState follows the number of parties that the call had at first',
    misbehaviour: wrong.countsThoseAtFirst,
    shows: when.ofDepartureFromConference,
    under: [always],
  },
  {
    name: 'call-state-counts-returner-twice',
    sentence: 'CallState counts a party twice that had left before and was added again',
    misbehaviour: wrong.countsReturnersTwice,
    shows: when.ofDepartureFromConference,
    under: [always],
  },
]

/** Ways to be wrong in what the events say. */
export const attributeWays: readonly Way[] = [...waysOfReleased, ...waysOfPartyDeleted]
