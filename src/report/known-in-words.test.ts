import { describe, expect, test } from 'vitest'
import { hostile, manyThings, runWith, wrongCallState } from './example-finding.fixture.ts'
import { known, keptRun, mended, states } from './kept.fixture.ts'
import {
  findingsInWords,
  knownInWords,
  knownLines,
  mendedLines,
  stateInWords,
} from './known-in-words.ts'
import type { RunResult } from '../run/finding.ts'
import { annotations } from './annotations.ts'
import { junitXml } from './junit.ts'
import { reportHtml } from './report-html.ts'
import { reportJson } from './report-json.ts'
import { reportMarkdown } from './report-markdown.ts'
import { reportSarif } from './report-sarif.ts'
import { terminalSummary } from './terminal-summary.ts'
import { verdictInWords } from './verdict-in-words.ts'

describe('a known failure in words', () => {
  test('tells the reason, the link and the last day', () => {
    expect(knownInWords({ known })).toBe(
      'known: Fixed in 9.2 (https://tickets.example/ACME-12), until 2027-01-31',
    )
    expect(knownInWords({ known: { fingerprint: '0', reason: 'Old' } })).toBe('known: Old')
    expect(knownInWords(wrongCallState)).toBeUndefined()
  })

  test('tells what became of it, and what to do', () => {
    expect(states.map(stateInWords)).toEqual([
      'The known failure 0cc175b9c0f1 still fails: Fixed in 9.2 (https://tickets.example/ACME-12)',
      'The known failure "In a call of A, B: A releases." (late): cannot tell whether it still fails; it was not met',
      'The known failure b1946ac92492 was known until 2026-11-20: it fails, and counts again. It says: Old',
      'The known failure c1946ac92492 no longer fails (corpus/b.json passes): remove its entry from the configuration. It says: Ticket 7',
    ])
    const [, , ended] = states
    expect(ended && stateInWords({ ...ended, findings: [] })).toContain(
      'was known until 2026-11-20: it was not met; its entry does nothing any more, and can be removed',
    )
  })

  test('is told the most urgent first, and not again where its finding tells it', () => {
    expect(knownLines(keptRun).map((line) => line.slice(18, 30))).toEqual([
      'c1946ac92492',
      'b1946ac92492',
      '"In a call o',
    ])
  })

  test('holds nothing invisible', () => {
    const entry = { fingerprint: hostile.bidi, reason: hostile.terminal, link: hostile.long }
    expect(stateInWords({ ...mended, entry, corpus: [hostile.bidi] })).not.toMatch(/\p{C}/u)
    expect(knownInWords({ known: entry })?.length).toBeLessThan(1100)
  })
})

describe('the verdict in words', () => {
  const other = { ...manyThings, known }

  test('counts known failures apart', () => {
    expect(findingsInWords(runWith([wrongCallState, other]))).toBe('1 finding and 1 known failure')
    expect(verdictInWords(keptRun)).toBe(
      'acme-tserver 9.1 violates the document: 1 finding and 1 known failure; 1 known failure no longer fails',
    )
    expect(verdictInWords({ ...runWith([other]), verdict: 'conforms' })).toBe(
      'acme-tserver 9.1 conforms to the document but for 1 known failure',
    )
    expect(verdictInWords({ ...runWith([other]), verdict: 'incomplete' })).toBe(
      'The run against acme-tserver 9.1 is incomplete: 0 findings and 1 known failure',
    )
  })

  test('accuses nobody who has mended a failure', () => {
    const run = { ...runWith([]), verdict: 'violates', knownFailures: [mended, mended] } as const
    expect(verdictInWords(run)).toBe(
      'acme-tserver 9.1 is better than the configuration says: 2 known failures no longer fail',
    )
  })
})

describe('every report', () => {
  const oneLine = (text: string): string => text.replace(/\s+/g, ' ')
  const unescaped = (markdown: string): string => markdown.replace(/\\(?=[^\w\s])|<!-- -->/g, '')
  const reports = {
    terminal: oneLine(
      terminalSummary(keptRun, { columns: 80, colour: false, reportDir: 'reports' }),
    ),
    html: oneLine(reportHtml(keptRun, 'reports').replace(/&quot;/g, '"')),
    markdown: unescaped(reportMarkdown(keptRun, 'reports')).replace(/&quot;/g, '"'),
  }

  test.each(Object.entries(reports))('%s tells of known failures and of the corpus', (_, text) => {
    expect(text).toContain('1 finding and 1 known failure; 1 known failure no longer fails')
    expect(text).toContain(
      'Known: Fixed in 9.2 (https://tickets.example/ACME-12), until 2027-01-31',
    )
    for (const line of knownLines(keptRun)) expect(text).toContain(line)
    expect(text).toContain('4 scripts, 1 fails, 1 not playable here, 1 undecided')
    expect(text).toMatch(/c\.json.*was not played[:;] the adapter lacks the capability addParty/)
  })

  test('for machines: what is mended fails a case, and is an error', () => {
    const [line = ''] = mendedLines(keptRun)
    expect(line).toContain('c1946ac92492 no longer fails')
    const run: RunResult = { ...runWith([]), verdict: 'violates', knownFailures: [mended] }
    const junit = junitXml(run, 'reports')
    expect(junit).toContain(
      `<testcase name="No known failure is mended" classname="partyline" time="0.000"><failure type="mended" message="${line}">${line}</failure>`,
    )
    expect(junit).toMatch(/<testsuite [^>]*failures="1"/)
    expect(junitXml({ ...run, knownFailures: [] }, 'reports')).toMatch(
      /<testcase name="No known failure is mended"[^>]*\/>/,
    )
    expect(junitXml(runWith([]), 'reports')).not.toContain('No known failure')
    expect(annotations(run, 'reports')).toContain(
      `::error title=partyline%3A no longer a failure::${line}`,
    )
    expect(reportSarif(run, 'reports')).toContain(`"text": ${JSON.stringify(line)}`)
  })

  test('as JSON too', () => {
    expect(JSON.parse(reportJson(keptRun, 'reports'))).toMatchObject({
      corpus: keptRun.corpus,
      knownFailures: [
        { fingerprint: known.fingerprint, reason: 'Fixed in 9.2', state: 'fails' },
        { rule: 'late', state: 'unclear', why: 'it was not met' },
        { state: 'ended', until: '2026-11-20' },
        { state: 'mended', corpus: ['b.json'] },
      ],
      findings: [
        { known: false, corpus: 'a.json', shape: 'In a conference of A, B, C: B releases.' },
        { known: true, knownFailure: known },
      ],
    })
  })

  test('the page links to what is known of it, where that is an address', () => {
    expect(reports.html).toContain('<a href="https://tickets.example/ACME-12">')
    for (const link of ['javascript:alert(1)', 'not an address', '"onclick="alert(1)', '\ud800']) {
      const run = runWith([{ ...manyThings, known: { ...known, link } }])
      const page = reportHtml({ ...run, verdict: 'conforms' }, 'reports')
      expect(page).toContain('Known: Fixed in 9.2')
      expect(page).not.toMatch(/href="(?!#|findings\/)/)
    }
  })
})
