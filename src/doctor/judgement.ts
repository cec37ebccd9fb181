/** What the judge says of a scene. */
import type { History } from '../../oracles/history.ts'
import { judge } from '../../oracles/judge.ts'
import { profiles } from '../../oracles/profile.ts'
import type { Violates } from '../../oracles/verdict.ts'

/** Where the document does not explain what was seen. */
export function violationOf(history: History): Violates | undefined {
  const verdict = judge(history, profiles.default)
  return verdict.verdict === 'violates' ? verdict : undefined
}

/** The history, had everything come in time. */
export function inTime({ calls, early, rounds }: History): History {
  return {
    calls,
    early,
    rounds: rounds.map(({ actions, events, late }) => ({
      actions,
      events: [...events, ...late],
      late: [],
    })),
  }
}

/** How many events of the round that nothing explains did not come. */
export function missingIn(violation: Violates | undefined): number {
  return violation?.explanations.at(-1)?.missing.length ?? 0
}
