/** The last runs in report.html: four small charts, and a table of the same. */
import { printable } from '../adapter/printable.ts'
import type { RunResult } from '../run/finding.ts'
import { dayOf, type PastRun, type Share } from '../run/past-run.ts'
import { escapeHtml } from './escape.ts'
import { barsShown, historyChart, type Bar } from './history-chart.ts'
import { historyInWords } from './history-in-words.ts'
import { capitalized, counted } from './in-words.ts'
import { shortNumber } from './verdict-in-words.ts'

/** Nothing where there was no run before. */
export function htmlHistory(run: RunResult): string {
  const { history } = run
  const inWords = historyInWords(run)
  if (history === undefined || inWords === undefined) return ''
  const shown = history.runs.slice(-barsShown)
  const some =
    shown.length < history.runs.length ? `; here are the last ${shown.length}, oldest first` : ''
  const leftOut = history.leftOut.map(
    (text) => `<p class="quiet">${escapeHtml(capitalized(text))}.</p>\n`,
  )
  return `<section id="history"><h2>The last runs</h2>
<p>${escapeHtml(inWords.replace('History: ', ''))}, against the same adapter${some}.</p>
${leftOut.join('')}<p class="quiet">The newest run is on the right. Known findings stand at the foot of their bars; runs that are incomplete are dashed.</p>
<div class="history-charts">
${charts.map((chart, at) => htmlChart(chart, shown, `history-${at}`)).join('\n')}
</div>
${htmlTable(shown)}</section>
`
}

interface Chart {
  readonly title: string
  /** What the highest bar stands for, where it is not the highest number. */
  readonly most?: number
  valuesOf(run: PastRun): readonly { readonly value: number; readonly kind: string }[]
  /** "1,000 scripts". */
  inWords(run: PastRun): string
  /** "1,000". */
  inShort(run: PastRun): string
}

const charts: readonly Chart[] = [
  {
    title: 'Scripts',
    valuesOf: ({ scripts }) => [{ value: scripts, kind: 'plain' }],
    inWords: ({ scripts }) => counted(scripts, 'script'),
    inShort: ({ scripts }) => shortNumber(scripts),
  },
  {
    title: 'Findings',
    valuesOf: ({ findings }) => [
      { value: findings.filter(({ known }) => known).length, kind: 'known' },
      { value: findings.filter(({ known }) => !known).length, kind: 'new' },
    ],
    inWords: findingsOf,
    inShort: (run) =>
      findingsOf(run)
        .replace(/ findings?/, '')
        .replace(' of them', ''),
  },
  {
    title: 'Scripts a second',
    valuesOf: (run) => [{ value: rateOf(run), kind: 'plain' }],
    inWords: (run) => `${shortNumber(Math.round(rateOf(run)))} a second`,
    inShort: (run) => shortNumber(Math.round(rateOf(run))),
  },
  {
    title: 'Transitions exercised',
    most: 1,
    valuesOf: ({ coverage }) => [{ value: partOf(coverage.transitions), kind: 'plain' }],
    inWords: ({ coverage }) => percent(coverage.transitions),
    inShort: ({ coverage }) => percent(coverage.transitions),
  },
]

function htmlChart(chart: Chart, runs: readonly PastRun[], id: string): string {
  const [oldest, newest] = [runs[0], runs.at(-1)]
  if (oldest === undefined || newest === undefined) return ''
  const sums = runs.map((run) => sum(chart.valuesOf(run).map(({ value }) => value)))
  const most = chart.most ?? Math.max(...sums, Number.MIN_VALUE)
  const bars: readonly Bar[] = runs.map((run) => ({
    parts: chart.valuesOf(run).map(({ value, kind }) => ({ height: value / most, kind })),
    title: `${whenOf(run)}: ${chart.inWords(run)}${run.verdict === 'incomplete' ? ' (incomplete)' : ''}`,
    incomplete: run.verdict === 'incomplete',
  }))
  const highest = runs[sums.indexOf(Math.max(...sums))] ?? newest
  const lowest = runs[sums.indexOf(Math.min(...sums))] ?? newest
  const inWords = `${counted(runs.length, 'run')} from ${dayOf(oldest)} to ${dayOf(newest)}: most ${chart.inWords(highest)}, least ${chart.inWords(lowest)}, last ${chart.inWords(newest)}; the table below has all`
  return `<figure><figcaption><b>${chart.title}</b><span>${escapeHtml(chart.inShort(newest))}</span></figcaption>
${historyChart(bars, { id, title: `${chart.title} of the last runs`, inWords })}
<p>${dayOf(oldest)} to ${dayOf(newest)}</p></figure>`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** "2 findings, 1 of them known". */
function findingsOf({ findings }: PastRun): string {
  const known = findings.filter((finding) => finding.known).length
  const all = counted(findings.length, 'finding')
  if (known === 0) return all
  return known === findings.length ? `${all}, known` : `${all}, ${known} of them known`
}

/** Scripts a second. Nothing takes no time. */
function rateOf({ scripts, seconds }: PastRun): number {
  return seconds > 0 ? scripts / seconds : 0
}

function partOf({ exercised, applicable }: Share): number {
  return applicable > 0 ? Math.min(1, exercised / applicable) : 0
}

function percent(share: Share): string {
  return `${Math.floor(100 * partOf(share))} %`
}

/** "2026-11-27 02:00". */
function whenOf({ when }: PastRun): string {
  return when.slice(0, 16).replace('T', ' ')
}

const verdictClasses: Readonly<Record<PastRun['verdict'], string>> = {
  conforms: 'held',
  violates: 'broken',
  incomplete: 'never',
}

/** The same as the charts, for those who do not see them, and for the exact numbers. */
function htmlTable(runs: readonly PastRun[]): string {
  const share = ({ exercised, applicable }: Share): string =>
    `<td class="number">${exercised} of ${applicable}</td>`
  const rows = runs
    .toReversed()
    .map(
      (run) =>
        `<tr><th scope="row">${escapeHtml(whenOf(run))}</th><td class="${verdictClasses[run.verdict]}">${run.verdict}</td><td class="number">${shortNumber(run.scripts)}</td><td>${findingsOf(run)}</td><td class="number">${shortNumber(Math.round(rateOf(run)))}</td>${share(run.coverage.clauses)}${share(run.coverage.transitions)}<td class="number">${run.seed}</td><td>${run.commit === undefined ? '' : `<code>${escapeHtml(printable(run.commit.slice(0, 12)))}</code>`}</td></tr>`,
    )
  return `<details><summary>The same as a table, newest first</summary>
<div class="scroll" tabindex="0" role="group" aria-label="The last runs">
<table class="history"><thead><tr><th scope="col">Begun (UTC)</th><th scope="col">Verdict</th><th class="number" scope="col">Scripts</th><th scope="col">Findings</th><th class="number" scope="col">A second</th><th class="number" scope="col">Clauses</th><th class="number" scope="col">Transitions</th><th class="number" scope="col">Seed</th><th scope="col">Commit</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div></details>`
}
