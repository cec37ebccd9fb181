/** In report.html: scripts much like the smallest one, which of them fail and which pass. */
import type { Finding, RunResult, Variation } from '../run/finding.ts'
import { escapeHtml } from './escape.ts'
import type { Script } from '../plan/script.ts'
import { headline } from './headline.ts'
import { capitalized } from './in-words.ts'
import { scriptInWords } from './script-in-words.ts'
import { variationInWords } from './variation-in-words.ts'

/** The nearest script that passes: what it has otherwise is what the failure hangs on. */
export function htmlNearestPassing({ variations = [], script }: Finding): string {
  const passing = variations.find(({ fails }) => !fails)
  if (passing === undefined) return ''
  return `<p class="passing"><b class="held">✓ The nearest script that passes:</b> ${htmlVaried(passing, script)}</p>
`
}

/** What fails the same way: variations of the script, and other findings that the same rule names. */
export function htmlAlike(finding: Finding, { findings }: RunResult): string {
  const { variations = [], fingerprint, kind, rules, script } = finding
  const others = findings.filter(
    (other) =>
      other.fingerprint !== fingerprint && other.kind === kind && other.rules[0] === rules[0],
  )
  const failing = variations.filter(({ fails }) => fails)
  const passing = variations.filter(({ fails }) => !fails)
  if (others.length + failing.length === 0) return ''
  return `<h3>What else fails the same way</h3>
${htmlVariations('✗', 'broken', failing, script)}${htmlOthers(others)}${
    passing.length < 2
      ? ''
      : `<details><summary>${passing.length} scripts much like it that pass</summary>
${htmlVariations('✓', 'held', passing, script)}</details>
`
  }`
}

function htmlVariations(
  sign: string,
  kind: string,
  variations: readonly Variation[],
  of: Script,
): string {
  if (variations.length === 0) return ''
  const lines = variations.map(
    (variation) => `<li><span class="${kind}">${sign}</span> ${htmlVaried(variation, of)}</li>`,
  )
  return `<ul class="variations">
${lines.join('\n')}
</ul>
`
}

/** How it differs, and the whole of it. */
function htmlVaried({ script }: Variation, of: Script): string {
  const words = variationInWords(script, of)
  const whole = escapeHtml(scriptInWords(script))
  return words === undefined
    ? whole
    : `${escapeHtml(capitalized(words))}. <span class="quiet">${whole}</span>`
}

/** So many of them are told here; the list of all findings has the rest. */
const mostOthers = 5

function htmlOthers(others: readonly Finding[]): string {
  if (others.length === 0) return ''
  const links = others
    .slice(0, mostOthers)
    .map((other) => `<li><a href="#${other.fingerprint}">${escapeHtml(headline(other))}</a></li>`)
  const more = others.length - links.length
  const rest = more === 0 ? '' : `<li class="quiet">and ${more} more of this run</li>\n`
  return `<ul class="variations">
${links.join('\n')}
${rest}</ul>
`
}
