import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { rules } from '../../oracles/rules.ts'
import type { SelftestResult, TriedFault } from '../selftest/selftest.ts'
import { caught, correct, fault, passedAll, resultWith } from '../selftest/tried.fixture.ts'
import { hostile, hostileFinding, wrongCallState } from './example-finding.fixture.ts'
import { selftestHtml } from './selftest-html.ts'

const page = (...faults: readonly TriedFault[]): string => selftestHtml(resultWith(faults))

const found = fault('call-state-wrong', caught(12, ['party-deleted-call-state', 'conn-id']))
const missed = fault('never-shown', passedAll)
const crashed = fault('crashes', caught(3, [], { kind: 'crash', minimal: 'local' }), 'What is done')

/** A row of the matrix, with its head. */
function rowOf(html: string, name: string): string {
  const row = html.split('\n').find((line) => line.startsWith('<tr') && line.includes(`>${name}<`))
  if (row === undefined) throw new Error(`no row of ${name}`)
  return row
}

const wholeHtml = [found, missed, crashed, fault('later')]

const hostileResult: SelftestResult = resultWith(
  [
    ...wholeHtml,
    {
      ...fault(hostile.markup, { ...passedAll, finding: hostileFinding() }, hostile.markup),
      description: hostile.markup,
      profile: hostile.markup,
    },
    { ...fault(hostile.markup, passedAll), description: hostile.markup },
  ],
  {
    correct: [
      {
        ...correct,
        adapter: hostile.markup,
        tried: { verdict: 'incomplete', incomplete: hostile.markup, scripts: 1 },
      },
      { ...correct, tried: { verdict: 'violates', finding: hostileFinding(), scripts: 1 } },
    ],
  },
)

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

describe('selftest.html', () => {
  it('begins with the verdict and the figures', () => {
    const html = page(found, missed)
    expect(html).toContain('<h1>1 of 2 faults was not found</h1>')
    expect(html).toContain('<span class="verdict violates">failed</span>')
    expect(html).toContain('<dt>Faults found</dt><dd>1 of 2</dd>')
    expect(html).toContain('<dt>Scripts until found, median</dt><dd>12</dd>')
    expect(html).toContain('<dt>Runs to make it small, at most</dt><dd>31</dd>')
    expect(html).toContain('<dt>Proved smallest</dt><dd>1 of 1</dd>')
    expect(html).toContain('<li>embedded conforms (5,000 scripts).</li>')
    expect(html).toContain('<li>Not found: never-shown.</li>')
    expect(page(found)).toContain('<span class="verdict conforms">passed</span>')
    expect(page(found, fault('later'))).toContain('<span class="verdict incomplete">interrupted')
  })

  it('has a column for each rule, and tells those that catch nothing', () => {
    const heads = [...page(found).matchAll(/<th class="head( idle)?" [^>]*><a [^>]*>([^<]*)</g)]
    expect(heads.map(([, , text]) => text)).toEqual(rules.map(({ id }, at) => `${at + 1} ${id}`))
    const idle = heads.filter(([, idle]) => idle !== undefined)
    expect(idle).toHaveLength(rules.length - 2)
  })

  it('has a row for each fault, with the rule that names it and those that are broken, too', () => {
    const row = rowOf(page(found), 'call-state-wrong')
    expect(row).toContain('<td class="number">12</td><td class="number size">3+1 ✓</td>')
    const cells = [...row.matchAll(/<td class="cell([^"]*)">/g)].map(([, kind = '']) => kind.trim())
    expect(cells).toEqual(
      rules.map(({ id }) =>
        id === 'party-deleted-call-state' ? 'names' : id === 'conn-id' ? 'breaks' : 'idle',
      ),
    )
    expect(row).toContain('title="call-state-wrong is named by party-deleted-call-state"')
    expect(row).toContain('title="call-state-wrong breaks conn-id, too"')
    expect(row).toContain('title="It has the fault call-state-wrong."')
  })

  it('shows a fault that was not found, was not tried, or is named by no rule', () => {
    const html = page(found, missed, crashed, fault('later'))
    expect(rowOf(html, 'never-shown')).toContain('class="missed"')
    expect(rowOf(html, 'never-shown')).toContain('>not found in 5,000 scripts<')
    expect(rowOf(html, 'later')).toContain('>not tried to the end<')
    expect(rowOf(html, 'crashes')).toContain('<span class="broken">the adapter crashed</span>')
  })

  it('groups the faults', () => {
    const html = page(found, crashed)
    expect(html.match(/<tbody>\n<tr><th class="subject"/g)).toHaveLength(2)
    expect(html).toContain('<h2>What is done</h2>')
  })

  it('tells each fault in words: what it is, its smallest script, the finding', () => {
    const { tried, ...known } = found
    const html = page({ ...known, ...(tried && { tried }), profile: 'strict' })
    const parts = [
      '<div class="fault" id="fault-call-state-wrong"><h3><code>call-state-wrong</code></h3>',
      '<p>It has the fault call-state-wrong. Under the profile strict.</p>',
      '<b>The smallest script:</b> In a conference of 7001, 7002, 7003: 7002 releases.',
      'CallState Conferenced in EventPartyDeleted; OK was expected: two parties remain',
      '(<code>party-deleted-call-state</code>, <code>conn-id</code>)',
      'Found after 12 scripts; made small in 31 runs; 3 parties and 1 step. ',
    ]
    const places = parts.map((part) => html.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(page(missed)).toContain('<p class="broken">not found in 5,000 scripts</p>')
    const now = caught(2, ['late'], { reproduced: { failed: 3, of: 10 } })
    expect(page(fault('flaky', now))).toContain('; it fails 3 of 10 times; 3 parties and 1 step')
  })

  it('ends with the rules, what each names and what breaks it', () => {
    const html = page(found)
    for (const [at, { id }] of rules.entries())
      expect(html).toMatch(new RegExp(`<tr id="rule-${id}"><td class="number">${at + 1}</td>`))
    expect(html).toContain(
      '<code class="quiet">conn-id</code></td><td class="number">0</td><td class="number">1</td>',
    )
    expect(html).toContain(
      '<code class="quiet">late</code></td><td class="number">0</td><td class="number never">0</td>',
    )
  })

  it('links to what is there', () => {
    const html = page(...wholeHtml)
    const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id))
    const links = [...html.matchAll(/ href="([^"]*)"/g)].map(([, link]) => link)
    expect(links.length).toBeGreaterThan(rules.length)
    expect(links.filter((link) => !link?.startsWith('#') || !ids.has(link.slice(1)))).toEqual([])
    expect(ids.size).toBe([...html.matchAll(/ id="/g)].length)
  })

  it('allows its own style and nothing else', () => {
    const html = page(found)
    const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(html).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    )
    expect(html.match(/<style/g)).toHaveLength(1)
    expect(html).not.toMatch(/ style=|url\(|@import|https?:|<script/)
  })

  it.skipIf(noHtmlParser)('has the same elements whatever stands in it (needs python3)', () => {
    const known = new Set(tags(page(...wholeHtml)))
    const hostileTags = tags(selftestHtml(hostileResult))
    expect(hostileTags.length).toBeGreaterThan(100)
    expect(hostileTags.filter((tag) => !known.has(tag))).toEqual([])
  })

  it('is the same for the same result', () => {
    expect(page(...structuredClone(wholeHtml))).toBe(page(...wholeHtml))
  })

  it('says of what a correct T-Server is accused', () => {
    const tried = { verdict: 'violates', scripts: 9, finding: wrongCallState } as const
    const html = selftestHtml(resultWith([found], { correct: [{ ...correct, tried }] }))
    expect(html).toContain('<h1>A correct T-Server was accused; the fault was found</h1>')
    expect(html).toContain('<li>embedded is accused after 9 scripts: 7001 saw CallState ')
  })
})
