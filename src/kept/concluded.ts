/** What a run comes to, with the corpus that was run before it and the failures that are known. */
import { mostTellingFirst } from '../report/finding-order.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import type { KnownFailure } from '../run/known-failure.ts'
import type { CorpusRun } from './corpus-run.ts'
import { knownAs, knownStates } from './known-failures.ts'

export interface Kept {
  /** What was run of the corpus; or why it was not, in words. */
  readonly corpus: CorpusRun | string
  readonly known: readonly KnownFailure[]
  /** As 2026-11-27. */
  readonly today: string
}

/**
 * @param run what the campaign found; its verdict does not tell of known failures that are mended.
 * @returns the same with the findings of the corpus, the most telling first, and what became of the
 *   corpus and of what is known.
 */
export function concluded(run: RunResult, { corpus, known, today }: Kept): RunResult {
  const ran = typeof corpus === 'string' ? corpus : corpus.ran
  const entries = typeof ran === 'string' ? [] : ran.map(({ entry }) => entry)
  const all = joined(typeof corpus === 'string' ? [] : corpus.findings, run.findings)
  const findings = mostTellingFirst(
    all.map((finding) => {
      const entry = knownAs(finding, known, today)
      return entry === undefined ? finding : { ...finding, known: entry }
    }),
  )
  const undecided = entries.filter(({ result }) => result === 'undecided').length
  const why = [
    ...(run.incomplete === undefined ? [] : [run.incomplete]),
    ...(undecided === 0 ? [] : [`${undecided} of the corpus could not be decided`]),
  ]
  const incomplete = why.length > 0
  const states = knownStates(known, { findings, corpus: ran, incomplete, today })
  const violates =
    findings.some((finding) => finding.known === undefined) ||
    states.some(({ state }) => state === 'mended')
  return {
    ...run,
    verdict:
      run.verdict === 'incomplete' ? 'incomplete' : violates ? 'violates' : verdictOf(incomplete),
    ...(incomplete ? { incomplete: why.join('; ') } : {}),
    findings,
    ...(entries.length === 0 ? {} : { corpus: entries }),
    ...(states.length === 0 ? {} : { knownFailures: states }),
  }
}

function verdictOf(incomplete: boolean): RunResult['verdict'] {
  return incomplete ? 'incomplete' : 'conforms'
}

/** What random scripts find again counts for the finding of the corpus. */
function joined(ofCorpus: readonly Finding[], ofRun: readonly Finding[]): readonly Finding[] {
  const again = new Map(ofRun.map((finding) => [finding.fingerprint, finding.occurrences]))
  const own = new Set(ofCorpus.map(({ fingerprint }) => fingerprint))
  return [
    ...ofCorpus.map((finding) => ({
      ...finding,
      occurrences: finding.occurrences + (again.get(finding.fingerprint) ?? 0),
    })),
    ...ofRun.filter(({ fingerprint }) => !own.has(fingerprint)),
  ]
}
