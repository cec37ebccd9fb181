import { describe, expect, it } from 'vitest'
import { noCall } from '../../oracles/call.ts'
import type { Outcome } from '../../oracles/outcome.ts'
import { wrongCallState } from './example-finding.fixture.ts'
import { lostUpdate } from './in-flight-findings.fixture.ts'
import { ladder } from './ladder.ts'
import { statusInWords } from './ladder-status.ts'
import { leak } from './several-calls-findings.fixture.ts'

describe('the status row', () => {
  const [round] = wrongCallState.history.rounds
  const outcome = wrongCallState.violation?.explanations[0]?.outcomes[0]
  if (round === undefined || outcome === undefined) throw new Error('the example has an outcome')

  function status(...outcomes: Outcome[]): string | undefined {
    const { rows } = ladder({
      ...wrongCallState,
      violation: {
        verdict: 'violates',
        round: 0,
        explanations: [{ outcomes, differing: [], missing: [], surplus: [] }],
        breaches: [],
      },
    })
    return rows.find((row) => row.row === 'status')?.texts.join(' | ')
  }

  it('tells the end of a call of two', () => {
    const call = { ...outcome.call, parties: [] }
    expect(status({ ...outcome, phase: 'release', departed: ['7001', '7002'], call })).toBe(
      'both parties are released, the call is over',
    )
  })

  it('tells that nobody is left', () => {
    const call = { ...outcome.call, parties: [] }
    expect(status({ ...outcome, departed: ['7001'], call })).toBe('7001 has left, nobody remains')
  })

  it('tells a refusal', () => {
    const refused = { ...outcome, phase: 'refused-silently', departed: [] } as const
    expect(status(refused)).toBe('refused: 2 parties stay, nothing changes')
    expect(status({ ...refused, call: { ...outcome.call, parties: [] } })).toBe(
      'refused: the call is over, nothing changes',
    )
    expect(status({ ...refused, call: noCall })).toBe(
      'refused: there is no such call, nothing changes',
    )
  })

  it('is left out where there was no request', () => {
    expect(status()).toBeUndefined()
  })
})

describe('the status of requests in flight', () => {
  const texts = (finding: typeof lostUpdate): readonly string[] =>
    ladder(finding).rows.flatMap((row) => (row.row === 'status' ? row.texts : []))

  it('tells the order of their effect, and that no other comes nearer', () => {
    expect(texts(lostUpdate)).toEqual([
      'no order of these requests explains what was seen; this one comes nearest:',
      'first 7002 releases: 3 parties remain, CallState Conferenced',
      'then 7001 releases: 2 parties remain, CallState OK',
    ])
  })

  it('tells the order alone where it explains everything', () => {
    const reading = lostUpdate.violation?.explanations[0]
    if (reading === undefined) throw new Error('the example has a reading')
    expect(statusInWords(reading, false, () => undefined)[0]).toBe('read as:')
  })

  it('tells no order between calls', () => {
    expect(texts(leak).slice(1)).toEqual([
      'in call 1, 7001 releases: 2 parties remain, CallState OK',
      'in call 2, 7004 releases: 2 parties remain, CallState OK',
    ])
    const [one, other] = leak.violation?.explanations[0]?.outcomes ?? []
    if (one === undefined || other === undefined) throw new Error('the example has two outcomes')
    const explanation = { outcomes: [one, other, one], differing: [], missing: [], surplus: [] }
    const callNumber = (connID: string | undefined): string =>
      connID === one.request.connID ? 'call 1' : 'call 2'
    expect(statusInWords(explanation, true, callNumber).slice(1)).toEqual([
      'in call 1, first 7001 releases: 2 parties remain, CallState OK',
      'then 7001 releases: 2 parties remain, CallState OK',
      'in call 2, 7004 releases: 2 parties remain, CallState OK',
    ])
  })

  it('tells which of them were refused', () => {
    const [one] = lostUpdate.violation?.explanations[0]?.outcomes ?? []
    if (one === undefined) throw new Error('the example has an outcome')
    const refused = { ...one, phase: 'refused-silently', departed: [], cells: [] } as const
    const explanation = { outcomes: [one, refused], differing: [], missing: [], surplus: [] }
    expect(statusInWords(explanation, false, () => undefined).at(-1)).toBe(
      'then 7002 releases: refused: 3 parties stay, nothing changes',
    )
  })
})
