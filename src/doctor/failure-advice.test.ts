import { describe, expect, it } from 'vitest'
import { AdapterFailure } from '../adapter/adapter.ts'
import { failureAdvice } from './advice/failure-advice.ts'
import { Exchange } from './exchange.ts'
import type { Symptom } from './symptom.ts'

const symptom = (failure: AdapterFailure): Symptom => ({
  failure,
  line: undefined,
  message: {},
  method: undefined,
  behindOthers: false,
  amongOthers: false,
  sent: [],
  wire: new Exchange().wire,
  answered: new Set(),
  situation: undefined,
  hasWire: true,
  out: 'stdout',
})

describe('of a failure that no advice is for', () => {
  it('what the protocol wants is told as the schema says it', () => {
    const failure = new AdapterFailure('protocol-error', 'x is 1; the protocol wants a string')
    expect(failureAdvice(symptom(failure))).toEqual({
      mistake: 'the protocol is broken',
      wanted: 'The protocol wants a string.',
      toDo: expect.stringContaining('docs/bridges.md'),
    })
  })
})
