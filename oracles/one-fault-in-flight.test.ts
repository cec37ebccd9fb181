/** Where one thing is wrong among many requests in flight, just that is shown. */
import { describe, expect, it } from 'vitest'
import {
  call,
  deletion,
  eventError,
  history,
  inFlight,
  lacking,
  partyDeleted,
  release,
  released,
} from './history.fixture.ts'
import type { History } from './history.ts'
import { judge } from './judge.ts'
import { profiles } from './profile.ts'
import type { DN, Event, Request } from './tlib.ts'
import { unexplained } from './verdict.fixture.ts'

type CallState = 'OK' | 'Conferenced'

/** `by` takes `leaver` out, and those who are `told` see it. */
const leaves = (leaver: DN, told: string, callState: CallState, by = leaver): readonly Event[] => [
  released(leaver),
  ...[...told].map((dn) => partyDeleted(dn, leaver, by, callState)),
]

const unnamed = (event: Event): Event => lacking(event, 'OtherDN', 'OtherDNRole')

/** Requests in the order in which they were sent, and what came of them. */
interface Case {
  readonly because: string
  readonly told: History
}

const inOrder = (
  because: string,
  parties: string,
  requests: readonly Request[],
  events: readonly Event[],
  outside = '',
): Case => ({
  because,
  told: history(call(parties, outside), inFlight(requests, ...events)),
})

const cases: readonly Case[] = [
  inOrder(
    'three hang up, the last sent is the first',
    'ABCDE',
    [release('A'), release('B'), release('C')],
    [
      ...leaves('C', 'ABDE', 'Conferenced'),
      ...leaves('B', 'ADE', 'Conferenced'),
      ...leaves('A', 'DE', 'OK'),
    ],
  ),
  inOrder(
    'four are sent, one of them in vain',
    'ABCDE',
    [deletion('A', 'B'), deletion('C', 'B'), release('D'), deletion('E', 'A')],
    [
      ...leaves('B', 'ACDE', 'Conferenced', 'C'),
      ...leaves('D', 'ACE', 'Conferenced'),
      ...leaves('A', 'CE', 'OK', 'E'),
      eventError('A'),
    ],
  ),
  inOrder(
    'six hang up, in the opposite order',
    'ABCDEFGH',
    [...'FEDCBA'].map((dn) => release(dn)),
    [
      ...leaves('A', 'BCDEFGH', 'Conferenced'),
      ...leaves('B', 'CDEFGH', 'Conferenced'),
      ...leaves('C', 'DEFGH', 'Conferenced'),
      ...leaves('D', 'EFGH', 'Conferenced'),
      ...leaves('E', 'FGH', 'Conferenced'),
      ...leaves('F', 'GH', 'OK'),
    ],
  ),
  inOrder(
    'six hang up, and the call ends',
    'ABCDEFG',
    [...'CEABDF'].map((dn) => release(dn)),
    [
      ...leaves('A', 'BCDEFG', 'Conferenced'),
      ...leaves('D', 'BCEFG', 'Conferenced'),
      ...leaves('B', 'CEFG', 'Conferenced'),
      ...leaves('F', 'CEG', 'Conferenced'),
      ...leaves('C', 'EG', 'OK'),
      ...[released('E'), released('G')],
    ],
  ),
  inOrder(
    'one deletes all others, who hang up at the same time',
    'ABCDEFG',
    [...'BCD'].flatMap((dn) => [deletion('A', dn), release(dn)]),
    [
      ...leaves('C', 'ABDEFG', 'Conferenced', 'A'),
      ...leaves('B', 'ADEFG', 'Conferenced', 'B'),
      ...leaves('D', 'AEFG', 'Conferenced', 'A'),
    ],
  ),
  inOrder(
    'outside parties are deleted, and go unnamed',
    'ABC',
    [...'VWXYZ'].map((dn) => deletion('B', dn)),
    [...'VWXYZ'].flatMap(() =>
      [...'ABC'].map((dn) => unnamed(partyDeleted(dn, 'X', 'B', 'Conferenced'))),
    ),
    'VWXYZ',
  ),
  inOrder(
    'outside parties go unnamed, between others that hang up',
    'ABCDE',
    [release('B'), deletion('A', 'X'), release('C'), deletion('A', 'Y'), deletion('A', 'Q')],
    [
      ...[...'ABCDE'].map((dn) => unnamed(partyDeleted(dn, 'X', 'A', 'Conferenced'))),
      ...leaves('B', 'ACDE', 'Conferenced'),
      ...[...'ACDE'].map((dn) => unnamed(partyDeleted(dn, 'Y', 'A', 'Conferenced'))),
      ...leaves('C', 'ADE', 'Conferenced'),
    ],
    'XY',
  ),
]

/** A wrong value of CallState for each event that has one. */
const spoilt = (event: Event): Event => ({ ...event, CallState: 'Held' })

describe.each(cases)('$because:', ({ told }) => {
  const [round] = told.rounds
  if (round === undefined) throw new Error('The case has no round.')
  const seeing = (events: readonly Event[]): History => ({
    ...told,
    rounds: [{ ...round, events }],
  })
  const judged = round.events.filter(({ name }) => name !== 'EventError')

  it('nothing is wrong', () => {
    expect(judge(told, profiles.default).verdict).toBe('conforms')
  })

  it('one event is lost', () => {
    for (const lost of judged) {
      const { differing, missing, surplus } = unexplained(
        seeing(round.events.filter((event) => event !== lost)),
      )
      expect(missing.map(({ thisDN, expected: { name } }) => [thisDN, name])).toEqual([
        [lost.ThisDN, lost.name],
      ])
      expect({ differing, surplus }).toEqual({ differing: [], surplus: [] })
    }
  })

  it('one event has a wrong attribute', () => {
    for (const right of judged) {
      const { differing, missing, surplus } = unexplained(
        seeing(round.events.map((event) => (event === right ? spoilt(right) : event))),
      )
      expect(differing.map(({ event }) => event)).toEqual([spoilt(right)])
      expect({ missing, surplus }).toEqual({ missing: [], surplus: [] })
    }
  })

  it('one event comes twice', () => {
    for (const [at, twice] of judged.entries()) {
      const { differing, missing, surplus } = unexplained(
        seeing(round.events.toSpliced(at, 0, twice)),
      )
      expect(surplus).toEqual([twice])
      expect({ differing, missing }).toEqual({ differing: [], missing: [] })
    }
  })
})
