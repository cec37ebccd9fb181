/** Two scripts as one, of calls one after the other. */
import type { Script, Step } from '../plan/script.ts'

/**
 * The calls of the first script, and what is done in them; then those of the second. A script that
 * fails only after another one fails in this company each time.
 * @returns undefined where one of them has no rounds: then its calls could not be told from those of
 *   the other one.
 */
export function inSuccession(first: Script, second: Script): Script | undefined {
  const rounds = first.rounds.length
  if (rounds === 0 || second.rounds.length === 0) return undefined
  const later = (step: Step): Step =>
    step.call === 'unknown' ? step : { ...step, call: step.call + first.calls.length }
  return {
    calls: [
      ...first.calls,
      ...second.calls.map((call) => ({ ...call, from: (call.from ?? 0) + rounds })),
    ],
    rounds: [...first.rounds, ...second.rounds.map((round) => round.map(later))],
  }
}
