/** Does a failure come again? */
import type { Script } from '../plan/script.ts'
import type { Finding } from './finding.ts'
import { runAlone, type RunAloneOptions } from './run-alone.ts'
import { failureName, type Failed } from './trial.ts'

/** How often a script is run again before it is made smaller. */
const repetitions = 5

/** So often is run what fails only sometimes, to say how often. */
const repetitionsOfSometimes = 10

/** The most often that a script is run to see it fail once. */
export const mostRepetitions = 20

/** So rarely is a script taken to pass that fails as often as the one it was made of. */
const missed = 0.05

export interface RecurrenceOptions extends RunAloneOptions {
  /** Once it is true, nothing is run any more. */
  readonly interrupted?: (() => boolean) | undefined
}

export type Rate = Finding['reproduced']

export const isSteady = ({ failed, of }: Rate): boolean => failed === of

/** So often is a script run that might fail at that rate, until it has failed. */
export function repetitionsFor({ failed, of }: Rate): number {
  if (failed === of) return 1
  const enough = Math.ceil(Math.log(missed) / Math.log(1 - failed / of))
  return Math.min(enough, mostRepetitions)
}

/** Runs scripts again and again, each alone, in search of failures of one name. */
export class Recurrence {
  /** How it failed when it failed last. */
  latest: Failed
  /** Scripts that were run. */
  executions = 0
  /** How the scripts are to fail. */
  readonly name: string
  readonly #options: RecurrenceOptions

  constructor(first: Failed, options: RecurrenceOptions) {
    this.latest = first
    this.name = failureName(first)
    this.#options = options
  }

  get interrupted(): boolean {
    return this.#options.interrupted?.() ?? false
  }

  /** Does the script fail by that name? */
  async fails(script: Script): Promise<boolean> {
    this.executions += 1
    const tried = await runAlone(script, this.#options)
    if (!tried.failed || failureName(tried) !== this.name) return false
    this.latest = tried
    return true
  }

  /** Does it fail at least once in so many runs? */
  async failsWithin(script: Script, times: number): Promise<boolean> {
    for (let time = 0; time < times && (time === 0 || !this.interrupted); time++)
      if (await this.fails(script)) return true
    return false
  }

  /** Does it fail each time? */
  async failsEachTime(script: Script): Promise<boolean> {
    for (let time = 0; time < repetitions && !this.interrupted; time++)
      if (!(await this.fails(script))) return false
    return true
  }

  /** How often it fails, run a few times. */
  async rate(script: Script): Promise<Rate> {
    return this.#count(script, { failed: 0, of: 0 }, repetitions)
  }

  /** How often it fails: run a few times, and more often where it does not fail each time. */
  async exactRate(script: Script, steady: boolean): Promise<Rate> {
    const rate = await this.rate(script)
    return steady && isSteady(rate) ? rate : this.#count(script, rate, repetitionsOfSometimes)
  }

  async #count(script: Script, { failed, of }: Rate, times: number): Promise<Rate> {
    if (of >= times || this.interrupted) return { failed, of }
    const again = (await this.fails(script)) ? 1 : 0
    return this.#count(script, { failed: failed + again, of: of + 1 }, times)
  }
}
