import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../oracles/outcome.ts'
import { profiles } from '../../oracles/profile.ts'
import { embedded } from '../tserver/embedded.ts'
import { add, call, release, remove } from '../tserver/one-call.ts'
import type { Script } from '../plan/script.ts'
import { Connection } from './connection.ts'
import { Coverage } from './coverage.ts'
import { tryScript } from './trial.ts'

async function outcomesOf(script: Script, connection: Connection): Promise<readonly Outcome[]> {
  const trial = await tryScript(script, connection, profiles.default)
  if (trial.failed || trial.verdict.verdict !== 'conforms')
    throw new Error('the embedded T-Server is to conform')
  return trial.verdict.outcomes
}

/** Coverage of scripts on the embedded T-Server: what is counted at all. */
async function coverageOf(...scripts: readonly Script[]) {
  const coverage = new Coverage()
  const connection = await Connection.open(embedded())
  for (const script of scripts) {
    coverage.add(await outcomesOf(script, connection))
  }
  const counted = coverage.exercised
    .filter(({ exercised }) => exercised > 0)
    .map(({ clause, exercised }) => [clause, exercised])
  return { coverage, counted: Object.fromEntries(counted) as unknown }
}

describe('what a script exercises is counted', () => {
  test('phase by phase', async () => {
    const { counted } = await coverageOf(
      call('A B C D', release('A'), remove('B', 'C'), release('D')),
      call('A B', release('A')),
    )
    expect(counted).toEqual({
      'release-from-conference': 1,
      'delete-from-conference': 1,
      release: 2,
      'footnote-conferenced': 1,
      'footnote-ok': 1,
    })
  })

  test('where a party was added between', async () => {
    const { counted } = await coverageOf(call('A B', add('A', 'C'), remove('A', 'B'), release('A')))
    expect(counted).toEqual({ 'delete-from-conference': 1, 'footnote-ok': 1, release: 1 })
  })

  test('as far as something followed from the requests', async () => {
    const coverage = new Coverage()
    const connection = await Connection.open(embedded())
    const script = call('A B C', release('A'), release('B'))
    const outcomes = await outcomesOf(script, connection)
    expect(outcomes).toHaveLength(2)
    coverage.add(outcomes.slice(0, 1))
    expect(coverage.unexercised(3)).toEqual(['release', 'delete-from-conference'])
  })

  test('with the cases in which the document is silent', async () => {
    const { counted } = await coverageOf(
      call('A B', remove('A', 'A')),
      call('A B', remove('A', 'B')),
      call('A B', release('Z')),
    )
    expect(counted).toEqual({ release: 2, 'self-delete': 1, 'two-party-delete': 1, refusal: 1 })
  })
})

describe('what nothing has exercised', () => {
  test('is every printed clause, at first', async () => {
    const { coverage } = await coverageOf()
    expect(coverage.unexercised(8)).toEqual([
      'release',
      'release-from-conference',
      'delete-from-conference',
      'footnote-conferenced',
      'footnote-ok',
    ])
  })

  test('is left out where calls are too small for it', async () => {
    const { coverage } = await coverageOf()
    expect(coverage.unexercised(3)).not.toContain('footnote-conferenced')
    expect(coverage.unexercised(2)).toEqual(['release'])
  })

  test('is left out once it has been exercised', async () => {
    const { coverage } = await coverageOf(call('A B', release('A')))
    expect(coverage.unexercised(2)).toEqual([])
  })
})
