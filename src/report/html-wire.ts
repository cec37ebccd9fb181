/** In report.html: what went over the wire while the smallest script failed, folded away. */
import { printable } from '../adapter/printable.ts'
import type { Wire } from '../run/finding.ts'
import { escapeHtml } from './escape.ts'
import { counted } from './in-words.ts'

/** Longest line; the whole of it stands in the finding's file. */
const longestLine = 2000

export function htmlWire({ lines, leftOut, log }: Wire): string {
  const written = lines.map(({ from, text }) =>
    escapeHtml(`${from === 'harness' ? '→' : '←'} ${printable(text, longestLine)}`),
  )
  const middle = Math.ceil(written.length / 2)
  const gap = leftOut === 0 ? [] : [`   … ${counted(leftOut, 'line')} of the middle left out …`]
  const shown = [...written.slice(0, middle), ...gap, ...written.slice(middle)]
  return `<details><summary>The lines of the protocol: ${counted(lines.length + leftOut, 'line')}</summary>
<p class="quiet">→ from partyline to the bridge, ← from the bridge.</p>
<pre class="log" tabindex="0">${shown.join('\n')}</pre></details>
<details><summary>What the bridge wrote to its log meanwhile: ${counted(log.length, 'line')}</summary>
${htmlLog(log)}</details>
`
}

/** The lines of an adapter's log. */
export function htmlLog(log: readonly string[]): string {
  if (log.length === 0) return '<p class="quiet">The adapter wrote nothing to its log.</p>\n'
  const lines = log.map((line) => escapeHtml(printable(line, 500)))
  return `<pre class="log" tabindex="0">${lines.join('\n')}</pre>
`
}
