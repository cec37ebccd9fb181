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
import { rules } from '../../oracles/rules.ts'
import { flaky, neverAgain } from './in-flight-findings.fixture.ts'
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
    const outside = withoutCode(text)
    expect(outside).not.toMatch(/<(?!br>|!-- -->)/)
    expect(outside).not.toMatch(/(?<!&)[@#]\w|:\/\/|(?<!\\)\]\(http/)
    // Every row of a table has as many cells as its head.
    for (const table of outside.matchAll(/(?:^\|.*\n)+/gm)) {
      const cells = table[0]
        .trim()
        .split('\n')
        .map((row) => row.split(/(?<!\\)\|/).length)
      expect(new Set(cells).size).toBe(1)
    }
  })

  it('is the same for the same result', () => {
    const text = (): string => reportMarkdown(runWith([structuredClone(manyThings)]), 'reports')
    expect(text()).toBe(text())
  })
})

/** Without fenced blocks and code spans, as CommonMark reads them. */
function withoutCode(text: string): string {
  return text
    .replace(/^(`{3,})[^`\n]*\n[^]*?\n\1$/gm, '')
    .replace(/(?<![\\`])(`+)(?!`)([^]*?[^`])\1(?!`)/g, '')
}
