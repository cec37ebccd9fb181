import { describe, expect, it } from 'vitest'
import { clauses } from './clauses.ts'
import { addition, call, deletion, release } from './history.fixture.ts'
import type { EstablishedCall } from './history.ts'
import {
  carriedOut,
  played,
  refused,
  situationsOf,
  type Choice,
  type Rounds,
} from './situations.fixture.ts'
import { smallScripts, suffices } from './small-scripts.fixture.ts'

/** The clauses that the last request exercises. */
function exercised(calls: EstablishedCall, rounds: Rounds, choose: Choice = carriedOut) {
  const situation = situationsOf(played([calls], rounds, choose)).at(-1)
  if (situation === undefined) throw new Error('There is no request.')
  return clauses.filter(({ isExercised }) => isExercised(situation)).map(({ id }) => id)
}

it('five clauses are printed in the document; in the other cases it is silent', () => {
  expect(clauses.filter(({ printed }) => printed).map(({ title }) => title)).toEqual([
    'Release phase',
    'Release from conference phase',
    'Delete from conference phase',
    'Footnote a: more than two parties remain, CallState Conferenced',
    'Footnote a: two parties remain, CallState OK',
  ])
  for (const { printed, title } of clauses) if (!printed) expect(title).toMatch(/^Silent: \w/)
})

describe('a clause is exercised by', () => {
  it.each<[string, EstablishedCall, Rounds, readonly string[]]>([
    ['Release phase', call('AB'), [release('A')], ['release']],
    [
      'Release from conference phase, two remain',
      call('ABC'),
      [release('A')],
      ['footnote-ok', 'release-from-conference'],
    ],
    [
      'Release from conference phase, three remain',
      call('ABCD'),
      [release('A')],
      ['footnote-conferenced', 'release-from-conference'],
    ],
    [
      'Delete from conference phase, two remain',
      call('ABC'),
      [deletion('A', 'B')],
      ['delete-from-conference', 'footnote-ok'],
    ],
    [
      'Delete from conference phase, three remain',
      call('ABCD'),
      [deletion('A', 'B')],
      ['delete-from-conference', 'footnote-conferenced'],
    ],
    [
      'a delete by a member that does not own the conference',
      call('ABC'),
      [deletion('B', 'C')],
      ['delete-from-conference', 'footnote-ok', 'member-delete'],
    ],
    [
      'a delete when the owner has left',
      call('ABCD'),
      [release('A'), deletion('B', 'C')],
      ['delete-from-conference', 'footnote-ok', 'member-delete'],
    ],
    [
      'a self-delete',
      call('ABC'),
      [deletion('B', 'B')],
      ['footnote-ok', 'release-from-conference', 'self-delete'],
    ],
    [
      'a self-delete in a call of two',
      call('AB'),
      [deletion('B', 'B')],
      ['release', 'self-delete'],
    ],
    [
      'a delete in a call of two',
      call('AB'),
      [deletion('A', 'B')],
      ['release', 'two-party-delete'],
    ],
    ['a request of a stranger', call('ABC'), [release('Z')], ['refusal', 'requester-not-in-call']],
    [
      'a stranger deletes itself: it is no party',
      call('ABC'),
      [deletion('Z', 'Z')],
      ['refusal', 'requester-not-in-call'],
    ],
    [
      'a request of one who has left',
      call('ABC'),
      [release('A'), deletion('A', 'B')],
      ['refusal', 'requester-not-in-call'],
    ],
    [
      'a delete of a stranger',
      call('AB'),
      [deletion('A', 'Z')],
      ['deleted-not-in-call', 'refusal'],
    ],
    [
      'a delete of one who has left',
      call('ABC'),
      [release('A'), deletion('B', 'A')],
      ['deleted-not-in-call', 'refusal'],
    ],
    ['an unknown ConnID', call('AB'), [release('A', '9')], ['refusal', 'unknown-conn-id']],
    [
      'a request to a call that is over',
      call('AB'),
      [release('A'), release('B')],
      ['ended-call', 'refusal'],
    ],
    [
      'a release of the last two of a conference',
      call('ABC'),
      [release('A'), release('B')],
      ['last-of-conference', 'release'],
    ],
    [
      'also where one was added to it',
      call('AB'),
      [addition('A', 'C'), release('A'), release('B')],
      ['last-of-conference', 'release'],
    ],
    [
      'departures in flight',
      call('ABCD'),
      [[release('A'), release('B')]],
      ['departures-in-flight', 'footnote-ok', 'release-from-conference'],
    ],
    [
      'a lost race',
      call('ABC'),
      [[release('A'), deletion('B', 'A')]],
      ['deleted-not-in-call', 'lost-race', 'refusal'],
    ],
    [
      'a lost race in a call that is over by then',
      call('AB'),
      [[release('A'), release('B')]],
      ['ended-call', 'lost-race', 'refusal'],
    ],
    [
      'a delete of an unmonitored party',
      call('AB', 'X'),
      [deletion('A', 'X')],
      ['delete-from-conference', 'footnote-ok', 'unmonitored-deleted'],
    ],
    [
      'a release that an unmonitored party does not see',
      call('A', 'X'),
      [release('A')],
      ['release', 'unmonitored-other'],
    ],
    [
      'a delete of the unmonitored one of two, which releases both',
      call('A', 'X'),
      [deletion('A', 'X')],
      ['release', 'two-party-delete', 'unmonitored-other'],
    ],
    [
      'a release that nobody sees who stays: it says nothing of the footnote',
      call('A', 'XY'),
      [release('A')],
      ['last-monitored-leaves', 'release-from-conference'],
    ],
  ])('%s', (_, calls, rounds, expected) => {
    expect(exercised(calls, rounds).toSorted()).toEqual(expected)
  })

  it.each<[string, EstablishedCall, Rounds, readonly string[]]>([
    ['a self-delete', call('ABC'), [deletion('B', 'B')], ['refusal', 'self-delete']],
    [
      'a delete in a call of two',
      call('AB'),
      [deletion('A', 'B')],
      ['refusal', 'two-party-delete'],
    ],
    [
      'a self-delete in flight with a departure that it does not depend on',
      call('ABC'),
      [[release('A'), deletion('B', 'B')]],
      ['refusal', 'self-delete'],
    ],
  ])('%s that is refused', (_, calls, rounds, expected) => {
    expect(exercised(calls, rounds, refused).toSorted()).toEqual(expected)
  })
})

it('what is said to be needed for a clause is needed, and suffices', () => {
  const scripts = [...smallScripts(4, 2)]
  for (const { id, needs, isExercised } of clauses) {
    const exercising = scripts.filter(({ situations }) => situations.some(isExercised))
    expect(
      exercising.filter(({ has }) => !suffices(has, needs)),
      id,
    ).toEqual([])
    expect(
      exercising.some(({ has }) => suffices(needs, has)),
      id,
    ).toBe(true)
  }
})
