import { describe, expect, test } from 'vitest'
import type { History } from '../run/past-run.ts'
import { crash, hostile, runWith, wrongCallState } from './example-finding.fixture.ts'
import { finding, knownFinding, night, nights } from './history.fixture.ts'
import { htmlHistory } from './html-history.ts'
import { reportHtml } from './report-html.ts'

const html = (history: History): string => htmlHistory({ ...runWith([]), history })

/** The bars of a chart, by what it shows. */
function barsOf(page: string, title: string): readonly string[] {
  const chart = page.split('<figure>').find((figure) => figure.includes(`<b>${title}</b>`)) ?? ''
  return [...chart.matchAll(/<g [^>]*>(.*?)<\/g>/gs)].map(([, bar = '']) => bar)
}
/** Kind and height of the parts of a bar. */
const partsOf = (bar: string) =>
  [...bar.matchAll(/<rect class="((?!space)[^"]*)"[^>]* height="([^"]*)"/g)].map(
    ([, kind, height]) => [kind, Number(height)],
  )
const titles = (bars: readonly string[]) =>
  bars.map((bar) => /<title>(.*?)<\/title>/.exec(bar)?.[1])

describe('the last runs', () => {
  test('are not shown where there was none before', () => {
    expect(html(nights())).toBe('')
    expect(html(nights(night(1)))).toBe('')
    expect(htmlHistory(runWith([]))).toBe('')
  })

  test('are four charts with a bar a run, and a table of the same', () => {
    const page = html(nights(night(1, { scripts: 500 }), night(2)))
    expect(page).toContain('<p>2 runs since 2026-11-01, against the same adapter.</p>')
    expect(page.match(/<svg [^>]*class="history-chart"[^>]*role="img"/g)).toHaveLength(4)
    const scripts = barsOf(page, 'Scripts')
    expect(titles(scripts)).toEqual([
      '2026-11-01 02:30: 500 scripts',
      '2026-11-02 02:30: 1,000 scripts',
    ])
    expect(scripts.map(partsOf)).toEqual([[['plain', 28]], [['plain', 56]]])
    expect(page).toContain(
      '>2 runs from 2026-11-01 to 2026-11-02: most 1,000 scripts, least 500 scripts, last 1,000 scripts; the table below has all</desc>',
    )
    expect(page.match(/<tr><th scope="row">/g)).toHaveLength(2)
    expect(page.indexOf('>2026-11-02 02:30</th>')).toBeLessThan(
      page.indexOf('>2026-11-01 02:30</th>'),
    )
  })

  test('are thirty at the most', () => {
    const many = Array.from({ length: 1000 }, (_, at) => night(at + 1))
    const page = html(nights(...many))
    expect(page).toContain(
      '1,000 runs since 2026-11-01, against the same adapter; here are the last 30',
    )
    for (const title of ['Scripts', 'Findings', 'Scripts a second', 'Transitions exercised'])
      expect(barsOf(page, title)).toHaveLength(30)
    expect(titles(barsOf(page, 'Scripts')).at(-1)).toContain(many.at(-1)?.when.slice(0, 10))
    expect(page.length).toBeLessThan(60_000)
    const thirty = html(nights(...many.slice(0, 30)))
    expect(thirty).toContain('<p>30 runs since 2026-11-01, against the same adapter.</p>')
  })

  test('tell findings that are known apart from the others', () => {
    const page = html(
      nights(
        night(1),
        night(2, { findings: [knownFinding], verdict: 'conforms' }),
        night(3, { findings: [finding, knownFinding], verdict: 'violates' }),
        night(4, { findings: [finding], verdict: 'violates' }),
      ),
    )
    const bars = barsOf(page, 'Findings')
    expect(bars.map(partsOf)).toEqual([
      [],
      [['known', 28]],
      [
        ['known', 28],
        ['new', 28],
      ],
      [['new', 28]],
    ])
    expect(titles(bars)).toEqual([
      '2026-11-01 02:30: 0 findings',
      '2026-11-02 02:30: 1 finding, known',
      '2026-11-03 02:30: 2 findings, 1 of them known',
      '2026-11-04 02:30: 1 finding',
    ])
  })

  test('tell the rate and the share of what was exercised', () => {
    const little = { exercised: 60, applicable: 240 }
    const page = html(
      nights(
        night(1, { coverage: { clauses: little, transitions: little } }),
        night(2, {
          seconds: 8,
          coverage: { clauses: little, transitions: { exercised: 240, applicable: 240 } },
        }),
      ),
    )
    expect(barsOf(page, 'Scripts a second').map(partsOf)).toEqual([
      [['plain', 56]],
      [['plain', 14]],
    ])
    expect(titles(barsOf(page, 'Scripts a second'))[1]).toBe('2026-11-02 02:30: 125 a second')
    expect(barsOf(page, 'Transitions exercised').map(partsOf)).toEqual([
      [['plain', 14]],
      [['plain', 56]],
    ])
    expect(page).toContain('<td class="number">60 of 240</td>')
  })

  test('say which of them are incomplete', () => {
    const page = html(nights(night(1, { verdict: 'incomplete' }), night(2)))
    expect(barsOf(page, 'Scripts').map(partsOf)).toEqual([
      [['plain incomplete', 56]],
      [['plain', 56]],
    ])
    expect(titles(barsOf(page, 'Scripts'))[0]).toBe('2026-11-01 02:30: 1,000 scripts (incomplete)')
  })

  test('draw nothing that is no number', () => {
    const none = { exercised: 0, applicable: 0 }
    const empty = {
      scripts: 0,
      seconds: 0,
      coverage: { clauses: none, transitions: none },
    }
    const page = html(
      nights(night(1, empty), night(2, empty), night(3, { ...empty, scripts: 1e300 })),
    )
    expect(page).not.toMatch(/NaN|Infinity/)
    expect(barsOf(page, 'Scripts').map(partsOf)).toEqual([[], [], [['plain', 56]]])
  })

  test('say what of the file was left out', () => {
    const leftOut = ['2 lines of history.jsonl cannot be read']
    expect(html({ ...nights(night(1), night(2)), leftOut })).toContain(
      '<p class="quiet">2 lines of history.jsonl cannot be read.</p>',
    )
  })

  test('run nothing of what a file says', () => {
    const page = html(
      nights(night(1, { commit: hostile.markup, when: '2026-11-01T02:30:00.000Z' }), night(2)),
    )
    expect(page).not.toContain('<img')
    expect(page).toContain('&lt;/script')
  })
})

test('a finding says since when it is there', () => {
  const history = nights(
    night(1),
    night(2, { findings: [finding] }),
    night(3),
    night(4, { findings: [finding] }),
  )
  const page = reportHtml({ ...runWith([wrongCallState, crash]), history }, 'reports')
  expect(page).toContain(
    '<li>Since 2026-11-02: in 2 of 3 runs, but not in that of 2026-11-03.</li>',
  )
  expect(page).toContain('<li>New: in none of 3 earlier runs.</li>')
  expect(page.match(/<section id="history">/g)).toHaveLength(1)
})
