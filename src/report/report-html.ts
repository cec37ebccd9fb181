/** report.html: one page that opens from disk, with nothing to load and no script. */
import { createHash } from 'node:crypto'
import type { RunResult } from '../run/finding.ts'
import { coverageLines } from './coverage-in-words.ts'
import { escapeHtml } from './escape.ts'
import { headline } from './headline.ts'
import { htmlFinding } from './html-finding.ts'
import { htmlStyle } from './html-style.ts'
import { printable } from '../adapter/printable.ts'
import { heldInWords, ruleResults } from './rule-results.ts'
import { incompleteInWords, shortNumber, verdictInWords } from './verdict-in-words.ts'

/** A file from disk may still be opened in a browser that is logged in everywhere: allow nothing. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(htmlStyle).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** @param directory the report directory, as it was named by the user: for the replay commands. */
export function reportHtml(run: RunResult, directory: string): string {
  const title = escapeHtml(verdictInWords(run))
  const findings = run.findings.map((finding, at) => htmlFinding(finding, run, directory, at + 1))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${htmlStyle}</style>
</head>
<body>
<header>
<p class="brand">partyline report · releasing calls</p>
<h1>${title}</h1>
${htmlVerdict(run)}
${htmlNumbers(run)}
</header>
<main>
${htmlContents(run)}${findings.join('')}${htmlCoverage(run)}
${htmlRules(run)}
</main>
<footer><p>${escapeHtml(optionsInWords(run))}</p></footer>
</body>
</html>
`
}

function htmlVerdict(run: RunResult): string {
  const why = incompleteInWords(run)
  const reason = why === undefined ? '' : ` ${escapeHtml(why)}`
  return `<p><span class="verdict ${run.verdict}">${run.verdict}</span>${reason}</p>`
}

function htmlNumbers({ stats, undecided, seed, profile, adapter }: RunResult): string {
  const number = (term: string, value: string, kind = ''): string =>
    `<div><dt>${term}</dt><dd${kind}>${escapeHtml(value)}</dd></div>`
  return `<dl class="numbers">
${number('Scripts', shortNumber(stats.scripts))}${undecided === 0 ? '' : `\n${number('Not judged', shortNumber(undecided), ' class="never"')}`}
${number('Requests', shortNumber(stats.requests))}
${number('Events', shortNumber(stats.events))}
${number('Seconds', shortNumber(stats.seconds))}
${number('Seed', String(seed))}
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

function htmlCoverage(run: RunResult): string {
  const rows = coverageLines(run).map(
    ({ title, exercised, never }) =>
      `<tr><td>${escapeHtml(title)}</td><td class="number${never ? ' never' : ''}">${exercised}</td></tr>`,
  )
  return `<section><h2>What was exercised</h2>
<table><thead><tr><th>Clause of the document</th><th class="number">Exercised</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></section>`
}

function htmlRules(run: RunResult): string {
  const held = heldInWords(run)
  const rows = ruleResults(run.findings).map(({ rule, brokenIn }) => {
    const links = brokenIn.map(
      ({ fingerprint }) => `<a href="#${fingerprint}"><code>${fingerprint}</code></a>`,
    )
    const result =
      links.length === 0
        ? `<td class="${run.undecided === 0 ? 'held' : 'never'}">${held.sign} ${held.words}</td>`
        : `<td><span class="broken">✗ broken</span> ${links.join(' ')}</td>`
    return `<tr><td>${escapeHtml(rule.title)}<br><code class="quiet">${escapeHtml(printable(rule.id))}</code></td><td class="quiet">${escapeHtml(rule.section)}</td>${result}</tr>`
  })
  return `<section><h2>The rules</h2>
<div class="scroll" tabindex="0" role="group" aria-label="The rules">
<table><thead><tr><th>Rule</th><th>Section of the document</th><th>In this run</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div></section>`
}

function optionsInWords({ options, seed }: RunResult): string {
  const { runs, maxParties, maxSteps } = options
  return `Asked for: --seed ${seed} --runs ${runs} --max-parties ${maxParties} --max-steps ${maxSteps}. The same seed, options and adapter give the same scripts.`
}
