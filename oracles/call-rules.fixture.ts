/** Cases of the rules on the call as a whole. */
import {
  addition,
  call,
  deletion,
  deletionOfB,
  eventError,
  history,
  lacking,
  partyDeleted,
  release,
  released,
  releaseOfB,
  round,
  silence,
} from './history.fixture.ts'
import type { Round } from './history.ts'
import type { RuleCase } from './rule-case.fixture.ts'
import type { DN, Event } from './tlib.ts'

const inTwo = (event: Event): Event => ({ ...event, ConnID: '2' })
/** `leaver` hangs up and `told` are told, of whom `wrongly` are told that `named` has left. */
function departure(leaver: DN, told: string, named: Record<DN, DN> = {}): Round {
  const callState = told.length > 2 ? 'Conferenced' : 'OK'
  const events = [...told].map((dn) => ({
    ...partyDeleted(dn, leaver, leaver, callState),
    OtherDN: named[dn] ?? leaver,
  }))
  return round(release(leaver), released(leaver), ...events)
}
const deletionOfOutside = (dn: DN, told: Record<DN, DN>): Round =>
  round(
    deletion('A', dn),
    ...Object.entries(told).map(([thisDN, OtherDN]) => ({
      ...partyDeleted(thisDN, dn, 'A', 'Conferenced'),
      OtherDN,
    })),
  )

export const callRuleCases: readonly RuleCase[] = [
  {
    rule: 'late',
    breaks: [
      {
        because: 'an event comes after the fence',
        history: history(call('AB'), {
          ...round(release('A'), released('A')),
          late: [released('B')],
        }),
      },
      {
        because: 'an event comes after the fence of an added party',
        history: history(call('AB'), { ...round(addition('A', 'C')), late: [released('B')] }),
      },
      {
        because: 'an event comes before anything was asked',
        history: { ...history(call('AB')), early: [eventError('A')] },
      },
      {
        because: 'an event comes again after the fence',
        history: history(call('ABC'), { ...releaseOfB(), late: [released('B')] }),
        with: ['released-once'],
      },
    ],
    holds: [
      {
        because: 'what is late, or early, is not judged',
        history: {
          ...history(call('ABC'), {
            ...releaseOfB(),
            late: [{ name: 'EventOnHook', ThisDN: 'B' }],
          }),
          early: [{ name: 'EventEstablished', ThisDN: 'A' }],
        },
      },
    ],
  },
  {
    rule: 'conn-id',
    breaks: [
      {
        because: 'the ConnID is that of another call',
        history: history(
          [call('ABC'), call('AD', '', '2')],
          round(release('A'), ...departure('A', 'BC').events.map(inTwo)),
        ),
        with: ['calls-apart'],
      },
      {
        because: 'the ConnID only begins like that of the call',
        history: history(
          call('AB'),
          round(release('A'), { ...released('A'), ConnID: '12@1' }, released('B')),
        ),
      },
      {
        because: 'the ConnID is unknown in all that E is told, whichever order that has',
        history: history(
          call('ABCDE'),
          ...[departure('B', 'ACDE', { E: 'C' }), departure('C', 'ADE', { E: 'B' })].map(
            (departure) => ({
              ...departure,
              events: departure.events.map((event) =>
                event.ThisDN === 'E' ? { ...event, ConnID: '9' } : event,
              ),
            }),
          ),
        ),
        with: ['party-deleted-other-dn'],
      },
      {
        because: 'the ConnID is absent',
        history: history(
          call('AB'),
          round(release('A'), lacking(released('A'), 'ConnID'), released('B')),
        ),
      },
      {
        because: "the ConnID is absent, and the call's own is nothing but metainformation",
        history: history(
          call('AB', '', '@2'),
          round(release('A', '@2'), lacking(released('A'), 'ConnID'), {
            ...released('B'),
            ConnID: '@2',
          }),
        ),
      },
    ],
    holds: [
      {
        because: 'metainformation is no part of it',
        history: history(
          call('AB', '', '1@a'),
          round(release('A', '1@b'), { ...released('A'), ConnID: '1@c' }, released('B')),
        ),
      },
      {
        because: 'an EventError need not carry it',
        history: history(
          call('AB'),
          round(release('C'), { ...eventError('C'), ConnID: '77' }),
          round(release('D'), eventError('D')),
        ),
      },
    ],
  },
  {
    rule: 'nothing-after-leaving',
    breaks: [
      {
        because: 'the DN that left is told of the next departure',
        history: history(
          call('ABCD'),
          departure('B', 'ACD'),
          round(
            release('C'),
            released('C'),
            ...['A', 'B', 'D'].map((dn) => partyDeleted(dn, 'C', 'C', 'OK')),
          ),
        ),
      },
      {
        because: 'the DN that left is released once more',
        history: history(
          call('ABC'),
          releaseOfB(),
          round(release('A'), released('A'), released('B'), released('C')),
        ),
      },
      {
        because: 'the DN that left asks, and is released again',
        history: history(call('ABC'), releaseOfB(), round(release('B'), released('B'))),
        with: ['refused-changes-nothing'],
      },
    ],
    holds: [
      {
        because: 'an EventError may reach the DN that left',
        history: history(call('ABC'), releaseOfB(), round(release('B'), eventError('B'))),
      },
      {
        because: 'the DN has come back',
        history: history(
          call('ABC'),
          releaseOfB(),
          round(addition('A', 'B')),
          departure('C', 'AB'),
        ),
      },
      {
        because: 'the DN has left another call',
        history: history(
          [call('ABC'), call('AB', '', '2')],
          releaseOfB(),
          round(release('B', '2'), inTwo(released('A')), inTwo(released('B'))),
        ),
      },
    ],
  },
  {
    rule: 'departures-in-one-order',
    breaks: [
      {
        because: 'E saw C leave before B, the others B before C',
        history: history(
          call('ABCDE'),
          departure('B', 'ACDE', { E: 'C' }),
          departure('C', 'ADE', { E: 'B' }),
        ),
        with: ['party-deleted-other-dn'],
      },
      {
        because: 'E hears that B has left after it heard so of C, when nothing more has happened',
        history: history(
          call('ABCDE'),
          departure('B', 'ACD'),
          departure('C', 'ADE'),
          round(deletion('A', 'Z'), partyDeleted('E', 'B', 'B', 'OK')),
        ),
        with: ['party-deleted-once', 'refused-changes-nothing', 'party-deleted-nobody-else'],
      },
      {
        because: 'E saw C leave before B, and in between somebody who never left',
        history: history(
          call('ABCDEF'),
          departure('B', 'ACDEF', { E: 'C' }),
          departure('C', 'ADEF', { E: 'Q' }),
          departure('D', 'AEF', { E: 'B' }),
        ),
        with: ['party-deleted-other-dn'],
      },
    ],
    holds: [
      {
        because: 'B leaves before C, and once more when E, which saw both, has left',
        history: history(
          call('ABCDE'),
          departure('B', 'ACDE'),
          departure('C', 'ADE'),
          departure('E', 'AD'),
          round(addition('A', 'B')),
          departure('B', 'AD'),
        ),
      },
      {
        because: 'an outside party goes by the DN of one that had left before N joined',
        history: history(
          call('ABCD', 'X'),
          departure('B', 'ACD'),
          round(addition('A', 'N')),
          departure('C', 'ADN'),
          deletionOfOutside('X', { A: 'X', D: 'X', N: 'B' }),
        ),
      },
      {
        because: 'all see B, C, D',
        history: history(
          call('ABCDE'),
          departure('B', 'ACDE'),
          departure('C', 'ADE'),
          departure('D', 'AE'),
        ),
      },
      {
        because: 'B leaves, comes back after C has left, and leaves again',
        history: history(
          call('ABCDE'),
          departure('B', 'ACDE'),
          departure('C', 'ADE'),
          round(addition('A', 'B')),
          round(addition('A', 'F')),
          departure('B', 'ADEF'),
        ),
      },
      {
        because: 'two calls that share parties have an order each',
        history: history(
          [call('ABCD'), call('EBCF', '', '2')],
          departure('B', 'ACD'),
          {
            ...round(release('C', '2'), ...departure('C', 'EBF').events.map(inTwo)),
          },
          departure('C', 'AD'),
          {
            ...round(release('B', '2'), ...departure('B', 'EF').events.map(inTwo)),
          },
        ),
      },
      {
        because: 'outside parties are named by the trunk that brought them, both by the same one',
        history: history(
          call('ABCD', 'XY'),
          deletionOfOutside('X', { A: 'trunk', B: 'trunk', C: 'trunk', D: 'trunk' }),
          round(addition('A', 'N')),
          departure('B', 'ACDN'),
          departure('C', 'ADN'),
          round(addition('A', 'M')),
          departure('D', 'ANM'),
          round(
            deletion('A', 'Y'),
            lacking(partyDeleted('A', 'Y', 'A', 'Conferenced'), 'OtherDN'),
            { ...partyDeleted('N', 'Y', 'A', 'Conferenced'), OtherDN: 'trunk' },
            lacking(partyDeleted('M', 'Y', 'A', 'Conferenced'), 'OtherDN'),
          ),
        ),
      },
      {
        because: 'nobody saw anything',
        history: history(call('ABC'), silence(deletion('B', 'B'))),
      },
      { because: 'one departure has no order', history: history(call('ABC'), deletionOfB()) },
    ],
  },
]
