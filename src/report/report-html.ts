/** report.html: one page that opens from disk, with nothing to load. */
import type { RunResult } from '../run/finding.ts'
import { escapeHtml } from './escape.ts'
import { htmlCorpus, htmlKnownFailures } from './html-corpus.ts'
import { htmlCoverage } from './html-coverage.ts'
import { htmlEnvironment } from './html-environment.ts'
import { htmlFindings } from './html-findings.ts'
import { htmlHistory } from './html-history.ts'
import { htmlHeading, htmlPage } from './html-page.ts'
import { htmlStyle } from './html-style.ts'
import { counted } from './in-words.ts'
import { pageScript } from './page-script.ts'
import { printable } from '../adapter/printable.ts'
import { ruleResults, unbrokenInWords, type RuleResult, type Unbroken } from './rule-results.ts'
import {
  incompleteInWords,
  scriptsInWords,
  shortNumber,
  verdictInWords,
} from './verdict-in-words.ts'

/** @param directory the report directory, as it was named by the user: for the replay commands. */
export function reportHtml(run: RunResult, directory: string): string {
  return htmlPage({
    title: verdictInWords(run),
    brand: 'partyline report · releasing calls',
    style: htmlStyle,
    script: pageScript,
    header: `${htmlVerdict(run)}
${htmlNumbers(run)}`,
    main: `${htmlFindings(run, directory)}${htmlCoverage(run)}
${htmlKnownFailures(run)}${htmlCorpus(run)}${htmlHistory(run)}${htmlRules(run)}
${htmlEnvironment(run)}`,
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

const unbrokenClasses: Readonly<Record<Unbroken['result'], string>> = {
  held: 'held',
  untested: 'never',
  'not-applicable': 'quiet',
}

function htmlRules(run: RunResult): string {
  const results = ruleResults(run.findings)
  const rows = results.map(({ rule, brokenIn }) => {
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
  return `<section>${htmlHeading('rules', 'The rules')}
<p>${escapeHtml(rulesInWords(results, run))}.</p>
<div class="scroll" tabindex="0" role="group" aria-label="The rules">
<table class="rules"><thead><tr><th scope="col">Rule</th><th scope="col">Section of the document</th><th scope="col">In this run</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div></section>`
}

/** "17 of 20 rules held, 2 broken, 1 not exercised". */
function rulesInWords(results: readonly RuleResult[], run: RunResult): string {
  const unbroken = results
    .filter(({ brokenIn }) => brokenIn.length === 0)
    .map(({ rule }) => unbrokenInWords(rule, run))
  const broken = results.length - unbroken.length
  const others = Map.groupBy(unbroken, ({ words }) => words)
  const held = others.get('held')?.length ?? 0
  others.delete('held')
  return [
    `${held} of ${counted(results.length, 'rule')} held`,
    ...(broken === 0 ? [] : [`${broken} broken`]),
    ...[...others].map(([words, { length }]) => `${length} ${words}`),
  ].join(', ')
}

function optionsInWords({ options, seed, exhaust }: RunResult): string {
  const { runs, maxParties, maxSteps } = options
  if (exhaust !== undefined) {
    const { parties, steps } = exhaust
    return `Asked for: every script, --parties ${parties} --steps ${steps}. The same size and adapter give the same scripts.`
  }
  return `Asked for: --seed ${seed} --runs ${runs} --max-parties ${maxParties} --max-steps ${maxSteps}. The same seed, options and adapter give the same scripts.`
}
