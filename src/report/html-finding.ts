/** One finding in report.html. */
import type { Finding, RunResult } from '../run/finding.ts'
import { escapeHtml } from './escape.ts'
import { expectedAndSeen, type ComparedEvent, type DescribedEvent } from './expected-and-seen.ts'
import {
  flakyInWords,
  minimalInWords,
  originInWords,
  reproducedInWords,
  scriptTitle,
} from './finding-in-words.ts'
import { headline } from './headline.ts'
import { scriptInWords } from './script-in-words.ts'
import { htmlKnown } from './html-corpus.ts'
import { sinceInWords } from './history-in-words.ts'
import { kindInWords } from './kind-in-words.ts'
import { ladderSvg } from './ladder-svg.ts'
import { ladder, type Ladder } from './ladder.ts'
import { isWrong, markSigns } from './mark-signs.ts'
import { printable } from '../adapter/printable.ts'
import { replayCommand } from './replay-command.ts'
import { findingPath } from './report-files.ts'
import { rulesOf, type RuleText } from './rule-results.ts'

/** @param number its place among the findings of the run, from 1. */
export function htmlFinding(
  finding: Finding,
  run: RunResult,
  directory: string,
  number: number,
): string {
  const { fingerprint, failure } = finding
  const drawing = ladder(finding)
  const since = sinceInWords(finding, run)
  const flaky = flakyInWords(finding)
  return `<article id="${fingerprint}">
<p class="kind">Finding ${number} of ${run.findings.length}: <b>${kindInWords[finding.kind]}</b>${flaky === undefined ? '' : `, ${escapeHtml(flaky)}`} · <code>${fingerprint}</code></p>
<h2>${escapeHtml(headline(finding))}</h2>
${htmlKnown(finding)}${rulesOf(finding).map(htmlRule).join('')}
<h3>${scriptTitle(finding)}</h3>
<p class="script">${escapeHtml(scriptInWords(finding.script))}</p>
<div class="scroll" tabindex="0" role="group" aria-label="Ladder diagram">
${ladderSvg(drawing, { id: `ladder-${fingerprint}`, title: headline(finding), standalone: false })}
</div>
${htmlCompared(drawing)}${failure === undefined ? '' : htmlLog(failure.log)}
<h3>How sure this is</h3>
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
<pre class="command">${escapeHtml(replayCommand(directory, fingerprint, run.adapter))}</pre>
<p class="quiet">Everything that was sent and seen: <a href="${findingPath(fingerprint)}">${findingPath(fingerprint)}</a></p>
</article>
`
}

function htmlRule({ id, title, section, sentence }: RuleText): string {
  const source =
    sentence === ''
      ? ''
      : `<blockquote>“${escapeHtml(sentence)}”</blockquote><cite>${escapeHtml(section)}</cite>`
  return `<div class="rule"><p><code>${escapeHtml(printable(id))}</code> ${escapeHtml(title)}</p>${source}</div>
`
}

function htmlCompared(drawing: Ladder): string {
  const events = expectedAndSeen(drawing)
  if (events.length === 0) return ''
  return `<h3>Expected beside seen</h3>
<div class="scroll" tabindex="0" role="group" aria-label="Expected beside seen">
<table class="compared"><thead><tr><th>DN</th><th>Expected</th><th>Seen</th><th></th></tr></thead>
<tbody>
${events.map(htmlEvent).join('\n')}
</tbody></table></div>
`
}

function htmlEvent({ dn, mark, expected, seen }: ComparedEvent): string {
  const kind = mark === 'late' ? 'late' : isWrong(mark) ? 'wrong' : 'good'
  const { sign, word } = markSigns[mark]
  return `<tr class="${kind}"><td><code>${escapeHtml(dn)}</code></td><td>${htmlDescribed(expected)}</td><td>${htmlDescribed(seen)}</td><td class="mark">${sign} ${word}</td></tr>`
}

function htmlDescribed(event: DescribedEvent | undefined): string {
  if (event === undefined) return '<span class="quiet">nothing</span>'
  const attributes = event.attributes.map(({ text, wrong }) => {
    const escaped = escapeHtml(text)
    return `<li>${wrong ? `<mark>${escaped}</mark>` : escaped}</li>`
  })
  return `<b>${escapeHtml(event.name)}</b><ul>${attributes.join('')}</ul>`
}

function htmlLog(log: readonly string[]): string {
  if (log.length === 0) return '<p class="quiet">The adapter wrote nothing to its log.</p>'
  const lines = log.map((line) => escapeHtml(printable(line, 500)))
  return `<h3>The end of the adapter's log</h3>
<pre class="log">${lines.join('\n')}</pre>
`
}
