/** report.html: one page that opens from disk, with nothing to load and no script. */
import type { RunResult } from '../run/finding.ts'
import { escapeHtml } from './escape.ts'
import { headline } from './headline.ts'
import { htmlCorpus, htmlKnownFailures } from './html-corpus.ts'
import { htmlCoverage } from './html-coverage.ts'
import { htmlFinding } from './html-finding.ts'
import { htmlHistory } from './html-history.ts'
import { htmlPage } from './html-page.ts'
import { htmlStyle } from './html-style.ts'
import { printable } from '../adapter/printable.ts'
import { ruleResults, unbrokenInWords, type Unbroken } from './rule-results.ts'
import {
  incompleteInWords,
  scriptsInWords,
  shortNumber,
  verdictInWords,
} from './verdict-in-words.ts'

/** @param directory the report directory, as it was named by the user: for the replay commands. */
export function reportHtml(run: RunResult, directory: string): string {
  const findings = run.findings.map((finding, at) => htmlFinding(finding, run, directory, at + 1))
  return htmlPage({
    title: verdictInWords(run),
    brand: 'partyline report · releasing calls',
    style: htmlStyle,
    header: `${htmlVerdict(run)}
${htmlNumbers(run)}`,
    main: `${htmlContents(run)}${findings.join('')}${htmlCoverage(run)}
${htmlKnownFailures(run)}${htmlCorpus(run)}${htmlHistory(run)}${htmlRules(run)}`,
    footer: `<p>${escapeHtml(optionsInWords(run))}</p>`,
  })
}

function htmlVerdict(run: RunResult): string {
  const why = incompleteInWords(run)
  const reason = why === undefined ? '' : ` ${escapeHtml(why)}`
  return `<p><span class="verdict ${run.verdict}">${run.verdict}</span>${reason}</p>`
}

function htmlNumbers(run: RunResult): string {
  const { stats, undecided, seed, exhaust, profile, adapter } = run
  const number = (term: string, value: string, kind = ''): string =>
    `<div><dt>${term}</dt><dd${kind}>${escapeHtml(value)}</dd></div>`
  return `<dl class="numbers">
${number('Scripts', shortNumber(stats.scripts))}${undecided === 0 ? '' : `\n${number('Not judged', shortNumber(undecided), ' class="never"')}`}
${number('Requests', shortNumber(stats.requests))}
${number('Events', shortNumber(stats.events))}
${number('Seconds', shortNumber(stats.seconds))}
${exhaust === undefined ? number('Seed', String(seed)) : number('Enumeration', scriptsInWords(run), ' class="words"')}
${number('Profile', printable(profile.name, 60), ' class="words"')}
${number('Adapter', printable(adapter), ' class="words"')}
</dl>`
}

function htmlContents({ findings }: RunResult): string {
  if (findings.length < 2) return ''
  const lines = findings.map(
    (finding) => `<li><a href="#${finding.fingerprint}">${escapeHtml(headline(finding))}</a></li>`,
  )
  return `<nav aria-label="Findings"><ol class="contents">
${lines.join('\n')}
</ol></nav>
`
}

const unbrokenClasses: Readonly<Record<Unbroken['result'], string>> = {
  held: 'held',
  untested: 'never',
  'not-applicable': 'quiet',
}

function htmlRules(run: RunResult): string {
  const rows = ruleResults(run.findings).map(({ rule, brokenIn }) => {
    const links = brokenIn.map(
      ({ fingerprint }) => `<a href="#${fingerprint}"><code>${fingerprint}</code></a>`,
    )
    const { result: unbroken, sign, words } = unbrokenInWords(rule, run)
    const result =
      links.length === 0
        ? `<td class="${unbrokenClasses[unbroken]}">${sign} ${words}</td>`
        : `<td><span class="broken">✗ broken</span> ${links.join(' ')}</td>`
    return `<tr><td>${escapeHtml(rule.title)}<br><code class="quiet">${escapeHtml(printable(rule.id))}</code></td><td class="quiet">${escapeHtml(rule.section)}</td>${result}</tr>`
  })
  return `<section><h2>The rules</h2>
<div class="scroll" tabindex="0" role="group" aria-label="The rules">
<table class="rules"><thead><tr><th>Rule</th><th>Section of the document</th><th>In this run</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div></section>`
}

function optionsInWords({ options, seed, exhaust }: RunResult): string {
  const { runs, maxParties, maxSteps } = options
  if (exhaust !== undefined) {
    const { parties, steps } = exhaust
    return `Asked for: every script, --parties ${parties} --steps ${steps}. The same size and adapter give the same scripts.`
  }
  return `Asked for: --seed ${seed} --runs ${runs} --max-parties ${maxParties} --max-steps ${maxSteps}. The same seed, options and adapter give the same scripts.`
}
