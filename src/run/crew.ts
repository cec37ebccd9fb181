/** Who runs the ranges of a campaign: one T-Server each. */
import type { Adapter, Capabilities, Implementation } from '../adapter/adapter.ts'
import { Connection } from './connection.ts'
import type { Range } from './range.ts'
import type { Stint } from './stint.ts'
import type { Overseer, StintEnd } from './overseer.ts'
import { RangeRunner, type RunnerOptions } from './range-runner.ts'

export interface Member {
  /** It stands for many T-Servers, and runs further ranges when one of them was lost. */
  readonly goesOn?: true
  /** So many ranges it takes up at a time; where it is not told, as many as go quickly. */
  readonly rangesAtATime?: number
  /** @param ahead the range that it will run next, if that is known. */
  run(stint: Stint, overseer: Overseer, ahead?: Range): Promise<StintEnd>
}

export interface Crew {
  readonly implementation: Implementation
  readonly capabilities: Capabilities
  /** One or more, each of them able to run a range at a time. */
  readonly members: readonly Member[]
  /** Where scripts are in flight together, some of the next range are begun before one has ended. */
  readonly takesAhead?: boolean
  /** Uses a T-Server before the first range is run. */
  before<T>(use: (runner: RangeRunner) => Promise<T>): Promise<T>
  /**
   * Ends the T-Servers' adapters, what they are at, and all that was started for them.
   * @returns how one of them failed at that, or between two scripts, as part of a sentence.
   */
  close(): Promise<string | undefined>
}

/**
 * One T-Server, in this thread.
 * @throws AdapterUnavailable, TooManyScripts
 */
export async function crewOfOne(adapter: Adapter, options: RunnerOptions): Promise<Crew> {
  const connection = await Connection.open(adapter)
  try {
    const { implementation, capabilities } = connection.tserver
    const runner = new RangeRunner(options, connection)
    const close = (): Promise<string | undefined> => connection.end()
    return { implementation, capabilities, members: [runner], before: (use) => use(runner), close }
  } catch (error) {
    await connection.close()
    throw error
  }
}
