/** For every fault the smallest script that shows it: how far shrinking can come at best. */
import { add, call, release, remove } from './one-call.ts'
import type { OneCall } from './one-call.ts'

export interface SmallestScript {
  /** The name of the fault. */
  readonly fault: string
  /** What the last step shows to be violated. */
  readonly violates: string
  /** No script with fewer parties and steps together shows the fault. */
  readonly script: OneCall
  /** A script that is hardly different, and in which the T-Server does everything right. */
  readonly spared: OneCall
}

export const smallestScripts: readonly SmallestScript[] = [
  {
    fault: 'released-missing',
    violates: 'exactly one EventReleased for each departing DN',
    script: call('A B C', release('A')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'released-twice',
    violates: 'exactly one EventReleased for each departing DN',
    script: call('A B', release('A')),
    spared: call('A B', release('Z')),
  },
  {
    fault: 'two-party-other-not-released',
    violates: 'a two-party release releases both',
    script: call('A B', release('A')),
    spared: call('A B C', remove('A', 'B')),
  },
  {
    fault: 'party-deleted-missing-first',
    violates: 'exactly one EventPartyDeleted to each remaining party',
    script: call('A B C', release('A')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'party-deleted-missing-last',
    violates: 'exactly one EventPartyDeleted to each remaining party',
    script: call('A B C', release('A')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'party-deleted-missing-middle-leaves',
    violates: 'exactly one EventPartyDeleted to each remaining party',
    script: call('A B C', release('B')),
    spared: call('A B C', remove('A', 'C')),
  },
  {
    fault: 'party-deleted-missing-sixth',
    violates: 'exactly one EventPartyDeleted to each remaining party',
    script: call('A B C D E F G', release('A')),
    spared: call('A B C D E F', release('A')),
  },
  {
    fault: 'party-deleted-missing-added',
    violates: 'exactly one EventPartyDeleted to each remaining party',
    script: call('A B', add('A', 'C'), release('A')),
    spared: call('A B', add('A', 'C'), release('C')),
  },
  {
    fault: 'party-deleted-twice',
    violates: 'exactly one EventPartyDeleted to each remaining party',
    script: call('A B C', release('A')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'party-deleted-twice-rejoined',
    violates: 'exactly one EventPartyDeleted to each remaining party',
    script: call('A B C', release('A'), add('B', 'A'), release('B')),
    spared: call('A B C', release('A'), add('B', 'D'), release('B')),
  },
  {
    fault: 'party-deleted-late',
    violates:
      'exactly one EventPartyDeleted to each remaining party, and departures in one order for all',
    script: call('A B C', release('A')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'party-deleted-to-leaver',
    violates: 'no EventPartyDeleted to anybody but the remaining parties',
    script: call('A B C', release('A')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'party-deleted-to-gone',
    violates: 'nothing to a DN after it left',
    script: call('A B C D', release('A'), release('B')),
    spared: call('A B C', release('A'), release('B')),
  },
  {
    fault: 'party-deleted-to-unmonitored',
    violates: 'no EventPartyDeleted to anybody but the remaining parties that are monitored',
    script: call('A B outside X', release('A')),
    spared: call('A outside X', release('A')),
  },
  {
    fault: 'refused-delete-told',
    violates: 'a refused request changes nothing: no EventPartyDeleted',
    script: call('A B', remove('A', 'Z')),
    spared: call('A B', remove('Z', 'A')),
  },
  {
    fault: 'third-departure-silent',
    violates: 'exactly one EventReleased for each departing DN',
    script: call('A B C D', release('A'), release('B'), release('C')),
    spared: call('A B C', release('A'), release('B'), release('C')),
  },
  {
    fault: 'error-beside-delete',
    violates: 'no EventError beside a request that was carried out',
    script: call('A B C', remove('A', 'B')),
    spared: call('A B C', release('A')),
  },
  {
    fault: 'call-state-always-conferenced',
    violates: 'EventReleased with CallState OK',
    script: call('A B', release('A')),
    spared: call('A B', release('Z')),
  },
  {
    fault: 'call-state-always-ok',
    violates: 'CallState Conferenced where more than two parties remain',
    script: call('A B C D', release('A')),
    spared: call('A B C', release('A')),
  },
  {
    fault: 'call-state-counts-leaver',
    violates: 'CallState OK where two parties remain',
    script: call('A B C', release('A')),
    spared: call('A B C D', release('A')),
  },
  {
    fault: 'call-state-ok-of-three-after-delete',
    violates: 'CallState Conferenced where more than two parties remain',
    script: call('A B C D', remove('A', 'B')),
    spared: call('A B C D E', remove('A', 'B')),
  },
  {
    fault: 'call-state-ignores-unmonitored',
    violates: 'CallState Conferenced where more than two parties remain, monitored or not',
    script: call('A B C outside X', release('A')),
    spared: call('A B outside X', release('A')),
  },
  {
    fault: 'released-conferenced',
    violates: 'EventReleased with CallState OK',
    script: call('A B C', release('A')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'released-without-call-state',
    violates: 'EventReleased with CallState OK',
    script: call('A B', release('A')),
    spared: call('A B', release('Z')),
  },
  {
    fault: 'two-party-other-dn-self',
    violates: 'OtherDN of a two-party EventReleased, if present, is the other party',
    script: call('A B', release('A')),
    spared: call('A B C', release('A')),
  },
  {
    fault: 'other-dn-requester',
    violates: 'OtherDN names the party that left',
    script: call('A B C', remove('A', 'B')),
    spared: call('A B C', release('A')),
  },
  {
    fault: 'other-dn-missing-after-delete',
    violates: 'OtherDN names the party that left',
    script: call('A B C D', remove('A', 'B'), release('A')),
    spared: call('A B C D', release('A'), remove('B', 'C')),
  },
  {
    fault: 'other-role-conference-member',
    violates: 'OtherDNRole DeletedParty',
    script: call('A B C', release('A')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'third-party-deleted-dn',
    violates: 'ThirdPartyDN of a delete names the party that asked',
    script: call('A B C', remove('A', 'B')),
    spared: call('A B C', remove('A', 'A')),
  },
  {
    fault: 'third-party-missing-on-release',
    violates: 'ThirdPartyDN of a release names the party that left',
    script: call('A B C', release('A')),
    spared: call('A B C', remove('A', 'B')),
  },
  {
    fault: 'third-party-earlier-deleter',
    violates: 'ThirdPartyDN of a release names the party that left',
    script: call('A B C D', remove('A', 'B'), release('C')),
    spared: call('A B C D', remove('A', 'B'), release('A')),
  },
  {
    fault: 'third-party-role-missing',
    violates: 'ThirdPartyDNRole DeletedBy',
    script: call('A B C', release('A')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'third-party-role-added-by',
    violates: 'ThirdPartyDNRole DeletedBy',
    script: call('A B C', release('A')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'conn-id-zero',
    violates: "the ConnID is the call's",
    script: call('A B C', release('A')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'party-deleted-as-released',
    violates:
      'exactly one EventPartyDeleted to each remaining party, EventReleased to leavers only',
    script: call('A B C', release('A')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'delete-by-prefix',
    violates: 'a refused request changes nothing: DNs compare exactly',
    script: call('70 80', remove('80', '7001')),
    spared: call('70 80 90', remove('80', '70')),
  },
  {
    fault: 'delete-ignores-case',
    violates: 'a refused request changes nothing: DNs compare exactly',
    script: call('a B', remove('B', 'A')),
    spared: call('a B C', remove('B', 'a')),
  },
  {
    fault: 'delete-ignores-leading-zeros',
    violates: 'a refused request changes nothing: DNs compare exactly',
    script: call('7 B', remove('B', '07')),
    spared: call('7 B', remove('B', '70')),
  },
  {
    fault: 'delete-by-stranger',
    violates: 'an invalid request changes nothing and moves nobody',
    script: call('A B', remove('Z', 'A')),
    spared: call('A B', remove('Z', 'Y')),
  },
  {
    fault: 'delete-by-gone',
    violates: 'an invalid request changes nothing and moves nobody',
    script: call('A B C', release('A'), remove('A', 'B')),
    spared: call('A B C', release('A'), remove('Z', 'B')),
  },
  {
    fault: 'refused-delete-removes',
    violates: 'an invalid request changes nothing: who did not leave is still in the call',
    script: call('A B', remove('Z', 'A'), release('A')),
    spared: call('A B', remove('A', 'Z'), release('A')),
  },
  {
    fault: 'second-delete-ignored',
    violates: 'exactly one EventReleased for each departing DN: a valid request is carried out',
    script: call('A B C D', remove('A', 'B'), remove('A', 'C')),
    spared: call('A B C D', remove('A', 'B'), remove('C', 'D')),
  },
  {
    fault: 'two-party-delete-keeps-requester',
    violates: 'a two-party release releases both, without EventPartyDeleted',
    script: call('A B', remove('A', 'B')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'first-party-ends-conference',
    violates:
      'exactly one EventPartyDeleted to each remaining party, EventReleased to leavers only',
    script: call('A B C', release('A')),
    spared: call('A B C', release('B')),
  },
  {
    fault: 'conference-of-four-ends',
    violates:
      'exactly one EventPartyDeleted to each remaining party, EventReleased to leavers only',
    script: call('A B C D', release('A')),
    spared: call('A B C', release('A')),
  },
  {
    fault: 'crash-last-party-deletes',
    violates: 'the T-Server goes on',
    script: call('A B', remove('B', 'A')),
    spared: call('A B', remove('A', 'B')),
  },
]
