import type { FindingKind } from '../run/finding.ts'

/** What happened, in a few words. */
export const kindInWords: Readonly<Record<FindingKind, string>> = {
  violation: 'rule broken',
  crash: 'the adapter crashed',
  hang: 'the adapter hung',
  'protocol-error': 'the adapter broke the protocol',
}
