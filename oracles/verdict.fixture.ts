/** What the judge says of a history that is to be rejected. */
import type { History } from './history.ts'
import { judge } from './judge.ts'
import { profiles, type Profile } from './profile.ts'
import type { Explanation, Violates } from './verdict.ts'

export function rejected(told: History, profile: Profile = profiles.default): Violates {
  const verdict = judge(told, profile)
  if (verdict.verdict !== 'violates') throw new Error(`The verdict is ${verdict.verdict}.`)
  return verdict
}

/** What does not fit in the round that nothing explains. */
export function unexplained(told: History, profile?: Profile): Explanation {
  const explanation = rejected(told, profile).explanations.at(-1)
  if (explanation === undefined) throw new Error('The history is rejected without an explanation.')
  return explanation
}
