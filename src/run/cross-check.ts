/** What was seen to conform at a glance, the judge must accept; and the rules, written apart, too. */
import type { History } from '../../oracles/history.ts'
import { judge } from '../../oracles/judge.ts'
import type { Profile } from '../../oracles/profile.ts'
import { breaches } from '../../oracles/rules.ts'

/**
 * Asks the judge and the rules of a history that has passed.
 * @throws Error where one of them rejects it: a fault of ours, and not of the T-Server.
 */
export function crossCheck(history: History, profile: Profile): void {
  const verdict = judge(history, profile)
  if (verdict.verdict === 'violates')
    throw new Error('The judge rejects a history that was seen to conform. Please report this.')
  if (verdict.verdict === 'unknown') return
  const [named] = breaches(history, profile, history.rounds.length, verdict.outcomes)
  if (named !== undefined)
    throw new Error(
      `The rule ${named.rule} names a history that the reference model accepts. Please report this.`,
    )
}
