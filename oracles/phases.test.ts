import { describe, expect, it } from 'vitest'
import { established, joined } from './call.ts'
import { columns, eventPartyDeleted, eventReleased, ofLetters, only } from './columns.fixture.ts'
import { absentOr, anything, exactly } from './expectation.ts'
import type { Expectation, ExpectedEvent } from './expectation.ts'
import { call, deletion, release } from './history.fixture.ts'
import { profiles } from './profile.ts'
import { step } from './step.ts'
import type { DN } from './tlib.ts'

const profile = profiles.default

describe('the tables of the document', () => {
  it('Release phase: both parties are released, each may name the other', () => {
    const outcome = only(step(ofLetters('AB'), release('A'), profile))
    expect(columns(outcome)).toEqual({
      A: [eventReleased(absentOr('B'))],
      B: [eventReleased(absentOr('A'))],
    })
    expect(outcome).toMatchObject({ phase: 'release', departed: ['A', 'B'] })
    expect(outcome.call.parties).toEqual([])
  })

  it('Release phase: the same where the other party hangs up', () => {
    const byA = only(step(ofLetters('AB'), release('A'), profile))
    const byB = only(step(ofLetters('AB'), release('B'), profile))
    expect(byB).toEqual({ ...byA, request: release('B') })
  })

  it('Release from conference phase: B releases, A and C are told and talk on', () => {
    const outcome = only(step(ofLetters('ABC'), release('B'), profile))
    expect(columns(outcome)).toEqual({
      A: [eventPartyDeleted('B', 'B', 'OK')],
      B: [eventReleased(anything)],
      C: [eventPartyDeleted('B', 'B', 'OK')],
    })
    expect(outcome).toMatchObject({ phase: 'release-from-conference', departed: ['B'] })
    expect(outcome.call.parties).toEqual(['A', 'C'])
  })

  it('Delete from conference phase: A deletes B, A and C are told and talk on', () => {
    const outcome = only(step(ofLetters('ABC'), deletion('A', 'B'), profile))
    expect(columns(outcome)).toEqual({
      A: [eventPartyDeleted('B', 'A', 'OK')],
      B: [eventReleased(anything)],
      C: [eventPartyDeleted('B', 'A', 'OK')],
    })
    expect(outcome).toMatchObject({ phase: 'delete-from-conference', departed: ['B'] })
    expect(outcome.call.parties).toEqual(['A', 'C'])
  })

  it('ConnID is compared without metainformation', () => {
    const before = established(call('ABC', '', '006c02462a161006@meta'))
    const { cells } = only(step(before, release('B', '006c02462a161006@other'), profile))
    for (const { event } of cells) expect(event.ConnID).toEqual(exactly('006c02462a161006'))
  })
})

describe('Footnote a: more than two parties remain', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123'

  it.each([
    [3, 'OK'],
    [4, 'Conferenced'],
    [5, 'Conferenced'],
    [30, 'Conferenced'],
  ] as const)('of %i parties one leaves: CallState %s for all others', (size, callState) => {
    const before = ofLetters(letters.slice(0, size))
    const others = before.parties.filter((dn) => dn !== 'B')
    const released = { B: [eventReleased(anything)] }
    const told = (by: DN) =>
      Object.fromEntries(others.map((dn) => [dn, [eventPartyDeleted('B', by, callState)]]))
    expect(columns(only(step(before, release('B'), profile)))).toEqual({
      ...told('B'),
      ...released,
    })
    expect(columns(only(step(before, deletion('C', 'B'), profile)))).toEqual({
      ...told('C'),
      ...released,
    })
  })

  it('a conference of 5 empties: 4 and 3 remain Conferenced, 2 OK, then both are released', () => {
    let before = ofLetters('ABCDE')
    const seenByE = [release('A'), deletion('E', 'B'), release('C'), release('D')].map(
      (request) => {
        const outcome = only(step(before, request, profile))
        before = outcome.call
        return columns(outcome)['E']
      },
    )
    expect(seenByE).toEqual([
      [eventPartyDeleted('A', 'A', 'Conferenced')],
      [eventPartyDeleted('B', 'E', 'Conferenced')],
      [eventPartyDeleted('C', 'C', 'OK')],
      [eventReleased(absentOr('D'))],
    ])
    expect(before.parties).toEqual([])
  })

  it('a party that joined counts, and is told', () => {
    const outcome = only(step(joined(ofLetters('ABC'), 'D'), release('B'), profile))
    expect(Object.keys(columns(outcome)).toSorted()).toEqual(['A', 'B', 'C', 'D'])
    expect(columns(outcome)['D']).toEqual([eventPartyDeleted('B', 'B', 'Conferenced')])
  })

  it('outside parties count', () => {
    const outcome = only(step(ofLetters('ABC', 'X'), release('B'), profile))
    expect(columns(outcome)).toEqual({
      A: [eventPartyDeleted('B', 'B', 'Conferenced')],
      B: [eventReleased(anything)],
      C: [eventPartyDeleted('B', 'B', 'Conferenced')],
    })
  })
})

describe('parties that are not monitored', () => {
  /** A reference to X from within A, B, X: missing, dialled, but no other party of the call. */
  const outside = (...others: readonly DN[]): Expectation => ({
    accepts: 'absent-or-none-of',
    values: others,
  })

  it('one is deleted: the others are told, the reference to it is open', () => {
    const outcome = only(step(ofLetters('AB', 'X'), deletion('A', 'X'), profile))
    const told: ExpectedEvent = {
      ...eventPartyDeleted('X', 'A', 'OK'),
      OtherDN: outside('A', 'B'),
      OtherDNRole: absentOr('DeletedParty'),
    }
    expect(columns(outcome)).toEqual({ A: [told], B: [told] })
    expect(outcome.departed).toEqual(['X'])
    expect(outcome.call.parties).toEqual(['A', 'B'])
  })

  it('one hangs up: both references to it are open', () => {
    const outcome = only(step(ofLetters('AB', 'X'), release('X'), profile))
    const told: ExpectedEvent = {
      ...eventPartyDeleted('X', 'X', 'OK'),
      OtherDN: outside('A', 'B'),
      OtherDNRole: absentOr('DeletedParty'),
      ThirdPartyDN: outside('A', 'B'),
      ThirdPartyDNRole: absentOr('DeletedBy'),
    }
    expect(columns(outcome)).toEqual({ A: [told], B: [told] })
  })

  it('one asks: the reference to the requester alone is open', () => {
    const outcome = only(step(ofLetters('AB', 'X'), deletion('X', 'B'), profile))
    expect(columns(outcome)).toEqual({
      A: [
        {
          ...eventPartyDeleted('B', 'X', 'OK'),
          ThirdPartyDN: outside('A', 'B'),
          ThirdPartyDNRole: absentOr('DeletedBy'),
        },
      ],
      B: [eventReleased(anything)],
    })
  })

  it('one remains: nothing goes to it', () => {
    const outcome = only(step(ofLetters('AB', 'X'), release('B'), profile))
    expect(columns(outcome)).toEqual({
      A: [eventPartyDeleted('B', 'B', 'OK')],
      B: [eventReleased(anything)],
    })
    expect(outcome.call.parties).toEqual(['A', 'X'])
  })

  it('one is the other of a call of two: EventReleased goes to the monitored party alone', () => {
    const outcome = only(step(ofLetters('A', 'X'), release('A'), profile))
    expect(columns(outcome)).toEqual({ A: [eventReleased(outside('A'))] })
    expect(outcome.call.parties).toEqual([])
  })

  it('one is deleted in a call of two: both are released, or the delete is refused', () => {
    const [carriedOut, ...refusals] = step(ofLetters('A', 'X'), deletion('A', 'X'), profile)
    expect(columns(carriedOut ?? expect.fail())).toEqual({ A: [eventReleased(outside('A'))] })
    expect(refusals.map(({ phase }) => phase)).toEqual(['refused-with-error', 'refused-silently'])
  })

  it('the last monitored party leaves: its EventReleased, nothing else; the call lives on', () => {
    const outcome = only(step(ofLetters('A', 'XY'), release('A'), profile))
    expect(columns(outcome)).toEqual({ A: [eventReleased(anything)] })
    expect(outcome.call.parties).toEqual(['X', 'Y'])
  })

  it('nobody is monitored: nobody sees anything', () => {
    expect(columns(only(step(ofLetters('', 'XY'), release('X'), profile)))).toEqual({})
    expect(columns(only(step(ofLetters('', 'XYZ'), release('X'), profile)))).toEqual({})
  })
})

it('a party that is alone in a call is released, and nobody is told', () => {
  const outcome = only(step(ofLetters('A'), release('A'), profile))
  expect(columns(outcome)).toEqual({ A: [eventReleased(anything)] })
  expect(outcome.call.parties).toEqual([])
})
