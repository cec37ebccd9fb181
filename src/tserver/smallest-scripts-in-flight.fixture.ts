/** For every fault that needs requests in flight the smallest script. */
import { call, release, remove } from './one-call.ts'
import { calls, on } from './several-calls.fixture.ts'
import type { SmallestScript } from './smallest-script.fixture.ts'

export const smallestScriptsInFlight: readonly SmallestScript[] = [
  {
    fault: 'in-flight-lost-update',
    violates: 'CallState OK where two parties remain',
    script: call('A B C D', [release('A'), release('B')]),
    spared: call('A B C D', release('A'), release('B')),
  },
  {
    fault: 'in-flight-count-never-shrinks',
    violates: 'CallState OK where two parties remain',
    script: call('A B C', [release('A'), release('B')]),
    spared: call('A B C', release('A'), release('B')),
  },
  {
    fault: 'in-flight-unmonitored-not-counted',
    violates: 'CallState Conferenced where more than two parties remain, monitored or not',
    script: call('A B C outside X', [release('A'), release('B')]),
    spared: call('A B C outside X', release('A'), release('B')),
  },
  {
    fault: 'in-flight-second-departure-untold',
    violates: 'exactly one EventPartyDeleted to each remaining party',
    script: call('A B C D', [release('A'), release('B')]),
    spared: call('A B C', [release('A'), release('B')]),
  },
  {
    fault: 'in-flight-order-swapped-for-one',
    violates: 'departures in one order for all',
    script: call('A B C D', [release('A'), release('B')]),
    spared: call('A B C', [release('A'), release('B')]),
  },
  {
    fault: 'in-flight-leaver-told-of-next',
    violates: 'nothing to a DN after it left',
    script: call('A B C D', [release('A'), release('B')]),
    spared: call('A B C D', release('A'), release('B')),
  },
  {
    fault: 'in-flight-delete-twice',
    violates: 'exactly one EventReleased for each departing DN',
    script: call('A B C', [remove('A', 'B'), remove('A', 'B')]),
    spared: call('A B C', remove('A', 'B'), remove('A', 'B')),
  },
  {
    fault: 'in-flight-delete-takes-next',
    violates: 'a refused request changes nothing and moves nobody',
    script: call('A B C', [remove('A', 'B'), remove('A', 'B')]),
    spared: call('A B C', remove('A', 'B'), remove('A', 'B')),
  },
  {
    fault: 'in-flight-delete-by-gone',
    violates: 'a refused request changes nothing and moves nobody',
    script: call('A B C', [release('A'), remove('A', 'B')]),
    spared: call('A B C', release('A'), remove('A', 'B')),
    certain: false,
  },
  {
    fault: 'in-flight-refused-delete-carried-out',
    violates: 'a refused request changes nothing and moves nobody',
    script: call('A B', [release('Z'), remove('Z', 'A')]),
    spared: call('A B', release('Z'), remove('Z', 'A')),
  },
  {
    fault: 'in-flight-error-beside-departure',
    violates: 'no EventError beside a request that was carried out',
    script: call('A B C', [release('A'), release('B')]),
    spared: call('A B', [release('A'), release('B')]),
  },
  {
    fault: 'in-flight-last-two-released-twice',
    violates: 'exactly one EventReleased for each departing DN',
    script: call('A B', [release('A'), release('B')]),
    spared: call('A B', release('A'), release('B')),
  },
  {
    fault: 'in-flight-last-two-one-not-released',
    violates: 'a two-party release releases both',
    script: call('A B', [release('A'), release('B')]),
    spared: call('A B', release('A'), release('B')),
  },
  {
    fault: 'in-flight-third-party-of-rival',
    violates: 'ThirdPartyDN is the same for all: the party that asked',
    script: call('A B C', [release('B'), remove('A', 'B')]),
    spared: call('A B C', release('B'), remove('A', 'B')),
  },
  {
    fault: 'in-flight-unmonitored-not-removed',
    violates: 'an unmonitored party that was deleted is gone',
    script: call('A B outside X', [remove('A', 'X'), remove('A', 'X')]),
    spared: call('A B outside X', remove('A', 'X'), remove('A', 'X')),
  },
  {
    fault: 'in-flight-conn-ids-swapped',
    violates: "the ConnID is the call's",
    script: calls(['A B', 'C D'], [release('A'), on(1, release('C'))]),
    spared: calls(['A B', 'C D'], release('A'), on(1, release('C'))),
  },
]
