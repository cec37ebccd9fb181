import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import type { Capabilities } from '../adapter/adapter.ts'
import type { Script } from '../plan/script.ts'
import { embedded } from '../tserver/embedded.ts'
import { add, call, release, remove } from '../tserver/one-call.ts'
import { Connection } from './connection.ts'
import { Coverage, type Reach } from './coverage.ts'
import { tryScript } from './trial.ts'

const everything: Capabilities = {
  maxCalls: 2,
  addParty: true,
  concurrent: true,
  sharedParties: true,
  unmonitored: true,
}

function reachOf(capabilities: Capabilities, maxParties = 8, maxSteps = 12): Reach {
  return { maxParties, maxSteps, capabilities }
}

/** Coverage of scripts on the embedded T-Server. */
async function coverageOf(...scripts: readonly Script[]): Promise<Coverage> {
  const coverage = new Coverage(reachOf(everything))
  const connection = await Connection.open(embedded())
  for (const script of scripts) {
    const trial = await tryScript(script, connection, profiles.default)
    if (trial.failed || trial.verdict.verdict !== 'conforms') throw new Error('it is to conform')
    coverage.add(trial.verdict.situations)
  }
  return coverage
}

const clausesIn = ({ clauses }: Coverage) =>
  Object.fromEntries(
    clauses
      .filter(({ exercised }) => exercised > 0)
      .map(({ clause, exercised }) => [clause, exercised]),
  )

const transitionsIn = ({ transitions }: Coverage) =>
  Object.fromEntries(
    transitions
      .filter(({ exercised }) => exercised > 0)
      .map(({ transition, exercised }) => [transition, exercised]),
  )

describe('what a script exercises is counted', () => {
  test('phase by phase, and transition by transition', async () => {
    const coverage = await coverageOf(
      call('A B C D', release('A'), remove('B', 'C'), release('D')),
      call('A B', release('A')),
    )
    expect(clausesIn(coverage)).toEqual({
      'release-from-conference': 1,
      'delete-from-conference': 1,
      release: 2,
      'member-delete': 1,
      'last-of-conference': 1,
      'footnote-conferenced': 1,
      'footnote-ok': 1,
    })
    expect(transitionsIn(coverage)).toEqual({
      'release-first/4/plain': 1,
      'delete-middle-by-first/3/former-conference': 1,
      'release-last/2/former-conference': 1,
      'release-first/2/plain': 1,
    })
  })

  test('where a party was added between', async () => {
    const coverage = await coverageOf(call('A B', add('A', 'C'), remove('A', 'B'), release('A')))
    expect(clausesIn(coverage)).toEqual({
      'delete-from-conference': 1,
      'footnote-ok': 1,
      release: 1,
      'last-of-conference': 1,
    })
    expect(transitionsIn(coverage)).toEqual({
      'delete-middle-by-first/3/plain': 1,
      'release-first/2/former-conference': 1,
    })
  })

  test('each time', async () => {
    const once = call('A B', release('A'))
    const coverage = await coverageOf(once, once, call('C D', release('C')))
    expect(clausesIn(coverage)).toEqual({ release: 3 })
    expect(transitionsIn(coverage)).toEqual({ 'release-first/2/plain': 3 })
  })

  test('as far as something followed from the requests', async () => {
    const coverage = new Coverage(reachOf(everything))
    const connection = await Connection.open(embedded())
    const trial = await tryScript(
      call('A B C', release('A'), release('B')),
      connection,
      profiles.default,
    )
    if (trial.failed || trial.verdict.verdict !== 'conforms') throw new Error('it is to conform')
    coverage.add(trial.verdict.situations.slice(0, 1))
    expect(transitionsIn(coverage)).toEqual({ 'release-first/3/plain': 1 })
  })

  test('with the cases in which the document is silent', async () => {
    const coverage = await coverageOf(
      call('A B', remove('A', 'A')),
      call('A B', remove('A', 'B')),
      call('A B', release('Z')),
    )
    expect(clausesIn(coverage)).toEqual({
      release: 2,
      'self-delete': 1,
      'two-party-delete': 1,
      refusal: 1,
      'requester-not-in-call': 1,
    })
  })
})

describe('what is applicable', () => {
  const applicable = (reach: Reach) => {
    const coverage = new Coverage(reach)
    return {
      clauses: coverage.clauses.flatMap((one) => (one.applicable ? [one.clause] : [])),
      transitions: coverage.transitions.flatMap((one) => (one.applicable ? [one.transition] : [])),
    }
  }
  const all = applicable(reachOf(everything))

  test('is all that can be where the adapter can do everything', () => {
    expect([all.clauses.length, all.transitions.length]).toEqual([19, 241])
  })

  test.each<[string, Reach, readonly string[], (transition: string) => boolean]>([
    [
      'concurrent and several calls',
      reachOf({ ...everything, concurrent: false, maxCalls: 1 }),
      ['departures-in-flight', 'lost-race'],
      (id) => id.endsWith('/in-flight'),
    ],
    [
      'concurrent, but for clauses alone: calls beside each other will do for transitions',
      reachOf({ ...everything, concurrent: false }),
      ['departures-in-flight', 'lost-race'],
      () => false,
    ],
    [
      'unmonitored',
      reachOf({ ...everything, unmonitored: false }),
      ['unmonitored-deleted', 'unmonitored-other', 'last-monitored-leaves'],
      (id) => id.endsWith('/unmonitored') || id.startsWith('delete-unmonitored'),
    ],
    ['addParty', reachOf({ ...everything, addParty: false }), [], (id) => id.endsWith('/returner')],
    [
      'a second step',
      reachOf(everything, 8, 1),
      ['ended-call', 'last-of-conference', 'departures-in-flight', 'lost-race'],
      (id) => /former-conference|returner|in-flight|gone/.test(id),
    ],
    [
      'a stranger',
      reachOf({ ...everything, dns: ['1', '2'] }, 2),
      [
        'release-from-conference',
        'delete-from-conference',
        'footnote-conferenced',
        'footnote-ok',
        'member-delete',
        'requester-not-in-call',
        'deleted-not-in-call',
        'last-of-conference',
        'departures-in-flight',
        'unmonitored-deleted',
        'last-monitored-leaves',
      ],
      (id) => !id.includes('/2/') || /former-conference|returner|gone|stranger/.test(id),
    ],
    [
      'a fourth party',
      reachOf(everything, 3),
      ['footnote-conferenced'],
      // Of three, one leaves, and another one is added.
      (id) => /\/(4|5\+)\//.test(id),
    ],
  ])('is not what needs %s', (_, reach, clauses, isRuledOut) => {
    const here = applicable(reach)
    expect(here.clauses).toEqual(all.clauses.filter((clause) => !clauses.includes(clause)))
    expect(here.transitions).toEqual(all.transitions.filter((id) => !isRuledOut(id)))
  })
})

const unexercised = ({ clauses }: Coverage): readonly string[] =>
  clauses
    .filter(({ exercised, applicable }) => applicable && exercised === 0)
    .map(({ clause }) => clause)

describe('what nothing has exercised', () => {
  test('is every applicable clause, at first', () => {
    expect(unexercised(new Coverage(reachOf({}, 3)))).toEqual([
      'release',
      'release-from-conference',
      'delete-from-conference',
      'footnote-ok',
      'self-delete',
      'two-party-delete',
      'member-delete',
      'refusal',
      'unknown-conn-id',
      'ended-call',
      'requester-not-in-call',
      'deleted-not-in-call',
      'last-of-conference',
    ])
  })

  test('is left out once it has been exercised', async () => {
    const coverage = await coverageOf(
      call('A B', release('A'), release('A')),
      call('A B', remove('A', 'C')),
    )
    for (const clause of ['release', 'refusal', 'ended-call', 'deleted-not-in-call'])
      expect(unexercised(coverage)).not.toContain(clause)
    expect(unexercised(coverage)).toHaveLength(19 - 4)
  })
})

describe('what was counted elsewhere', () => {
  test('is taken and added, and the same as if it had been counted here', async () => {
    const scripts = [
      call('A B C', release('A'), release('B')),
      call('A B', remove('A', 'C')),
    ] as const
    const [one, other] = [await coverageOf(scripts[0]), await coverageOf(scripts[1])]
    const together = await coverageOf(...scripts)
    one.addAll(other.take())
    expect(one.clauses).toEqual(together.clauses)
    expect(one.transitions).toEqual(together.transitions)
    expect(other.counts).toEqual([])
    expect(other.clauses.every(({ exercised }) => exercised === 0)).toBe(true)
  })
})
