/** The corpus and the known failures in report.html. */
import { printable } from '../adapter/printable.ts'
import type { CorpusEntry } from '../run/corpus-entry.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import type { KnownState } from '../run/known-failure.ts'
import { corpusInWords, resultInWords } from './corpus-in-words.ts'
import { escapeHtml } from './escape.ts'
import { capitalized } from './in-words.ts'
import { knownInWords, stateInWords } from './known-in-words.ts'

/** What became of the corpus, script by script; nothing where there is none. */
export function htmlCorpus(run: RunResult): string {
  const inWords = corpusInWords(run)
  if (inWords === undefined) return ''
  const rows = (run.corpus ?? []).map((entry) => {
    const why = entry.why === undefined ? '' : `; ${printable(entry.why, 300)}`
    const finding = entry.finding === undefined ? '' : ` ${linkTo(entry.finding)}`
    return `<tr><td><code>${escapeHtml(printable(entry.file))}</code></td><td class="${corpusClasses[entry.result]}">${escapeHtml(resultInWords(entry) + why)}${finding}</td></tr>`
  })
  return `<section id="corpus"><h2>The corpus</h2>
<p>${escapeHtml(inWords.replace('Corpus: ', ''))}.</p>
<table class="corpus"><thead><tr><th scope="col">File</th><th scope="col">In this run</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></section>
`
}

const corpusClasses: Readonly<Record<CorpusEntry['result'], string>> = {
  fails: 'broken',
  holds: 'held',
  'not-played': 'quiet',
  undecided: 'never',
}

/** What became of the entries of the configuration; nothing where there is none. */
export function htmlKnownFailures({ knownFailures = [] }: RunResult): string {
  if (knownFailures.length === 0) return ''
  const order = ['mended', 'ended', 'unclear', 'fails'] as const
  const items = order.flatMap((state) =>
    knownFailures
      .filter((entry) => entry.state === state)
      .map((entry) => {
        const links = entry.findings.map((fingerprint) => ` ${linkTo(fingerprint)}`)
        return `<li class="${stateClasses[state]}">${escapeHtml(stateInWords(entry))}.${links.join('')}</li>`
      }),
  )
  return `<section id="known-failures"><h2>Known failures</h2>
<ul class="facts">
${items.join('\n')}
</ul></section>
`
}

const stateClasses: Readonly<Record<KnownState['state'], string>> = {
  mended: 'broken',
  ended: 'never',
  unclear: 'quiet',
  fails: '',
}

/** Of a finding that is known: why, and where more is told. */
export function htmlKnown(finding: Finding): string {
  const inWords = knownInWords(finding)
  if (inWords === undefined) return ''
  const { link = '' } = finding.known ?? {}
  const url = URL.canParse(link) ? new URL(link) : undefined
  const more =
    url !== undefined && /^https?:$/.test(url.protocol)
      ? ` <a href="${escapeHtml(url.href)}">More of it</a>`
      : ''
  return `<p class="known-failure">${escapeHtml(capitalized(inWords))}.${more}</p>
`
}

function linkTo(fingerprint: string): string {
  const id = escapeHtml(printable(fingerprint))
  return `<a href="#${id}"><code>${id}</code></a>`
}
