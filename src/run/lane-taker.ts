/**
 * Takes what was run in lanes, in the order of the scripts' numbers, for whoever runs a range: so that
 * it makes no difference how many were in flight. Whatever did not simply pass there is run again, alone,
 * under its own names; what comes of that counts.
 */
import type { Profile } from '../../oracles/profile.ts'
import { AdapterFailure } from '../adapter/adapter.ts'
import type { Script } from '../plan/script.ts'
import { nobodyElse, type Company } from './company.ts'
import { TServerLost, type Connection } from './connection.ts'
import { inCompany } from './in-company.ts'
import { inSuccession } from './in-succession.ts'
import type { Doubt, Flown } from './flown.ts'
import type { Lanes } from './lanes.ts'
import type { Late } from './late-events.ts'
import { lateTrial, unseen } from './late-trial.ts'
import type { Range } from './range.ts'
import { runAlone } from './run-alone.ts'
import { tryScript, type Ended, type Failed, type Trial } from './trial.ts'

/** Whoever runs the range. */
export interface LaneRunner {
  readonly halted: boolean
  /** The script has been run, and passed. */
  passed(script: Script, trial: Ended, index: number): void
  /** The script has been run alone. */
  take(script: Script, trial: Trial, index: number): Promise<void>
  /** @throws TServerLost */
  failed(script: Script, failed: Failed, index: number, company: Company): Promise<void>
  /**
   * The T-Server without calls, and anew where it was lost.
   * @throws TServerLost
   */
  bringBack(lost: boolean): Promise<void>
  /** The T-Server was lost for good at this script. */
  lostAt(script: Script, failed: Failed, index: number): void
}

export interface LaneTakerOptions {
  readonly lanes: Lanes
  /** How many they are. */
  readonly count: number
  readonly scripts: { at(index: number): Script }
  readonly connection: Connection
  readonly profile: Profile
  readonly runner: LaneRunner
}

export class LaneTaker {
  readonly #options: LaneTakerOptions
  readonly #lanes: Lanes
  /** The number of the script that is to be taken next. */
  #next = 0

  constructor(options: LaneTakerOptions) {
    this.#options = options
    this.#lanes = options.lanes
  }

  /**
   * Goes on with what was begun ahead, or begins on a T-Server without calls. After scripts that passed
   * there is none, as each has discarded its own, and no need to wait until all have ended.
   * @param ahead the range that will be run next, if that is known.
   * @throws TServerLost
   */
  async begin(range: Range, ahead: Range | undefined): Promise<void> {
    if (!this.#lanes.isAhead(range)) {
      await this.#lanes.drop()
      await this.#options.runner.bringBack(this.#lanes.takeDamage()?.lost ?? false)
    }
    this.goOn(range, ahead)
  }

  /** The same, on the T-Server as it is. */
  goOn(range: Range, ahead: Range | undefined): void {
    this.#next = range.from
    this.#lanes.begin(range, ahead)
  }

  /**
   * Takes scripts from number `index` on, as far as they have ended; waits for one at the least.
   * @returns the number of the script to go on with; `end` at the most.
   * @throws TServerLost
   */
  async take(index: number, end: number): Promise<number> {
    const { connection, runner } = this.#options
    do {
      this.#next = index
      if (!this.#lanes.has(index)) await this.#lanes.ready(index)
      if (connection.late.any) {
        await this.takeLate()
        return index
      }
      const flown = this.#lanes.take(index)
      this.#next = ++index
      if (flown.doubt !== undefined || flown.trial.failed) {
        await this.#takeAlone(flown, flown.doubt)
        return index
      }
      runner.passed(flown.script, flown.trial, flown.index)
    } while (index < end && this.#lanes.has(index))
    return index
  }

  /**
   * What has come of scripts that had ended.
   * @throws TServerLost
   */
  async takeLate(): Promise<void> {
    for (const late of this.#options.connection.late.take()) {
      const { index } = late
      // What comes late of the runs that look into a failure comes late of scripts of the run, too.
      if (index === undefined || this.#options.runner.halted) continue
      if (index >= this.#next) this.#lanes.putInDoubt(index, this.#failedBy(late, index))
      else await this.#lookForLate(late, index)
    }
  }

  /** @returns whether the adapter has failed for scripts in flight; then it is theirs. */
  async hasFailedInFlight(): Promise<boolean> {
    await this.#lanes.halt()
    return this.#lanes.isDamaged
  }

  /** Of what was begun ahead nothing counts. */
  drop(): Promise<void> {
    return this.#lanes.drop()
  }

  /** Once more, as if no other script had been in flight. */
  async #takeAlone(flown: Flown, doubt: Doubt | undefined): Promise<void> {
    const { connection, profile, runner } = this.#options
    const { script, index } = flown
    await this.#calm(flown)
    const alone = await tryScript(script, connection, profile, index)
    await runner.take(script, alone, index)
    if (doubt === undefined || runner.halted) return
    doubt.untried -= 1
    doubt.explained ||= alone.failed
    const { failed } = doubt
    if (doubt.untried > 0 || doubt.explained || !failed?.trial.failed) return
    const company = this.#companyOf(failed, failed.trial, doubt)
    await runner.failed(failed.flight.script, failed.trial, failed.index, company)
  }

  /** None is in flight, and the T-Server is as it was. */
  async #calm({ flight, trial, index }: Flown): Promise<void> {
    const { runner } = this.#options
    await this.#lanes.halt()
    const damage = this.#lanes.takeDamage()
    if (damage === undefined) return
    try {
      await runner.bringBack(damage.lost)
    } catch (error) {
      if (error instanceof TServerLost && trial.failed) runner.lostAt(flight.script, trial, index)
      throw error
    }
  }

  /** Those in flight with it; or the one before in its lane, or in the order of numbers. */
  #companyOf({ flight, index }: Flown, failed: Failed, { company, before }: Doubt): Company {
    const { connection, scripts, count } = this.#options
    const { failure, history } = failed
    const round = failure instanceof AdapterFailure ? history.rounds.length - 1 : failure.round
    const together = [
      inCompany(flight, round, company, connection.tserver.capabilities),
      before && inSuccession(before.script, flight.script),
      index === 0 ? undefined : inSuccession(scripts.at(index - 1), scripts.at(index)),
    ]
    return { scripts: together.filter((script) => script !== undefined), inFlight: count - 1 }
  }

  /** It has passed, before something more came of it: does that come again? */
  async #lookForLate(late: Late, index: number): Promise<void> {
    const { connection, profile, runner, scripts, count } = this.#options
    await this.#lanes.halt()
    await runner.bringBack(this.#lanes.takeDamage()?.lost ?? false)
    const script = scripts.at(index)
    const alone = await runAlone(script, { connection, profile })
    if (alone.failed) return runner.failed(script, alone, index, nobodyElse)
    const seen = this.#failedBy(late, index)
    if (seen === undefined) return
    await runner.failed(seen.script, seen.trial, index, { scripts: [], inFlight: count - 1 })
  }

  /** The script, as far as it can be judged, and how it fails by what came late of it. */
  #failedBy(
    { whole, connIDs, events }: Late,
    index: number,
  ): { readonly script: Script; readonly trial: Failed } | undefined {
    const { scripts, profile } = this.#options
    const ended = whole ?? unseen(scripts.at(index), connIDs)
    const { script, trial } = lateTrial(ended, events, profile)
    return trial.failed ? { script, trial } : undefined
  }
}
