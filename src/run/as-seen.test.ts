import { expect, test } from 'vitest'
import { AdapterFailure } from '../adapter/adapter.ts'
import { call, release, remove } from '../tserver/one-call.ts'
import { asSeen } from './as-seen.ts'
import { fingerprint } from './fingerprint.ts'

const plain = ['A', 'B']
const script = call('A B C', release('Z'), remove('A', 'B'))
const history = { calls: [], early: [], rounds: [] }

test('what could not be looked into is a finding as it was seen', () => {
  const failure = new AdapterFailure('crash', 'it ended', ['last words'])
  expect(asSeen(script, { failed: true, history, failure }, 7, plain)).toEqual({
    fingerprint: fingerprint('crash', script, plain),
    kind: 'crash',
    rules: [],
    reproduced: { failed: 0, of: 0 },
    minimal: 'local',
    occurrences: 1,
    script,
    history,
    failure: { message: 'it ended', log: ['last words'] },
    origin: { index: 7, parties: 3, steps: 2 },
    shrinkExecutions: 0,
  })
})

test('what was seen in flight says with how many others', () => {
  const failed = {
    failed: true,
    history,
    failure: new AdapterFailure('crash', 'it ended'),
  } as const
  expect(asSeen(script, failed, 7, plain, 63).origin).toEqual({
    ...{ index: 7, parties: 3, steps: 2 },
    inFlight: 63,
  })
})

test('rules that are broken are named once', () => {
  const breach = { thisDN: 'A', text: 'no reason' }
  const breaches = ['late', 'late', 'conn-id'].map((rule) => ({ rule, ...breach }))
  const violation = { verdict: 'violates', round: -1, explanations: [], breaches } as const
  const finding = asSeen(script, { failed: true, history, failure: violation }, 7, plain)
  expect(finding).toMatchObject({ kind: 'violation', rules: ['late', 'conn-id'], violation })
  expect(finding).not.toHaveProperty('failure')
})
