import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Finding } from '../run/finding.ts'
import { call, release } from '../tserver/one-call.ts'
import { crash, manyThings, runWith, wrongCallState } from './example-finding.fixture.ts'
import { findingFileText, readFindingFile } from './finding-file.ts'
import { nearestPassingInWords } from './finding-in-words.ts'
import { findingsAlike } from './findings-alike.ts'
import { reportJson } from './report-json.ts'
import { terminalSummary } from './terminal-summary.ts'

const four = call('7001 7002 7003 7004', release('7002'))
const other = call('7001 7002 7003', release('7003'))
const nothing = call('7001 7002 7003')

const finding: Finding = {
  ...wrongCallState,
  variations: [
    { script: other, fails: true },
    { script: four, fails: false },
  ],
  wire: {
    lines: [
      { from: 'harness', text: '{"jsonrpc":"2.0","id":7,"method":"fence","params":{}}' },
      { from: 'bridge', text: '{"jsonrpc":"2.0","id":7,"result":{}}' },
    ],
    leftOut: 3,
    log: ['released 7002'],
  },
}
const again: Finding = { ...wrongCallState, fingerprint: '92eb5ffee6ae' }
const run = runWith([finding, manyThings, again])

const told = {
  variations: [
    {
      fails: true,
      differs: '7003 releases, and not 7002',
      inWords: 'In a conference of 7001, 7002, 7003: 7003 releases.',
      script: other,
    },
    {
      fails: false,
      differs: 'with 4 parties instead of 3',
      inWords: 'In a conference of 7001, 7002, 7003, 7004: 7002 releases.',
      script: four,
    },
  ],
  wire: finding.wire,
  alike: [
    {
      fingerprint: '92eb5ffee6ae',
      headline:
        '7001 saw CallState Conferenced in EventPartyDeleted; OK was expected: two parties remain',
    },
  ],
}

describe('what explains a finding', () => {
  it('stands in its file, which can be read again', () => {
    const file = readFindingFile(findingFileText(finding, run), 'a file')
    expect(file).toMatchObject(told)
  })

  it('stands in report.json', () => {
    const { findings } = z
      .object({ findings: z.array(z.looseObject({})) })
      .parse(JSON.parse(reportJson(run, 'reports')))
    expect(findings[0]).toMatchObject(told)
  })

  it('is left out where there is none, as in the files of earlier versions', () => {
    const text = findingFileText(crash, runWith([crash]))
    for (const name of ['variations', 'wire', 'alike']) expect(text).not.toContain(`"${name}"`)
    expect(readFindingFile(text, 'a file')).not.toBeInstanceOf(Error)
  })

  it.each([
    ['variations', [{ fails: 'no', inWords: '', script: four }], 'variations[0].fails'],
    ['variations', [{ fails: true, inWords: '', script: {} }], 'variations[0].script.calls'],
    ['wire', { lines: [{ from: 'nobody', text: '' }], leftOut: 0, log: [] }, 'wire.lines[0].from'],
    ['alike', [{}], 'alike[0].fingerprint'],
  ])('is validated: %s %j', (name, value, where) => {
    const file: object = JSON.parse(findingFileText(finding, run))
    const read = readFindingFile(JSON.stringify({ ...file, [name]: value }), 'a file')
    expect(read).toBeInstanceOf(Error)
    expect(read).toHaveProperty('message', expect.stringContaining(where))
  })
})

describe('findings alike', () => {
  it('break the same rule first', () => {
    expect(findingsAlike(finding, run)).toEqual([again])
    expect(findingsAlike(again, run)).toEqual([finding])
    expect(findingsAlike(manyThings, run)).toEqual([])
  })

  it('or fail in the same other way', () => {
    const twice = { ...crash, fingerprint: '8277e0910d75' }
    expect(findingsAlike(crash, runWith([crash, twice, finding]))).toEqual([twice])
  })
})

describe('the nearest script that passes', () => {
  const words =
    'The nearest that passes (with 4 parties instead of 3): In a conference of 7001, 7002, 7003, 7004: 7002 releases.'

  it('is told in words', () => {
    expect(nearestPassingInWords(finding)).toBe(words)
  })

  it('is not told where there is none, or nothing is sent in it', () => {
    expect(nearestPassingInWords(wrongCallState)).toBeUndefined()
    const none = [
      { script: other, fails: true },
      { script: nothing, fails: false },
    ]
    expect(nearestPassingInWords({ ...finding, variations: none })).toBeUndefined()
  })

  it('stands in the summary on the terminal', () => {
    const options = { columns: 80, colour: false, reportDir: 'reports' }
    const summary = terminalSummary(run, options)
    expect(summary.replace(/\n +/g, ' ')).toContain(words)
    for (const line of summary.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })
})

describe('the environment of a run', () => {
  const environment = { partyline: '0.1.0', node: 'v24.21.0', system: 'Linux 6.1 x64' }

  it("stands in report.json, and in no finding's file", () => {
    const there = { ...run, environment }
    expect(JSON.parse(reportJson(there, 'reports'))).toMatchObject({ environment })
    expect(JSON.parse(reportJson(run, 'reports'))).not.toHaveProperty('environment')
    expect(findingFileText(finding, there)).toBe(findingFileText(finding, run))
  })
})
