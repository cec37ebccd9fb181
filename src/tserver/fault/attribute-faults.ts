import {
  afterDelete,
  allOf,
  always,
  fromParties,
  ofDelete,
  ofRelease,
  rightAfterDelete,
  withParties,
} from './condition.ts'
import type { Fault } from './fault.ts'
import * as wrong from './wrong-attributes.ts'

/** Faults in what the events say. */
export const attributeFaults: readonly Fault[] = [
  {
    name: 'call-state-always-conferenced',
    description: 'Every event has CallState Conferenced.',
    misbehaviour: wrong.saysConferencedEverywhere,
    condition: always,
  },
  {
    name: 'call-state-always-ok',
    description: 'EventPartyDeleted has CallState OK, however many parties remain.',
    misbehaviour: wrong.saysInPartyDeleted({ CallState: 'OK' }),
    condition: always,
  },
  {
    name: 'call-state-counts-leaver',
    description:
      'EventPartyDeleted has CallState Conferenced while only two parties remain: the leaver is counted.',
    misbehaviour: wrong.saysInPartyDeleted({ CallState: 'Conferenced' }),
    condition: always,
  },
  {
    name: 'call-state-ok-of-three-after-delete',
    description: 'When a delete leaves three parties, EventPartyDeleted has CallState OK.',
    misbehaviour: wrong.saysInPartyDeleted({ CallState: 'OK' }),
    condition: allOf(ofDelete, withParties(4)),
  },
  {
    name: 'call-state-ignores-unmonitored',
    description: 'CallState follows the number of monitored parties that remain.',
    misbehaviour: wrong.countsMonitoredOnly,
    condition: always,
  },
  {
    name: 'released-conferenced',
    description: 'EventReleased of a party that leaves a conference has CallState Conferenced.',
    misbehaviour: wrong.saysInReleased({ CallState: 'Conferenced' }),
    condition: fromParties(3),
  },
  {
    name: 'released-without-call-state',
    description: 'EventReleased has no CallState.',
    misbehaviour: wrong.omitsFromReleased('CallState'),
    condition: always,
  },
  {
    name: 'two-party-other-dn-self',
    description: 'EventReleased of a two-party call names the party itself in OtherDN.',
    misbehaviour: wrong.namesOneselfAsOther,
    condition: withParties(2),
  },
  {
    name: 'other-dn-requester',
    description: 'After a delete OtherDN names the party that asked, not the one deleted.',
    misbehaviour: wrong.namesRequesterAsOther,
    condition: ofDelete,
  },
  {
    name: 'other-dn-missing-after-delete',
    description:
      'Once a party has been deleted from a call, its EventPartyDeleted have no OtherDN any more.',
    misbehaviour: wrong.omitsFromPartyDeleted('OtherDN'),
    condition: afterDelete,
  },
  {
    name: 'other-role-conference-member',
    description: 'OtherDNRole of EventPartyDeleted is 3, ConferenceMember.',
    misbehaviour: wrong.saysInPartyDeleted({ OtherDNRole: 3 }),
    condition: always,
  },
  {
    name: 'third-party-deleted-dn',
    description: 'After a delete ThirdPartyDN names the party deleted, not the one that asked.',
    misbehaviour: wrong.namesLeaverAsThirdParty,
    condition: ofDelete,
  },
  {
    name: 'third-party-missing-on-release',
    description: 'When a party leaves by itself, EventPartyDeleted has no ThirdPartyDN.',
    misbehaviour: wrong.omitsFromPartyDeleted('ThirdPartyDN'),
    condition: ofRelease,
  },
  {
    name: 'third-party-earlier-deleter',
    description:
      'In a release right after a delete, ThirdPartyDN still names the party that deleted.',
    misbehaviour: wrong.namesEarlierRequester,
    condition: allOf(ofRelease, rightAfterDelete),
  },
  {
    name: 'third-party-role-missing',
    description: 'EventPartyDeleted has no ThirdPartyDNRole.',
    misbehaviour: wrong.omitsFromPartyDeleted('ThirdPartyDNRole'),
    condition: always,
  },
  {
    name: 'third-party-role-added-by',
    description: 'ThirdPartyDNRole of EventPartyDeleted is AddedBy.',
    misbehaviour: wrong.saysInPartyDeleted({ ThirdPartyDNRole: 'AddedBy' }),
    condition: always,
  },
  {
    name: 'conn-id-zero',
    description: 'EventPartyDeleted of the last remaining party has a ConnID of zeros.',
    misbehaviour: wrong.saysToLastParty({ ConnID: '0000000000000000' }),
    condition: always,
  },
  {
    name: 'party-deleted-as-released',
    description: 'The last remaining party gets EventReleased instead of EventPartyDeleted.',
    misbehaviour: wrong.saysToLastParty({ name: 'EventReleased' }),
    condition: always,
  },
]
