/** The matrix of faults and rules, as a table of selftest.html. */
import { partyCount, stepCount } from '../plan/script.ts'
import type { Finding } from '../run/finding.ts'
import type { RuleCount, SelftestFigures } from '../selftest/figures.ts'
import type { SelftestResult, TriedFault } from '../selftest/selftest.ts'
import { escapeHtml } from './escape.ts'
import { counted } from './in-words.ts'
import { kindInWords } from './kind-in-words.ts'
import { faultInWords, notFoundInWords } from './selftest-in-words.ts'
import { shortNumber } from './verdict-in-words.ts'

const legend = `<p><span class="key names">●</span> the rule names the finding; <span class="key breaks">○</span> the finding breaks it, too. <b>Found</b>: after so many scripts. <b>Size</b>: parties + steps of the smallest script, with ✓ where every smaller one was tried. <b>Runs</b>: scripts that it took to make it small.</p>`

export function htmlMatrix({ faults }: SelftestResult, { rules }: SelftestFigures): string {
  const subjects = Map.groupBy(faults, ({ subject }) => subject)
  const bodies = [...subjects].map(
    ([subject, faults]) => `<tbody>
<tr><th class="subject" scope="rowgroup" colspan="${rules.length + 4}"><span>${escapeHtml(subject)}</span></th></tr>
${faults.map((fault) => row(fault, rules)).join('\n')}
</tbody>`,
  )
  return `<section><h2>Which rule catches which fault</h2>
${legend}
<div class="scroll matrix" tabindex="0" role="group" aria-label="Faults and rules">
<table><thead><tr><th class="name" scope="col">Fault</th><th class="number" scope="col">Found</th><th class="number size" scope="col">Size</th><th class="number" scope="col">Runs</th>${rules.map(head).join('')}</tr></thead>
${bodies.join('\n')}
<tfoot>
${totals('Names so many findings', rules, ({ named }) => named)}
${totals('Broken in so many findings', rules, ({ broken }) => broken)}
</tfoot></table></div></section>`
}

const idle = ({ broken }: RuleCount): string => (broken === 0 ? ' idle' : '')

function head(rule: RuleCount, at: number): string {
  const { id, named, broken } = rule
  const title = `${id}: names ${counted(named, 'finding')}, is broken in ${broken}`
  return `<th class="head${idle(rule)}" scope="col"><a href="#rule-${escapeHtml(id)}" title="${escapeHtml(title)}">${at + 1} ${escapeHtml(id)}</a></th>`
}

function row(fault: TriedFault, rules: readonly RuleCount[]): string {
  const { name, tried } = fault
  const finding = tried?.finding
  const kind =
    finding === undefined || finding.rules.length > 0
      ? ''
      : `<br><span class="broken">${kindInWords[finding.kind]}</span>`
  const first = `<th class="name" scope="row"><a href="#fault-${escapeHtml(name)}" title="${escapeHtml(faultInWords(fault))}"><code>${escapeHtml(name)}</code></a>${kind}</th>`
  if (tried === undefined || finding === undefined)
    return `<tr class="missed">${first}<td colspan="${rules.length + 3}">${escapeHtml(notFoundInWords(fault))}</td></tr>`
  const { script, minimal, shrinkExecutions } = finding
  const size = `${partyCount(script)}+${stepCount(script)}${minimal === 'proved' ? ' ✓' : ''}`
  const numbers = [
    `<td class="number">${shortNumber(tried.scripts)}</td>`,
    `<td class="number size">${size}</td>`,
    `<td class="number">${shortNumber(shrinkExecutions)}</td>`,
  ]
  const cells = rules.map((rule) => cell(name, finding, rule))
  return `<tr>${first}${numbers.join('')}${cells.join('')}</tr>`
}

function cell(name: string, { rules }: Finding, rule: RuleCount): string {
  const { id } = rule
  if (!rules.includes(id)) return `<td class="cell${idle(rule)}"></td>`
  const names = rules[0] === id
  const title = names ? `${name} is named by ${id}` : `${name} breaks ${id}, too`
  return `<td class="cell ${names ? 'names' : 'breaks'}"><a href="#fault-${escapeHtml(name)}" title="${escapeHtml(title)}" aria-label="${escapeHtml(title)}">${names ? '●' : '○'}</a></td>`
}

function totals(
  title: string,
  rules: readonly RuleCount[],
  countOf: (rule: RuleCount) => number,
): string {
  const cells = rules.map((rule) => `<td class="cell${idle(rule)}">${countOf(rule)}</td>`)
  return `<tr><th class="name" scope="row">${title}</th><td colspan="3"></td>${cells.join('')}</tr>`
}
