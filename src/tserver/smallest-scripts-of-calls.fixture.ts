/** For every fault between calls, stays or rounds the smallest script. */
import { add, call, release, remove } from './one-call.ts'
import { calls, inSuccession, on } from './several-calls.fixture.ts'
import type { SmallestScript } from './smallest-script.fixture.ts'

export const smallestScriptsOfCalls: readonly SmallestScript[] = [
  {
    fault: 'conn-id-of-last-call',
    violates: "the ConnID is the call's",
    script: calls(['A B', 'A C'], release('A')),
    spared: calls(['A B', 'A C'], on(1, release('A'))),
  },
  {
    fault: 'party-deleted-to-other-calls',
    violates: 'no EventPartyDeleted to anybody but the remaining parties',
    script: calls(['A B C', 'D E'], release('A')),
    spared: calls(['A B C', 'D E'], on(1, release('D'))),
  },
  {
    fault: 'leaver-removed-from-other-calls',
    violates: 'a call does not change by what is done in another one',
    script: calls(['A B', 'A C'], release('A'), on(1, release('C'))),
    spared: calls(['A B', 'A C'], release('B'), on(1, release('C'))),
  },
  {
    fault: 'leaver-released-from-other-calls',
    violates: 'a call does not change by what is done in another one',
    script: calls(['A B', 'A C'], release('A')),
    spared: calls(['A B', 'A C'], release('B')),
  },
  {
    fault: 'error-to-other-call',
    violates: 'EventError to the party that asked',
    script: calls(['A B', 'C D'], release('Z')),
    spared: calls(['A B', 'C D'], release('A')),
  },
  {
    fault: 'last-call-leaver-forgotten',
    violates: 'a call does not depend on an earlier one: a two-party release releases both',
    script: inSuccession(call('A B', release('A')), call('A C', release('A'))),
    spared: inSuccession(call('A B', release('A')), call('C D', release('C'))),
  },
  {
    fault: 'last-call-count-kept',
    violates: 'a call does not depend on an earlier one: CallState OK where two parties remain',
    script: inSuccession(call('A B', add('A', 'C')), call('A B C', release('A'))),
    spared: inSuccession(call('A B', release('Z')), call('A B C', release('A'))),
  },
  {
    fault: 'last-call-deleter-kept',
    violates: 'a call does not depend on an earlier one: ThirdPartyDN names the party that left',
    script: inSuccession(call('A B', remove('A', 'B')), call('A B C', release('B'))),
    spared: inSuccession(call('A B', remove('A', 'B')), call('A B C', release('A'))),
  },
  {
    fault: 'returner-not-released',
    violates: 'exactly one EventReleased for each departing DN, at each departure',
    script: call('A B C', release('A'), add('B', 'A'), release('A')),
    spared: call('A B C', release('A'), add('B', 'D'), release('D')),
  },
  {
    fault: 'returner-released-for-each-stay',
    violates: 'exactly one EventReleased for each departing DN, at each departure',
    script: call('A B C', release('A'), add('B', 'A'), release('A')),
    spared: call('A B C', release('A'), add('B', 'D'), release('D')),
  },
  {
    fault: 'released-late',
    violates: 'every event before the fence',
    script: call('A B', release('A')),
    spared: call('A B', release('Z')),
  },
  {
    fault: 'released-again-at-next-request',
    violates: 'exactly one EventReleased for each departing DN',
    script: call('A B', release('A'), release('A')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'party-deleted-again-late',
    violates: 'exactly one EventPartyDeleted to each remaining party, before the fence',
    script: call('A B C', release('A')),
    spared: call('A B', release('A')),
  },
  {
    fault: 'released-again-in-next-call',
    violates: 'no event of a call that was discarded',
    script: inSuccession(call('A B', release('A')), call('A B', release('Z'))),
    spared: inSuccession(call('A B', release('Z')), call('A B', release('A'))),
  },
  {
    fault: 'one-event-in-fifty-lost',
    violates: 'exactly one EventReleased for each departing DN',
    script: call('A B', release('A')),
    spared: call('A B', release('Z')),
    certain: false,
  },
  {
    fault: 'one-request-in-seven-ignored',
    violates: 'a valid request is carried out',
    script: call('A B', release('A')),
    spared: call('A B', release('Z')),
    certain: false,
  },
]
