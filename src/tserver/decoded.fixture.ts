/** Scripts as campaigns draw them, for tests that try many. */
import { profiles } from '../../oracles/profile.ts'
import { decode } from '../plan/decode.ts'
import { drawing } from '../plan/drawing.ts'
import { planAt } from '../plan/plan.ts'
import type { Noted } from './one-call.ts'

const all = {
  maxCalls: 3,
  sharedParties: true,
  addParty: true,
  concurrent: true,
  unmonitored: true,
}

/** The first `count` ones of seed 1, of up to five parties a call and six steps. */
export function decodedScripts(count: number): readonly Noted[] {
  const { decode: options } = drawing(all, 5, profiles.default)
  return Array.from({ length: count }, (_, index) => decode(planAt(6, 1, index), options))
}
