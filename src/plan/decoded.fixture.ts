/** Scripts as campaigns draw them, for tests that try many. */
import { profiles } from '../../oracles/profile.ts'
import { decode } from './decode.ts'
import { drawing } from './drawing.ts'
import { planAt } from './plan.ts'
import type { Script } from './script.ts'

const all = {
  maxCalls: 3,
  sharedParties: true,
  addParty: true,
  concurrent: true,
  unmonitored: true,
}

/** The first `count` ones of seed 1, of up to five parties a call and six steps. */
export function decodedScripts(count: number): readonly Script[] {
  const { decode: options } = drawing(all, 5, profiles.default)
  return Array.from({ length: count }, (_, index) => decode(planAt(6, 1, index), options))
}
