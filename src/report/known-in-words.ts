/** Known failures, in the same words in all reports. All of it printable, each on one line. */
import { printable } from '../adapter/printable.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import type { KnownFailure, KnownState } from '../run/known-failure.ts'
import { counted, listInWords } from './in-words.ts'

/** Longest reason, link, or shape. */
const longest = 500

/** "known: fixed in 9.2 (https://…), until 2027-01-31"; undefined of a finding that is not known. */
export function knownInWords({ known }: Pick<Finding, 'known'>): string | undefined {
  if (known === undefined) return undefined
  const { until } = known
  return `known: ${reasonInWords(known)}${until === undefined ? '' : `, until ${printable(until)}`}`
}

function reasonInWords({ reason, link }: KnownFailure): string {
  const where = link === undefined ? '' : ` (${printable(link, longest)})`
  return `${printable(reason, longest)}${where}`
}

/** How an entry names its failure: "4c99bfb5ec5c", `"In a call of A, B: A releases." (late)`. */
export function entryInWords({ fingerprint, rule = '', shape = '' }: KnownFailure): string {
  if (fingerprint !== undefined) return printable(fingerprint)
  return `"${printable(shape, longest)}" (${printable(rule)})`
}

/** What is to be said of entries that no finding of the run speaks for; the most urgent first. */
export function knownLines({ knownFailures = [] }: RunResult): readonly string[] {
  const order = ['mended', 'ended', 'unclear'] as const
  return order.flatMap((state) =>
    knownFailures.filter((entry) => entry.state === state).map(stateInWords),
  )
}

/** One of each known failure that no longer fails. */
export function mendedLines({ knownFailures = [] }: RunResult): readonly string[] {
  return knownFailures.filter(({ state }) => state === 'mended').map(stateInWords)
}

export function stateInWords({ entry, state, findings, corpus, why = '' }: KnownState): string {
  const name = `The known failure ${entryInWords(entry)}`
  const reason = reasonInWords(entry)
  switch (state) {
    case 'mended':
      return `${name} no longer fails (${listInWords(corpus.map((file) => `corpus/${printable(file)}`))} passes): remove its entry from the configuration. It says: ${reason}`
    case 'ended': {
      const then =
        findings.length > 0
          ? 'it fails, and counts again'
          : 'it was not met; its entry does nothing any more, and can be removed'
      return `${name} was known until ${printable(entry.until ?? '')}: ${then}. It says: ${reason}`
    }
    case 'unclear':
      return `${name}: cannot tell whether it still fails; ${printable(why, longest)}`
    case 'fails':
      return `${name} still fails: ${reason}`
  }
}

/** So many findings answer to no entry, and so many do: "2 findings and 1 known failure". */
export function findingsInWords({ findings }: Pick<RunResult, 'findings'>): string {
  const known = findings.filter((finding) => finding.known !== undefined).length
  const found = counted(findings.length - known, 'finding')
  return known === 0 ? found : `${found} and ${counted(known, 'known failure')}`
}

/** "1 known failure no longer fails"; undefined where each does, or might. */
export function mendedInWords({ knownFailures = [] }: RunResult): string | undefined {
  const mended = knownFailures.filter(({ state }) => state === 'mended').length
  if (mended === 0) return undefined
  return `${counted(mended, 'known failure')} no longer ${mended === 1 ? 'fails' : 'fail'}`
}
