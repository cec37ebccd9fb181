/** For every way to be wrong the step that shows it. */
import { deletes, releases } from './last-step.fixture.ts'
import type { LastStep } from './last-step.fixture.ts'
import { add, call, release, remove } from './one-call.ts'
import { calls, toNoCall } from './several-calls.fixture.ts'

const ofDeparture = { parties: 2, asks: releases }
const ofConference = { parties: 3, asks: releases }
const ofDelete = { parties: 3, asks: deletes }

const releasedOnce = 'exactly one EventReleased for each departing DN'
const releasedToLeavers = 'no EventReleased to anybody but the departing DNs'
const partyDeletedOnce = 'exactly one EventPartyDeleted to each remaining party'
const partyDeletedToRemaining = 'no EventPartyDeleted to anybody but the remaining parties'
const releasesBoth = 'a two-party release releases both'
const connIDOfCall = "the ConnID is the call's"
const releasedOK = 'EventReleased with CallState OK'
const callStateByCount = 'CallState Conferenced where more than two parties remain, else OK'
const otherDNLeft = 'OtherDN names the party that left'
const otherRole = 'OtherDNRole DeletedParty'
const thirdPartyAsked = 'ThirdPartyDN names the party that asked'
const thirdPartyRole = 'ThirdPartyDNRole DeletedBy'
const carriedOut = 'a valid request is carried out'
const changesNothing = 'a refused request changes nothing and moves nobody'
const noError = 'no EventError beside a request that was carried out'

/** A departure that is not told as it was asked for, whatever the phase. */
const missing = ['released-once', 'release-releases-both', 'party-deleted-once']
/** In flight what was asked for next may be taken for what was refused; then it came too early. */
const refused = [...missing, 'before-its-request']
const byPhase = ['released-once', 'release-releases-both']

const whoIsTold: readonly LastStep[] = [
  { way: 'released-missing', violates: releasedOnce, rules: byPhase, ...ofDeparture },
  { way: 'released-twice', violates: releasedOnce, rules: ['released-once'], ...ofDeparture },
  {
    way: 'released-to-remaining',
    violates: releasedToLeavers,
    rules: ['released-nobody-else'],
    ...ofConference,
  },
  {
    way: 'released-to-wrong-party',
    violates: releasedToLeavers,
    rules: ['released-once', 'released-nobody-else'],
    ...ofConference,
  },
  {
    way: 'released-to-gone',
    violates: 'nothing to a DN after it left',
    // In flight nobody can say that the second one came after leaving.
    rules: ['nothing-after-leaving', 'released-once'],
    ...ofDeparture,
    script: call('A B C', release('C'), release('A')),
    spared: call('A B C', release('C')),
  },
  {
    way: 'released-to-unmonitored',
    violates: releasedToLeavers,
    rules: ['released-nobody-else'],
    ...ofDeparture,
    script: call('A outside X', release('A')),
    spared: call('A B', release('A')),
  },
  {
    way: 'released-as-party-deleted',
    violates: releasedOnce,
    rules: ['released-once', 'party-deleted-nobody-else'],
    ...ofConference,
  },
  {
    way: 'other-not-released',
    violates: releasesBoth,
    rules: ['release-releases-both'],
    ...ofDeparture,
  },
  {
    way: 'requester-not-released',
    violates: releasesBoth,
    rules: ['release-releases-both'],
    ...ofDeparture,
  },
  {
    way: 'party-deleted-missing-last',
    violates: partyDeletedOnce,
    rules: ['party-deleted-once'],
    ...ofConference,
  },
  {
    way: 'party-deleted-missing-requester',
    violates: partyDeletedOnce,
    rules: ['party-deleted-once'],
    ...ofDelete,
    spared: call('A B C', release('A')),
  },
  {
    way: 'party-deleted-missing-all',
    violates: partyDeletedOnce,
    rules: ['party-deleted-once'],
    ...ofConference,
  },
  {
    way: 'party-deleted-twice',
    violates: partyDeletedOnce,
    rules: ['party-deleted-once'],
    ...ofConference,
  },
  {
    way: 'party-deleted-to-wrong-party',
    violates: partyDeletedToRemaining,
    rules: ['party-deleted-once', 'party-deleted-nobody-else'],
    ...ofConference,
  },
  {
    way: 'party-deleted-to-other',
    violates: partyDeletedToRemaining,
    rules: ['party-deleted-nobody-else'],
    ...ofDeparture,
  },
  {
    way: 'party-deleted-instead-of-released',
    violates: releasesBoth,
    rules: ['release-releases-both'],
    ...ofDeparture,
  },
  {
    way: 'party-deleted-after-fence',
    violates: 'every event before the fence',
    rules: ['late', 'party-deleted-once'],
    ...ofConference,
  },
  {
    way: 'party-deleted-after-released',
    violates: 'nothing to a DN after it left: its EventReleased is the last event of its column',
    rules: ['nothing-after-leaving', 'departures-in-one-order'],
    parties: 3,
    asks: (leaver, other) => [release(leaver), release(other)],
  },
]

const whatReleasedSays: readonly LastStep[] = [
  { way: 'released-conn-id-missing', violates: connIDOfCall, rules: ['conn-id'], ...ofDeparture },
  { way: 'released-conn-id-zero', violates: connIDOfCall, rules: ['conn-id'], ...ofDeparture },
  {
    way: 'released-conn-id-of-other-call',
    violates: connIDOfCall,
    rules: ['calls-apart', 'conn-id'],
    ...ofDeparture,
    script: calls(['A B', 'X Y'], release('A')),
    spared: call('A B', release('A')),
  },
  {
    way: 'released-without-call-state',
    violates: releasedOK,
    rules: ['released-call-state'],
    ...ofDeparture,
  },
  {
    way: 'released-conferenced',
    violates: releasedOK,
    rules: ['released-call-state'],
    ...ofDeparture,
  },
  {
    way: 'released-remote-release',
    violates: releasedOK,
    rules: ['released-call-state'],
    parties: 2,
    asks: deletes,
    script: call('A B', release('A')),
    spared: call('A B C', release('A')),
  },
  {
    way: 'released-other-dn-gone',
    violates: 'OtherDN of a two-party EventReleased, if present, is the other party',
    rules: ['released-other-dn'],
    ...ofDeparture,
  },
  {
    way: 'released-other-dn-surplus',
    violates: 'no OtherDN where it would refer to the rest of the conference',
    rules: ['released-from-conference-other-dn'],
    ...ofConference,
  },
]

const whatPartyDeletedSays: readonly LastStep[] = [
  {
    way: 'party-deleted-conn-id-missing',
    violates: connIDOfCall,
    rules: ['conn-id'],
    ...ofConference,
  },
  {
    way: 'party-deleted-conn-id-zero',
    violates: connIDOfCall,
    rules: ['conn-id'],
    ...ofConference,
  },
  {
    way: 'party-deleted-conn-id-of-other-call',
    violates: connIDOfCall,
    rules: ['calls-apart', 'conn-id'],
    ...ofConference,
    script: calls(['A B C', 'X Y'], release('A')),
    spared: call('A B C', release('A')),
  },
  {
    way: 'other-dn-missing',
    violates: otherDNLeft,
    rules: ['party-deleted-other-dn'],
    ...ofConference,
  },
  {
    way: 'other-dn-told-party',
    violates: otherDNLeft,
    rules: ['party-deleted-other-dn'],
    ...ofConference,
  },
  {
    way: 'other-dn-earlier-leaver',
    violates: otherDNLeft,
    rules: ['party-deleted-other-dn'],
    ...ofConference,
  },
  {
    way: 'other-role-missing',
    violates: otherRole,
    rules: ['party-deleted-other-dn-role'],
    ...ofConference,
  },
  {
    way: 'other-role-deleted-by',
    violates: otherRole,
    rules: ['party-deleted-other-dn-role'],
    ...ofConference,
  },
  {
    way: 'third-party-missing',
    violates: thirdPartyAsked,
    rules: ['release-third-party-dn', 'delete-third-party-dn'],
    ...ofConference,
  },
  {
    way: 'third-party-told-party',
    violates: thirdPartyAsked,
    rules: ['release-third-party-dn'],
    ...ofConference,
  },
  {
    way: 'third-party-first-party',
    violates: thirdPartyAsked,
    rules: ['release-third-party-dn', 'delete-third-party-dn'],
    ...ofConference,
    script: call('A B C', release('B')),
    spared: call('A B C', release('A')),
  },
  {
    way: 'third-party-role-missing',
    violates: thirdPartyRole,
    rules: ['party-deleted-third-party-dn-role'],
    ...ofConference,
  },
  {
    way: 'third-party-role-deleted-party',
    violates: thirdPartyRole,
    rules: ['party-deleted-third-party-dn-role'],
    ...ofConference,
  },
  {
    way: 'call-state-missing',
    violates: callStateByCount,
    rules: ['party-deleted-call-state'],
    ...ofConference,
  },
  {
    way: 'call-state-ok',
    violates: callStateByCount,
    rules: ['party-deleted-call-state'],
    parties: 4,
    asks: releases,
  },
  {
    way: 'call-state-conferenced',
    violates: callStateByCount,
    rules: ['party-deleted-call-state'],
    ...ofConference,
  },
  {
    way: 'call-state-cleared',
    violates: callStateByCount,
    rules: ['party-deleted-call-state'],
    ...ofConference,
  },
  {
    way: 'call-state-differs-for-last',
    violates: callStateByCount,
    rules: ['party-deleted-call-state'],
    ...ofConference,
  },
  {
    way: 'call-state-counts-those-at-first',
    violates: callStateByCount,
    rules: ['party-deleted-call-state'],
    ...ofConference,
    spared: call('A B C D', release('A')),
  },
  {
    way: 'call-state-counts-returner-twice',
    violates: callStateByCount,
    rules: ['party-deleted-call-state'],
    ...ofConference,
    script: call('A B C', release('A'), add('B', 'A'), release('B')),
    spared: call('A B C', release('A')),
  },
]

const whatIsDone: readonly LastStep[] = [
  { way: 'release-ignored', violates: carriedOut, rules: missing, ...ofDeparture },
  { way: 'delete-ignored', violates: carriedOut, rules: missing, ...ofDelete },
  { way: 'release-refused', violates: carriedOut, rules: refused, ...ofDeparture },
  { way: 'delete-refused', violates: carriedOut, rules: refused, ...ofDelete },
  {
    way: 'leaver-stays',
    violates: 'who has left is no party any more',
    rules: ['nothing-after-leaving', 'refused-changes-nothing'],
    parties: 3,
    asks: (leaver) => [release(leaver), release(leaver)],
  },
  {
    way: 'wrong-party-deleted',
    violates: 'the party leaves that is asked for',
    rules: ['released-once', 'released-nobody-else'],
    ...ofDelete,
    spared: call('A B C', release('A')),
  },
  {
    way: 'requester-leaves',
    violates: 'the party leaves that is asked for',
    rules: ['released-once', 'released-nobody-else'],
    ...ofDelete,
    spared: call('A B C', release('A')),
  },
  {
    way: 'call-ends',
    violates: releasedToLeavers,
    rules: ['released-nobody-else', 'party-deleted-once'],
    ...ofConference,
  },
  {
    way: 'next-party-leaves-too',
    violates: releasedToLeavers,
    rules: ['released-nobody-else', 'before-its-request'],
    ...ofConference,
  },
  {
    way: 'carried-out-in-other-call',
    violates: 'a request to one call is carried out in that call',
    rules: ['calls-apart', 'release-releases-both', 'released-once'],
    ...ofDeparture,
    script: calls(['A B', 'A C'], release('A')),
    spared: calls(['A B', 'C D'], release('A')),
  },
  {
    way: 'unknown-conn-id-carried-out',
    violates: changesNothing,
    rules: [
      'refused-changes-nothing',
      'calls-apart',
      'before-its-request',
      'released-nobody-else',
      'released-once',
    ],
    ...ofDeparture,
    script: call('A B', toNoCall(release('A'))),
    spared: call('A B', toNoCall(release('Z'))),
  },
  // No rule is broken: the T-Server is gone.
  { way: 'crash', violates: 'the T-Server goes on', rules: [], ...ofDeparture },
]

const whatIsRefused: readonly LastStep[] = [
  {
    way: 'error-beside-release',
    violates: noError,
    rules: ['error-means-refused'],
    ...ofDeparture,
  },
  {
    way: 'error-to-deleted-party',
    violates: noError,
    rules: ['error-means-refused'],
    parties: 2,
    asks: deletes,
    spared: call('A B', release('A')),
  },
  {
    way: 'error-missing',
    violates: 'an EventError for a refused request, as agreed',
    rules: ['refusal-as-agreed'],
    parties: 2,
    asks: () => [release('Z')],
    spared: call('A B', release('A')),
  },
  {
    way: 'error-twice',
    violates: 'at most one EventError for a refused request',
    rules: ['error-to-requester-once', 'error-means-refused'],
    parties: 2,
    asks: () => [release('Y')],
    spared: call('A B', release('A')),
  },
  {
    way: 'error-to-other-party',
    violates: 'EventError to the party that asked',
    rules: ['error-to-requester-once', 'error-means-refused', 'before-its-request'],
    parties: 2,
    asks: () => [release('Z')],
    spared: call('A B', release('A')),
  },
  {
    way: 'error-after-fence',
    violates: 'every event before the fence',
    rules: ['late', 'error-means-refused', 'error-to-requester-once'],
    parties: 2,
    asks: () => [release('Z')],
    spared: call('A B', release('A')),
  },
  {
    way: 'refused-release-told',
    violates: changesNothing,
    rules: ['refused-changes-nothing', 'party-deleted-once', 'calls-apart'],
    parties: 2,
    asks: () => [release('Z')],
    spared: call('A B', remove('Z', 'A')),
  },
  {
    way: 'refused-release-released',
    violates: changesNothing,
    rules: ['refused-changes-nothing', 'released-once'],
    parties: 3,
    asks: (leaver) => [release(leaver), release(leaver)],
    spared: call('A B C', release('A'), release('Z')),
  },
  {
    way: 'refused-delete-carried-out',
    violates: changesNothing,
    // In flight the departure may be taken for one that was asked for next, and came too early.
    rules: ['refused-changes-nothing', 'party-deleted-once', 'before-its-request'],
    parties: 2,
    asks: (leaver) => [remove('Z', leaver)],
    spared: call('A B', remove('Z', 'Y')),
  },
  {
    way: 'refused-delete-removes-requester',
    violates: changesNothing,
    rules: [
      'release-releases-both',
      'released-once',
      'released-nobody-else',
      'party-deleted-once',
      'party-deleted-call-state',
    ],
    parties: 2,
    asks: (leaver) => [remove(leaver, 'Z'), release(leaver)],
    spared: call('A B', remove('Z', 'A'), release('A')),
  },
]

export const lastSteps: readonly LastStep[] = [
  ...whoIsTold,
  ...whatReleasedSays,
  ...whatPartyDeletedSays,
  ...whatIsDone,
  ...whatIsRefused,
]
