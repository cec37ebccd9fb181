import { describe, expect, test } from 'vitest'
import { crash, wrongCallState } from '../report/example-finding.fixture.ts'
import type { CorpusEntry } from '../run/corpus-entry.ts'
import type { Finding } from '../run/finding.ts'
import type { KnownFailure } from '../run/known-failure.ts'
import { fileOf } from './corpus-script.fixture.ts'
import { answersTo, isOver, knownAs, knownStates, type AfterRun } from './known-failures.ts'

const reason = 'fixed in 9.2'
const byFingerprint: KnownFailure = { fingerprint: wrongCallState.fingerprint, reason }
const byShape = (shape: string, rule = 'party-deleted-call-state'): KnownFailure => ({
  rule,
  shape,
  reason,
})

describe('a finding answers to an entry', () => {
  test('by its fingerprint', () => {
    expect(answersTo(wrongCallState, byFingerprint)).toBe(true)
    expect(answersTo({ ...wrongCallState, fingerprint: '000000000000' }, byFingerprint)).toBe(false)
  })

  test.each([
    'In a conference of 7001, 7002, 7003: 7002 releases.',
    'In a conference of A, B, C: B releases.',
    'In a conference of A, B, C: B releases',
    ' In a conference\n  of A, B,  C: B releases. ',
  ])('by its rule and the shape of its smallest script: %j', (shape) => {
    expect(answersTo(wrongCallState, byShape(shape))).toBe(true)
    expect(answersTo(wrongCallState, byShape(shape, 'released-once'))).toBe(false)
  })

  test.each([
    'In a conference of A, B, C: A releases.',
    'In a conference of A, B, C, D: B releases.',
    'In a conference of 1, 2, 3: 2 releases.',
    'B releases.',
    '',
  ])('and not by another shape: %j', (shape) => {
    expect(answersTo(wrongCallState, byShape(shape))).toBe(false)
  })

  test('by the shape, whatever the DNs are called', () => {
    const { calls, rounds } = wrongCallState.script
    const renamed: Finding = {
      ...wrongCallState,
      script: {
        calls: calls.map((call) => ({ ...call, dns: ['C', 'A', 'B'] })),
        rounds: rounds.map(() => [{ do: 'TReleaseCall', call: 0, thisDN: 'A' }]),
      },
    }
    expect(answersTo(renamed, byShape('In a conference of A, B, C: B releases.'))).toBe(true)
  })

  test('only by the rule that it names first', () => {
    const several = { ...wrongCallState, rules: ['late', 'party-deleted-call-state'] }
    const shape = 'In a conference of A, B, C: B releases.'
    expect(answersTo(several, byShape(shape))).toBe(false)
    expect(answersTo(several, byShape(shape, 'late'))).toBe(true)
  })

  test('by its kind where it breaks no rule', () => {
    expect(answersTo(crash, byShape('In a call of A, B: A releases.', 'crash'))).toBe(true)
    expect(answersTo(crash, byShape('In a call of A, B: A releases.', 'hang'))).toBe(false)
  })

  test('and to none that tells only half', () => {
    const rule = 'party-deleted-call-state'
    expect(answersTo(wrongCallState, { rule, reason })).toBe(false)
    expect(answersTo(wrongCallState, { reason })).toBe(false)
  })
})

describe('the last day of an entry', () => {
  const entry = { ...byFingerprint, until: '2026-11-27' }

  test('is still one on which it counts', () => {
    expect(isOver(entry, '2026-11-27')).toBe(false)
    expect(isOver(entry, '2026-11-28')).toBe(true)
    expect(isOver(byFingerprint, '9999-12-31')).toBe(false)
  })

  test('leaves the others that the finding answers to', () => {
    const other = byShape('In a conference of A, B, C: B releases.')
    expect(knownAs(wrongCallState, [entry, other], '2026-11-27')).toBe(entry)
    expect(knownAs(wrongCallState, [entry, other], '2026-11-28')).toBe(other)
    expect(knownAs(wrongCallState, [entry], '2026-11-28')).toBeUndefined()
  })
})

describe('after a run an entry', () => {
  const script = { file: 'kept.json', finding: fileOf(wrongCallState) }
  const ran = (entry: Partial<CorpusEntry>): AfterRun['corpus'] => [
    {
      script,
      entry: {
        file: script.file,
        fingerprint: wrongCallState.fingerprint,
        result: 'holds',
        ran: { failed: 0, of: 9 },
        ...entry,
      },
    },
  ]
  const after = (change: Partial<AfterRun>): AfterRun => ({
    findings: [],
    corpus: ran({}),
    incomplete: false,
    today: '2026-11-27',
    ...change,
  })
  const stateOf = (change: Partial<AfterRun>, entry = byFingerprint) =>
    knownStates([entry], after(change))[0]

  test('still fails where a finding answers to it', () => {
    expect(stateOf({ findings: [wrongCallState], incomplete: true })).toMatchObject({
      state: 'fails',
      findings: [wrongCallState.fingerprint],
    })
  })

  test('is mended where its script passes and nothing else answers to it', () => {
    expect(stateOf({})).toMatchObject({ state: 'mended', findings: [], corpus: ['kept.json'] })
    const shape = byShape('In a conference of A, B, C: B releases.')
    expect(stateOf({}, shape)).toMatchObject({ state: 'mended', corpus: ['kept.json'] })
  })

  test('is not called mended by a run that is incomplete, or did not run its script', () => {
    expect(stateOf({ incomplete: true })).toMatchObject({
      state: 'unclear',
      why: 'the run is incomplete',
    })
    expect(stateOf({ corpus: [] })).toMatchObject({
      state: 'unclear',
      why: 'it was not met, and its script is not in the corpus: when it is met again, keep it with npx partyline keep b1946ac92492',
    })
    expect(stateOf({ corpus: 'exhaust does not run the corpus' })).toMatchObject({
      state: 'unclear',
      why: 'exhaust does not run the corpus',
    })
    const why = 'the adapter lacks addParty'
    expect(stateOf({ corpus: ran({ result: 'not-played', why }) })).toMatchObject({
      state: 'unclear',
      why: `corpus/kept.json: ${why}`,
    })
  })

  test('is not called mended where its script fails in another way, or passes without proving', () => {
    expect(stateOf({ corpus: ran({ result: 'fails', finding: '111111111111' }) })).toMatchObject({
      state: 'unclear',
      why: 'corpus/kept.json fails in another way (111111111111)',
    })
    expect(stateOf({ corpus: ran({ why: 'too rare' }) })).toMatchObject({
      state: 'unclear',
      why: 'corpus/kept.json: too rare',
    })
  })

  test('that is over is never mended, and says what answers to it', () => {
    const entry = { ...byFingerprint, until: '2026-11-26' }
    expect(stateOf({}, entry)).toMatchObject({ state: 'ended', findings: [] })
    expect(stateOf({ findings: [wrongCallState] }, entry)).toMatchObject({
      state: 'ended',
      findings: [wrongCallState.fingerprint],
    })
  })
})
