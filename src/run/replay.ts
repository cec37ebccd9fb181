/** Runs a saved script again. */
import type { Script } from '../plan/script.ts'
import { investigateOnce, type InvestigateOptions } from './investigate.ts'
import { failureName, type Failed } from './trial.ts'

export interface Replayed {
  readonly failed: number
  readonly of: number
  /** Rules that were broken, or kinds of failure, in any of the runs. */
  readonly names: readonly string[]
  /** The last run that failed. */
  readonly last?: Failed
}

/** @param times how often the script is run. */
export async function replay(
  script: Script,
  times: number,
  options: Pick<InvestigateOptions, 'connection' | 'profile'>,
): Promise<Replayed> {
  const failures: Failed[] = []
  for (let time = 0; time < times; time++) {
    const trial = await investigateOnce(script, options)
    if (trial.failed) failures.push(trial)
  }
  const last = failures.at(-1)
  return {
    failed: failures.length,
    of: times,
    names: [...new Set(failures.map(failureName))],
    ...(last === undefined ? {} : { last }),
  }
}
