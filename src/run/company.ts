/** What a script may fail together with, when it does not fail alone. */
import type { Script } from '../plan/script.ts'
import { inSuccession } from './in-succession.ts'

export interface Company {
  /** Each is the script with others, before it, after it, or at the same time. */
  readonly scripts: readonly Script[]
  /** With how many others it was in flight when it failed, where it was. */
  readonly inFlight?: number
}

export const nobodyElse: Company = { scripts: [] }

/** Of two scripts, where there is another one. */
export function oneAfterTheOther(first: Script | undefined, second: Script | undefined): Company {
  const together = first && second && inSuccession(first, second)
  return together === undefined ? nobodyElse : { scripts: [together] }
}
