/** A rule: one sentence that must hold of every history, checked over the history alone. */
import type { ReadHistory } from './reading.ts'
import type { Event } from './tlib.ts'
import type { Breach } from './verdict.ts'

export interface Rule {
  /** Kebab-case; stands in reports, fingerprints and configurations, and never changes. */
  readonly id: string
  /** The rule in one sentence. */
  readonly title: string
  /** Where it comes from: a section of the document, or "how to read the tables", or the profile. */
  readonly section: string
  /** What that place says. */
  readonly sentence: string
  check(history: ReadHistory): Iterable<Omit<Breach, 'rule'>>
}

/** A breach seen in an event, told from the side of the DN to which it was distributed. */
export function seenIn(event: Event, text: string): Omit<Breach, 'rule'> {
  return { thisDN: event.ThisDN, text }
}
