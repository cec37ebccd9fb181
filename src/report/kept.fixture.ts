/** What became of a corpus, and of known failures, for the tests of the reports. */
import type { CorpusEntry } from '../run/corpus-entry.ts'
import type { RunResult } from '../run/finding.ts'
import type { KnownFailure, KnownState } from '../run/known-failure.ts'
import { manyThings, runWith, wrongCallState } from './example-finding.fixture.ts'

export const known: KnownFailure = {
  fingerprint: manyThings.fingerprint,
  reason: 'Fixed in 9.2',
  link: 'https://tickets.example/ACME-12',
  until: '2027-01-31',
}

export const corpus: readonly CorpusEntry[] = [
  {
    file: 'a.json',
    fingerprint: wrongCallState.fingerprint,
    result: 'fails',
    ran: { failed: 6, of: 6 },
    finding: wrongCallState.fingerprint,
  },
  {
    file: 'b.json',
    fingerprint: 'c1946ac92492',
    result: 'holds',
    ran: { failed: 0, of: 9 },
  },
  {
    file: 'c.json',
    fingerprint: 'd1946ac92492',
    result: 'not-played',
    ran: { failed: 0, of: 0 },
    why: 'the adapter lacks the capability addParty',
  },
  {
    file: 'd.json',
    fingerprint: 'e1946ac92492',
    result: 'undecided',
    ran: { failed: 0, of: 2 },
    why: '1 of its runs could not be judged',
  },
]

export const mended: KnownState = {
  entry: { fingerprint: 'c1946ac92492', reason: 'Ticket 7' },
  state: 'mended',
  findings: [],
  corpus: ['b.json'],
}

export const states: readonly KnownState[] = [
  { entry: known, state: 'fails', findings: [manyThings.fingerprint], corpus: [] },
  {
    entry: { rule: 'late', shape: 'In a call of A, B: A releases.', reason: 'slow' },
    state: 'unclear',
    findings: [],
    corpus: [],
    why: 'it was not met',
  },
  {
    entry: { fingerprint: wrongCallState.fingerprint, reason: 'Old', until: '2026-11-20' },
    state: 'ended',
    findings: [wrongCallState.fingerprint],
    corpus: ['a.json'],
  },
  mended,
]

/** A finding that is not known, one that is, a whole corpus, and an entry of each state. */
export const keptRun: RunResult = {
  ...runWith([
    { ...wrongCallState, corpus: 'a.json' },
    { ...manyThings, known },
  ]),
  corpus,
  knownFailures: states,
}
