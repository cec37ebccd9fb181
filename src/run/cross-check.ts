/** Model and rules are written apart, and must say the same. */
import type { History } from '../../oracles/history.ts'
import type { Profile } from '../../oracles/profile.ts'
import { breaches } from '../../oracles/rules.ts'
import type { Conforms } from '../../oracles/verdict.ts'

/**
 * Asks the rules of a history that the model accepts.
 * @throws Error where one of them is broken: a fault of ours, and not of the T-Server.
 */
export function crossCheck(history: History, { outcomes }: Conforms, profile: Profile): void {
  const [named] = breaches(history, profile, history.rounds.length, outcomes)
  if (named !== undefined)
    throw new Error(
      `The rule ${named.rule} names a history that the reference model accepts. Please report this.`,
    )
}
