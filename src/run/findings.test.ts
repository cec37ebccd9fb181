import { describe, expect, test } from 'vitest'
import type { Action } from '../../oracles/history.ts'
import { AdapterFailure } from '../adapter/adapter.ts'
import { call, release, remove } from '../tserver/one-call.ts'
import { failureOf } from './failure.ts'
import { Findings } from './findings.ts'
import { fingerprintOfSometimes } from './fingerprint.ts'
import { asSeen } from './as-seen.ts'
import type { Failed } from './trial.ts'

const script = call('A B C', release('A'))
const plain = ['A', 'B', 'C']

/** A violation of a rule, as a trial of it fails. */
function violation(rule: string): Failed {
  return {
    failed: true,
    history: { calls: [], early: [], rounds: [] },
    failure: {
      verdict: 'violates',
      round: 0,
      explanations: [],
      breaches: [{ rule, thisDN: 'A', text: 'it did not come' }],
    },
  }
}

const crash: Failed = {
  failed: true,
  history: { calls: [], early: [], rounds: [] },
  failure: new AdapterFailure('crash', 'it ended'),
}

const reproduced = { failed: 5, of: 5 }

/** Shrunk to a release, or to a delete. */
const toRelease = (failed: Failed) => ({ ...asSeen(script, failed, 0, plain), reproduced })
const toDelete = (failed: Failed) => ({
  ...asSeen(call('A B C', remove('A', 'B')), failed, 1, plain),
  reproduced,
})

/** Counts a failure where it is known. */
function countKnown(findings: Findings, failed: Failed): boolean {
  const { likeness } = failureOf(failed)
  const known = findings.known.has(likeness)
  if (known) findings.countKnown(likeness, 1)
  return known
}

const occurrences = (findings: Findings) => findings.all.map(({ occurrences }) => occurrences)

describe('findings', () => {
  test('are different by fingerprint, in the order in which they were found', () => {
    const findings = new Findings(plain)
    const late = violation('late')
    findings.add(toDelete(late), failureOf(late))
    findings.add(toRelease(late), failureOf(late))
    findings.add(toDelete(late), failureOf(late))
    expect(findings.size).toBe(2)
    expect(findings.all.map(({ origin }) => origin.index)).toEqual([1, 0])
    expect(occurrences(findings)).toEqual([2, 1])
  })

  test('are looked into until three alike in a row were one finding', () => {
    const findings = new Findings(plain)
    const late = violation('late')
    for (let time = 0; time < 3; time++) {
      expect(countKnown(findings, late)).toBe(false)
      findings.add(toRelease(late), failureOf(late))
    }
    expect(countKnown(findings, late)).toBe(true)
    expect(countKnown(findings, late)).toBe(true)
    expect(occurrences(findings)).toEqual([5])
  })

  test('are looked into again and again where those alike are more than one finding', () => {
    const findings = new Findings(plain)
    const late = violation('late')
    for (let time = 0; time < 5; time++) {
      findings.add(toRelease(late), failureOf(late))
      findings.add(toDelete(late), failureOf(late))
      expect(countKnown(findings, late)).toBe(false)
    }
  })

  test('of another rule are not alike', () => {
    const findings = new Findings(plain)
    const late = violation('late')
    for (let time = 0; time < 3; time++) findings.add(toRelease(late), failureOf(late))
    expect(countKnown(findings, violation('released-once'))).toBe(false)
    expect(countKnown(findings, crash)).toBe(false)
  })

  test('of an adapter that failed are looked into once', () => {
    const findings = new Findings(plain)
    expect(countKnown(findings, crash)).toBe(false)
    findings.add(toRelease(crash), failureOf(crash))
    expect(countKnown(findings, crash)).toBe(true)
    expect(occurrences(findings)).toEqual([2])
    const hang: Failed = { ...crash, failure: new AdapterFailure('hang', 'no answer') }
    expect(countKnown(findings, hang)).toBe(false)
  })
})

describe('findings that do not fail each time', () => {
  const late = violation('late')
  const sometimes = (failed: number, parties = 'A B C') => ({
    ...asSeen(call(parties, release('A')), late, parties.length, plain),
    fingerprint: fingerprintOfSometimes('late'),
    reproduced: { failed, of: 10 },
  })

  test('are one, of which the smallest is kept', () => {
    const findings = new Findings(plain)
    findings.add(sometimes(3), failureOf(late))
    findings.add(sometimes(9, 'A B C D'), failureOf(late))
    expect(findings.all).toMatchObject([{ origin: { parties: 3 }, occurrences: 2 }])
    findings.add(sometimes(1, 'A B'), failureOf(late))
    expect(findings.all).toMatchObject([{ origin: { parties: 2 }, occurrences: 3 }])
  })

  test('are kept rather where they failed again', () => {
    const findings = new Findings(plain)
    findings.add(sometimes(0, 'A B'), failureOf(late))
    findings.add(sometimes(1), failureOf(late))
    expect(findings.all).toMatchObject([{ reproduced: { failed: 1 }, occurrences: 2 }])
    findings.add(sometimes(0, 'A B'), failureOf(late))
    expect(findings.all).toMatchObject([{ reproduced: { failed: 1 }, occurrences: 3 }])
  })

  test('are known after three of the name, whatever they look like, and then counted', () => {
    const findings = new Findings(plain)
    for (let time = 0; time < 3; time++) {
      expect(findings.isKnownSometimes(failureOf(late))).toBe(false)
      findings.add(sometimes(1), failureOf(late))
    }
    expect(findings.isKnownSometimes(failureOf(late))).toBe(true)
    expect(findings.isKnownSometimes(failureOf(violation('conn-id')))).toBe(false)
    findings.countSometimes(failureOf(late))
    expect(occurrences(findings)).toEqual([4])
    // Whether another one fails each time has to be seen.
    expect(countKnown(findings, late)).toBe(false)
  })

  test('of an adapter are known after one', () => {
    const findings = new Findings(plain)
    const fingerprint = fingerprintOfSometimes('crash')
    findings.add({ ...sometimes(0), fingerprint }, failureOf(crash))
    expect(findings.isKnownSometimes(failureOf(crash))).toBe(true)
  })
})

test('in flight the same requests in another order, or more of them, are alike', () => {
  const release = { request: 'TReleaseCall', thisDN: 'A', connID: '1' } as const
  const remove = { ...release, request: 'TDeleteFromConference', otherDN: 'B' } as const
  const inFlight = (actions: readonly Action[]): Failed => ({
    ...violation('late'),
    history: { calls: [], early: [], rounds: [{ actions, events: [], late: [] }] },
  })
  const findings = new Findings(plain)
  const first = inFlight([release, remove])
  for (let time = 0; time < 3; time++) findings.add(toRelease(first), failureOf(first))
  expect(countKnown(findings, inFlight([remove, release, release]))).toBe(true)
  expect(countKnown(findings, inFlight([release]))).toBe(false)
})

test('are counted only where they are known', () => {
  const findings = new Findings(plain)
  expect(() => findings.countKnown('late TReleaseCall', 1)).toThrow(RangeError)
  expect(() => findings.countSometimes(failureOf(crash))).toThrow(RangeError)
})
