import { profiles } from '../../oracles/profile.ts'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Finding, RunResult } from '../run/finding.ts'
import { displayWidth } from './display-width.ts'
import {
  crash,
  hostile,
  hostileFinding,
  manyThings,
  runWith,
  undecidedRun,
  wrongCallState,
} from './example-finding.fixture.ts'
import { flaky, lostUpdate, neverAgain, swapped } from './in-flight-findings.fixture.ts'
import { leak } from './several-calls-findings.fixture.ts'
import { isPrintable } from '../adapter/printable.ts'
import { terminalSummary } from './terminal-summary.ts'

const plain = { columns: 80, colour: false, reportDir: 'reports' } as const

describe('terminalSummary', () => {
  it('ends with the verdict and where the report lies', () => {
    expect(terminalSummary(runWith([]), plain).split('\n\n').at(-1)).toBe(
      `acme-tserver 9.1 conforms to the document.
1,000 scripts, 4,210 requests and 23,011 events in 1.94 seconds; seed 7, profile
default.
Exercised 4 of 5 clauses and 10 of 14 transitions that are applicable.
Report: reports/report.html
`,
    )
  })

  it('tells what was exercised before what was found, and that before the verdict', () => {
    const text = terminalSummary(runWith([wrongCallState]), plain)
    expect(text).toMatch(/^\nClause +times   Move by parties/)
    const parts = ['\ndelete-from-conference  never ', '\n\n1. 7001 saw ', '\n\nacme-tserver 9.1 ']
    const places = parts.map((part) => text.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  })

  it('has no tables where nothing was exercised', () => {
    const run = { ...runWith([]), coverage: [], transitions: [] }
    expect(terminalSummary(run, plain)).toMatch(/^\nacme-tserver 9.1 conforms /)
  })

  it('says how many smaller scripts were tried', () => {
    const told = (finding: Finding): string =>
      terminalSummary(runWith([finding]), plain).replace(/\s+/g, ' ')
    expect(told(wrongCallState)).toContain(
      ' It failed 5 of 5 times when it was run again. 3 parties and 1 step. No smaller script fails so: all 1,234 were tried. ',
    )
    expect(told({ ...manyThings, smallerScripts: { tried: 20, of: 30 } })).toContain(
      ' run again. 6 parties and 2 steps. 20 of 30 smaller scripts were tried and do not fail so. ',
    )
    expect(told(manyThings)).toContain(' 2 steps. It is not proved to be the smallest. ')
  })

  it('tells a run by enumeration by its size', () => {
    const exhaust = { parties: 4, steps: 3, calls: 1, scripts: 12_345 }
    const text = terminalSummary({ ...runWith([]), exhaust }, plain).replace(/\s+/g, ' ')
    expect(text).toContain(
      ' seconds; 1,000 of the 12,345 scripts of up to 4 parties and 3 steps, profile default. ',
    )
    expect(text).not.toContain('seed')
  })

  it('tells a finding in a few lines, down to the command', () => {
    const text = terminalSummary(runWith([wrongCallState]), plain)
    expect(text).toContain(`
1. 7001 saw CallState Conferenced in EventPartyDeleted; OK was expected: two
   parties remain
`)
    expect(text).toContain('  party-deleted-call-state: ')
    expect(text).toContain('  In a conference of 7001, 7002, 7003: 7002 releases. ')
    expect(text).toContain('├── EventPartyDeleted ───►│')
    expect(text).toContain(`
  npx partyline replay reports/findings/b1946ac92492.json \\
    --adapter 'exec:python3 bridge.py'
`)
    expect(text).toContain('\nacme-tserver 9.1 violates the document: 1 finding.\n')
  })

  it('breaks the command only where it does not fit', () => {
    expect(terminalSummary(runWith([wrongCallState]), { ...plain, columns: 120 })).toContain(
      "\n  npx partyline replay reports/findings/b1946ac92492.json --adapter 'exec:python3 bridge.py'\n",
    )
  })

  it('draws the ladders of the first three findings', () => {
    const findings = ['a', 'b', 'c', 'd'].map((digit) => ({
      ...wrongCallState,
      fingerprint: digit.repeat(12),
    }))
    const text = terminalSummary(runWith(findings), plain)
    expect(text.match(/call established/g)).toHaveLength(3)
    expect(text.match(/npx partyline replay/g)).toHaveLength(4)
  })

  it("shows the last lines of the adapter's log", () => {
    const log = ['1', '2', '3', '4', '5', '6']
    const finding = { ...crash, failure: { message: 'gone', log } }
    const text = terminalSummary(runWith([finding]), plain)
    expect(text).not.toContain('log: 1\n')
    expect(text).toContain('  log: 2\n')
    expect(text).toContain('  log: 6\n')
  })

  it('says why a run is incomplete', () => {
    const run: RunResult = {
      ...runWith([]),
      verdict: 'incomplete',
      incomplete: 'the bridge was lost',
    }
    expect(terminalSummary(run, plain)).toContain(
      'The run against acme-tserver 9.1 is incomplete: 0 findings.\nthe bridge was lost\n',
    )
  })

  it('says how many scripts were not judged', () => {
    const text = terminalSummary(undecidedRun([]), { ...plain, columns: 120 })
    expect(text).toContain('is incomplete: 0 findings.\nin 3 scripts the search')
    expect(text).toContain('\n1,000 scripts (3 not judged), 4,210 requests ')
    const found = terminalSummary(undecidedRun([wrongCallState]), plain)
    expect(found).toContain('1 finding.\nin 3 scripts the search for an order was given up\n')
  })

  it('says of a finding that it fails only sometimes', () => {
    expect(terminalSummary(runWith([flaky]), plain).replace(/\s+/g, ' ')).toContain(
      '7001 and 7002 release at once. It failed 3 of 10 times when it was run again.',
    )
    expect(terminalSummary(runWith([neverAgain]), plain).replace(/\s+/g, ' ')).toContain(
      ' It never failed again in 10 runs; this is what was seen the one time.',
    )
  })

  it.each([40, 80, 132])('keeps to %d columns but for the command', (columns) => {
    const run = undecidedRun([
      lostUpdate,
      swapped,
      leak,
      wrongCallState,
      manyThings,
      crash,
      hostileFinding(),
    ])
    const lines = terminalSummary(run, { ...plain, columns }).split('\n')
    const wide = lines.filter((line) => displayWidth(line) > columns)
    expect(wide.filter((line) => !line.includes('npx partyline replay'))).toEqual([])
  })

  it('is coloured only where it is asked for', () => {
    const run = runWith([wrongCallState, crash])
    const coloured = terminalSummary(run, { ...plain, colour: true })
    expect(coloured).toContain('\u001b[')
    expect(stripVTControlCharacters(coloured)).toBe(terminalSummary(run, plain))
  })

  it('lets no T-Server write to the terminal', () => {
    const failure = { message: hostile.terminal, log: Object.values(hostile) }
    const run = {
      ...runWith([hostileFinding(), { ...crash, failure }]),
      implementation: { name: hostile.terminal, version: hostile.bidi },
      adapter: hostile.terminal,
      profile: { ...profiles.default, name: hostile.terminal },
      incomplete: hostile.terminal,
    }
    const text = terminalSummary(run, { ...plain, reportDir: hostile.terminal })
    expect(isPrintable(text.replaceAll('\n', ''))).toBe(true)
  })
})
