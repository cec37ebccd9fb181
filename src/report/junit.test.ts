import { describe, expect, it } from 'vitest'
import { clauses } from '../../oracles/clauses.ts'
import { rules } from '../../oracles/rules.ts'
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
import { noXmlParser, parsedXml } from './xml.fixture.ts'

describe('junit.xml', () => {
  it('has a test case for each rule, each way to fail and completeness', () => {
    const xml = junitXml(runWith([]), 'reports')
    // All but the one rule of which nothing was exercised.
    expect(xml.match(/<testcase [^>]*classname="partyline"\/>/g)).toHaveLength(rules.length + 3)
    expect(xml).toContain(`tests="${rules.length + 4}" failures="0" errors="0" time="1.94"`)
  })

  it('fails the cases of the rules that are broken, with how to see it again', () => {
    const xml = junitXml(runWith([wrongCallState]), 'reports')
    expect(xml).toContain('failures="1"')
    const [, name, text] =
      /<testcase name="([^"]*)" classname="partyline"><failure ([^]*)<\/failure>/.exec(xml) ?? []
    expect(name).toMatch(/^party-deleted-call-state: CallState of EventPartyDeleted is /)
    expect(text).toContain('In a conference of 7001, 7002, 7003: 7002 releases.')
    expect(text).toContain('npx partyline replay reports/findings/b1946ac92492.json')
  })

  it('fails the case of a crash with the log', () => {
    const xml = junitXml(runWith([crash]), 'reports')
    expect(xml).toMatch(
      /name="The adapter does not crash" classname="partyline"><failure type="crash"/,
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
    expect(xml).toContain('<testcase name="The adapter does not crash" classname="partyline"/>')
    expect(xml).toMatch(
      /name="The run is complete" [^>]*><error type="incomplete" message="in 3 scripts the search/,
    )
    expect(xml).toContain('errors="1"')
  })

  it('passes no rule of which nothing was exercised', () => {
    const xml = junitXml(runWith([]), 'reports')
    expect(xml).toContain('skipped="1"')
    expect(xml).toMatch(
      /<testcase name="[^"]*" classname="partyline"><skipped message="not exercised"\/>/,
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
      '&#10;No smaller script fails so: all 1,234 were tried.&#10;',
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

  it.skipIf(noXmlParser)('is well-formed, whatever a T-Server sends (needs python3)', () => {
    const failure = { message: hostile.terminal, log: Object.values(hostile) }
    const run = {
      ...undecidedRun([hostileFinding(), lostUpdate, leak, { ...crash, failure }]),
      implementation: { name: hostile.markup, version: hostile.terminal },
      adapter: hostile.markup,
    }
    const elements = parsedXml(junitXml(run, hostile.markup)).trim().split('\n')
    expect(new Set(elements.map((line) => line.split(' ')[0]))).toEqual(
      new Set(['testsuites', 'testsuite', 'testcase', 'failure', 'skipped', 'error']),
    )
  })
})
