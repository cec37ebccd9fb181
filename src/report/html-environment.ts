/** In report.html: what a run was made with. */
import { printable } from '../adapter/printable.ts'
import type { RunResult } from '../run/finding.ts'
import { escapeHtml } from './escape.ts'
import { jsonLine } from './json-text.ts'
import { implementationInWords, scriptsInWords } from './verdict-in-words.ts'

export function htmlEnvironment(run: RunResult): string {
  const { environment, implementation, adapter, capabilities, profile } = run
  const lines: readonly (readonly [string, string])[] = [
    ['T-Server', implementationInWords(implementation)],
    ['Adapter', printable(adapter)],
    ['Capabilities', printable(jsonLine(capabilities), 500)],
    ['Profile', printable(profile.name, 60)],
    ['Scripts', scriptsInWords(run)],
    ...(environment === undefined
      ? []
      : ([
          ['partyline', printable(environment.partyline, 60)],
          ['Node', printable(environment.node, 60)],
          ['System', printable(environment.system, 100)],
        ] as const)),
  ]
  const rows = lines.map(([term, value]) => `<dt>${term}</dt><dd>${escapeHtml(value)}</dd>`)
  return `<section id="environment"><h2>The environment</h2>
<dl class="environment">
${rows.join('\n')}
</dl></section>`
}
