/** Cases of the rules on the DNs in EventPartyDeleted, and on their roles. */
import {
  call,
  deletion,
  history,
  lacking,
  partyDeleted,
  release,
  released,
  round,
} from './history.fixture.ts'
import type { History } from './history.ts'
import type { RuleCase } from './rule-case.fixture.ts'
import type { Event } from './tlib.ts'
import { deletionTold, deletionToldTo, releaseTold, releaseToldTo } from './told.fixture.ts'

const { A: toldA, C: toldC } = releaseToldTo
const { A: deletedA, C: deletedC } = deletionToldTo
/** A, of A, B and the outside party X, deletes X; B is told as given. */
const outsideTold = (told: Event): History =>
  history(call('AB', 'X'), round(deletion('A', 'X'), partyDeleted('A', 'X', 'A', 'OK'), told))
/** The outside party X, of A, B and X, hangs up; A and B are told as given. */
const outsideLeft = (told: Event): History =>
  history(call('AB', 'X'), round(release('X'), partyDeleted('A', 'X', 'X', 'OK'), told))
const aboutX = partyDeleted('B', 'X', 'A', 'OK')
const aboutXItself = partyDeleted('B', 'X', 'X', 'OK')

export const partyDeletedAttributeRuleCases: readonly RuleCase[] = [
  {
    rule: 'party-deleted-other-dn',
    breaks: [
      {
        because: 'OtherDN is the party that is told',
        history: deletionTold(deletedA, { ...deletedC, OtherDN: 'C' }),
      },
      {
        because: 'OtherDN is the party that asked',
        history: deletionTold({ ...deletedA, OtherDN: 'A' }, deletedC),
      },
      {
        because: 'OtherDN is a DN that never was in the call, after another departure',
        history: history(
          call('ABCDE'),
          round(
            release('B'),
            released('B'),
            ...['A', 'C', 'D', 'E'].map((dn) => partyDeleted(dn, 'B', 'B', 'Conferenced')),
          ),
          round(
            release('C'),
            released('C'),
            ...['A', 'D'].map((dn) => partyDeleted(dn, 'C', 'C', 'Conferenced')),
            { ...partyDeleted('E', 'C', 'C', 'Conferenced'), OtherDN: 'Q' },
          ),
        ),
      },
      { because: 'OtherDN is absent', history: releaseTold(toldA, lacking(toldC, 'OtherDN')) },
      {
        because: 'an outside party is taken for another of the call',
        history: outsideTold({ ...aboutX, OtherDN: 'A' }),
      },
      {
        because: 'an outside party is taken for the party that is told',
        history: outsideTold({ ...aboutX, OtherDN: 'B' }),
      },
    ],
    holds: [
      { because: 'OtherDN is the DN that left', history: deletionTold(deletedA, deletedC) },
      {
        because: 'an outside party goes unnamed',
        history: outsideTold(lacking(aboutX, 'OtherDN')),
      },
      {
        because: 'an outside party is named as dialled',
        history: outsideTold({ ...aboutX, OtherDN: '0X' }),
      },
      {
        because: 'an outside party is named as somebody who has left the call',
        history: history(
          call('ABC', 'X'),
          round(
            release('C'),
            released('C'),
            partyDeleted('A', 'C', 'C', 'Conferenced'),
            partyDeleted('B', 'C', 'C', 'Conferenced'),
          ),
          round(deletion('A', 'X'), partyDeleted('A', 'X', 'A', 'OK'), { ...aboutX, OtherDN: 'C' }),
        ),
      },
    ],
  },
  {
    rule: 'party-deleted-other-dn-role',
    breaks: [
      {
        because: 'OtherDNRole is another',
        history: releaseTold(toldA, { ...toldC, OtherDNRole: 6 }),
      },
      {
        because: 'OtherDNRole is absent',
        history: deletionTold(lacking(deletedA, 'OtherDNRole'), deletedC),
      },
      {
        because: 'OtherDNRole cannot be read',
        history: releaseTold({ ...toldA, OtherDNRole: 'deletedparty' }, toldC),
      },
      {
        because: 'the role of an outside party is another',
        history: outsideTold({ ...aboutX, OtherDNRole: 'Observer' }),
      },
    ],
    holds: [
      {
        because: 'OtherDNRole is DeletedParty by number',
        history: releaseTold({ ...toldA, OtherDNRole: 8 }, { ...toldC, OtherDNRole: '8' }),
      },
      {
        because: 'the role of an outside party is absent',
        history: outsideTold(lacking(aboutX, 'OtherDNRole')),
      },
    ],
  },
  {
    rule: 'release-third-party-dn',
    breaks: [
      {
        because: 'ThirdPartyDN is another party',
        history: releaseTold({ ...toldA, ThirdPartyDN: 'A' }, toldC),
      },
      {
        because: 'ThirdPartyDN is absent',
        history: releaseTold(toldA, lacking(toldC, 'ThirdPartyDN')),
      },
      {
        because: 'a self-delete is carried out as a release, in the name of another',
        history: history(
          call('ABC'),
          round(deletion('B', 'B'), released('B'), toldA, { ...toldC, ThirdPartyDN: 'A' }),
        ),
      },
      {
        because: 'an outside party hangs up in the name of another',
        history: outsideLeft({ ...aboutXItself, ThirdPartyDN: 'A' }),
      },
    ],
    holds: [
      { because: 'ThirdPartyDN is the DN that released', history: releaseTold(toldA, toldC) },
      {
        because: 'an outside party hangs up and goes unnamed',
        history: outsideLeft(lacking(aboutXItself, 'OtherDN', 'ThirdPartyDN')),
      },
      {
        because: 'a self-delete is the release of the party',
        history: history(call('ABC'), round(deletion('B', 'B'), released('B'), toldA, toldC)),
      },
    ],
  },
  {
    rule: 'delete-third-party-dn',
    breaks: [
      {
        because: 'ThirdPartyDN is the deleted party, as after a release',
        history: deletionTold(deletedA, toldC),
      },
      {
        because: 'ThirdPartyDN is absent',
        history: deletionTold(deletedA, lacking(deletedC, 'ThirdPartyDN')),
      },
      {
        because: 'an outside party is deleted in the name of another',
        history: outsideTold({ ...aboutX, ThirdPartyDN: 'B' }),
      },
      {
        because: 'an outside party is deleted, and nobody is said to have asked',
        history: outsideTold(lacking(aboutX, 'ThirdPartyDN')),
      },
    ],
    holds: [
      { because: 'ThirdPartyDN is the DN that asked', history: deletionTold(deletedA, deletedC) },
      { because: 'an outside party was deleted by request of A', history: outsideTold(aboutX) },
    ],
  },
  {
    rule: 'party-deleted-third-party-dn-role',
    breaks: [
      {
        because: 'ThirdPartyDNRole is another',
        history: releaseTold(toldA, { ...toldC, ThirdPartyDNRole: 'DeletedParty' }),
      },
      {
        because: 'ThirdPartyDNRole is absent',
        history: deletionTold(deletedA, lacking(deletedC, 'ThirdPartyDNRole')),
      },
      {
        because: 'the deleted party is an outside one, but not the one that asked',
        history: outsideTold(lacking(aboutX, 'ThirdPartyDNRole')),
      },
    ],
    holds: [
      {
        because: "ThirdPartyDNRole is DeletedBy under the T-Library's name",
        history: releaseTold(toldA, { ...toldC, ThirdPartyDNRole: 'RoleDeletedBy' }),
      },
      {
        because: 'the role of an outside party that hung up is absent',
        history: outsideLeft(lacking(aboutXItself, 'ThirdPartyDNRole')),
      },
    ],
  },
]
