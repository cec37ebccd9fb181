/** Ways to be wrong, each under several circumstances. */
import type { Circumstance } from './circumstance.ts'
import { allOf } from './condition.ts'
import type { Condition } from './condition.ts'
import type { Fault } from './fault.ts'
import type { Misbehaviour } from './misbehaviour.ts'

export interface Way {
  /** The beginning of the names of its faults, in kebab-case. */
  readonly name: string
  /** What is wrong: their descriptions, without a circumstance and without the full stop. */
  readonly sentence: string
  readonly misbehaviour: Misbehaviour
  /** Where it can show at all. */
  readonly shows: Condition
  /** The name of a profile: where the document leaves it open, and that profile does not. */
  readonly profile?: string
  /** One fault for each. */
  readonly under: readonly Circumstance[]
}

/** A fault for each way and each of its circumstances. */
export function composed(ways: readonly Way[]): readonly Fault[] {
  return ways.flatMap((way) => way.under.map((circumstance) => wrongUnder(way, circumstance)))
}

function wrongUnder(way: Way, { name, phrase, inFlight, condition }: Circumstance): Fault {
  const { sentence, misbehaviour, profile } = way
  return {
    name: name === '' ? way.name : `${way.name}-${name}`,
    description: `${phrase === '' ? capitalised(sentence) : `${phrase}, ${sentence}`}.`,
    ...(inFlight ? { inFlight } : {}),
    ...(profile === undefined ? {} : { profile }),
    misbehaviour,
    condition: allOf(way.shows, condition),
  }
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
