import { describe, expect, it } from 'vitest'
import {
  crash,
  hostile,
  hostileFinding,
  manyThings,
  runWith,
  undecidedRun,
  wrongCallState,
} from './example-finding.fixture.ts'
import type { Finding } from '../run/finding.ts'
import { rules } from '../../oracles/rules.ts'
import { flaky, neverAgain } from './in-flight-findings.fixture.ts'
import { renderedMarkdown } from './markdown.fixture.ts'
import { reportMarkdown } from './report-markdown.ts'

describe('report.md', () => {
  it('tells the same as the page, in the same order', () => {
    const text = reportMarkdown(runWith([wrongCallState]), 'reports')
    const parts = [
      '# acme\\-tserver 9.1 violates the document: 1 finding\n',
      '1,000 scripts, 4,210 requests and 23,011 events in 1.94 seconds; seed 7, profile `default`, adapter `exec:python3 bridge.py`.',
      '## 1. 7001 saw CallState Conferenced in EventPartyDeleted; OK was expected: two parties remain\n',
      '> `party-deleted-call-state` ',
      '> “If more than two parties remain in the conference call,',
      'In a conference of 7001, 7002, 7003: 7002 releases.',
      '```text\nT-Server ',
      '| `7001` | `EventPartyDeleted`<br>OtherDN exactly 7002<br>',
      '<br>**CallState exactly OK** | ',
      '<br>**CallState Conferenced** | ✗ differs |',
      '- It failed 5 of 5 times when it was run again.',
      '- 3 parties and 1 step. No smaller script fails so: all 1,234 were tried.',
      "```sh\nnpx partyline replay reports/findings/b1946ac92492.json --adapter 'exec:python3 bridge.py'\n```",
      'Exercised 4 of 5 clauses and 10 of 14 transitions that are applicable.',
      '| Delete from conference phase | **never** |',
      '| Silent: several parties leave at once | not applicable |',
      '| Move by parties | 2 | 3 | 4 | 5\\+ |\n|---|---:|---:|---:|---:|\n',
      '| `release-first` | 415 | 1,310\\* | 23,463 | 1,234,567\\* |\n',
      '| `release-middle` |  | **never** | 10 | 12 |\n',
      '| `former-conference` | 3 | **never** | 8 | 2\\* |\n',
      '| `in-flight` | - | - | - | - |\n',
      '\\* some of it never: release\\-first/3/former\\-conference, ',
      '\\- not applicable: ruled out by the adapter&#39;s capabilities \\(no concurrent, ',
      '✗ **broken** `b1946ac92492` |',
    ]
    const places = parts.map((part) => text.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  })

  it("shows the end of the adapter's log", () => {
    expect(reportMarkdown(runWith([crash]), 'reports')).toContain("line 88\nKeyError: '7002'\n```")
  })

  it('says why a run is incomplete', () => {
    const run = { ...runWith([]), verdict: 'incomplete', incomplete: 'lost @octocat' } as const
    expect(reportMarkdown(run, 'reports')).toContain('**Incomplete:** lost @<!-- -->octocat')
  })

  it('says that scripts were not judged, and holds no rule for kept because of them', () => {
    const text = reportMarkdown(undecidedRun([wrongCallState]), 'reports')
    expect(text).toContain('**Incomplete:** in 3 scripts the search for an order was given up')
    expect(text).toContain('1,000 scripts \\(3 not judged\\), ')
    expect(text).not.toContain('✓ held')
    expect(text.match(/· not broken; 3 scripts not judged/g)).toHaveLength(rules.length - 2)
  })

  it('says of a finding that it fails only sometimes', () => {
    expect(reportMarkdown(runWith([flaky]), 'reports')).toContain('**It fails 3 of 10 times.**')
    const once = reportMarkdown(runWith([neverAgain]), 'reports')
    expect(once).toContain('**It never failed again in 10 runs.**')
    expect(once).toContain(
      '- It never failed again in 10 runs; this is what was seen the one time.',
    )
    expect(once).toContain('**The script, as it was seen.** In a conference of ')
    expect(reportMarkdown(runWith([wrongCallState]), 'reports')).not.toContain('**It ')
  })

  it('lets no value out of its code, cell or sentence', () => {
    const failure = { message: hostile.markdown, log: ['```', ...Object.values(hostile)] }
    const text = reportMarkdown(
      {
        ...runWith([hostileFinding(), { ...crash, failure }]),
        implementation: { name: hostile.markdown, version: hostile.markup },
        adapter: hostile.markdown,
      },
      hostile.markdown,
    )
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
    const html = renderedMarkdown(text)
    const tags = new Set(html.match(/<[^>]*>/g)?.map((tag) => tag.replace(/^<\//, '<')))
    expect([...tags].toSorted()).toEqual([
      '<!-- -->',
      ...['<blockquote>', '<br>', '<code class="language-mermaid">', '<code class="language-sh">'],
      ...['<code class="language-text">', '<code>', '<details>', '<h1>', '<h2>', '<li>', '<p>'],
      ...['<pre>', '<strong>', '<summary>', '<table>', '<tbody>', '<td align="right">', '<td>'],
      ...['<th align="right">', '<th>', '<thead>', '<tr>', '<ul>'],
    ])
    // What GitHub looks for in the finished page, outside of code.
    const outside = html.replace(/<(pre|code)[^>]*>[^]*?<\/\1>/g, '')
    expect(outside).toContain('@<!-- -->octocat')
    expect(outside).not.toMatch(/[@#]\w|:\/\//)
    // Every row of a table has as many cells as its head: a bar ends a cell in code, too.
    const tables = [...text.matchAll(/(?:^\|.*\n)+/gm)]
    expect(html.match(/<table>/g)).toHaveLength(tables.length)
    expect(tables).toHaveLength(5)
    for (const [table] of tables) {
      const cells = table.trim().split('\n')
      expect(new Set(cells.map((row) => row.split(/(?<!\\)\|/).length)).size).toBe(1)
    }
  })

  it('has the diagram of each finding for Mermaid, and its text folded below', () => {
    const html = renderedMarkdown(reportMarkdown(runWith([wrongCallState]), 'reports'))
    expect(html).toMatch(
      /<pre><code class="language-mermaid">sequenceDiagram\n[^]*<\/code><\/pre>\n<details><summary>The same as text<\/summary>\n<pre><code class="language-text">T-Server [^]*<\/code><\/pre>\n<\/details>/,
    )
  })

  it('says of a finding that it is known, and why', () => {
    const known = { reason: 'until 9.2', link: 'https://tracker.example/1', until: '2027-01-31' }
    const text = reportMarkdown(runWith([{ ...wrongCallState, known }]), 'reports')
    const html = renderedMarkdown(text).replaceAll('<!-- -->', '')
    expect(html).toContain(
      '<strong>Known: until 9.2 (https://tracker.example/1), until 2027-01-31.</strong>',
    )
    expect(reportMarkdown(runWith([wrongCallState]), 'reports')).not.toContain('**Known')
  })

  it('is the same for the same result', () => {
    const text = (): string => reportMarkdown(runWith([structuredClone(manyThings)]), 'reports')
    expect(text()).toBe(text())
  })
})

describe('report.md within its limit', () => {
  const many = (count: number): readonly Finding[] =>
    Array.from({ length: count }, (_, at) => ({
      ...(at % 2 === 0 ? manyThings : hostileFinding()),
      fingerprint: at.toString(16).padStart(12, '0'),
    }))
  const numbers = (text: string): readonly number[] =>
    [...text.matchAll(/^## (\d+)\./gm)].map(([, number]) => Number(number))
  const whole = (text: string): number => text.match(/^```mermaid$/gm)?.length ?? 0

  it('is a comment for GitHub, with findings in short where there is no room', () => {
    const text = reportMarkdown(runWith(many(30)), 'reports')
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536)
    expect(Buffer.byteLength(text)).toBeGreaterThan(55_000)
    expect(numbers(text)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1))
    expect(whole(text)).toBeGreaterThan(2)
    expect(whole(text)).toBeLessThan(30)
    expect(text).toContain('There was no room for all: see `report.html`.')
    expect(text).toContain('reports/findings/00000000001d.json --adapter ')
  })

  it('counts those that do not even fit in short', () => {
    const text = reportMarkdown(runWith(many(300)), 'reports')
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536)
    const shown = numbers(text).length
    expect(whole(text)).toBeGreaterThan(2)
    expect(text).toContain(`**${300 - shown} more findings:** see \`report.html\`.`)
    // What is said of the run stays whole.
    expect(text).toContain('## What was exercised')
    expect(text.trimEnd().split('\n').at(-1)).toContain('| `refusal-as-agreed` |')
  })

  it('shows all whole in a larger one', () => {
    const text = reportMarkdown(runWith(many(30)), 'reports', 1_048_576)
    expect(whole(text)).toBe(30)
    expect(text).not.toContain('report.html')
  })

  it('leaves a finding in short where it alone is too long', () => {
    const log = Array.from({ length: 200 }, () => 'x'.repeat(500))
    const long = { ...crash, failure: { message: 'it ended', log } }
    const text = reportMarkdown(runWith([long, wrongCallState]), 'reports')
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536)
    expect(numbers(text)).toEqual([1, 2])
    expect(whole(text)).toBe(1)
  })
})
