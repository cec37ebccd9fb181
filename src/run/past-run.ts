/** What is remembered of a run, and what that tells of a finding. */
import type { RunResult } from './finding.ts'

export interface Share {
  readonly exercised: number
  readonly applicable: number
}

export interface PastRun {
  /** When it began, as 2026-11-27T02:00:00.000Z. */
  readonly when: string
  readonly implementation: { readonly name: string; readonly version?: string }
  /** The specification by which the adapter was named. */
  readonly adapter: string
  /** The name of the configuration's target. */
  readonly target?: string
  readonly seed: number
  readonly verdict: RunResult['verdict']
  readonly scripts: number
  readonly requests: number
  readonly events: number
  readonly seconds: number
  readonly coverage: { readonly clauses: Share; readonly transitions: Share }
  readonly findings: readonly { readonly fingerprint: string; readonly known: boolean }[]
  /** The commit that was tested, where the CI server tells. */
  readonly commit?: string
}

export interface History {
  /** In the order of the file; in a run's result those against its adapter, and it as the last. */
  readonly runs: readonly PastRun[]
  /** Why some of the file was left out, in words. */
  readonly leftOut: readonly string[]
}

/** How long a finding has been there. */
export interface Since {
  /** The day of the first run that had it. */
  readonly first: string
  /** How many runs had it, of how many since then; with the last one. */
  readonly runs: number
  readonly of: number
  /** The day of the last run since then that was complete, and did not have it. */
  readonly missed?: string
}

/** @returns undefined where no run before the last one had it. */
export function sinceOf(fingerprint: string, { runs }: History): Since | undefined {
  const has = ({ findings }: PastRun): boolean =>
    findings.some((finding) => finding.fingerprint === fingerprint)
  const first = runs.findIndex(has)
  const there = first < 0 ? [] : runs.slice(first)
  const [oldest] = there
  if (oldest === undefined || there.length < 2) return undefined
  const missed = there.findLast((run) => !has(run) && run.verdict !== 'incomplete')
  return {
    first: dayOf(oldest),
    runs: there.filter(has).length,
    of: there.length,
    ...(missed === undefined ? {} : { missed: dayOf(missed) }),
  }
}

export function dayOf({ when }: Pick<PastRun, 'when'>): string {
  return when.slice(0, 10)
}
