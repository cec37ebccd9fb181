import type { FindingKind } from '../run/finding.ts'

/** What happened, in a few words. */
export const kindInWords: Readonly<Record<FindingKind, string>> = {
  violation: 'rule broken',
  crash: 'the adapter crashed',
  hang: 'the adapter hung',
  'protocol-error': 'the adapter broke the protocol',
}

/** What a finding that breaks no rule goes against, as a rule has its title. */
export const adapterPromises: Readonly<Record<Exclude<FindingKind, 'violation'>, string>> = {
  crash: 'The adapter does not crash',
  hang: 'The adapter answers in time',
  'protocol-error': 'The adapter keeps to its protocol',
}
