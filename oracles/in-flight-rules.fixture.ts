/** Cases of the rules while several requests are in flight. */
import {
  addition,
  call,
  deletion,
  eventError,
  history,
  inFlight,
  partyDeleted,
  release,
  released,
  releaseOfB,
  round,
} from './history.fixture.ts'
import type { Round } from './history.ts'
import type { RuleCase } from './rule-case.fixture.ts'
import type { DN, Event } from './tlib.ts'

const inTwo = (event: Event): Event => ({ ...event, ConnID: '2' })

/** What C, or D, is told where A and B, of A, B, C and D, hang up at once, and A is first. */
const toldOfBoth = (dn: DN): readonly [Event, Event] => [
  partyDeleted(dn, 'A', 'A', 'Conferenced'),
  partyDeleted(dn, 'B', 'B', 'OK'),
]
const bothRelease = [release('A'), release('B')]
const [toldOfA, toldOfB] = toldOfBoth('C')
const [toldDOfA, toldDOfB] = toldOfBoth('D')
const toldBOfA = partyDeleted('B', 'A', 'A', 'Conferenced')

/** A and B, of A, B, C and D, hang up at once. */
const bothHangUp = (...events: readonly Event[]) =>
  history(call('ABCD'), inFlight(bothRelease, ...events))

const right = bothHangUp(
  released('A'),
  toldBOfA,
  released('B'),
  toldOfA,
  toldOfB,
  toldDOfA,
  toldDOfB,
)

/** The same with how many of the two requests had been sent when each event came. */
const sentAt = (sent: readonly number[], ...events: readonly Event[]) =>
  history(call('ABCD'), { ...inFlight(bothRelease, ...events), sent })

/** A and C, of A, B, C and D, delete B at once; A is first. */
const bothDelete = (...events: readonly Event[]) =>
  history(
    call('ABCD'),
    inFlight(
      [deletion('A', 'B'), deletion('C', 'B')],
      released('B'),
      ...[...'ACD'].map((dn) => partyDeleted(dn, 'B', 'A', 'Conferenced')),
      ...events,
    ),
  )

/** A is in both calls and hangs up in both at once. */
const inBothCalls = (...events: readonly Event[]) =>
  history(
    [call('ABC'), call('AD', '', '2')],
    inFlight([release('A'), release('A', '2')], ...events),
  )

const leavesOne = [
  released('A'),
  partyDeleted('B', 'A', 'A', 'OK'),
  partyDeleted('C', 'A', 'A', 'OK'),
]
const leavesTwo = [released('A'), released('D')].map(inTwo)

const leavingOne: Round = round(release('A'), ...leavesOne)

/** The rules that have their only cases here. */
export const inFlightRuleCases: readonly RuleCase[] = [
  {
    rule: 'before-its-request',
    breaks: [
      {
        because: 'C is told of the second departure before it was asked for',
        history: sentAt(
          [1, 1, 1, 1, 1, 2, 2],
          ...[released('A'), toldBOfA, toldOfA, toldDOfA, toldOfB, toldDOfB, released('B')],
        ),
      },
      {
        because: 'the only request of a round is carried out before it was sent',
        history: history(call('AB'), {
          ...round(release('A'), released('A'), released('B')),
          sent: [0, 1],
        }),
      },
      {
        because: 'a delete is refused before it was sent',
        history: history(call('ABC'), {
          ...inFlight([release('B'), deletion('A', 'Z')], eventError('A'), ...releaseOfB().events),
          sent: [1, 1, 1, 1],
        }),
      },
    ],
    holds: [
      {
        because: 'the only request of a round is carried out after it was sent',
        history: history(call('AB'), {
          ...round(release('A'), released('A'), released('B')),
          sent: [1, 1],
        }),
      },
      {
        because: 'all that is seen of a departure comes after it was asked for',
        history: sentAt(
          [1, 1, 1, 1, 2, 2, 2],
          ...[released('A'), toldBOfA, toldOfA, toldDOfA, toldOfB, toldDOfB, released('B')],
        ),
      },
      {
        because: 'a delete is refused after it was sent',
        history: history(call('ABC'), {
          ...inFlight([release('B'), deletion('A', 'Z')], ...releaseOfB().events, eventError('A')),
          sent: [1, 1, 1, 2],
        }),
      },
    ],
  },
  {
    rule: 'calls-apart',
    breaks: [
      {
        because: 'both parties of the other call are told, too, under the same ConnID',
        history: history([call('ABC'), call('DE', '', '2')], {
          ...leavingOne,
          events: [...leavesOne, partyDeleted('D', 'A', 'A', 'OK')],
        }),
        with: ['party-deleted-nobody-else'],
      },
      {
        because: 'a DN that is in both calls is told in the name of both',
        history: history([call('ABC'), call('BE', '', '2')], {
          ...leavingOne,
          events: [...leavesOne, inTwo(partyDeleted('B', 'A', 'A', 'OK'))],
        }),
        with: ['conn-id', 'party-deleted-once'],
      },
      {
        because: 'the ConnIDs of two releases in flight are mixed up',
        history: inBothCalls(...leavesOne, released('A'), inTwo(released('D'))),
        with: ['conn-id'],
      },
      {
        because: 'a party that joined the other call is told, under the same ConnID',
        history: history(
          [call('ABC'), call('DE', '', '2')],
          round(addition('D', 'F', '2')),
          round(release('A'), ...leavesOne, partyDeleted('F', 'A', 'A', 'OK')),
        ),
        with: ['party-deleted-nobody-else'],
      },
      {
        because: 'a party of the other call is said to have left this one',
        history: history(
          [call('ABC'), call('DE', '', '2')],
          round(release('A'), ...[released('A'), partyDeleted('B', 'A', 'A', 'OK')], {
            ...partyDeleted('C', 'A', 'A', 'OK'),
            OtherDN: 'D',
          }),
        ),
        with: ['party-deleted-other-dn'],
      },
      {
        because: 'a party of the other call is said to have left this one, after a refusal',
        history: history(
          [call('ABC'), call('DE', '', '2')],
          round(deletion('A', 'Z'), partyDeleted('C', 'D', 'A', 'OK')),
        ),
        with: ['refused-changes-nothing', 'party-deleted-nobody-else'],
      },
      {
        because: 'the ConnID is that of a call which is not established yet',
        history: history(
          [call('AB'), { ...call('CD', '', '2'), from: 1 }],
          round(release('A'), inTwo(released('A')), released('B')),
          round(release('C', '2'), inTwo(released('C')), inTwo(released('D'))),
        ),
        with: ['conn-id'],
      },
      {
        because: 'the other call ends while a party joins this one',
        history: history(
          [call('AB'), call('CD', '', '2'), call('CD', '', '3')],
          round(addition('A', 'E'), inTwo(released('C')), inTwo(released('D'))),
        ),
      },
      {
        because: 'an event of a call that is gone comes in the next one',
        history: history(
          [call('AB'), { ...call('AC', '', '2'), from: 1 }],
          round(release('A'), released('A'), released('B')),
          round(release('A', '2'), inTwo(released('A')), inTwo(released('C')), released('A')),
        ),
        with: ['late', 'conn-id', 'released-once'],
      },
    ],
    holds: [
      {
        because: 'two calls with a DN in both end at once, each under its ConnID',
        history: inBothCalls(...leavesTwo, ...leavesOne),
      },
      {
        because: 'a leaver is told a DN of the other call, which no table forbids',
        history: history(
          [call('ABC'), call('DE', '', '2')],
          round(
            release('A'),
            { ...released('A'), OtherDN: 'D' },
            partyDeleted('B', 'A', 'A', 'OK'),
            partyDeleted('C', 'A', 'A', 'OK'),
          ),
        ),
      },
      {
        because: 'an outside party goes by the DN of somebody in the other call',
        history: history(
          [call('AB', 'X'), call('DE', '', '2')],
          round(deletion('A', 'X'), partyDeleted('A', 'X', 'A', 'OK'), {
            ...partyDeleted('B', 'X', 'A', 'OK'),
            OtherDN: 'D',
          }),
        ),
      },
      {
        because: 'a party joins a call that nobody knows',
        history: history(call('ABC'), round(addition('A', 'D', '9')), leavingOne),
      },
      {
        because: 'an EventError names a call that is gone, and so does what nobody judges',
        history: history(
          [call('AB'), { ...call('AC', '', '2'), from: 1 }],
          round(release('A'), released('A'), released('B')),
          round(
            deletion('A', 'Z', '2'),
            { ...eventError('A'), ConnID: '1' },
            {
              name: 'EventOnHook',
              ThisDN: 'A',
              ConnID: '1',
            },
          ),
        ),
      },
      {
        because: 'a call has the ConnID of one that is gone',
        history: history(
          [call('AB'), { ...call('AC'), from: 1 }],
          round(release('A'), released('A'), released('B')),
          round(release('A'), released('A'), released('C')),
        ),
      },
      {
        because: 'what nobody judges comes of another call while a party joins',
        history: history(
          [call('AB'), call('CD', '', '2')],
          round(addition('A', 'E'), { name: 'EventOnHook', ThisDN: 'C', ConnID: '2' }),
        ),
      },
      {
        because: 'what comes of a call while a party joins it is set-up',
        history: history(
          [call('AB'), call('CD', '', '2')],
          round(addition('A', 'E'), released('A')),
        ),
      },
      {
        because: 'a DN is in two calls one after another',
        history: history(
          [call('AB'), { ...call('AC', '', '2'), from: 1 }],
          round(release('A'), released('A'), released('B')),
          round(release('A', '2'), inTwo(released('A')), inTwo(released('C'))),
        ),
      },
    ],
  },
]

/** More cases of rules that have others elsewhere. */
export const rulesInFlight: readonly RuleCase[] = [
  {
    rule: 'departures-in-one-order',
    breaks: [
      {
        because: 'C sees A leave first, and so does B; D sees B leave first',
        history: history(
          call('ABCDE'),
          inFlight(
            bothRelease,
            ...[released('A'), toldBOfA, released('B')],
            ...[...'CE'].flatMap((dn) => [
              partyDeleted(dn, 'A', 'A', 'Conferenced'),
              partyDeleted(dn, 'B', 'B', 'Conferenced'),
            ]),
            partyDeleted('D', 'B', 'B', 'Conferenced'),
            partyDeleted('D', 'A', 'A', 'Conferenced'),
          ),
        ),
      },
    ],
    holds: [
      { because: 'everybody sees A leave first', history: right },
      {
        because: 'rounds in flight follow on a request alone, on a party that joins, on each other',
        history: history(
          call('ABCDE'),
          round(deletion('A', 'Z')),
          round(addition('A', 'F')),
          inFlight(
            [release('B'), release('Z')],
            released('B'),
            ...[...'ACDEF'].map((dn) => partyDeleted(dn, 'B', 'B', 'Conferenced')),
          ),
          inFlight(
            [release('Y'), release('C')],
            released('C'),
            ...[...'ADEF'].map((dn) => partyDeleted(dn, 'C', 'C', 'Conferenced')),
          ),
          inFlight(
            [release('D'), release('E')],
            ...[released('D'), partyDeleted('E', 'D', 'D', 'Conferenced'), released('E')],
            ...[...'AF'].flatMap((dn) => [
              partyDeleted(dn, 'D', 'D', 'Conferenced'),
              partyDeleted(dn, 'E', 'E', 'OK'),
            ]),
          ),
        ),
      },
      {
        because: 'everybody sees B leave first, though A asked first',
        history: bothHangUp(
          ...[released('B'), partyDeleted('A', 'B', 'B', 'Conferenced'), released('A')],
          ...[...'CD'].flatMap((dn) => [
            partyDeleted(dn, 'B', 'B', 'Conferenced'),
            partyDeleted(dn, 'A', 'A', 'OK'),
          ]),
        ),
      },
    ],
  },
  {
    rule: 'party-deleted-call-state',
    breaks: [
      {
        because: 'neither departure counts the other: a lost update',
        history: bothHangUp(
          ...[released('A'), toldBOfA, released('B')],
          ...['C', 'D'].flatMap((dn) => [
            partyDeleted(dn, 'A', 'A', 'Conferenced'),
            partyDeleted(dn, 'B', 'B', 'Conferenced'),
          ]),
        ),
      },
      {
        because: 'both departures count the other',
        history: bothHangUp(
          ...[released('A'), partyDeleted('B', 'A', 'A', 'OK'), released('B')],
          ...['C', 'D'].flatMap((dn) => [
            partyDeleted(dn, 'A', 'A', 'OK'),
            partyDeleted(dn, 'B', 'B', 'OK'),
          ]),
        ),
      },
    ],
    holds: [{ because: 'each counts those before it', history: right }],
  },
  {
    rule: 'party-deleted-once',
    breaks: [
      {
        because: 'neither of the two that leave is told of the other',
        history: bothHangUp(released('A'), released('B'), toldOfA, toldOfB, toldDOfA, toldDOfB),
      },
    ],
    holds: [{ because: 'who leaves later is told of who left before', history: right }],
  },
  {
    rule: 'nothing-after-leaving',
    breaks: [
      {
        because: 'each of the two that leave is told of the other',
        history: bothHangUp(
          ...[released('A'), partyDeleted('A', 'B', 'B', 'OK')],
          ...[toldBOfA, released('B'), toldOfA, toldOfB, toldDOfA, toldDOfB],
        ),
      },
    ],
    holds: [{ because: 'who left first is told of nobody', history: right }],
  },
  {
    rule: 'error-means-refused',
    breaks: [
      {
        because: 'A is refused, though its delete was carried out, and that of C was not',
        history: bothDelete(eventError('A')),
      },
    ],
    holds: [
      { because: 'who lost the race is told so', history: bothDelete(eventError('C')) },
      { because: 'who lost the race is told nothing', history: bothDelete() },
    ],
  },
  {
    rule: 'error-to-requester-once',
    breaks: [
      {
        because: 'who lost the race is told so twice',
        history: bothDelete(eventError('C'), eventError('C')),
      },
    ],
    holds: [
      {
        because: 'two requests of one DN lose the race, and both are refused',
        history: history(
          call('ABC'),
          inFlight(
            [deletion('A', 'B'), release('B'), deletion('A', 'B')],
            eventError('A'),
            eventError('A'),
            ...releaseOfB().events,
          ),
        ),
      },
    ],
  },
  {
    rule: 'released-once',
    breaks: [
      {
        because: 'B, deleted by two at once, is released twice',
        history: bothDelete(released('B')),
      },
    ],
    holds: [{ because: 'B, deleted by two at once, is released once', history: bothDelete() }],
  },
]
