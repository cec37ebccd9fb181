import type { Mark } from './ladder-events.ts'

/** What stands beside an event: a sign and a word, so that neither colour nor font is needed. */
export const markSigns: Readonly<Record<Mark, { readonly sign: string; readonly word: string }>> = {
  good: { sign: '✓', word: 'as expected' },
  differing: { sign: '✗', word: 'differs' },
  missing: { sign: '−', word: 'missing' },
  surplus: { sign: '+', word: 'surplus' },
  'out-of-order': { sign: '↕', word: 'out of order' },
  late: { sign: '!', word: 'late' },
  'not-judged': { sign: '·', word: 'not judged' },
}

export function isWrong(mark: Mark): boolean {
  return mark !== 'good' && mark !== 'not-judged'
}
