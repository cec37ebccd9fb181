/** Cases of the rules on EventPartyDeleted: who gets it, how often, and its CallState. */
import {
  addition,
  call,
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
import type { RuleCase } from './rule-case.fixture.ts'
import type { DN } from './tlib.ts'
import { deletionTold, deletionToldTo, releaseTold, releaseToldTo } from './told.fixture.ts'

const { A: toldA, C: toldC } = releaseToldTo
const { A: deletedA, C: deletedC } = deletionToldTo

/** `leaver` hangs up; all of `told` are told, with one CallState. */
const leaves = (leaver: DN, told: string, callState: 'OK' | 'Conferenced'): Round =>
  round(
    release(leaver),
    released(leaver),
    ...[...told].map((dn) => partyDeleted(dn, leaver, leaver, callState)),
  )

export const partyDeletedRuleCases: readonly RuleCase[] = [
  {
    rule: 'party-deleted-once',
    breaks: [
      { because: 'one is not told', history: releaseTold(toldA) },
      { because: 'nobody is told', history: deletionTold() },
      { because: 'one is told twice', history: releaseTold(toldA, toldC, toldC) },
      {
        because: 'one is told once more of who had left before, and of the next departure',
        history: history(call('ABCDE'), leaves('B', 'ACDE', 'Conferenced'), {
          ...leaves('C', 'ADE', 'Conferenced'),
          events: [
            ...leaves('C', 'ADE', 'Conferenced').events,
            partyDeleted('A', 'B', 'B', 'Conferenced'),
          ],
        }),
        with: ['party-deleted-other-dn', 'release-third-party-dn'],
      },
      {
        because: 'a party that joined is not told',
        history: history(call('ABC'), round(addition('A', 'D')), leaves('B', 'AC', 'Conferenced')),
      },
    ],
    holds: [
      { because: 'each is told once', history: releaseTold(toldC, toldA) },
      {
        because: 'outside parties are told nothing',
        history: history(call('AB', 'X'), leaves('B', 'A', 'OK')),
      },
      {
        because: 'a party that joins afterwards is told nothing of it',
        history: history(call('ABC'), releaseOfB(), round(addition('A', 'D'))),
      },
    ],
  },
  {
    rule: 'party-deleted-nobody-else',
    breaks: [
      {
        because: 'the leaver is told of its own departure',
        history: releaseTold(toldA, toldC, partyDeleted('B', 'B', 'B', 'OK')),
      },
      {
        because: 'a DN that never was in the call is told',
        history: deletionTold(deletedA, deletedC, partyDeleted('Z', 'B', 'A', 'OK')),
      },
      {
        because: 'the last two of a call are told beside being released',
        history: history(
          call('AB'),
          round(release('A'), released('A'), released('B'), partyDeleted('B', 'A', 'A', 'OK')),
        ),
      },
      {
        because: 'one of the last two is told of both, in whichever order',
        history: history(
          call('AB'),
          round(
            release('A'),
            ...[released('A'), released('B')],
            ...[partyDeleted('A', 'B', 'A', 'OK'), partyDeleted('A', 'A', 'A', 'OK')],
          ),
        ),
      },
      {
        because: 'an outside party is told',
        history: history(call('AB', 'X'), leaves('B', 'AX', 'OK')),
      },
    ],
    holds: [{ because: 'those who remain are told', history: history(call('ABC'), deletionOfB()) }],
  },
  {
    rule: 'party-deleted-call-state',
    breaks: [
      {
        because: 'exactly two remain, and CallState is Conferenced',
        history: releaseTold(toldA, { ...toldC, CallState: 'Conferenced' }),
      },
      {
        because: 'exactly three remain, and CallState is OK',
        history: history(call('ABCD'), leaves('B', 'ACD', 'OK')),
      },
      {
        because: 'exactly three remain, one an outside party, and CallState is OK',
        history: history(call('ABC', 'X'), leaves('B', 'AC', 'OK')),
      },
      {
        because: 'CallState is neither',
        history: deletionTold({ ...deletedA, CallState: 22 }, deletedC),
      },
      {
        because: 'CallState is absent',
        history: deletionTold(deletedA, lacking(deletedC, 'CallState')),
      },
    ],
    holds: [
      { because: 'exactly two remain', history: releaseTold({ ...toldA, CallState: 0 }, toldC) },
      {
        because: 'exactly three remain',
        history: history(call('ABCD'), leaves('B', 'ACD', 'Conferenced')),
      },
      {
        because: 'exactly three remain, then another joins, then three again',
        history: history(
          call('ABCD'),
          leaves('B', 'ACD', 'Conferenced'),
          round(addition('A', 'E')),
          leaves('C', 'ADE', 'Conferenced'),
          leaves('D', 'AE', 'OK'),
        ),
      },
      {
        because: 'exactly two remain, one an outside party',
        history: history(call('AB', 'X'), leaves('B', 'A', 'OK')),
      },
    ],
  },
]
