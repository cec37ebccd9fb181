/** What campaigns exercise, and when that is too little. */
import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import type { Adapter, Capabilities } from '../adapter/adapter.ts'
import { embedded } from '../tserver/embedded.ts'
import { campaign } from './campaign.fixture.ts'
import { changed } from './fake-tserver.fixture.ts'
import type { RunResult } from './finding.ts'

const nondeterministic = (capabilities?: Capabilities): Adapter =>
  changed(embedded('nondeterministic'), () => (capabilities === undefined ? {} : { capabilities }))

const adapters: readonly [string, Capabilities | undefined][] = [
  ['all that the embedded T-Server can', undefined],
  ['nothing but the least', {}],
  ['calls of two', { maxParties: 2 }],
  ['calls of two, one or the other unmonitored', { maxParties: 2, unmonitored: true }],
  ['three DNs', { dns: ['11', '12', '13'] }],
  ['two DNs', { dns: ['11', '12'], concurrent: true, addParty: true }],
  ['one request at a time', { addParty: true, unmonitored: true, maxCalls: 3 }],
  ['one call at once', { addParty: true, unmonitored: true, concurrent: true }],
]

const missing = ({ coverage, transitions }: RunResult) => ({
  clauses: coverage.flatMap((one) => (one.applicable && one.exercised === 0 ? [one.clause] : [])),
  transitions: transitions.flatMap((one) =>
    one.applicable && one.exercised === 0 ? [one.transition] : [],
  ),
})

const exercisedThough = ({ coverage, transitions }: RunResult) => [
  ...coverage.flatMap((one) => (!one.applicable && one.exercised > 0 ? [one.clause] : [])),
  ...transitions.flatMap((one) => (!one.applicable && one.exercised > 0 ? [one.transition] : [])),
]

describe('1,000 scripts exercise every applicable clause, and nothing that is not applicable', () => {
  test.each(adapters)('of an adapter that can %s', async (_, capabilities) => {
    for (let seed = 1; seed <= 20; seed++) {
      const result = await campaign({ adapter: nondeterministic(capabilities), seed })
      expect([result.verdict, missing(result).clauses, exercisedThough(result)]).toEqual([
        'conforms',
        [],
        [],
      ])
    }
  })

  test('where calls may have 64 parties', async () => {
    const adapter = nondeterministic({ maxParties: 64, unmonitored: true })
    for (let seed = 1; seed <= 10; seed++)
      expect(missing(await campaign({ adapter, seed, maxParties: 64 })).clauses).toEqual([])
  })

  test.each([profiles.strict, profiles.workspace])('by the profile $name', async (profile) => {
    for (let seed = 1; seed <= 10; seed++)
      expect(missing(await campaign({ profile, seed })).clauses).toEqual([])
  })
})

test('a large run exercises every applicable transition', async () => {
  const result = await campaign({ adapter: nondeterministic(), runs: 30_000 })
  expect(result.transitions.filter(({ applicable }) => applicable)).toHaveLength(241)
  expect(missing(result).transitions).toEqual([])
})

describe('a run is incomplete', () => {
  test('where nothing exercised an applicable clause, silent ones too', async () => {
    const { verdict, incomplete } = await campaign({ runs: 1, maxSteps: 1, maxParties: 2 })
    expect(verdict).toBe('incomplete')
    expect(incomplete).toMatch(/^nothing exercised .*(self-delete|two-party-delete), /)
  })

  test('and names ten of them at the most', async () => {
    const { incomplete } = await campaign({ runs: 1, maxSteps: 1 })
    expect(incomplete).toMatch(/^nothing exercised ([a-z-]+, ){9}[a-z-]+ and \d+ more$/)
  })

  test('not where the adapter rules out what was not exercised', async () => {
    const { verdict, coverage } = await campaign({ adapter: nondeterministic({ maxParties: 2 }) })
    expect(verdict).toBe('conforms')
    expect(coverage).toContainEqual({
      clause: 'footnote-ok',
      exercised: 0,
      applicable: false,
    })
  })
})

describe('a required coverage', () => {
  const required = (clauses: readonly [string, number][]) => ({
    clauses: new Map(clauses),
    transitions: new Map<string, number>(),
  })

  test('that is met changes nothing', async () => {
    const requiredCoverage = required([['*', 10]])
    expect(await campaign({ requiredCoverage })).toEqual(await campaign())
  })

  test('that is not met makes the run incomplete', async () => {
    const { verdict, incomplete } = await campaign({
      requiredCoverage: required([['release', 1e6]]),
    })
    expect(verdict).toBe('incomplete')
    expect(incomplete).toMatch(/^the required coverage is not met: release \d+ of 1000000$/)
  })

  test('that is not met hides no finding', async () => {
    const { verdict, incomplete, findings } = await campaign({
      adapter: embedded('released-twice'),
      requiredCoverage: required([['release', 1e6]]),
    })
    expect(verdict).toBe('violates')
    expect(findings.length).toBeGreaterThan(0)
    expect(incomplete).toMatch(/^the required coverage is not met: release /)
  })

  test('is not asked for where the run was interrupted', async () => {
    const { incomplete } = await campaign({
      requiredCoverage: required([['release', 1e6]]),
      interrupted: () => true,
    })
    expect(incomplete).toBe('interrupted')
  })
})
