/** One finding in report.html. */
import type { Finding, RunResult } from '../run/finding.ts'
import { escapeHtml } from './escape.ts'
import {
  flakyInWords,
  minimalInWords,
  originInWords,
  reproducedInWords,
  scriptTitle,
} from './finding-in-words.ts'
import { headline } from './headline.ts'
import { htmlCompared } from './html-compared.ts'
import { htmlCopy } from './html-copy.ts'
import { htmlSteps } from './html-steps.ts'
import { htmlAlike, htmlNearestPassing } from './html-variations.ts'
import { htmlLog, htmlWire } from './html-wire.ts'
import { scriptInWords } from './script-in-words.ts'
import { htmlKnown } from './html-corpus.ts'
import { sinceInWords } from './history-in-words.ts'
import { kindInWords } from './kind-in-words.ts'
import { ladderSvg } from './ladder-svg.ts'
import { ladderLines } from './ladder-text.ts'
import { ladder, type Ladder } from './ladder.ts'
import { vitestTest } from './vitest-test.ts'
import { printable } from '../adapter/printable.ts'
import { replayCommand } from './replay-command.ts'
import { findingPath } from './report-files.ts'
import { rulesOf, type RuleText } from './rule-results.ts'

/**
 * Folded to what it is about. The fingerprint as an id stands within, so that a link to it unfolds it
 * without a script too.
 * @param number its place among the findings of the page, from 1.
 */
export function htmlFinding(
  finding: Finding,
  run: RunResult,
  directory: string,
  { number, open }: { readonly number: number; readonly open: boolean },
): string {
  const { fingerprint, failure, wire } = finding
  const drawing = ladder(finding)
  const since = sinceInWords(finding, run)
  const told = headline(finding)
  return `<article data-finding="${fingerprint}" aria-label="Finding ${number}">
<a class="self" href="#${fingerprint}" aria-label="Link to finding ${number}">#</a>
<details${open ? ' open' : ''}><summary>${htmlKind(finding, run, number)}
<h2>${escapeHtml(told)}</h2></summary>
<div id="${fingerprint}" class="content">
${htmlKnown(finding)}${rulesOf(finding).map(htmlRule).join('')}
<h3>${scriptTitle(finding)}</h3>
<p class="script">${escapeHtml(scriptInWords(finding.script))}</p>
${htmlNearestPassing(finding)}${htmlLadder(drawing, fingerprint, told)}${htmlCompared(drawing)}${htmlSteps(finding)}${failure === undefined ? '' : `<h3>The end of the adapter's log</h3>\n${htmlLog(failure.log)}`}${htmlAlike(finding, run)}<h3>How sure this is</h3>
<ul class="facts">
<li>It ${escapeHtml(reproducedInWords(finding))}.</li>
<li>${escapeHtml(minimalInWords(finding))}.</li>
<li>Found in ${escapeHtml(originInWords(finding, run))}.</li>
${
  since === undefined
    ? ''
    : `<li>${escapeHtml(since)}.</li>
`
}</ul>
<h3>To see it again</h3>
${htmlCopy({ id: `replay-${fingerprint}`, what: 'the replay command', text: replayCommand(directory, fingerprint, run.adapter) })}
<details><summary>The same as a test of your own, for vitest</summary>
${htmlCopy({ id: `test-${fingerprint}`, what: 'the test', text: vitestTest(finding, run) })}</details>
<p class="quiet">Everything that was sent and seen: <a href="${findingPath(fingerprint)}">${findingPath(fingerprint)}</a>. What it was run with: <a href="#environment">the environment</a>.</p>
${wire === undefined ? '' : htmlWire(wire)}</div></details>
</article>
`
}

function htmlKind(finding: Finding, { findings }: RunResult, number: number): string {
  const { kind, rules, fingerprint } = finding
  const flaky = flakyInWords(finding)
  const rule = rules[0] === undefined ? '' : ` · <code>${escapeHtml(printable(rules[0]))}</code>`
  const unsure = flaky === undefined ? '' : `, ${escapeHtml(flaky)}`
  return `<span class="kind">Finding ${number} of ${findings.length}: <b>${kindInWords[kind]}</b>${unsure}${rule} · <code>${fingerprint}</code></span>`
}

function htmlRule({ id, title, section, sentence }: RuleText): string {
  const source =
    sentence === ''
      ? ''
      : `<blockquote>“${escapeHtml(sentence)}”</blockquote><cite>${escapeHtml(section)}</cite>`
  return `<div class="rule"><p><code>${escapeHtml(printable(id))}</code> ${escapeHtml(title)}</p>${source}</div>
`
}

/** The picture, and the same in words for who does not see it, or wants to copy it. */
function htmlLadder(drawing: Ladder, fingerprint: string, title: string): string {
  const lines = ladderLines(drawing).map((line) => `<li>${escapeHtml(line)}</li>`)
  return `<div class="scroll ladder-frame" tabindex="0" role="group" aria-label="Ladder diagram">
${ladderSvg(drawing, { id: `ladder-${fingerprint}`, title, standalone: false })}
</div>
<details><summary>The same in words</summary>
<ol class="ladder-lines">
${lines.join('\n')}
</ol></details>
`
}
