import { expect, test } from 'vitest'
import { AdapterFailure } from '../adapter/adapter.ts'
import { call, release } from '../tserver/one-call.ts'
import { asSeen } from './as-seen.ts'
import type { Failure } from './failure.ts'
import { Likenesses } from './likenesses.ts'

const history = { calls: [], early: [], rounds: [] }
const failed = { failed: true, history, failure: new AdapterFailure('crash', 'it ended') } as const
const finding = {
  ...asSeen(call('A B', release('A')), failed, 0, []),
  reproduced: { failed: 5, of: 5 },
}
const failure: Failure = { likeness: 'late', name: 'late', ofAdapter: false }

/** How often it has to be added until it is known. */
function untilKnown(likenesses: Likenesses, one = finding): number {
  for (let times = 0; times < 10; times++) {
    if (likenesses.known.has('late')) return times
    likenesses.add(one, failure)
  }
  return Infinity
}

test('three of one finding in a row make a likeness known', () => {
  expect(untilKnown(new Likenesses())).toBe(3)
})

test('what does not fail each time, or was not run again, makes nothing known', () => {
  for (const reproduced of [
    { failed: 4, of: 5 },
    { failed: 0, of: 0 },
  ])
    expect(untilKnown(new Likenesses(), { ...finding, reproduced })).toBe(Infinity)
})

test('a row is broken by one of which it is not settled what it is', () => {
  const likenesses = new Likenesses()
  likenesses.add(finding, failure)
  likenesses.add(finding, failure)
  likenesses.breakRow(failure)
  expect(untilKnown(likenesses)).toBe(3)
  likenesses.breakRow(failure)
  expect(likenesses.known.get('late')).toBe(finding.fingerprint)
})

test('it goes on from its state', () => {
  const likenesses = new Likenesses()
  likenesses.add(finding, failure)
  expect(untilKnown(new Likenesses(likenesses.state))).toBe(2)
  expect(untilKnown(likenesses)).toBe(2)
  expect(untilKnown(new Likenesses(likenesses.state))).toBe(0)
})
