import { describe, expect, it } from 'vitest'
import { listed, missingInWords, type LeastCounts } from './required-coverage.ts'

const exercised = {
  coverage: [
    { clause: 'release', exercised: 12, applicable: true },
    { clause: 'self-delete', exercised: 3, applicable: true },
    { clause: 'lost-race', exercised: 0, applicable: false },
  ],
  transitions: [
    { transition: 'release-first/2/plain', exercised: 4, applicable: true },
    { transition: 'release-first/2/in-flight', exercised: 0, applicable: false },
  ],
}

const missing = (
  clauses: Readonly<Record<string, number>>,
  transitions: Readonly<Record<string, number>> = {},
): string | undefined => {
  const counts = (of: Readonly<Record<string, number>>): LeastCounts => new Map(Object.entries(of))
  return missingInWords({ clauses: counts(clauses), transitions: counts(transitions) }, exercised)
}

describe('a required coverage', () => {
  it.each([
    ['nothing is required', {}, {}],
    ['just as much was exercised', { release: 12 }, { 'release-first/2/plain': 4 }],
    ['all are required, and some are not applicable', { '*': 3 }, { '*': 4 }],
    ['less is required of one than of all', { '*': 12, 'self-delete': 3 }, {}],
    ['nothing is required of one', { '*': 12, 'self-delete': 0, 'lost-race': 0 }, {}],
  ])('is met where %s', (_, clauses, transitions) => {
    expect(missing(clauses, transitions)).toBeUndefined()
  })

  it.each([
    ['one was exercised too rarely', { release: 13 }, {}, 'release 12 of 13'],
    ['any was exercised too rarely', { '*': 4 }, {}, 'self-delete 3 of 4'],
    ['more is required of one than of all', { '*': 1, release: 20 }, {}, 'release 12 of 20'],
    [
      'one is named that is not applicable',
      { 'lost-race': 1 },
      { '*': 5, 'release-first/2/in-flight': 1 },
      'lost-race (ruled out by the adapter or the options), release-first/2/plain 4 of 5, ' +
        'release-first/2/in-flight (ruled out by the adapter or the options)',
    ],
  ])('is not met where %s', (_, clauses, transitions, words) => {
    expect(missing(clauses, transitions)).toBe(`the required coverage is not met: ${words}`)
  })
})

describe('a list of names', () => {
  it('is cut after ten, with how many more there are', () => {
    const names = [...'abcdefghijkl']
    expect(listed(names.slice(0, 10))).toBe('a, b, c, d, e, f, g, h, i, j')
    expect(listed(names)).toBe('a, b, c, d, e, f, g, h, i, j and 2 more')
  })
})
