/** Which of the requests of one DN its EventErrors answer. */
import { describe, expect, it } from 'vitest'
import { ofLetters } from './columns.fixture.ts'
import type { InFlight } from './departures.ts'
import {
  call,
  deletion,
  eventError,
  history,
  inFlight,
  partyDeleted,
  release,
  released,
} from './history.fixture.ts'
import { judge } from './judge.ts'
import { profiles, type Profile } from './profile.ts'
import { refusals } from './refusals.ts'

const answering: Profile = { ...profiles.default, refusal: 'error' }
const ignoring: Profile = { ...profiles.default, refusal: 'silent' }

describe('requests that took nobody out', () => {
  const asked: readonly InFlight[] = [
    { request: deletion('A', 'Y'), at: 0 },
    { request: deletion('A', 'Z'), at: 1 },
  ]
  const course = { before: ofLetters('ABC'), requests: asked, departures: [] }
  const idle = asked.map((by) => ({ by, course }))
  const error = { event: eventError('A'), sent: 2 }
  const phases = (errors: number, profile: Profile) =>
    refusals(idle, Array<typeof error>(errors).fill(error), profile)?.map(({ by, outcome }) => [
      by.at,
      outcome.phase,
    ])

  it('are refused each, with the EventErrors that came or without', () => {
    expect(phases(0, profiles.default)).toEqual([
      [0, 'refused-silently'],
      [1, 'refused-silently'],
    ])
    expect(phases(1, profiles.default)).toEqual([
      [0, 'refused-with-error'],
      [1, 'refused-silently'],
    ])
    expect(phases(2, profiles.default)).toEqual([
      [0, 'refused-with-error'],
      [1, 'refused-with-error'],
    ])
    expect(phases(0, ignoring)).toEqual([
      [0, 'refused-silently'],
      [1, 'refused-silently'],
    ])
    expect(phases(2, answering)).toHaveLength(2)
    expect(refusals([], [], profiles.default)).toEqual([])
  })

  it('do not explain EventErrors that are too many, or too few', () => {
    expect(phases(3, profiles.default)).toBeUndefined()
    expect(phases(1, ignoring)).toBeUndefined()
    expect(phases(1, answering)).toBeUndefined()
    expect(phases(0, answering)).toBeUndefined()
    expect(refusals([], [error], profiles.default)).toBeUndefined()
  })
})

describe('an EventError answers the request that can be answered first', () => {
  // The deletion of B can be refused when B has left, and that of Z at once.
  const asked = [deletion('A', 'B'), deletion('A', 'Z'), release('B')]
  const left = [
    released('B'),
    ...['A', 'C', 'D'].map((dn) => partyDeleted(dn, 'B', 'B', 'Conferenced')),
  ]
  const verdict = (errors: readonly number[], profile: Profile) => {
    const events = [...errors.map(() => eventError('A')), ...left]
    const sent = [...errors, ...left.map(() => 3)]
    return judge(history(call('ABCD'), { ...inFlight(asked, ...events), sent }), profile).verdict
  }

  it('where one may go without', () => {
    expect(verdict([2], profiles.default)).toBe('conforms')
    expect(verdict([1], profiles.default)).toBe('violates')
    expect(verdict([3], profiles.default)).toBe('conforms')
  })

  it('where all must have one', () => {
    expect(verdict([2, 3], answering)).toBe('conforms')
    expect(verdict([3, 3], answering)).toBe('conforms')
    expect(verdict([2, 2], answering)).toBe('violates')
    expect(verdict([3], answering)).toBe('violates')
  })
})
