/** The findings in report.html: a list of them, and each, those of one rule together. */
import { rules } from '../../oracles/rules.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import { escapeHtml } from './escape.ts'
import { groupedByRule, type FindingGroup } from './finding-order.ts'
import { headline } from './headline.ts'
import { htmlFinding } from './html-finding.ts'
import { capitalized, counted } from './in-words.ts'
import { printable } from '../adapter/printable.ts'
import { kindInWords } from './kind-in-words.ts'

/** So many are unfolded at first. */
const unfolded = 3

/** With more findings than these, those of each rule are folded in the list. */
const longList = 12

/** With as many there is something to filter. */
const worthFiltering = 6

/** @param directory the report directory, as it was named by the user. */
export function htmlFindings(run: RunResult, directory: string): string {
  const groups = groupedByRule(run.findings)
  if (groups.length === 0) return ''
  let number = 0
  const sections = groups.map((group) => {
    const articles = group.findings.map((finding) => {
      number += 1
      return htmlFinding(finding, run, directory, { number, open: number <= unfolded })
    })
    const name = groupInWords(group)
    const heading =
      group.findings.length === 1
        ? ''
        : `<p class="group-name">${name}: ${counted(group.findings.length, 'finding')}</p>\n`
    return `<div class="group" role="group" aria-label="${name}">
${heading}${articles.join('')}</div>
`
  })
  return `<div id="findings" tabindex="-1">
${htmlContents(run.findings, groups)}${sections.join('')}</div>
`
}

/** HTML. */
function groupInWords({ rule, findings }: FindingGroup): string {
  const known = findings[0]?.known === undefined ? '' : 'Known: '
  const title = rules.find(({ id }) => id === rule)?.title
  const kind = capitalized(kindInWords[findings[0]?.kind ?? 'violation'])
  return known + escapeHtml(title?.replace(/\.$/, '') ?? printable(rule ?? kind))
}

function htmlContents(findings: readonly Finding[], groups: readonly FindingGroup[]): string {
  if (findings.length < 2) return ''
  const folded = findings.length > longList
  let listed = 0
  const lists = groups.map((group) => {
    const links = group.findings.map(
      (finding) =>
        `<li><a href="#${finding.fingerprint}">${escapeHtml(headline(finding))}</a></li>`,
    )
    const list = `<ol start="${listed + 1}">
${links.join('\n')}
</ol>`
    listed += links.length
    const name = groupInWords(group)
    return folded
      ? `<li><details><summary>${name} <span class="quiet">${counted(links.length, 'finding')}</span></summary>${list}</details></li>`
      : `<li><span class="quiet">${name}</span>${list}</li>`
  })
  return `<nav aria-label="Findings">
${htmlControls(findings)}<ul class="contents">
${lists.join('\n')}
</ul></nav>
`
}

function htmlControls({ length }: readonly Finding[]): string {
  if (length < worthFiltering) return ''
  return `<div class="controls" data-needs-script hidden>
<label for="filter">Filter</label> <input id="filter" type="search" placeholder="words, a DN, a rule, a fingerprint" autocomplete="off" spellcheck="false">
<button type="button" data-fold="open">Unfold all</button> <button type="button" data-fold="shut">Fold all</button>
<span class="quiet">Keys: <kbd>j</kbd> the next finding, <kbd>k</kbd> the one before</span>
</div>
`
}
