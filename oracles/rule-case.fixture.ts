/** For one rule: histories in which it is broken, and histories in which it only just holds. */
import type { History } from './history.ts'
import type { Profile } from './profile.ts'

export interface RuleCase {
  /** The rule's id. */
  readonly rule: string
  readonly breaks: readonly Breaking[]
  readonly holds: readonly Told[]
}

export interface Told {
  readonly because: string
  readonly history: History
  /** The default one where none is given. */
  readonly profile?: Profile
}

export interface Breaking extends Told {
  /** The other rules that are broken in it. */
  readonly with?: readonly string[]
}
