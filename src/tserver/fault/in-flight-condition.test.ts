import { describe, expect, test } from 'vitest'
import type { DN, Request } from '../../../oracles/tlib.ts'
import type { Condition } from './condition.ts'
import * as when from './in-flight-condition.ts'
import type { CarriedOut, Moment } from './moment.ts'
import type { Parties } from '../tserver.ts'

const connID = '006c000000000001'
const otherConnID = '006c000000000002'
const release = (thisDN: DN, to = connID): Request => ({
  request: 'TReleaseCall',
  connID: to,
  thisDN,
})
const remove = (thisDN: DN, otherDN: DN): Request => ({
  request: 'TDeleteFromConference',
  connID,
  thisDN,
  otherDN,
})

const nobody: Parties = { monitored: [], unmonitored: [] }
const calls = [
  { connID, monitored: ['A', 'B', 'C'], unmonitored: ['X'] },
  { connID: otherConnID, monitored: ['A', 'D'], unmonitored: [] },
]

/** A request to a call of A, B, C and the unmonitored X; Z has just left where `earlier` says so. */
function moment(
  request: Request,
  earlier: readonly CarriedOut[],
  ...later: readonly Request[]
): Moment {
  const { monitored, unmonitored } = calls[0] ?? nobody
  const soFar = { requests: 0, events: 0 }
  return {
    request,
    monitored,
    unmonitored,
    added: [],
    past: [],
    earlier,
    later,
    calls,
    lastCall: undefined,
    soFar,
  }
}

const before: Parties = { monitored: ['Z', 'A', 'B', 'C'], unmonitored: ['X'] }
const left = (...dns: readonly DN[]): CarriedOut => ({
  request: release('Z'),
  dns,
  events: [],
  before,
})
const refused: CarriedOut = { request: remove('A', 'Y'), dns: [], events: [], before }
const elsewhere = (parties: Parties): CarriedOut => ({
  request: release('D', otherConnID),
  dns: [],
  events: [],
  before: parties,
})
const ended = { monitored: [], unmonitored: [] }
const others: Parties = { monitored: ['A', 'D'], unmonitored: [] }

const table: readonly [string, Condition, holds: Moment, holdsNot: Moment][] = [
  [
    'in flight: with an earlier one',
    when.inFlight,
    moment(release('A'), [refused]),
    moment(release('A'), []),
  ],
  [
    'in flight: with a later one of the same call',
    when.inFlight,
    moment(release('A'), [], release('B')),
    moment(release('A'), [elsewhere(others)], release('D', otherConnID)),
  ],
  [
    'after a departure in flight',
    when.afterDepartureInFlight,
    moment(release('A'), [left('Z')]),
    moment(release('A'), [refused]),
  ],
  [
    'after the end in flight',
    when.afterEndInFlight,
    { ...moment(release('Y'), [left('Z', 'Y')]), ...ended },
    { ...moment(release('A'), [left('Z', 'Y')]), ...ended },
  ],
  [
    'after the end in flight: the call is gone',
    when.afterEndInFlight,
    { ...moment(release('Z'), [left('Z', 'Y')]), ...ended },
    moment(release('Z'), [left('Z')]),
  ],
  [
    'of deleting who has just left',
    when.ofDeletingWhoJustLeft,
    moment(remove('A', 'Z'), [left('Z')]),
    moment(remove('A', 'Y'), [left('Z')]),
  ],
  [
    'of deleting who has just left: by a party, of another one',
    when.ofDeletingWhoJustLeft,
    moment(remove('B', 'Z'), [left('Z')]),
    moment(remove('Z', 'Z'), [left('Z')]),
  ],
  [
    'by who has just left',
    when.byWhoJustLeft,
    moment(remove('Z', 'A'), [left('Z')]),
    moment(remove('Y', 'A'), [left('Z')]),
  ],
  [
    'the other one releases, too',
    when.otherReleasesToo,
    moment(release('A'), [], release('B')),
    moment(release('A'), [], release('A'), release('Z'), remove('B', 'A')),
  ],
  [
    'the leaver is unmonitored',
    when.leaverIsUnmonitored,
    moment(remove('A', 'X'), []),
    moment(remove('A', 'B'), []),
  ],
  [
    'another call in flight: later',
    when.otherCallInFlight,
    moment(release('A'), [], release('D', otherConnID)),
    moment(release('A'), [], release('B'), release('D', 'ffffffffffffffff')),
  ],
  [
    'another call in flight: earlier',
    when.otherCallInFlight,
    moment(release('A'), [elsewhere(others)]),
    moment(release('A'), [elsewhere(nobody), left('Z')]),
  ],
]

describe('conditions of requests in flight', () => {
  test.each(table)('%s', (_, condition, holds, holdsNot) => {
    expect(condition(holds)).toBe(true)
    expect(condition(holdsNot)).toBe(false)
  })
})
