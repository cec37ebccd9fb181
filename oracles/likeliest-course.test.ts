/** What is shown of many requests in flight that nothing explains. */
import { describe, expect, it } from 'vitest'
import type { Call } from './call.ts'
import { ofLetters } from './columns.fixture.ts'
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
import { likeliestCourse } from './likeliest-course.ts'
import { profiles } from './profile.ts'
import { seenIn } from './seen.ts'
import type { DN, Event, Request } from './tlib.ts'
import { rejected, unexplained } from './verdict.fixture.ts'

/** `leaver` hangs up, and `told` see it. */
const leaves = (leaver: DN, told: string, callState: 'OK' | 'Conferenced'): readonly Event[] => [
  released(leaver),
  ...[...told].map((dn) => partyDeleted(dn, leaver, leaver, callState)),
]

const requesters = (told: History): readonly DN[] =>
  unexplained(told).outcomes.map(({ request }) => request.thisDN)
const phases = (told: History) => unexplained(told).outcomes.map(({ phase }) => phase)

const everybody = [...'ABCDEF'].map((dn) => release(dn))

describe('six parties hang up at once', () => {
  const events = [
    ...leaves('F', 'ABCDEG', 'Conferenced'),
    ...leaves('E', 'ABCDG', 'Conferenced'),
    ...leaves('D', 'ABCG', 'Conferenced'),
    ...leaves('C', 'ABG', 'Conferenced'),
  ]

  it('in the order in which they were seen, with what is wrong in its place', () => {
    // Of the last two departures, neither counts the other.
    const lost = [...leaves('B', 'AG', 'Conferenced'), released('A'), released('G')]
    const told = history(call('ABCDEFG'), inFlight(everybody, ...events, ...lost))
    expect(requesters(told)).toEqual([...'FEDCBA'])
    const { differing, missing, surplus } = unexplained(told)
    expect(differing.map(({ event }) => event.ThisDN)).toEqual(['A', 'G'])
    expect({ missing, surplus }).toEqual({ missing: [], surplus: [] })
    expect(rejected(told).breaches.map(({ rule }) => rule)).toEqual([
      'party-deleted-call-state',
      'party-deleted-call-state',
    ])
  })

  it('and of one of them nobody sees anything: it is taken to have left all the same', () => {
    const told = history(
      call('ABCDEFG'),
      inFlight(everybody, ...events, ...leaves('B', 'AG', 'OK')),
    )
    expect(requesters(told)).toEqual([...'FEDCBA'])
    expect(unexplained(told).missing.map(({ thisDN }) => thisDN)).toEqual(['A', 'G'])
  })
})

describe('what moved nobody', () => {
  const asked = [
    deletion('Z', 'A'),
    deletion('A', 'B'),
    deletion('C', 'B'),
    deletion('C', 'B'),
    release('A', 'none'),
    release('Z'),
  ]
  const deleted = ['A', 'C', 'D'].map((dn) => partyDeleted(dn, 'B', 'A', 'Conferenced'))

  it('was refused, with the EventErrors that came', () => {
    const errors = [eventError('Z'), eventError('C')]
    const told = history(
      call('ABCD'),
      inFlight(asked, released('B'), ...deleted.slice(1), ...errors),
    )
    expect(unexplained(told)).toMatchObject({
      differing: [],
      surplus: [],
      missing: [{ thisDN: 'A', expected: { name: 'EventPartyDeleted' } }],
    })
    // A request to no call stands apart.
    expect(phases(told)).toEqual([
      'refused-with-error',
      'delete-from-conference',
      'refused-with-error',
      'refused-silently',
      'refused-silently',
      'refused-silently',
    ])
  })

  it('was refused when it was sent, if it could be: its EventError did not come too early', () => {
    const told = history(call('ABCD'), {
      ...inFlight(asked, eventError('Z'), released('B'), ...deleted.slice(1)),
      sent: [1, 2, 2, 2],
    })
    expect(rejected(told).breaches.map(({ rule }) => rule)).toEqual(['party-deleted-once'])
  })
})

describe('what was asked twice', () => {
  it('was carried out when it was asked first', () => {
    const asked = [deletion('A', 'B'), deletion('A', 'B'), ...[...'CDE'].map((dn) => release(dn))]
    const told = history(
      call('ABCDEFG'),
      inFlight(
        asked,
        released('B'),
        ...[...'ACDEF'].map((dn) => partyDeleted(dn, 'B', 'A', 'Conferenced')),
        ...leaves('C', 'ADEFG', 'Conferenced'),
        ...leaves('D', 'AEFG', 'Conferenced'),
        ...leaves('E', 'AFG', 'Conferenced'),
      ),
    )
    const { outcomes, missing } = unexplained(told)
    expect(outcomes.find(({ departed }) => departed.includes('B'))?.request).toBe(asked[0])
    expect(missing).toMatchObject([{ thisDN: 'G', expected: { name: 'EventPartyDeleted' } }])
  })
})

describe('outside parties', () => {
  it('go by any name, or by none', () => {
    const asked = [...'VWXYZ'].map((dn) => deletion('A', dn))
    const unnamed = (dn: DN): Event =>
      lacking(partyDeleted(dn, 'X', 'A', 'Conferenced'), 'OtherDN', 'OtherDNRole')
    const events = [1, 2, 3, 4, 5].flatMap(() => [unnamed('A'), unnamed('B')])
    const told = history(call('AB', 'VWXYZ'), inFlight(asked, ...events))
    // Only the count is wrong: two are left after the last one.
    const { differing, missing, surplus } = unexplained(told)
    expect(differing.map(({ event, differences }) => [event.ThisDN, differences.length])).toEqual([
      ['A', 1],
      ['B', 1],
    ])
    expect({ missing, surplus }).toEqual({ missing: [], surplus: [] })
  })
})

describe('a call of which nothing was seen', () => {
  it('of requests that had to be carried out, all is missing', () => {
    const told = history(call('ABCDEFG'), inFlight(everybody))
    expect(requesters(told)).toEqual([...'ABCDEF'])
    expect(unexplained(told).missing).toHaveLength(7 + 6 + 5 + 4 + 3 + 2)
  })
})

describe('the course of a call', () => {
  /** Who left it by each request, in the order in which they seem to have taken effect. */
  const departed = (before: Call, asked: readonly Request[], ...events: readonly Event[]) => {
    const seen = seenIn(inFlight(asked, ...events))
    const columns = seen.calls.get(before.connID) ?? new Map()
    const requests = asked.map((request, at) => ({ request, at }))
    return likeliestCourse(before, requests, columns, seen.errors, profiles.default).map(
      (outcome) => outcome.departed.join(''),
    )
  }

  // A party that deletes itself may be refused, so that nobody has to have left by that.
  const selfDeletion = deletion('B', 'B')

  it('has nobody leave whom nobody saw leave', () => {
    const leftC = ['A', 'D'].map((dn) => partyDeleted(dn, 'C', 'C', 'Conferenced'))
    expect(departed(ofLetters('ABCD'), [selfDeletion], ...leftC)).toEqual([''])
  })

  it('has one leave that was released, though nobody else was told', () => {
    expect(departed(ofLetters('ABCD'), [selfDeletion], released('B'))).toEqual(['B'])
  })

  it('has one leave of whom the others were told, though it was not released', () => {
    const told = partyDeleted('C', 'B', 'B', 'Conferenced')
    expect(departed(ofLetters('ABCD'), [selfDeletion], told)).toEqual(['B'])
  })

  it('has both of two leave, where who asked was released', () => {
    expect(departed(ofLetters('AB'), [deletion('A', 'B')], released('A'))).toEqual(['AB'])
  })

  it('has nobody leave a call of two by what the parties of a conference are told', () => {
    const told = partyDeleted('A', 'B', 'B', 'OK')
    expect(departed(ofLetters('AB'), [selfDeletion], told)).toEqual([''])
  })

  it('goes on by what a party saw next, where it was not told of one who left', () => {
    const told = ['A', 'C'].map((dn) => partyDeleted(dn, 'D', 'D', 'Conferenced'))
    const events = [released('D'), ...told, released('B')]
    expect(departed(ofLetters('ABCD'), [release('D'), selfDeletion], ...events)).toEqual(['D', 'B'])
  })

  it('has rather one event missing than several of which something is wrong', () => {
    // If X leaves first, D was not told; if D does, what A, B and C were told names the wrong one.
    const asked = [deletion('A', 'D'), deletion('A', 'X')]
    const told = ['A', 'B', 'C'].map((dn) => partyDeleted(dn, 'X', 'A', 'Conferenced'))
    expect(departed(ofLetters('ABCD', 'XYZ'), asked, ...told, released('D'))).toEqual(['X', 'D'])
  })

  it('has one leave of whom less is wrong, rather than another one', () => {
    const asked = [deletion('A', 'Y'), deletion('A', 'X')]
    const told = partyDeleted('A', 'X', 'Q', 'Conferenced')
    expect(departed(ofLetters('A', 'XYZ'), asked, told)[0]).toBe('X')
  })
})
