import { describe, expect, test } from 'vitest'
import type { DN, Request } from '../../../oracles/tlib.ts'
import * as when from './condition.ts'
import type { Condition } from './condition.ts'
import type { Departure, Moment } from './moment.ts'

const connID = '006c000000000001'
const release = (thisDN: DN): Request => ({ request: 'TReleaseCall', connID, thisDN })
const remove = (thisDN: DN, otherDN: DN): Request => ({
  request: 'TDeleteFromConference',
  connID,
  thisDN,
  otherDN,
})
const left = (dn: DN): Departure => ({ request: release(dn), dns: [dn], events: [] })
const deleted = (by: DN, dn: DN): Departure => ({ request: remove(by, dn), dns: [dn], events: [] })

const ofTwo = { monitored: ['A', 'B'], unmonitored: [] }
const ownCall = { connID, monitored: ['A', 'B', 'C'], unmonitored: ['X'] }
const otherCall = { connID: '006c000000000002', monitored: ['D', 'E'], unmonitored: [] }

/** A request to a call of A, B, C and the unmonitored X. */
function moment(request: Request, ...past: readonly Departure[]): Moment {
  return {
    request,
    monitored: ['A', 'B', 'C'],
    unmonitored: ['X'],
    added: [],
    past,
    earlier: [],
    later: [],
    calls: [ownCall],
    lastCall: undefined,
    soFar: { requests: 0, events: 0 },
  }
}

const table: readonly [string, Condition, holds: Moment, holdsNot: Moment][] = [
  [
    'from four parties',
    when.fromParties(4),
    moment(release('A')),
    { ...moment(release('A')), unmonitored: [] },
  ],
  [
    'with four parties',
    when.withParties(4),
    moment(release('A')),
    { ...moment(release('A')), unmonitored: ['X', 'Y'] },
  ],
  ['of release', when.ofRelease, moment(release('A')), moment(remove('A', 'B'))],
  ['of release: of itself', when.ofRelease, moment(remove('A', 'A')), moment(release('Z'))],
  ['of delete', when.ofDelete, moment(remove('A', 'X')), moment(remove('A', 'A'))],
  ['of delete: by a party', when.ofDelete, moment(remove('A', 'B')), moment(remove('Z', 'B'))],
  ['of delete: of a party', when.ofDelete, moment(remove('A', 'B')), moment(remove('A', 'Z'))],
  ['of departure', when.ofDeparture, moment(release('A')), moment(release('Z'))],
  [
    'of departure: by a delete',
    when.ofDeparture,
    moment(remove('A', 'X')),
    moment(remove('A', 'Z')),
  ],
  [
    'of a departure from a conference',
    when.ofDepartureFromConference,
    moment(release('A')),
    { ...moment(release('A')), ...ofTwo },
  ],
  [
    'of the last two',
    when.ofLastTwo,
    { ...moment(remove('A', 'B')), ...ofTwo },
    { ...moment(remove('A', 'Z')), ...ofTwo },
  ],
  [
    'of the last two: of no more',
    when.ofLastTwo,
    { ...moment(release('B')), ...ofTwo },
    moment(release('B')),
  ],
  [
    'of a returner',
    when.ofReturner,
    moment(release('A'), left('A')),
    moment(release('B'), left('A')),
  ],
  [
    'of a returner: who is back, whoever asks',
    when.ofReturner,
    moment(remove('B', 'A'), left('A')),
    moment(remove('A', 'Z'), left('Z')),
  ],
  [
    'a former conference',
    when.formerConference,
    { ...moment(release('A'), left('C')), ...ofTwo },
    { ...moment(release('A')), ...ofTwo },
  ],
  [
    'a former conference: of two',
    when.formerConference,
    { ...moment(release('Z'), deleted('A', 'C')), ...ofTwo },
    moment(release('A'), left('Z')),
  ],
  [
    'beside another call',
    when.besideAnotherCall,
    { ...moment(release('A')), calls: [ownCall, otherCall] },
    moment(release('A')),
  ],
  [
    'beside another call: of a call that is there',
    when.besideAnotherCall,
    { ...moment(release('A')), calls: [otherCall, ownCall] },
    { ...moment(release('A')), calls: [otherCall, { ...otherCall, connID: '3' }] },
  ],
  [
    'with an unmonitored party',
    when.withUnmonitored,
    moment(release('A')),
    { ...moment(release('A')), unmonitored: [] },
  ],
  ['of a refusal', when.ofRefusal, moment(release('Z')), moment(release('A'))],
  ['of a refusal: of a delete', when.ofRefusal, moment(remove('A', 'Z')), moment(remove('A', 'X'))],
  [
    'of an unknown call',
    when.ofUnknownCall,
    { ...moment(release('A')), calls: [otherCall] },
    { ...moment(release('A')), calls: [otherCall, ownCall] },
  ],
  [
    'of a release by a stranger',
    when.ofReleaseByStranger,
    moment(release('Z')),
    moment(release('X')),
  ],
  [
    'of a release by a stranger: of no delete',
    when.ofReleaseByStranger,
    moment(release('Z'), left('Z')),
    moment(remove('Z', 'A')),
  ],
  [
    'of deleting a stranger',
    when.ofDeletingStranger,
    moment(remove('A', 'Z')),
    moment(remove('A', 'X')),
  ],
  [
    'of deletion by a stranger',
    when.ofDeletionByStranger,
    moment(remove('Z', 'A')),
    moment(remove('X', 'A')),
  ],
  [
    'by a gone party',
    when.byGoneParty,
    moment(remove('Z', 'A'), left('Z')),
    moment(remove('Z', 'A')),
  ],
  [
    'by a gone party: not when it is back',
    when.byGoneParty,
    moment(release('Z'), left('Z')),
    moment(release('A'), left('A')),
  ],
  ['first leaves', when.leaverIs('first'), moment(release('A')), moment(remove('A', 'B'))],
  ['middle leaves', when.leaverIs('middle'), moment(remove('A', 'B')), moment(remove('B', 'C'))],
  ['last leaves', when.leaverIs('last'), moment(remove('B', 'C')), moment(remove('C', 'A'))],
  ['last leaves: no stranger', when.leaverIs('last'), moment(release('C')), moment(release('Z'))],
  ['by the last party', when.byLastParty, moment(remove('C', 'A')), moment(remove('A', 'C'))],
  ['second departure', when.departure(2), moment(release('A'), left('Z')), moment(release('A'))],
  [
    'after a delete',
    when.afterDelete,
    moment(release('A'), deleted('A', 'Z'), left('Y')),
    moment(release('A'), left('Z')),
  ],
  [
    'right after a delete',
    when.rightAfterDelete,
    moment(release('A'), deleted('A', 'Z')),
    moment(release('A'), deleted('A', 'Z'), left('Y')),
  ],
  [
    'by an earlier deleter',
    when.byEarlierDeleter,
    moment(release('A'), deleted('A', 'Z')),
    moment(release('B'), deleted('A', 'Z')),
  ],
  [
    'one of two',
    when.anyOf(when.ofDelete, when.byLastParty),
    moment(release('C')),
    moment(release('A')),
  ],
  [
    'every seventh request',
    when.everyRequest(7),
    { ...moment(release('A')), soFar: { requests: 13, events: 99 } },
    { ...moment(release('A')), soFar: { requests: 7, events: 99 } },
  ],
  [
    'all of two',
    when.allOf(when.ofDelete, when.byLastParty),
    moment(remove('C', 'A')),
    moment(release('C')),
  ],
]

describe('conditions', () => {
  test.each(table)('%s', (_, condition, holds, holdsNot) => {
    expect(condition(holds)).toBe(true)
    expect(condition(holdsNot)).toBe(false)
  })
})
