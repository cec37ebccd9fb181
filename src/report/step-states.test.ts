import { expect, it } from 'vitest'
import { noCall } from '../../oracles/call.ts'
import { crash, manyThings, wrongCallState } from './example-finding.fixture.ts'
import { lostUpdate } from './in-flight-findings.fixture.ts'
import { keptFromEarlierCall, leak } from './several-calls-findings.fixture.ts'
import type { Finding } from '../run/finding.ts'
import { stepStates } from './step-states.ts'

function inShort(finding: Finding): readonly string[] {
  return stepStates(finding).map(({ step, inFlight, call, effect, parties, callState }) =>
    [
      step,
      ...(inFlight === undefined ? [] : [`${inFlight.number} of ${inFlight.of}`]),
      ...(call === undefined ? [] : [call]),
      effect,
      parties?.join(' ') ?? 'no call',
      callState ?? '-',
    ].join(' | '),
  )
}

it('tells who is left after a step, and the CallState that they are to be told', () => {
  expect(inShort(wrongCallState)).toEqual(['7002 releases | 7002 leaves | 7001 7003 | OK'])
})

it('counts a party that joins', () => {
  expect(inShort(manyThings)).toEqual([
    '7001 adds 7006 | 7006 joins | 7001 7002 7003 7004 7005 +15550100 7006 | -',
    '7001 deletes 7003 | 7003 leaves | 7001 7002 7004 7005 +15550100 7006 | Conferenced',
  ])
})

it('tells the order in which requests in flight take effect', () => {
  expect(inShort(lostUpdate)).toEqual([
    '7002 releases | 1 of 2 | 7002 leaves | 7001 7003 7004 | Conferenced',
    '7001 releases | 2 of 2 | 7001 leaves | 7003 7004 | OK',
  ])
})

it('tells calls apart, and the end of one', () => {
  expect(inShort(leak)).toContain('7004 releases | 2 of 2 | call 2 | 7004 leaves | 7001 7005 | OK')
  expect(inShort(keptFromEarlierCall)).toEqual([
    '7001 releases | call 1 | both are released |  | OK',
    '7003 releases | call 2 | 7003 leaves | 7001 7004 | OK',
  ])
})

it('tells a refusal, and that there is no such call', () => {
  const reading = wrongCallState.violation?.explanations[0]
  const outcome = reading?.outcomes[0]
  if (wrongCallState.violation === undefined || reading === undefined || outcome === undefined)
    throw new Error('the example has an outcome')
  const refused = { ...outcome, phase: 'refused-silently', departed: [], cells: [] } as const
  const outcomes = [{ ...refused, call: noCall }]
  const violation = { ...wrongCallState.violation, explanations: [{ ...reading, outcomes }] }
  expect(inShort({ ...wrongCallState, violation })).toEqual([
    '7002 releases | refused, nothing changes | no call | -',
  ])
})

it('is empty where nothing was judged', () => {
  expect(stepStates(crash)).toEqual([])
})
