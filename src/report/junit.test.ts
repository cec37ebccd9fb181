import { parse, type TestCase } from 'junit2json'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { afterAll, describe, expect, it } from 'vitest'
import { clauses } from '../../oracles/clauses.ts'
import { rules } from '../../oracles/rules.ts'
import type { RunResult } from '../run/finding.ts'
import {
  crash,
  hostile,
  hostileFinding,
  manyThings,
  runWith,
  undecidedRun,
  wrongCallState,
} from './example-finding.fixture.ts'
import { flaky, lostUpdate, neverAgain } from './in-flight-findings.fixture.ts'
import { leak } from './several-calls-findings.fixture.ts'
import { junitXml } from './junit.ts'
import { junitSchema } from './junit-schema.fixture.ts'

const schema = XsdValidator.fromDoc(XmlDocument.fromString(junitSchema))

function validate(xml: string): void {
  const document = XmlDocument.fromString(xml)
  try {
    schema.validate(document)
  } finally {
    document.dispose()
  }
}

afterAll(() => {
  schema.dispose()
})

/** The cases as a reader of JUnit files takes them. */
async function cases(run: RunResult): Promise<readonly TestCase[]> {
  const read = await parse(junitXml(run, 'reports'))
  return read && 'testsuite' in read ? (read.testsuite?.[0]?.testcase ?? []) : []
}

describe('junit.xml', () => {
  it('has a test case for each rule, each way to fail and completeness', () => {
    const xml = junitXml(runWith([]), 'reports')
    // All but the one rule of which nothing was exercised.
    expect(xml.match(/<testcase [^>]*classname="partyline" time="0.000"\/>/g)).toHaveLength(
      rules.length + 2,
    )
    expect(xml).toContain(`tests="${rules.length + 4}" failures="0" errors="0" time="1.940"`)
  })

  it('fails the cases of the rules that are broken, with how to see it again', () => {
    const xml = junitXml(runWith([wrongCallState]), 'reports')
    expect(xml).toContain('failures="1"')
    const [, name, text] =
      /<testcase name="([^"]*)" classname="partyline" time="0.000"><failure ([^]*)<\/failure>/.exec(
        xml,
      ) ?? []
    expect(name).toMatch(/^party-deleted-call-state: CallState of EventPartyDeleted is /)
    expect(text).toContain('In a conference of 7001, 7002, 7003: 7002 releases.')
    expect(text).toContain('npx partyline replay reports/findings/b1946ac92492.json')
  })

  it('fails the case of a crash with the log', () => {
    const xml = junitXml(runWith([crash]), 'reports')
    expect(xml).toMatch(
      /name="The adapter does not crash" classname="partyline" time="0.000"><failure type="crash"/,
    )
    expect(xml).toContain('log: KeyError: &#39;7002&#39;')
  })

  it('puts all findings of one rule into its one case', () => {
    const other = { ...manyThings, rules: ['party-deleted-call-state'] }
    const xml = junitXml(runWith([wrongCallState, other]), 'reports')
    expect(xml.match(/<failure /g)).toHaveLength(1)
    expect(xml).toContain('b1946ac92492')
    expect(xml).toContain('0cc175b9c0f1')
  })

  it('has an error where the run is incomplete', () => {
    const run = {
      ...runWith([]),
      verdict: 'incomplete',
      incomplete: 'the bridge was lost',
    } as const
    expect(junitXml(run, 'reports')).toMatch(
      /errors="1"[^]*<testcase name="The run is complete" [^>]*><error type="incomplete" message="the bridge was lost"\/>/,
    )
  })

  it('passes no rule of which not all scripts were judged', () => {
    const xml = junitXml(undecidedRun([wrongCallState]), 'reports')
    expect(xml).toContain(`skipped="${rules.length - 1}"`)
    expect(
      xml.match(/<testcase [^>]*><skipped message="not broken; 3 scripts not judged"\/>/g),
    ).toHaveLength(rules.length - 2)
    // Whether the adapter failed needs no judging.
    expect(xml).toContain(
      '<testcase name="The adapter does not crash" classname="partyline" time="0.000"/>',
    )
    expect(xml).toMatch(
      /name="The run is complete" [^>]*><error type="incomplete" message="in 3 scripts the search/,
    )
    expect(xml).toContain('errors="1"')
  })

  it('passes no rule of which nothing was exercised', () => {
    const xml = junitXml(runWith([]), 'reports')
    expect(xml).toContain('skipped="1"')
    expect(xml).toMatch(
      /<testcase name="[^"]*" classname="partyline" time="0.000"><skipped message="not exercised"\/>/,
    )
    const coverage = clauses.map(({ id }) => ({
      clause: id,
      exercised: id === 'release' ? 1 : 0,
      applicable: id === 'release',
    }))
    const twoParties = junitXml({ ...runWith([]), coverage }, 'reports')
    expect(twoParties).toContain('<skipped message="not applicable"/>')
    const all = clauses.map(({ id }) => ({ clause: id, exercised: 1, applicable: true }))
    expect(junitXml({ ...runWith([]), coverage: all }, 'reports')).toContain('skipped="0"')
  })

  it('says how many smaller scripts were tried', () => {
    expect(junitXml(runWith([wrongCallState]), 'reports')).toContain(
      '&#10;3 parties and 1 step. No smaller script fails so: all 1,234 were tried.&#10;',
    )
  })

  it('says of a finding that it fails only sometimes', () => {
    const xml = junitXml(runWith([flaky]), 'reports')
    expect(xml).toMatch(/<failure type="violation" message="[^"]* \(fails 3 of 10 times\)">/)
    expect(xml).toContain('It failed 3 of 10 times when it was run again.')
    expect(junitXml(runWith([neverAgain]), 'reports')).toMatch(
      /message="[^"]* \(never failed again in 10 runs\)">/,
    )
    expect(junitXml(runWith([wrongCallState]), 'reports')).toContain('two parties remain">')
  })

  it('follows its schema, whatever a T-Server sends', () => {
    const failure = { message: hostile.terminal, log: Object.values(hostile) }
    const known = { reason: hostile.markup, link: hostile.terminal }
    const run = {
      ...undecidedRun([hostileFinding(), lostUpdate, leak, { ...crash, failure, known }]),
      implementation: { name: hostile.markup, version: hostile.terminal },
      adapter: hostile.markup,
      stats: { scripts: 1, requests: 1, events: 1, seconds: 1e-9 },
    }
    expect(() => validate(junitXml(run, hostile.markup))).not.toThrow()
    expect(() => validate(junitXml(runWith([]), 'reports'))).not.toThrow()
  })

  it.each([
    ['a time with an exponent', 'time="1.940"', 'time="1e-7"'],
    ['no name', '<testcase name="The run is complete"', '<testcase'],
    ['an element that nobody knows', '</testsuite>', '<outcome/></testsuite>'],
    ['two cases of one name', 'name="The adapter answers in time"', 'name="The run is complete"'],
  ])('would not follow its schema with %s', (_, from, to) => {
    const xml = junitXml(runWith([]), 'reports')
    expect(xml).toContain(from)
    expect(() => validate(xml.replaceAll(from, to))).toThrow()
  })

  it('is read as it is meant', async () => {
    const read = await cases(undecidedRun([wrongCallState, crash]))
    expect(read).toHaveLength(rules.length + 4)
    const failed = read.filter(({ failure }) => failure !== undefined)
    expect(failed.map(({ name }) => name)).toEqual([
      'party-deleted-call-state: CallState of EventPartyDeleted is Conferenced if and only if more than two parties remain, else OK.',
      'The adapter does not crash',
    ])
    const [{ message, type, inner } = {}] = failed[0]?.failure ?? []
    expect(type).toBe('violation')
    expect(message).toContain('7001 saw CallState Conferenced')
    // With its lines.
    expect(inner?.split('\n').map((line) => line.trim())).toContain(
      '│   7002 has left, 2 parties remain, CallState OK',
    )
    expect(new Set(read.map(({ classname }) => classname))).toEqual(new Set(['partyline']))
    // As long as the run: viewers add the cases up.
    const time = read.reduce((sum, testCase) => sum + (testCase.time ?? 0), 0)
    expect(time).toBeCloseTo(1.94)
  })

  it('skips the case of a known failure, with the reason', async () => {
    const known = { reason: 'until 9.2', link: 'https://tracker.example/1' }
    const run = runWith([{ ...wrongCallState, known }])
    expect(junitXml(run, 'reports')).toContain('failures="0" errors="0" time="1.940" skipped="2"')
    const [testCase] = (await cases(run)).filter(({ name }) =>
      name?.startsWith('party-deleted-call-state'),
    )
    expect(testCase?.failure).toBeUndefined()
    expect(testCase?.skipped?.[0]?.message).toMatch(
      /^known: until 9\.2 \(https:\/\/tracker\.example\/1\): 7001 saw CallState/,
    )
  })

  it('fails the case of a rule that another finding breaks, and tells of the known one too', async () => {
    const known = { reason: 'until 9.2' }
    const other = { ...manyThings, rules: ['party-deleted-call-state'] }
    const run = runWith([{ ...wrongCallState, known }, other])
    const [failed] = (await cases(run)).filter(({ failure }) => failure !== undefined)
    const [{ message, inner } = {}] = failed?.failure ?? []
    expect(message).not.toContain('7001 saw')
    expect(inner?.indexOf('0cc175b9c0f1')).toBeLessThan(inner?.indexOf('known: until 9.2.') ?? -1)
  })
})
