/** Every format tells the same facts of a finding, of whatever kind it is. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Finding, RunResult } from '../run/finding.ts'
import {
  crash,
  hostileFinding,
  manyThings,
  runWith,
  wrongCallState,
} from './example-finding.fixture.ts'
import { findingFileText } from './finding-file.ts'
import { minimalInWords, reproducedInWords } from './finding-in-words.ts'
import { headline } from './headline.ts'
import { flaky, lostUpdate, neverAgain, swapped } from './in-flight-findings.fixture.ts'
import { junitXml } from './junit.ts'
import { knownInWords } from './known-in-words.ts'
import { renderedMarkdown } from './markdown.fixture.ts'
import { replayCommand } from './replay-command.ts'
import { reportHtml } from './report-html.ts'
import { reportJson } from './report-json.ts'
import { reportMarkdown } from './report-markdown.ts'
import { reportSarif } from './report-sarif.ts'
import { rulesOf } from './rule-results.ts'
import { scriptInWords } from './script-in-words.ts'
import { keptFromEarlierCall, leak } from './several-calls-findings.fixture.ts'
import { terminalSummary } from './terminal-summary.ts'

const directory = 'reports'

const findings: readonly (readonly [string, Finding])[] = [
  ['a violation', wrongCallState],
  ['a violation of several rules', manyThings],
  ['a crash', crash],
  ['a hang', { ...crash, kind: 'hang' }],
  ['a broken protocol', { ...crash, kind: 'protocol-error' }],
  ['requests in flight', lostUpdate],
  ['requests that were not all sent at once', swapped],
  ['several calls', leak],
  ['calls one after the other', keptFromEarlierCall],
  ['one that fails sometimes', flaky],
  ['one that never failed again', neverAgain],
  ['a proof that ran out', { ...crash, smallerScripts: { tried: 20, of: 7000 } }],
  ['hostile values', hostileFinding()],
]

const known = { reason: 'until 9.2', link: 'https://tracker.example/1', until: '2027-01-31' }

/** What each format says, as a reader sees it: one line of text. */
const formats = {
  // Where nothing has to be broken into lines.
  terminal: (run: RunResult) =>
    terminalSummary(run, { columns: 100_000, colour: false, reportDir: directory }),
  html: (run: RunResult) => readMarkup(reportHtml(run, directory)),
  markdown: (run: RunResult) => readMarkup(renderedMarkdown(reportMarkdown(run, directory))),
  junit: (run: RunResult) => readMarkup(junitXml(run, directory)),
  sarif: (run: RunResult) => readStrings(reportSarif(run, directory)),
  json: (run: RunResult) => readStrings(reportJson(run, directory)),
  file: (run: RunResult) =>
    run.findings.map((finding) => readStrings(findingFileText(finding, run))).join(' '),
} as const

type Format = keyof typeof formats

const formatNames = ['terminal', 'html', 'markdown', 'junit', 'sarif', 'json', 'file'] as const

/** Text without its markup. */
function readMarkup(markup: string): string {
  const entities = { amp: '&', lt: '<', gt: '>', quot: '"' }
  return markup
    .replace(/<style>[^]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(
      /&(lt|gt|quot|amp);/g,
      (_, name: string) => entities[z.enum(['lt', 'gt', 'quot', 'amp']).parse(name)],
    )
}

/** All strings that stand in JSON. */
function readStrings(json: string): string {
  const found: string[] = []
  JSON.parse(json, (_, value: unknown) => {
    if (typeof value === 'string') found.push(value)
    return value
  })
  return found.join('\n')
}

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ')

/** Of a finding, by the name of the fact. */
function factsOf(finding: Finding, run: RunResult): Readonly<Record<string, readonly string[]>> {
  const rules = rulesOf(finding)
  return {
    fingerprint: [finding.fingerprint],
    rules: rules.map(({ id }) => id),
    sentences: rules.map(({ sentence }) => sentence),
    sections: rules.map(({ section }) => section),
    headline: [headline(finding)],
    script: [scriptInWords(finding.script)],
    reproduced: [reproducedInWords(finding)],
    minimality: [minimalInWords(finding)],
    replay: [replayCommand(directory, finding.fingerprint, run.adapter)],
  }
}

/**
 * Facts that a format tells otherwise, or has no place for. Programs read numbers, which are compared
 * below. A finding's file is moved and kept: where it lies, and what is known of it, is not its own.
 */
const otherwise: Readonly<Partial<Record<Format, readonly string[]>>> = {
  json: ['reproduced', 'minimality'],
  file: ['reproduced', 'minimality', 'replay'],
}

describe.each(findings)('%s', (_, finding) => {
  const run = runWith([finding])
  it.each(formatNames)('is told whole: %s', (format) => {
    const text = onOneLine(formats[format](run))
    for (const [fact, values] of Object.entries(factsOf(finding, run))) {
      if (otherwise[format]?.includes(fact)) continue
      for (const value of values) expect(text, fact).toContain(onOneLine(value))
    }
  })

  it('is told to programs in the same numbers', () => {
    const numbers = {
      reproduced: finding.reproduced,
      minimal: finding.minimal,
      occurrences: finding.occurrences,
      ...(finding.smallerScripts === undefined ? {} : { smallerScripts: finding.smallerScripts }),
      script: finding.script,
    }
    const json = z.object({ findings: z.array(z.unknown()) })
    const sarif = z.object({
      runs: z.array(z.object({ results: z.array(z.object({ properties: z.unknown() })) })),
    })
    const file: unknown = JSON.parse(findingFileText(finding, run))
    expect(json.parse(JSON.parse(reportJson(run, directory))).findings[0]).toMatchObject(numbers)
    expect(
      sarif.parse(JSON.parse(reportSarif(run, directory))).runs[0]?.results[0]?.properties,
    ).toMatchObject(numbers)
    expect(file).toMatchObject(numbers)
  })
})

describe('a known failure', () => {
  it.each(['terminal', 'html', 'markdown', 'junit', 'sarif', 'json'] as const)(
    'is told as known: %s',
    (format) => {
      const text = (finding: Finding): string => onOneLine(formats[format](runWith([finding])))
      const told = text({ ...wrongCallState, known })
      for (const value of Object.values(known)) expect(told).toContain(value)
      if (format !== 'json')
        expect(told.toLowerCase()).toContain(knownInWords({ known })?.toLowerCase())
      for (const value of Object.values(known)) expect(text(wrongCallState)).not.toContain(value)
    },
  )
})
