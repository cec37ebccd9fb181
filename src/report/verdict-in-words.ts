/** What all reports say of a whole run, in the same words. All of it printable, each on one line. */
import type { Implementation } from '../adapter/adapter.ts'
import type { RunResult } from '../run/finding.ts'
import { counted, sizeInWords } from './in-words.ts'
import { findingsInWords, mendedInWords } from './known-in-words.ts'
import { printable } from '../adapter/printable.ts'

/** "acme-tserver 9.1". */
export function implementationInWords({ name, version }: Implementation): string {
  return printable(version === undefined ? name : `${name} ${version}`, 100)
}

/** "acme-tserver 9.1 violates the document: 2 findings", with what is said of known failures. */
export function verdictInWords(run: RunResult): string {
  const { verdict, findings } = run
  const who = implementationInWords(run.implementation)
  const found = findingsInWords(run)
  const mended = mendedInWords(run)
  switch (verdict) {
    case 'conforms':
      return `${who} conforms to the document${findings.length === 0 ? '' : ` but for ${counted(findings.length, 'known failure')}`}`
    case 'violates':
      return findings.every(({ known }) => known !== undefined) && mended !== undefined
        ? `${who} is better than the configuration says: ${mended}`
        : `${who} violates the document: ${found}${mended === undefined ? '' : `; ${mended}`}`
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

/**
 * Where the scripts came from: "seed 7"; of a run by enumeration "every script of up to 4 parties and
 * 3 steps: 12,345", or "1,000 of the 12,345 scripts of up to 4 parties and 3 steps". With the shard,
 * where the run is one of several.
 */
export function scriptsInWords({
  seed,
  exhaust,
  shard,
  stats,
}: Pick<RunResult, 'seed' | 'exhaust' | 'shard' | 'stats'>): string {
  const from = exhaust === undefined ? `seed ${seed}` : enumerationInWords(exhaust, stats.scripts)
  return shard === undefined || shard.count === 1
    ? from
    : `${from}, shard ${shard.index} of ${shard.count}`
}

function enumerationInWords(exhaust: NonNullable<RunResult['exhaust']>, ran: number): string {
  const { scripts, calls } = exhaust
  const size = `up to ${calls === 1 ? '' : `${counted(calls, 'call')}, `}${sizeInWords(exhaust)}`
  return ran < scripts
    ? `${shortNumber(ran)} of the ${counted(scripts, 'script')} of ${size}`
    : `every script of ${size}: ${shortNumber(scripts)}`
}

/** "23,011", "1.94". */
export function shortNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 })
}

/** Why less ran, or was judged, than was asked. */
export function incompleteInWords({
  incomplete,
}: Pick<RunResult, 'incomplete'>): string | undefined {
  return incomplete === undefined ? undefined : printable(incomplete, 500)
}
