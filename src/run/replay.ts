/** Runs a saved script again. */
import type { Script } from '../plan/script.ts'
import { runAlone, type RunAloneOptions } from './run-alone.ts'
import { failureName, type Failed } from './trial.ts'

export interface Replayed {
  readonly failed: number
  /** Runs that are judged. */
  readonly of: number
  /** Runs that are not judged: the search for an order of their requests was given up. */
  readonly undecided: number
  /** Rules that were broken, or kinds of failure, in any of the runs. */
  readonly names: readonly string[]
  /** The last run that failed. */
  readonly last?: Failed
}

/** @param times how often the script is run. */
export async function replay(
  script: Script,
  times: number,
  options: RunAloneOptions,
): Promise<Replayed> {
  const failures: Failed[] = []
  let undecided = 0
  for (let time = 0; time < times; time++) {
    const trial = await runAlone(script, options)
    if (trial.failed) failures.push(trial)
    else if (trial.verdict.verdict === 'unknown') undecided += 1
  }
  const last = failures.at(-1)
  return {
    failed: failures.length,
    of: times - undecided,
    undecided,
    names: [...new Set(failures.map(failureName))],
    ...(last === undefined ? {} : { last }),
  }
}
