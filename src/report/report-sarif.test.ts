import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import Ajv from 'ajv-draft-04'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
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
import { flaky, neverAgain } from './in-flight-findings.fixture.ts'
import { leak } from './several-calls-findings.fixture.ts'
import { reportSarif } from './report-sarif.ts'

/** The schema of SARIF 2.1.0 as Microsoft's matchers for SARIF bring it. */
const schemaFile = createRequire(
  createRequire(import.meta.url).resolve('@microsoft/jest-sarif'),
).resolve('./schemas/sarif-2.1.0-rtm.5.json')
const schema = z
  .record(z.string(), z.unknown())
  .parse(JSON.parse(await readFile(schemaFile, 'utf8')))
// Its patterns are older than the `u` of regular expressions; its formats are not checked here.
const validate = new Ajv.default({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(schema)

const text = z.object({ text: z.string(), markdown: z.string().optional() })
const log = z.object({
  runs: z.tuple([
    z.object({
      tool: z.object({
        driver: z.object({
          rules: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              shortDescription: text,
              fullDescription: text,
              help: text,
            }),
          ),
        }),
      }),
      automationDetails: z.object({ id: z.string() }),
      invocations: z.tuple([
        z.object({
          executionSuccessful: z.boolean(),
          toolExecutionNotifications: z.array(z.object({ message: text })),
        }),
      ]),
      results: z.array(
        z.object({
          ruleId: z.string(),
          ruleIndex: z.int(),
          level: z.string(),
          message: text,
          partialFingerprints: z.record(z.string(), z.string()),
          suppressions: z.array(z.object({ kind: z.string(), justification: z.string() })),
          properties: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  ]),
})

function read(run: RunResult): z.infer<typeof log>['runs'][0] {
  const value: unknown = JSON.parse(reportSarif(run, 'reports'))
  expect(validate(value) ? [] : validate.errors).toEqual([])
  return log.parse(value).runs[0]
}

describe('report.sarif', () => {
  it.each([
    ['a run without findings', runWith([])],
    [
      'findings of all kinds',
      runWith([wrongCallState, manyThings, crash, flaky, neverAgain, leak]),
    ],
    ['an incomplete run', undecidedRun([wrongCallState])],
    ['a known failure', runWith([{ ...wrongCallState, known: { reason: 'until 9.2' } }])],
    ['a rule that is unknown', runWith([{ ...wrongCallState, rules: ['of-tomorrow'] }])],
    [
      'whatever a T-Server sends',
      {
        ...runWith([hostileFinding(), { ...crash, failure: { message: hostile.markup, log: [] } }]),
        implementation: { name: hostile.terminal },
        adapter: hostile.markdown,
      },
    ],
  ])('is SARIF 2.1.0: %s', (_, run) => {
    expect(read(run).results).toHaveLength(run.findings.length)
  })

  it.each([
    ['a level', (text: string) => text.replace('"level": "error"', '"level": "fatal"')],
    ['a property', (text: string) => text.replace('"kind": "fail"', '"sort": "fail"')],
    ['a version', (text: string) => text.replace('"version": "2.1.0"', '"version": "2.0.0"')],
  ])('would not be with another %s', (_, changed) => {
    expect(validate(JSON.parse(changed(reportSarif(runWith([crash]), 'reports'))))).toBe(false)
  })

  it('names each rule with its sentence, and what an adapter has to keep', () => {
    const { driver } = read(runWith([])).tool
    const ids = driver.rules.map(({ id }) => id)
    expect(ids).toEqual([...rules.map(({ id }) => id), 'crash', 'hang', 'protocol-error'])
    for (const [at, { title, sentence, section }] of rules.entries()) {
      expect(driver.rules[at]?.shortDescription.text).toBe(title)
      expect(driver.rules[at]?.fullDescription.text).toBe(`“${sentence}” (${section})`)
      expect(driver.rules[at]?.help.text).toContain(sentence)
    }
    expect(driver.rules[0]?.name).toBe('Late')
  })

  it('has a result for each finding, under its most telling rule', () => {
    const run = read(runWith([wrongCallState, crash]))
    const [violation, crashed] = run.results
    const named = run.results.map(({ ruleIndex }) => run.tool.driver.rules[ruleIndex]?.id)
    expect(named).toEqual(['party-deleted-call-state', 'crash'])
    expect(named).toEqual([violation?.ruleId, crashed?.ruleId])
    expect(violation?.message.text).toBe(
      [
        '7001 saw CallState Conferenced in EventPartyDeleted; OK was expected: two parties remain.',
        'party-deleted-call-state: CallState of EventPartyDeleted is Conferenced if and only if more than two parties remain, else OK.',
        'In a conference of 7001, 7002, 7003: 7002 releases.',
        'It failed 5 of 5 times when it was run again.',
        '3 parties and 1 step. No smaller script fails so: all 1,234 were tried.',
        "To see it again: npx partyline replay reports/findings/b1946ac92492.json --adapter 'exec:python3 bridge.py'",
      ].join('\n'),
    )
    expect(violation?.partialFingerprints).toEqual({
      'partyline/v1': 'b1946ac92492',
      primaryLocationLineHash: 'b1946ac92492:1',
    })
    expect(violation?.properties).toMatchObject({
      script: wrongCallState.script,
      reproduced: { failed: 5, of: 5 },
      minimal: 'proved',
    })
  })

  it('suppresses a known failure, with the reason', () => {
    const known = { reason: 'until 9.2', link: 'https://tracker.example/1' }
    const [suppressed, other] = read(runWith([{ ...crash, known }, wrongCallState])).results
    expect(suppressed?.level).toBe('warning')
    expect(suppressed?.suppressions).toEqual([
      expect.objectContaining({
        kind: 'external',
        justification: 'known: until 9.2 (https://tracker.example/1)',
      }),
    ])
    expect(other?.level).toBe('error')
    expect(other?.suppressions).toEqual([])
  })

  it('says that a run was incomplete, and why', () => {
    const [whole] = read(runWith([wrongCallState])).invocations
    expect(whole).toMatchObject({ executionSuccessful: true, toolExecutionNotifications: [] })
    const [part] = read(undecidedRun([])).invocations
    expect(part.executionSuccessful).toBe(false)
    expect(part.toolExecutionNotifications[0]?.message.text).toBe(
      'incomplete: in 3 scripts the search for an order was given up',
    )
  })

  it('keeps what a T-Server sends from being a placeholder or a link', () => {
    const failure = { message: 'see {0} and [here](http://evil.example)', log: [] }
    const [{ message }] = z
      .tuple([z.object({ message: text })])
      .parse(read(runWith([{ ...crash, failure }])).results)
    expect(message.text).toContain('see {{0}} and [here\\](http://evil.example)')
    expect(message.markdown).toContain(
      'see \\{0\\} and \\[here\\]\\(http:<!-- -->//evil.example\\)',
    )
  })

  it('is the same for the same result', () => {
    const once = (): string => reportSarif(runWith([structuredClone(manyThings)]), 'reports')
    expect(once()).toBe(once())
  })
})
