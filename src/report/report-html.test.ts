import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { rules } from '../../oracles/rules.ts'
import type { RunResult } from '../run/finding.ts'
import {
  crash,
  hostile,
  manyThings,
  runWith,
  undecidedRun,
  wrongCallState,
} from './example-finding.fixture.ts'
import { twelveByEight } from './crowded-findings.fixture.ts'
import { flaky, lostUpdate, neverAgain, swapped } from './in-flight-findings.fixture.ts'
import { browsedRuns, explained } from './browsed-runs.fixture.ts'
import { leak } from './several-calls-findings.fixture.ts'
import { reportHtml } from './report-html.ts'

function page(...findings: RunResult['findings']): string {
  return reportHtml(runWith(findings), 'reports')
}

const hostileRun = browsedRuns.hostile

const listTags = `
import sys
from html.parser import HTMLParser
class Lister(HTMLParser):
    def handle_starttag(self, tag, attributes):
        print(tag, sorted(name for name, value in attributes))
Lister().feed(sys.stdin.read())
`
const noHtmlParser = spawnSync('python3', ['-c', 'import html.parser']).status !== 0

function tags(html: string): readonly string[] {
  const { stdout } = spawnSync('python3', ['-c', listTags], { input: html, encoding: 'utf8' })
  return stdout.split('\n')
}

describe('report.html', () => {
  it('begins with the verdict in words and the numbers', () => {
    const html = page(wrongCallState, manyThings)
    expect(html).toContain('<h1>acme-tserver 9.1 violates the document: 2 findings</h1>')
    expect(html).toContain('<dt>Events</dt><dd>23,011</dd>')
    expect(html).toContain('<dt>Seconds</dt><dd>1.94</dd>')
    expect(html).toContain('<dt>Profile</dt><dd class="words">default</dd>')
  })

  it('tells a finding from its headline to the command that shows it again', () => {
    const html = page(wrongCallState)
    const parts = [
      '<h2>7001 saw CallState Conferenced in EventPartyDeleted; OK was expected: two parties remain</h2>',
      '<div class="rule"><p><code>party-deleted-call-state</code>',
      'If more than two parties remain in the conference call, CallState has a value of Conferenced',
      '<cite>Footnote a</cite>',
      'In a conference of 7001, 7002, 7003: 7002 releases.',
      '<svg ',
      '<mark>CallState exactly OK</mark>',
      '<mark>CallState Conferenced</mark>',
      'It failed 5 of 5 times when it was run again.',
      '3 parties and 1 step. No smaller script fails so: all 1,234 were tried.',
      'npx partyline replay reports/findings/b1946ac92492.json --adapter &#39;exec:python3 bridge.py&#39;',
    ]
    const places = parts.map((part) => html.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  })

  it("shows the end of the adapter's log", () => {
    expect(page(crash)).toContain(
      '  File &quot;bridge.py&quot;, line 88\nKeyError: &#39;7002&#39;</pre>',
    )
    expect(page({ ...crash, failure: { message: 'x', log: [] } })).toContain('wrote nothing')
  })

  it('says which rules held and which are broken, and what was never exercised', () => {
    const html = page(wrongCallState)
    expect(html.match(/✓ held/g)).toHaveLength(rules.length - 2)
    expect(html.match(/<td class="never">· not exercised/g)).toHaveLength(1)
    expect(html.match(/✗ broken/g)).toHaveLength(1)
    expect(html).toContain('Exercised 4 of 5 clauses and 10 of 14 transitions')
    expect(html).toContain(
      '<td>Delete from conference phase</td><td class="number never">never</td>',
    )
  })

  it('tells what is not applicable apart, and says why', () => {
    const html = page()
    expect(html).toContain(
      '<td>Silent: several parties leave at once</td><td class="number quiet">not applicable</td>',
    )
    expect(html).toContain(
      '<p class="quiet">Not applicable: ruled out by the adapter&#39;s capabilities (no concurrent',
    )
    const { coverage, transitions } = runWith([])
    const applicable = <T extends { readonly applicable: boolean }>(of: readonly T[]): T[] =>
      of.filter((each) => each.applicable)
    const run = {
      ...runWith([]),
      coverage: applicable(coverage),
      transitions: applicable(transitions),
    }
    expect(reportHtml(run, 'reports')).not.toContain('Not applicable:')
  })

  it('shows the transitions as pictures, a legend, and a table of the same', () => {
    const html = page()
    expect(html.match(/<svg [^>]*class="heat-map"[^>]*role="img"/g)).toHaveLength(3)
    expect(html).toContain('<b>former-conference</b><span>somebody has left before</span>')
    expect(html).toContain('10,000 to 99,999</li>')
    expect(html).toContain('100,000 or more</li>')
    expect(html).toContain(
      '<th scope="rowgroup" rowspan="4">release-first</th><th scope="row">2</th><td class="number">412</td><td class="number">3</td><td class="number quiet">not applicable</td></tr>',
    )
    expect(html).toContain(
      '<th scope="rowgroup" rowspan="4">release-middle</th><th scope="row">2</th><td class="number quiet">cannot be</td>',
    )
    expect(html).toContain(
      '<tr><th scope="row">5+</th><td class="number">1,234,567</td><td class="number never">never</td>',
    )
  })

  it('tells a run by enumeration by its size', () => {
    const exhaust = { parties: 4, steps: 3, calls: 1, scripts: 1000 }
    const html = reportHtml({ ...runWith([wrongCallState]), exhaust }, 'reports')
    expect(html).toContain('every script of up to 4 parties and 3 steps: 1,000')
    expect(html).toContain('Found in script 17 of the enumeration (')
    expect(html).toContain('--parties 4 --steps 3')
    expect(html).not.toMatch(/seed/i)
  })

  it('says why a run is incomplete', () => {
    const run = {
      ...runWith([]),
      verdict: 'incomplete',
      incomplete: 'the bridge <b> was lost',
    } as const
    expect(reportHtml(run, 'reports')).toContain('the bridge &lt;b&gt; was lost')
  })

  it('says that scripts were not judged, and holds no rule for kept because of them', () => {
    const html = reportHtml(undecidedRun([wrongCallState]), 'reports')
    expect(html).toContain('in 3 scripts the search for an order was given up')
    expect(html).toContain('<dt>Not judged</dt><dd class="never">3</dd>')
    expect(html).not.toContain('✓ held')
    expect(html.match(/· not broken; 3 scripts not judged/g)).toHaveLength(rules.length - 2)
    expect(page(wrongCallState)).not.toContain('Not judged')
  })

  it('says of a finding that it fails only sometimes', () => {
    expect(page(flaky)).toContain('<b>rule broken</b>, fails 3 of 10 times ·')
    expect(page(neverAgain)).toContain('<b>rule broken</b>, never failed again in 10 runs ·')
    expect(page(neverAgain)).toContain(
      '<li>It never failed again in 10 runs; this is what was seen the one time.</li>',
    )
    expect(page(neverAgain)).toContain('<h3>The script, as it was seen</h3>')
    expect(page(wrongCallState)).toContain('<b>rule broken</b> ·')
  })

  it('allows its own style and script, and nothing else', () => {
    const html = page(wrongCallState)
    const hash = (name: string): string => {
      const text = new RegExp(`<${name}>([^]*?)</${name}>`).exec(html)?.[1] ?? ''
      expect(text.length).toBeGreaterThan(1000)
      return createHash('sha256').update(text).digest('base64')
    }
    expect(html).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash('style')}&#39;; script-src &#39;sha256-${hash('script')}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    )
    expect(html.match(/<style|<script/g)).toHaveLength(2)
    expect(html).not.toMatch(/ style=| on\w+=|url\(|@import|https?:(?!\/\/www\.w3\.org\/2000\/svg)/)
  })

  it.skipIf(noHtmlParser)('has the same elements whatever a T-Server sends (needs python3)', () => {
    const usual = [explained, manyThings, crash, lostUpdate, twelveByEight]
    // Characters that not every font has are told how wide they are.
    const wide = JSON.parse(JSON.stringify(usual).replaceAll('7002', '內線'))
    const known = new Set([...tags(page(...usual)), ...tags(page(...wide))])
    const hostileTags = tags(reportHtml(hostileRun, hostile.markup))
    expect(hostileTags.length).toBeGreaterThan(100)
    expect(hostileTags.filter((tag) => !known.has(tag))).toEqual([])
  })

  it('tells requests in flight and several calls', () => {
    const html = page(swapped, leak)
    expect(html).toContain('both at once.')
    expect(html).toContain('in flight together: 2 of 2</text>')
    expect(html).toContain('↕ out of order')
    expect(html).toContain('<b>EventPartyDeleted (call 2)</b>')
    expect(html).toContain('7001 is in both')
  })

  it('tells what else fails, the nearest script that passes, the wire and the environment', () => {
    const html = reportHtml(browsedRuns.one, 'reports')
    expect(html).toContain(
      '<b class="held">✓ The nearest script that passes:</b> With 4 parties instead of 3. <span class="quiet">In a conference of 7001, 7002, 7003, 7004: 7002 releases.</span>',
    )
    expect(html).toContain('<h3>What else fails the same way</h3>')
    expect(html).toContain('<span class="broken">✗</span> 7001 releases, and not 7002.')
    expect(html).toContain('<summary>2 scripts much like it that pass</summary>')
    expect(html).toContain('<summary>The lines of the protocol: 16 lines</summary>')
    expect(html).toContain('   … 12 lines of the middle left out …')
    expect(html).toContain('<pre class="log" tabindex="0">bridge: 7002 has left</pre>')
    expect(html).toContain('<dt>System</dt><dd>Linux 6.1 x64</dd>')
    expect(html).toContain('import { assertConforms } from &#39;partyline&#39;')
    const bare = page(wrongCallState)
    expect(bare).not.toMatch(/nearest script|What else|of the protocol|<dt>System/)
  })

  it('groups findings by their rule, and tells of each what breaks the same', () => {
    const html = page(crash, lostUpdate, wrongCallState)
    expect(html).toContain(
      '<p class="group-name">CallState of EventPartyDeleted is Conferenced if and only if more than two parties remain, else OK: 2 findings</p>',
    )
    expect(html.match(/data-finding="\w+"/g)).toEqual(
      [wrongCallState, lostUpdate, crash].map(({ fingerprint }) => `data-finding="${fingerprint}"`),
    )
    const alike = html.slice(html.indexOf('<h3>What else fails the same way</h3>'))
    expect(alike).toContain(`<li><a href="#${lostUpdate.fingerprint}">`)
    expect(html).toContain('22 of 24 rules held, 1 broken, 1 not exercised.')
  })

  it('unfolds the first three findings', () => {
    const html = reportHtml(browsedRuns.many, 'reports')
    expect(html.match(/<details open><summary><span class="kind">/g)).toHaveLength(3)
    expect(html.match(/<details><summary><span class="kind">/g)).toHaveLength(197)
  })

  it('stays below two megabytes with ten findings, and below four with two hundred', () => {
    expect(Buffer.byteLength(reportHtml(browsedRuns.ten, 'reports'))).toBeLessThan(2 * 1024 ** 2)
    expect(Buffer.byteLength(reportHtml(browsedRuns.many, 'reports'))).toBeLessThan(4 * 1024 ** 2)
  })

  it('shows of many events those that are wrong, and folds the others', () => {
    // Two that are wrong, one for each of the eight who leave, and one for all that are released.
    const html = reportHtml(browsedRuns.crowd, 'reports')
    expect(html).toContain('<summary>All that was expected and seen: 11 rows</summary>')
    expect(html).toContain('aria-label="Expected beside seen, what is wrong"')
    expect(page(wrongCallState)).not.toContain('All that was expected')
  })

  it('holds nothing invisible', () => {
    const html = reportHtml(hostileRun, hostile.terminal)
    expect(html.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
  })

  it('is the same for the same result', () => {
    expect(page(structuredClone(manyThings))).toBe(page(manyThings))
  })
})
