/** What all reports say of a whole run, in the same words. All of it printable, each on one line. */
import type { Implementation } from '../adapter/adapter.ts'
import type { RunResult } from '../run/finding.ts'
import { counted } from './in-words.ts'
import { printable } from '../adapter/printable.ts'

/** "acme-tserver 9.1". */
export function implementationInWords({ name, version }: Implementation): string {
  return printable(version === undefined ? name : `${name} ${version}`, 100)
}

/** "acme-tserver 9.1 violates the document: 2 findings". */
export function verdictInWords({ verdict, implementation, findings }: RunResult): string {
  const who = implementationInWords(implementation)
  const found = counted(findings.length, 'finding')
  switch (verdict) {
    case 'conforms':
      return `${who} conforms to the document`
    case 'violates':
      return `${who} violates the document: ${found}`
    case 'incomplete':
      return `The run against ${who} is incomplete: ${found}`
  }
}

/** "1,000 scripts (3 not judged), 4,210 requests and 23,011 events in 1.94 seconds". */
export function statsInWords({ stats, undecided }: RunResult): string {
  const { scripts, requests, events, seconds } = stats
  const not = undecided === 0 ? '' : ` (${shortNumber(undecided)} not judged)`
  const counts = `${counted(scripts, 'script')}${not}, ${counted(requests, 'request')} and ${counted(events, 'event')}`
  return `${counts} in ${shortNumber(seconds)} ${seconds === 1 ? 'second' : 'seconds'}`
}

/** "23,011", "1.94". */
export function shortNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 })
}

/** Why less ran, or was judged, than was asked. */
export function incompleteInWords({ incomplete }: RunResult): string | undefined {
  return incomplete === undefined ? undefined : printable(incomplete, 500)
}
