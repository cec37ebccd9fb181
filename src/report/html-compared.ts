/** In report.html: what was expected beside what was seen. */
import type { DN } from '../../oracles/tlib.ts'
import { escapeHtml } from './escape.ts'
import { expectedAndSeen, type ComparedEvent, type DescribedEvent } from './expected-and-seen.ts'
import { counted } from './in-words.ts'
import type { Ladder } from './ladder.ts'
import { isWrong, markSigns } from './mark-signs.ts'

/** As many rows are shown whole; of more, those that are wrong. */
const few = 6

/** Events that were expected and seen alike, with all the DNs that saw them. */
interface ComparedRow {
  readonly dns: readonly DN[]
  readonly event: ComparedEvent
}

export function htmlCompared(drawing: Ladder): string {
  const rows = alike(expectedAndSeen(drawing))
  if (rows.length === 0) return ''
  const wrong = rows.filter(({ event }) => isWrong(event.mark))
  const heading = '<h3>Expected beside seen</h3>\n'
  if (rows.length <= few || wrong.length === 0)
    return heading + htmlTable('Expected beside seen', rows)
  return `${heading}${htmlTable('Expected beside seen, what is wrong', wrong)}<details><summary>All that was expected and seen: ${counted(rows.length, 'row')}</summary>
${htmlTable('Expected beside seen, all', rows)}</details>
`
}

/** In the order in which the first of them stand. */
function alike(events: readonly ComparedEvent[]): readonly ComparedRow[] {
  const same = Map.groupBy(events, ({ dn: _, ...rest }) => JSON.stringify(rest))
  return [...same.values()].flatMap((group) =>
    group[0] === undefined ? [] : [{ dns: group.map(({ dn }) => dn), event: group[0] }],
  )
}

function htmlTable(name: string, rows: readonly ComparedRow[]): string {
  return `<div class="scroll" tabindex="0" role="group" aria-label="${name}">
<table class="compared"><thead><tr><th scope="col">DN</th><th scope="col">Expected</th><th scope="col">Seen</th><th scope="col">Verdict</th></tr></thead>
<tbody>
${rows.map(htmlRow).join('\n')}
</tbody></table></div>
`
}

function htmlRow({ dns, event: { mark, expected, seen } }: ComparedRow): string {
  const kind = mark === 'late' ? 'late' : isWrong(mark) ? 'wrong' : 'good'
  const { sign, word } = markSigns[mark]
  const names = dns.map((dn) => `<code>${escapeHtml(dn)}</code>`).join(', ')
  return `<tr class="${kind}"><td>${names}</td><td>${htmlDescribed(expected)}</td><td>${htmlDescribed(seen)}</td><td class="mark">${sign} ${word}</td></tr>`
}

function htmlDescribed(event: DescribedEvent | undefined): string {
  if (event === undefined) return '<span class="quiet">nothing</span>'
  const attributes = event.attributes.map(({ text, wrong }) => {
    const escaped = escapeHtml(text)
    return `<li>${wrong ? `<mark>${escaped}</mark>` : escaped}</li>`
  })
  return `<b>${escapeHtml(event.name)}</b><ul>${attributes.join('')}</ul>`
}
