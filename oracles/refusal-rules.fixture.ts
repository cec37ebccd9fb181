/** Cases of the rules on refused requests and on EventError. */
import {
  call,
  deletion,
  deletionOfB,
  eventError,
  history,
  partyDeleted,
  release,
  released,
  releaseOfB,
  round,
  silence,
} from './history.fixture.ts'
import { profiles, type Profile } from './profile.ts'
import type { RuleCase } from './rule-case.fixture.ts'

const answering: Profile = { ...profiles.default, name: 'answering', refusal: 'error' }
const ignoring: Profile = { ...profiles.default, name: 'ignoring', refusal: 'silent' }
const noSelfDelete: Profile = { ...profiles.default, name: 'no self-delete', selfDelete: 'refuse' }
const bothReleased = [released('A'), released('B')]

export const refusalRuleCases: readonly RuleCase[] = [
  {
    rule: 'refused-changes-nothing',
    breaks: [
      {
        because: 'the delete of a DN that is not in the call releases that DN',
        history: history(call('ABC'), round(deletion('A', 'Z'), released('Z'))),
        with: ['released-nobody-else'],
      },
      {
        because: 'a request to an unknown ConnID releases the DN that asked',
        history: history(call('ABC'), round(release('A', '9'), released('A'))),
        with: ['released-nobody-else'],
      },
      {
        because: 'the delete of a DN that is not in the call is announced',
        history: history(call('ABC'), round(deletion('A', 'Z'), partyDeleted('C', 'Z', 'A', 'OK'))),
        with: ['party-deleted-nobody-else'],
      },
      {
        because: 'a self-delete is carried out, and the profile wants it refused',
        profile: noSelfDelete,
        history: history(call('ABC'), { ...releaseOfB(), actions: [deletion('B', 'B')] }),
        with: ['released-nobody-else', 'party-deleted-nobody-else'],
      },
      {
        because: 'a delete in a call of two is carried out, and the profile wants it refused',
        profile: { ...profiles.default, twoPartyDelete: 'refuse' },
        history: history(call('AB'), round(deletion('A', 'B'), ...bothReleased)),
        with: ['released-nobody-else'],
      },
    ],
    holds: [
      {
        because: 'nothing follows, and the next request finds all as it was',
        history: history(call('ABC'), silence(deletion('A', 'Z')), deletionOfB()),
      },
      {
        because: 'there is no call at all',
        history: history([], round(release('A'), eventError('A'))),
      },
      {
        because: 'only an EventError follows',
        history: history(call('ABC'), round(release('Z'), eventError('Z')), releaseOfB()),
      },
      {
        because: 'the profile does not want a self-delete refused',
        history: history(call('ABC'), { ...releaseOfB(), actions: [deletion('B', 'B')] }),
      },
    ],
  },
  {
    rule: 'error-means-refused',
    breaks: [
      {
        because: 'a release is carried out, and its party gets an EventError',
        history: history(call('AB'), round(release('A'), ...bothReleased, eventError('A'))),
      },
      {
        because: 'a delete is carried out, and a bystander gets an EventError',
        history: history(call('ABC'), {
          ...deletionOfB(),
          events: [eventError('C'), ...deletionOfB().events],
        }),
      },
      {
        because: 'a self-delete is carried out, and its party gets an EventError',
        history: history(call('ABC'), {
          ...releaseOfB(),
          actions: [deletion('B', 'B')],
          events: [...releaseOfB().events, eventError('B')],
        }),
      },
      {
        because: 'a release is refused',
        history: history(call('AB'), round(release('A'), eventError('A'))),
        with: ['release-releases-both'],
      },
      {
        because: 'a delete by a member that is not the owner is refused, and anyone may delete',
        history: history(call('ABC'), round(deletion('C', 'B'), eventError('C'))),
        with: ['released-once', 'party-deleted-once'],
      },
      {
        because: 'a delete by the owner is refused',
        profile: profiles.workspace,
        history: history(call('ABC'), round(deletion('A', 'B'), eventError('A'))),
        with: ['released-once', 'party-deleted-once'],
      },
    ],
    holds: [
      {
        because: 'a delete by a member that is not the owner may be refused under owner-only',
        profile: profiles.workspace,
        history: history(call('ABC'), round(deletion('C', 'B'), eventError('C')), deletionOfB()),
      },
      {
        because: 'a self-delete may be refused',
        history: history(call('ABC'), round(deletion('B', 'B'), eventError('B'))),
      },
      {
        because: 'a delete in a call of two may be refused, also with an outside party',
        history: history(call('A', 'X'), round(deletion('A', 'X'), eventError('A'))),
      },
    ],
  },
  {
    rule: 'error-to-requester-once',
    breaks: [
      {
        because: 'the EventError goes to the DN that was to be deleted',
        history: history(call('ABC'), round(deletion('A', 'Z'), eventError('Z'))),
      },
      {
        because: 'the EventError comes twice',
        history: history(call('ABC'), round(release('Z'), eventError('Z'), eventError('Z'))),
      },
      {
        because: 'a bystander gets one too',
        history: history(call('ABC'), round(release('A', '9'), eventError('A'), eventError('B'))),
      },
      {
        because: 'under owner-only another than the one that asked gets it',
        profile: profiles.workspace,
        history: history(call('ABC'), round(deletion('C', 'B'), eventError('B'))),
      },
    ],
    holds: [
      {
        because: 'it comes once',
        history: history(call('ABC'), round(deletion('A', 'Z'), eventError('A'))),
      },
      {
        because: 'it comes once for each request',
        history: history(
          call('ABC'),
          round(release('A', '9'), eventError('A')),
          round(release('A', '9'), eventError('A')),
        ),
      },
    ],
  },
  {
    rule: 'refusal-as-agreed',
    breaks: [
      {
        because: 'the profile wants an EventError, and nothing came',
        profile: answering,
        history: history(call('ABC'), silence(deletion('A', 'Z'))),
      },
      {
        because: 'the profile wants no EventError, and one came',
        profile: ignoring,
        history: history(call('ABC'), round(deletion('A', 'Z'), eventError('A'))),
      },
      {
        because: 'the profile wants an EventError after a refused self-delete',
        profile: { ...answering, selfDelete: 'refuse' },
        history: history(call('ABC'), silence(deletion('B', 'B'))),
      },
      {
        because: 'the profile wants self-deletes carried out, or an EventError',
        profile: answering,
        history: history(call('AB'), silence(deletion('B', 'B'))),
      },
    ],
    holds: [
      {
        because: 'the profile wants an EventError, and one came',
        profile: answering,
        history: history(call('ABC'), round(release('A', '9'), eventError('A'))),
      },
      {
        because: 'the profile wants none, and none came',
        profile: ignoring,
        history: history(call('ABC'), silence(release('A', '9'))),
      },
      {
        because: 'the default profile takes either',
        history: history(
          call('ABC'),
          silence(deletion('A', 'Z')),
          round(deletion('A', 'Z'), eventError('A')),
        ),
      },
      {
        because: 'an owner-only refusal is an EventError, however others are answered',
        profile: { ...ignoring, deleteBy: 'owner' },
        history: history(call('ABC'), round(deletion('C', 'B'), eventError('C'))),
      },
    ],
  },
]
