/** Cases of the rules on EventReleased. */
import {
  call,
  deletion,
  deletionOfB,
  history,
  lacking,
  partyDeleted,
  release,
  released,
  releaseOfB,
  round,
} from './history.fixture.ts'
import type { Round } from './history.ts'
import { profiles } from './profile.ts'
import type { RuleCase } from './rule-case.fixture.ts'
import type { Event } from './tlib.ts'

const toldOfB = [partyDeleted('A', 'B', 'B', 'OK'), partyDeleted('C', 'B', 'B', 'OK')]
/** B, of A, B and C, hangs up; its own events are as given. */
const releaseOfBWith = (...events: readonly Event[]): Round =>
  round(release('B'), ...toldOfB, ...events)

export const releasedRuleCases: readonly RuleCase[] = [
  {
    rule: 'release-releases-both',
    breaks: [
      {
        because: 'the other party is not released',
        history: history(call('AB'), round(release('A'), released('A'))),
      },
      {
        because: 'the party that hung up is not released',
        history: history(call('AB'), round(release('A'), released('B'))),
      },
      {
        because: 'nobody is released',
        history: history(call('A', 'X'), round(release('A'))),
      },
      {
        because: 'a delete in a call of two is carried out by halves',
        history: history(call('AB'), round(deletion('A', 'B'), released('B'))),
      },
    ],
    holds: [
      {
        because: 'the other party is an outside one',
        history: history(call('A', 'X'), round(release('A'), released('A'))),
      },
      {
        because: 'both are released',
        history: history(call('AB'), round(release('A'), released('B'), released('A'))),
      },
    ],
  },
  {
    rule: 'released-once',
    breaks: [
      { because: 'the leaver is not released', history: history(call('ABC'), releaseOfBWith()) },
      {
        because: 'the leaver is released twice',
        history: history(call('ABC'), releaseOfBWith(released('B'), released('B'))),
      },
      {
        because: 'the deleted party is not released',
        history: history(call('ABC'), {
          ...deletionOfB(),
          events: deletionOfB().events.filter(({ ThisDN }) => ThisDN !== 'B'),
        }),
      },
      {
        because: 'a party of a call of two is released twice',
        history: history(
          call('AB'),
          round(release('A'), released('A'), released('A'), released('B')),
        ),
      },
    ],
    holds: [
      { because: 'the leaver is released', history: history(call('ABC'), releaseOfB()) },
      {
        because: 'the deleted party is an outside one',
        history: history(
          call('AB', 'X'),
          round(
            deletion('A', 'X'),
            partyDeleted('A', 'X', 'A', 'OK'),
            partyDeleted('B', 'X', 'A', 'OK'),
          ),
        ),
      },
      {
        because: 'the leaver is the last monitored party',
        history: history(call('A', 'XY'), round(release('A'), released('A'))),
      },
    ],
  },
  {
    rule: 'released-nobody-else',
    breaks: [
      {
        because: 'a party that remains is released',
        history: history(call('ABC'), releaseOfBWith(released('B'), released('C'))),
      },
      {
        because: 'a DN that never was in the call is released',
        history: history(
          call('AB'),
          round(release('A'), released('A'), released('B'), released('Z')),
        ),
      },
      {
        because: 'a DN that never was in the call is released, whatever OtherDN it is told',
        history: history(
          call('AB'),
          round(release('A'), released('A'), released('B'), { ...released('Z'), OtherDN: 'Q' }),
        ),
      },
      {
        because: 'an outside party is sent an EventReleased',
        history: history(call('A', 'X'), round(release('A'), released('A'), released('X'))),
      },
      {
        because: 'instead of the deleted party the one that asked is released',
        history: history(
          call('ABC'),
          round(
            deletion('A', 'B'),
            released('A'),
            partyDeleted('A', 'B', 'A', 'OK'),
            partyDeleted('C', 'B', 'A', 'OK'),
          ),
        ),
        with: ['released-once'],
      },
    ],
    holds: [
      {
        because: 'only the deleted party is released',
        history: history(call('ABC'), deletionOfB()),
      },
    ],
  },
  {
    rule: 'released-call-state',
    breaks: [
      {
        because: 'CallState is another',
        history: history(call('ABC'), releaseOfBWith({ ...released('B'), CallState: 19 })),
      },
      {
        because: 'CallState follows the footnote, which is not for EventReleased',
        history: history(
          call('AB'),
          round(release('A'), released('A'), { ...released('B'), CallState: 'Conferenced' }),
        ),
      },
      {
        because: 'CallState is absent',
        history: history(call('ABC'), releaseOfBWith(lacking(released('B'), 'CallState'))),
      },
      {
        because: 'CallState cannot be read',
        history: history(call('ABC'), releaseOfBWith({ ...released('B'), CallState: 'ok' })),
      },
    ],
    holds: [
      {
        because: 'CallState is OK by number',
        history: history(call('ABC'), releaseOfBWith({ ...released('B'), CallState: '0' })),
      },
      {
        because: 'CallState is OK though the others are Conferenced',
        history: history(
          call('ABCD'),
          round(
            release('B'),
            released('B'),
            ...['A', 'C', 'D'].map((dn) => partyDeleted(dn, 'B', 'B', 'Conferenced')),
          ),
        ),
      },
    ],
  },
  {
    rule: 'released-other-dn',
    breaks: [
      {
        because: 'OtherDN is somebody else',
        history: history(
          call('AB'),
          round(release('A'), { ...released('A'), OtherDN: 'C' }, released('B')),
        ),
      },
      {
        because: 'OtherDN is the party itself',
        history: history(
          call('AB'),
          round(release('A'), released('A'), { ...released('B'), OtherDN: 'B' }),
        ),
      },
      {
        because: 'OtherDN of a call with an outside party is the party itself',
        history: history(call('A', 'X'), round(release('A'), { ...released('A'), OtherDN: 'A' })),
      },
    ],
    holds: [
      {
        because: 'OtherDN is the other party, or absent',
        history: history(
          call('AB'),
          round(release('A'), { ...released('A'), OtherDN: 'B' }, released('B')),
        ),
      },
      {
        because: 'an outside party is named as dialled',
        history: history(call('A', 'X'), round(release('A'), { ...released('A'), OtherDN: '9X' })),
      },
      {
        because: 'in a conference OtherDN is open',
        history: history(call('ABC'), releaseOfBWith({ ...released('B'), OtherDN: 'B' })),
      },
    ],
  },
  {
    rule: 'released-from-conference-other-dn',
    breaks: [
      {
        because: 'the leaver names a party of the conference',
        profile: profiles.strict,
        history: history(call('ABC'), releaseOfBWith({ ...released('B'), OtherDN: 'A' })),
      },
      {
        because: 'the last monitored party names an outside one',
        profile: profiles.strict,
        history: history(call('A', 'XY'), round(release('A'), { ...released('A'), OtherDN: 'X' })),
      },
    ],
    holds: [
      {
        because: 'the leaver names nobody',
        profile: profiles.strict,
        history: history(call('ABC'), releaseOfB()),
      },
      {
        because: 'in a call of two the other party may be named',
        profile: profiles.strict,
        history: history(
          call('AB'),
          round(release('A'), { ...released('A'), OtherDN: 'B' }, released('B')),
        ),
      },
      {
        because: 'the default profile leaves it open',
        history: history(call('ABC'), releaseOfBWith({ ...released('B'), OtherDN: 'A' })),
      },
    ],
  },
]
