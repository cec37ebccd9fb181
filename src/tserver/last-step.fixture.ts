import type { DN } from '../../oracles/tlib.ts'
import { release, remove } from './one-call.ts'
import type { Noted, Step } from './one-call.ts'

/** What shows a way to be wrong, in as small a call as can be, before any circumstance. */
export interface LastStep {
  /** The name of the way. */
  readonly way: string
  /** What is violated. */
  readonly violates: string
  /** By which rules a finding may be named. */
  readonly rules: readonly string[]
  /** How many parties the call must have. */
  readonly parties: number
  /** Its steps. `leaver` is to leave; `other` is another party, and asks where another one has to. */
  readonly asks: (leaver: DN, other: DN) => readonly Step[]
  /** Where there is no circumstance to do without: a script in which all is right. */
  readonly spared?: Noted
  /** Where it takes more than one call, or a certain party: the whole script without a circumstance. */
  readonly script?: Noted
}

export const releases: LastStep['asks'] = (leaver) => [release(leaver)]
export const deletes: LastStep['asks'] = (leaver, other) => [remove(other, leaver)]
