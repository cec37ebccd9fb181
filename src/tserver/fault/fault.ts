import type { Condition } from './condition.ts'
import type { Misbehaviour } from './misbehaviour.ts'

/** Something that a T-Server does wrong, under the name by which it can be switched on. */
export interface Fault {
  /** In kebab-case. */
  readonly name: string
  /** What this T-Server does wrong, in a sentence. */
  readonly description: string
  /** It needs requests in flight: they wait for the fence and take effect in any order. */
  readonly inFlight?: true
  /** The name of a profile: where the document leaves open what is wrong, and that profile does not. */
  readonly profile?: string
  readonly misbehaviour: Misbehaviour
  /** Where it does not hold, the T-Server is correct. */
  readonly condition: Condition
}
