/** The runs before this one, in the same words in all reports. */
import type { Finding, RunResult } from '../run/finding.ts'
import { dayOf, sinceOf } from '../run/past-run.ts'
import { counted } from './in-words.ts'

/**
 * "Since 2026-11-20: in 7 of 8 runs, but not in that of 2026-11-24", "New: in none of 7 earlier runs".
 * @returns undefined where there was no run before.
 */
export function sinceInWords(
  { fingerprint }: Pick<Finding, 'fingerprint'>,
  { history }: Pick<RunResult, 'history'>,
): string | undefined {
  if (history === undefined || history.runs.length < 2) return undefined
  const since = sinceOf(fingerprint, history)
  if (since === undefined) {
    const earlier = history.runs.length - 1
    return `New: ${earlier === 1 ? 'not in the earlier run' : `in none of ${earlier.toLocaleString('en-US')} earlier runs`}`
  }
  const { first, runs, of, missed } = since
  const often = runs === of ? `all ${of}` : `${runs} of ${of}`
  const gone = missed === undefined ? '' : `, but not in that of ${missed}`
  return `Since ${first}: in ${often} runs${gone}`
}

/** "History: 8 runs since 2026-11-20"; undefined where there was no run before. */
export function historyInWords({ history }: Pick<RunResult, 'history'>): string | undefined {
  const [oldest] = history?.runs ?? []
  if (history === undefined || oldest === undefined || history.runs.length < 2) return undefined
  return `History: ${counted(history.runs.length, 'run')} since ${dayOf(oldest)}`
}
