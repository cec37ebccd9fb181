import { describe, expect, it } from 'vitest'
import { clauses, exercise } from './clauses.ts'
import { ofLetters } from './columns.fixture.ts'
import { deletion, release } from './history.fixture.ts'
import type { Outcome } from './outcome.ts'
import { profiles } from './profile.ts'
import { step } from './step.ts'
import type { Request } from './tlib.ts'

/** The clauses that are exercised where a request in a call of `dns` has the outcome `phase`. */
function exercised(dns: string, request: Request, phase: Outcome['phase']): readonly string[] {
  const outcome = step(ofLetters(dns), request, profiles.default).find(
    (candidate) => candidate.phase === phase,
  )
  if (outcome === undefined) throw new Error(`The model knows no ${phase} here.`)
  const found: string[] = []
  exercise(request, outcome, (clause) => found.push(clause))
  return found
}

describe('exercise', () => {
  it.each<[string, string, Request, Outcome['phase'], readonly string[]]>([
    ['Release phase', 'AB', release('A'), 'release', ['release']],
    [
      'Release from conference phase, two remain',
      'ABC',
      release('A'),
      'release-from-conference',
      ['footnote-ok', 'release-from-conference'],
    ],
    [
      'Release from conference phase, three remain',
      'ABCD',
      release('A'),
      'release-from-conference',
      ['footnote-conferenced', 'release-from-conference'],
    ],
    [
      'Delete from conference phase, two remain',
      'ABC',
      deletion('A', 'B'),
      'delete-from-conference',
      ['delete-from-conference', 'footnote-ok'],
    ],
    [
      'Delete from conference phase, three remain',
      'ABCD',
      deletion('A', 'B'),
      'delete-from-conference',
      ['delete-from-conference', 'footnote-conferenced'],
    ],
    [
      'a self-delete that is carried out',
      'ABC',
      deletion('B', 'B'),
      'release-from-conference',
      ['footnote-ok', 'release-from-conference', 'self-delete'],
    ],
    [
      'a self-delete that is refused',
      'ABC',
      deletion('B', 'B'),
      'refused-silently',
      ['refusal', 'self-delete'],
    ],
    [
      'a delete in a call of two that is carried out',
      'AB',
      deletion('A', 'B'),
      'release',
      ['release', 'two-party-delete'],
    ],
    [
      'a delete in a call of two that is refused',
      'AB',
      deletion('A', 'B'),
      'refused-with-error',
      ['refusal', 'two-party-delete'],
    ],
    ['a request of a stranger', 'ABC', release('Z'), 'refused-silently', ['refusal']],
    ['a delete of a stranger', 'AB', deletion('A', 'Z'), 'refused-silently', ['refusal']],
    [
      'a stranger deletes itself: it is no party',
      'ABC',
      deletion('Z', 'Z'),
      'refused-with-error',
      ['refusal'],
    ],
  ])('%s', (_, dns, request, phase, expected) => {
    expect(exercised(dns, request, phase).toSorted()).toEqual(expected)
  })
})

describe('clauses', () => {
  it.each(clauses)('$id can be exercised in a call of $parties, and in none smaller', (clause) => {
    const reachable = (dns: string): boolean =>
      [release('A'), deletion('A', 'B'), deletion('A', 'A'), release('Z')].some((request) =>
        step(ofLetters(dns), request, profiles.default).some(({ phase }) =>
          exercised(dns, request, phase).includes(clause.id),
        ),
      )
    expect(reachable('ABCDEFGH'.slice(0, clause.parties))).toBe(true)
    for (let size = 2; size < clause.parties; size++)
      expect(reachable('ABCDEFGH'.slice(0, size))).toBe(false)
  })
})
