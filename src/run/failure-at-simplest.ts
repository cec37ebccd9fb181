/** Is there anything to look into, or does an adapter fail whatever is asked of it? */
import { AdapterFailure } from '../adapter/adapter.ts'
import { partyCount, stepCount, type Script } from '../plan/script.ts'
import { asSeen } from './as-seen.ts'
import type { Finding } from './finding.ts'
import type { InvestigateOptions } from './investigate.ts'
import { isSteady, Recurrence } from './recurrence.ts'
import { runAlone } from './run-alone.ts'

/**
 * The finding that an adapter fails each time when a call is only established and discarded. To look
 * for a smaller script would cost a new start, or a time-out, for each that is tried.
 * @param script the one at which it failed, of that number in the run.
 * @returns undefined where it does not.
 * @throws TServerLost
 */
export async function failureAtSimplest(
  script: Script,
  index: number,
  options: InvestigateOptions,
): Promise<Finding | undefined> {
  const { plain } = options
  const simplest: Script = { calls: [{ dns: plain.slice(0, 2), unmonitored: [] }], rounds: [] }
  const trial = await runAlone(simplest, options)
  if (!trial.failed || !(trial.failure instanceof AdapterFailure)) return undefined
  const recurrence = new Recurrence(trial, options)
  const reproduced = await recurrence.rate(simplest)
  if (reproduced.of === 0 || !isSteady(reproduced)) return undefined
  return {
    ...asSeen(simplest, recurrence.latest, index, plain),
    reproduced,
    origin: { index, parties: partyCount(script), steps: stepCount(script) },
  }
}
