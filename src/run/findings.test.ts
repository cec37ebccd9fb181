import { describe, expect, test } from 'vitest'
import { AdapterFailure } from '../adapter/adapter.ts'
import { call, release, remove } from '../tserver/one-call.ts'
import { Findings } from './findings.ts'
import { unshrunk } from './investigate.ts'
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
const toRelease = (failed: Failed) => ({ ...unshrunk(script, failed, 0, plain), reproduced })
const toDelete = (failed: Failed) => ({
  ...unshrunk(call('A B C', remove('A', 'B')), failed, 1, plain),
  reproduced,
})

const occurrences = (findings: Findings) => findings.all.map(({ occurrences }) => occurrences)

describe('findings', () => {
  test('are different by fingerprint, in the order in which they were found', () => {
    const findings = new Findings()
    const late = violation('late')
    findings.add(toDelete(late), late)
    findings.add(toRelease(late), late)
    findings.add(toDelete(late), late)
    expect(findings.size).toBe(2)
    expect(findings.all.map(({ origin }) => origin.index)).toEqual([1, 0])
    expect(occurrences(findings)).toEqual([2, 1])
  })

  test('are looked into until three alike in a row were one finding', () => {
    const findings = new Findings()
    const late = violation('late')
    for (let time = 0; time < 3; time++) {
      expect(findings.countKnown(late)).toBe(false)
      findings.add(toRelease(late), late)
    }
    expect(findings.countKnown(late)).toBe(true)
    expect(findings.countKnown(late)).toBe(true)
    expect(occurrences(findings)).toEqual([5])
  })

  test('are looked into again and again where those alike are more than one finding', () => {
    const findings = new Findings()
    const late = violation('late')
    for (let time = 0; time < 5; time++) {
      findings.add(toRelease(late), late)
      findings.add(toDelete(late), late)
      expect(findings.countKnown(late)).toBe(false)
    }
  })

  test('of another rule are not alike', () => {
    const findings = new Findings()
    const late = violation('late')
    for (let time = 0; time < 3; time++) findings.add(toRelease(late), late)
    expect(findings.countKnown(violation('released-once'))).toBe(false)
    expect(findings.countKnown(crash)).toBe(false)
  })

  test('of an adapter that failed are looked into once', () => {
    const findings = new Findings()
    expect(findings.countKnown(crash)).toBe(false)
    findings.add(toRelease(crash), crash)
    expect(findings.countKnown(crash)).toBe(true)
    expect(occurrences(findings)).toEqual([2])
    const hang: Failed = { ...crash, failure: new AdapterFailure('hang', 'no answer') }
    expect(findings.countKnown(hang)).toBe(false)
  })
})
