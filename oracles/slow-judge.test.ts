/** The slow judge on histories written by hand, then the fast one held against it on right ones. */
import { describe, expect, it } from 'vitest'
import { callRuleCases } from './call-rules.fixture.ts'
import { playInFlight } from './concurrent-t-server.fixture.ts'
import { expectAgreement } from './disagreement.fixture.ts'
import { oneOf } from './draw.fixture.ts'
import {
  call,
  deletion,
  history,
  inFlight,
  lacking,
  partyDeleted,
  released,
  round,
} from './history.fixture.ts'
import { inFlightRuleCases, rulesInFlight } from './in-flight-rules.fixture.ts'
import { judge } from './judge.ts'
import { partyDeletedAttributeRuleCases } from './party-deleted-attribute-rules.fixture.ts'
import { partyDeletedRuleCases } from './party-deleted-rules.fixture.ts'
import { manyProfiles } from './profile.fixture.ts'
import { profiles } from './profile.ts'
import { refusalRuleCases } from './refusal-rules.fixture.ts'
import { releasedRuleCases } from './released-rules.fixture.ts'
import { asSent, possibleAfter } from './slow-judge.fixture.ts'

const cases = [
  ...callRuleCases,
  ...releasedRuleCases,
  ...partyDeletedRuleCases,
  ...partyDeletedAttributeRuleCases,
  ...refusalRuleCases,
  ...inFlightRuleCases,
  ...rulesInFlight,
]

describe('the slow judge', () => {
  it.each(cases.flatMap(({ breaks }) => breaks))(
    'rejects: $because',
    ({ history, profile = profiles.default }) => {
      expect(possibleAfter(history, profile)).toEqual([])
    },
  )

  it.each(cases.flatMap(({ holds }) => holds))(
    'accepts: $because',
    ({ history, profile = profiles.default }) => {
      expect(possibleAfter(history, profile)).not.toEqual([])
    },
  )

  const oneOutsideGone = inFlight(
    [deletion('A', 'X'), deletion('A', 'Y')],
    lacking(partyDeleted('A', 'X', 'A', 'OK'), 'OtherDN', 'OtherDNRole'),
  )

  it('keeps every case that is possible: here, X has gone or Y has', () => {
    const told = history(call('A', 'XY'), oneOutsideGone)
    const parties = possibleAfter(told, profiles.default).map(([only]) => only?.parties)
    expect(parties).toEqual([
      ['A', 'Y'],
      ['A', 'X'],
    ])
    expect(possibleAfter(told, profiles.default, asSent)).toHaveLength(1)
  })

  it.each(['X', 'Y'])('accepts, and so does the fast one, that %s was the one who stayed', (dn) => {
    const told = history(call('A', 'XY'), oneOutsideGone, round(deletion('A', dn), released('A')))
    expect(possibleAfter(told, profiles.default)).toHaveLength(1)
    expect(judge(told, profiles.default)).toMatchObject({ verdict: 'conforms' })
  })
})

describe('the fast judge', () => {
  it('says what the slow one says of T-Servers that do, or do not, what the profile allows', () => {
    const counts = expectAgreement([0, 60_000], (draw) => {
      const profile = oneOf(draw, manyProfiles)
      const obeyed = draw(4) === 0 ? oneOf(draw, manyProfiles) : profile
      return { profile, history: playInFlight(draw, obeyed) }
    })
    expect(counts.right).toBeGreaterThan(45_000)
    expect(counts.wrong).toBeGreaterThan(3_000)
    expect(counts.anotherOrder).toBeGreaterThan(6_000)
    expect(counts.ambiguous).toBeGreaterThan(30)
  })
})
