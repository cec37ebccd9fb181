import { describe, expect, it } from 'vitest'
import { noCall } from './call.ts'
import { callOf, withCall } from './calls.ts'
import { ofLetters } from './columns.fixture.ts'
import {
  addition,
  call,
  history,
  inFlight,
  lacking,
  release,
  released,
  round,
  silence,
} from './history.fixture.ts'
import { judge } from './judge.ts'
import { profiles } from './profile.ts'
import { breaches } from './rules.ts'
import type { Event } from './tlib.ts'

describe('withCall', () => {
  const one = ofLetters('AB')
  const two = { ...ofLetters('CD'), connID: '2' }
  const now = { ...two, parties: [] }

  it('takes the place of the one that it was, and leaves the others', () => {
    expect(withCall([one, two], now)).toEqual([one, now])
    expect(withCall([two], now)).toEqual([now])
  })

  it('leaves all as they are where a request was to no call', () => {
    expect(withCall([one], noCall)).toEqual([one])
    expect(withCall([one, two], noCall)).toEqual([one, two])
  })
})

it('the call that a ConnID names is one without parties, where there is none', () => {
  expect(callOf([ofLetters('AB')], release('A', '1@meta'))).toEqual(ofLetters('AB'))
  expect(callOf([ofLetters('AB')], release('A', '2'))).toMatchObject({
    parties: [],
    unmonitored: [],
  })
})

describe('a call of which the ConnID is nothing but metainformation', () => {
  const only = call('AB', '', '@2')
  const of = (event: Event): Event => ({ ...event, ConnID: '@2' })
  const ended = [of(released('A')), of(released('B'))]
  const verdict = (told: Parameters<typeof judge>[0]) => judge(told, profiles.default).verdict

  it('is a call like others, while requests are in flight, too', () => {
    const asked = [release('A', '@2'), release('B', '@2')]
    expect(verdict(history(only, inFlight(asked, ...ended)))).toBe('conforms')
    expect(verdict(history(only, inFlight(asked, ...ended.slice(1))))).toBe('violates')
  })

  it('is not the one that an unknown ConnID names', () => {
    expect(callOf([{ ...ofLetters('AB'), connID: '' }], release('A', '9'))).toBe(noCall)
    const asked = [release('A', '@2'), release('B', '9')]
    expect(verdict(history(only, inFlight(asked, ...ended)))).toBe('conforms')
    const afterwards = round(release('A', '@2'), ...ended)
    expect(verdict(history(only, silence(release('A', '9')), afterwards))).toBe('conforms')
    expect(verdict(history(only, round(addition('A', 'D', '9')), afterwards))).toBe('conforms')
  })

  it('is not the one that an event without a ConnID is of', () => {
    const asked = [release('A', '@2'), release('B', '@2')]
    const nameless = ended.map((event) => lacking(event, 'ConnID'))
    expect(verdict(history(only, inFlight(asked, ...nameless)))).toBe('violates')
    const whileJoining = round(addition('A', 'E'), lacking(released('A'), 'ConnID'))
    const told = history([call('AC'), only], whileJoining)
    expect(verdict(told)).toBe('conforms')
    expect(breaches(told, profiles.default, 1)).toEqual([])
  })
})
