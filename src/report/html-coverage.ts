/** What a run has exercised, in report.html: the clauses, and the transitions as a picture. */
import type { RunResult } from '../run/finding.ts'
import { coverageInWords, coverageLines, notApplicableInWords } from './coverage-in-words.ts'
import { coveragePicture, coverageSample, heatLevels } from './coverage-picture.ts'
import { escapeHtml } from './escape.ts'
import type { Exercised } from './exercised.ts'
import { htmlHeading } from './html-page.ts'
import { capitalized } from './in-words.ts'
import { transitionTable, type TransitionCell, type TransitionTable } from './transition-table.ts'

export function htmlCoverage(run: RunResult): string {
  const table = transitionTable(run.transitions)
  const notApplicable = notApplicableInWords(run)
  return `<section>${htmlHeading('exercised', 'What was exercised')}
<p>${escapeHtml(coverageInWords(run))}.</p>
${notApplicable === undefined ? '' : `<p class="quiet">${escapeHtml(capitalized(notApplicable))}.</p>\n`}${htmlClauses(run)}
<h3>Moves by the parties before them, under each circumstance</h3>
<div class="heat-maps">
${table.circumstances.map((name, at) => htmlPicture(table, name, at)).join('\n')}
${htmlLegend()}
</div>
${htmlTransitions(table)}</section>`
}

/** How a count is told apart where it is no number above zero. */
const classes: Readonly<Record<Exercised, string>> = {
  exercised: '',
  never: ' never',
  'not-applicable': ' quiet',
}

function htmlClauses(run: RunResult): string {
  const rows = coverageLines(run).map(
    ({ title, exercised, inWords }) =>
      `<tr><td>${escapeHtml(title)}</td><td class="number${classes[exercised]}">${inWords}</td></tr>`,
  )
  return `<table><thead><tr><th scope="col">Clause of the document</th><th class="number" scope="col">Exercised</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`
}

const circumstancesInWords: Readonly<Record<string, string>> = {
  plain: 'none of the others',
  'former-conference': 'somebody has left before',
  returner: 'somebody who had left is back',
  unmonitored: 'an unmonitored party is there',
  'in-flight': 'another request is in flight with it',
}

function htmlPicture(table: TransitionTable, circumstance: string, at: number): string {
  const inWords = circumstancesInWords[circumstance] ?? ''
  return `<figure><figcaption><b>${escapeHtml(circumstance)}</b><span>${inWords}</span></figcaption>
${coveragePicture(table, circumstance, `heat-map-${at}`)}</figure>`
}

function htmlLegend(): string {
  const levels = heatLevels.map((least, at) => {
    const most = heatLevels[at + 1]
    const from = least.toLocaleString('en-US')
    const range =
      most === undefined ? `${from} or more` : `${from} to ${(most - 1).toLocaleString('en-US')}`
    return `<li>${coverageSample('exercised', least)} ${range}</li>`
  })
  return `<figure><figcaption><b>Times exercised</b><span>a square is a transition</span></figcaption>
<ul>
${levels.join('\n')}
<li>${coverageSample('never')} <span class="never">never</span></li>
<li>${coverageSample('not-applicable')} not applicable</li>
</ul></figure>`
}

/** The same as the pictures, for those who do not see them, and for the exact counts. */
function htmlTransitions(table: TransitionTable): string {
  const heads = table.circumstances.map(
    (name) => `<th class="number" scope="col">${escapeHtml(name)}</th>`,
  )
  const rows = table.moves.flatMap((move) =>
    table.parties.map((parties, at) => {
      const cells = table.cells.filter((cell) => cell.move === move && cell.parties === parties)
      const first = `<th scope="rowgroup" rowspan="${table.parties.length}">${escapeHtml(move)}</th>`
      return `<tr>${at === 0 ? first : ''}<th scope="row">${escapeHtml(parties)}</th>${cells.map(htmlCell).join('')}</tr>`
    }),
  )
  return `<details><summary>The same as a table, with all counts</summary>
<div class="scroll" tabindex="0" role="group" aria-label="Transitions">
<table class="transitions"><thead><tr><th scope="col">Move</th><th scope="col">Parties</th>${heads.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div></details>`
}

function htmlCell({ state, exercised }: TransitionCell): string {
  if (state === 'impossible') return '<td class="number quiet">cannot be</td>'
  const words = { never: 'never', 'not-applicable': 'not applicable' } as const
  const inWords = state === 'exercised' ? exercised.toLocaleString('en-US') : words[state]
  return `<td class="number${classes[state]}">${inWords}</td>`
}
