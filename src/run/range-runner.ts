/** Runs ranges of scripts on one T-Server. What is to become of a failure is decided elsewhere. */
import type { Profile } from '../../oracles/profile.ts'
import { Recording } from '../../oracles/recording.ts'
import { AdapterFailure, type MaybePromise } from '../adapter/adapter.ts'
import { drawing, type Drawing } from '../plan/drawing.ts'
import { drawnScripts } from '../plan/leaning.ts'
import type { Script } from '../plan/script.ts'
import { asSeen } from './as-seen.ts'
import { nobodyElse, oneAfterTheOther, type Company } from './company.ts'
import { TServerLost, type Connection } from './connection.ts'
import { Coverage } from './coverage.ts'
import { crossCheck } from './cross-check.ts'
import { enumeratedScripts, type Enumeration } from './enumerated-scripts.ts'
import { failureAtSimplest } from './failure-at-simplest.ts'
import { failureOf, situationsOfFailed, type Failure } from './failure.ts'
import { makeRoomForManyAtOnce } from './garbage.ts'
import { investigate, type InvestigateOptions } from './investigate.ts'
import { LaneTaker } from './lane-taker.ts'
import { laneCount, Lanes } from './lanes.ts'
import { lateTrial, unseen } from './late-trial.ts'
import type { Done, Learnt, Overseer, StintEnd, Loss } from './overseer.ts'
import type { ProofBudget } from './prove.ts'
import type { Range } from './range.ts'
import { stintTime, type Stint } from './stint.ts'
import { Recurrence } from './recurrence.ts'
import { runAlone } from './run-alone.ts'
import { Tally } from './tally.ts'
import { tryScript, type Ended, type Failed, type Trial } from './trial.ts'

/** So many scripts in a row that the adapter did not survive, and the T-Server is given up. */
const failuresInARow = 5

/** Once in so many scripts that pass, judge and rules are asked too: all must say the same. */
const scriptsPerCrossCheck = 1024

/** What the scripts of a run depend on, and how far their failures are looked into. */
export interface RunnerOptions {
  readonly profile: Profile
  readonly seed: number
  readonly maxParties: number
  readonly maxSteps: number
  /** Every script up to a size is run, and not random ones. */
  readonly exhaust?: Enumeration | undefined
  /** How much may be done to prove that a finding is the smallest; nothing where it is not told. */
  readonly prove?: ProofBudget | undefined
  /**
   * Scripts at once on one T-Server, as far as it allows; where it is not told, one where that answers
   * at once.
   */
  readonly inFlight?: number | undefined
}

export class RangeRunner {
  readonly #options: RunnerOptions
  readonly #connection: Connection
  readonly #drawing: Drawing
  readonly #scripts: { at(index: number): Script }
  readonly #coverage: Coverage
  /** How many there may be, and who takes what they have run, once there are some. */
  readonly #laneCount: number
  #lanes: LaneTaker | undefined
  /** The range that will be run after this one, if that is known. */
  #ahead: Range | undefined
  #overseer: Overseer = nobody
  #tally = new Tally()
  #known = new Map<string, number>()
  /** The number of the first script that has not been run. */
  #next = 0
  /** The script that ended last without a failure, and may have left something behind. */
  #before: Script | undefined
  /** The last script of the range that came to its end, and that of the ranges of the stint before. */
  #lastEnded: Script | undefined
  #endedBefore: Script | undefined
  /** When it was last asked whether the run is over. */
  #askedAt = 0
  #failuresInARow = 0
  #halted = false
  #lostAt: Loss['at']

  /** @throws TooManyScripts */
  constructor(options: RunnerOptions, connection: Connection) {
    const { capabilities } = connection.tserver
    const { seed, profile, maxParties, maxSteps, exhaust } = options
    this.#options = options
    this.#connection = connection
    this.#drawing = drawing(capabilities, maxParties, profile)
    const { decode } = this.#drawing
    this.#scripts =
      exhaust === undefined
        ? drawnScripts(seed, maxSteps, decode)
        : enumeratedScripts(exhaust, { capabilities, profile })
    this.#coverage = new Coverage({ maxParties: decode.maxParties, maxSteps, capabilities })
    this.#laneCount = laneCount(options.inFlight, capabilities)
    if (options.inFlight !== undefined && this.#laneCount > 1) this.#lanes = this.#openLanes()
  }

  /**
   * Ranges are to be run in their order; some may be left out.
   * @param ahead the range that will be run next, if that is known: some of it may be begun already.
   */
  async run(stint: Stint, overseer: Overseer, ahead?: Range): Promise<StintEnd> {
    this.#overseer = overseer
    this.#halted = false
    this.#askedAt = overseer.now()
    this.#lastEnded = this.#endedBefore = undefined
    for (const [at, range] of stint.entries()) {
      const lost = await this.#runRange(range, stint[at + 1] ?? ahead, at > 0)
      if (lost !== undefined) return { done: this.#handOver(), next: this.#next, lost }
      if (this.#next < range.to || this.#halted) break
    }
    return { done: this.#handOver(), next: this.#next }
  }

  /**
   * @param follows another range of the stint.
   * @returns how the T-Server was lost, if it was.
   */
  async #runRange(
    range: Range,
    ahead: Range | undefined,
    follows: boolean,
  ): Promise<Loss | undefined> {
    const { from, to } = range
    this.#next = from
    this.#ahead = ahead
    this.#endedBefore = this.#lastEnded ?? this.#endedBefore
    this.#before = this.#lastEnded = this.#lostAt = undefined
    this.#failuresInARow = 0
    try {
      if (this.#lanes === undefined) await this.#connection.startOver()
      else await this.#lanes.begin(range, ahead)
      await this.#runScripts(to, follows && this.#isToAsk && (await this.#isOver()))
      if (this.#next < to) await this.#lanes?.drop()
      return undefined
    } catch (error) {
      if (!(error instanceof TServerLost)) throw error
      const at = this.#lostAt
      return { why: error.message, ...(at === undefined ? {} : { at }) }
    }
  }

  async #runScripts(to: number, over: boolean): Promise<void> {
    while (this.#next < to && !over && !this.#halted) {
      this.#next = await this.#runTurn(this.#next, to)
      if (this.#next < to && !this.#halted) over = await this.#isOver()
    }
    if (!this.#halted) await this.#waitForStrays()
  }

  /**
   * Between ranges: what a T-Server distributes in its own time is to come before its script is
   * forgotten, and others want to be heard, should it take longer than was thought.
   */
  get #isToAsk(): boolean {
    return !this.#connection.isDisposable || this.#overseer.now() - this.#askedAt >= stintTime
  }

  async #isOver(): Promise<boolean> {
    this.#overseer.progress(this.#tally.scripts)
    this.#askedAt = this.#overseer.now()
    return this.#overseer.isOver()
  }

  /**
   * Runs scripts from number `index` on, without a turn of the event loop as long as the adapter
   * answers at once and they pass.
   * @returns the number of the script to go on with; `end` at the most.
   */
  #runTurn(index: number, end: number): MaybePromise<number> {
    const { profile } = this.#options
    const connection = this.#connection
    if (this.#lanes !== undefined) return this.#lanes.take(index, end)
    for (; index < end; index++) {
      const next = index
      if (connection.late.any) return this.#takeLate().then(() => next)
      const script = this.#scripts.at(index)
      const trying = tryScript(script, connection, profile, index)
      if (trying instanceof Promise)
        return trying
          .then((trial) => this.#take(script, trial, next))
          .then(() => this.#answersLater({ from: next + 1, to: end }))
      if (trying.failed) return this.#take(script, trying, next).then(() => next + 1)
      this.#endedWell(script, trying, index)
    }
    return end
  }

  async #take(script: Script, trial: Trial, index: number): Promise<void> {
    if (!trial.failed) return this.#endedWell(script, trial, index)
    this.#next = index + 1
    this.#tally.add(Recording.of(trial.history))
    this.#coverage.add(situationsOfFailed(trial))
    await this.#failed(script, trial, index, oneAfterTheOther(this.#before, script))
  }

  #endedWell(script: Script, { recording, verdict }: Ended, index: number): void {
    this.#tally.add(recording)
    this.#failuresInARow = 0
    this.#before = this.#lastEnded = script
    if (verdict.verdict === 'unknown') {
      this.#tally.undecided += 1
      return
    }
    this.#coverage.add(verdict.situations)
    if (index % scriptsPerCrossCheck === 0) crossCheck(recording.history, this.#options.profile)
  }

  /** While it takes its time for one script, it can be given others. */
  #answersLater(rest: Range): number {
    if (this.#options.inFlight === undefined && this.#laneCount > 1 && rest.from < rest.to) {
      this.#lanes = this.#openLanes()
      this.#lanes.goOn(rest, this.#ahead)
    }
    return rest.from
  }

  #openLanes(): LaneTaker {
    const connection = this.#connection
    const scripts = this.#scripts
    const { profile } = this.#options
    const { families } = this.#drawing.decode
    const count = this.#laneCount
    const runner = this
    makeRoomForManyAtOnce()
    return new LaneTaker({
      ...{ count, scripts, connection, profile },
      lanes: new Lanes({ lanes: count, scripts, families, connection, profile }),
      runner: {
        get halted() {
          return runner.#halted
        },
        passed: (script, trial, index) => {
          this.#endedWell(script, trial, index)
          // Others were there at the same time, and it will not be run before the next one alone.
          this.#before = undefined
        },
        take: (script, trial, index) => this.#take(script, trial, index),
        failed: (script, failed, index, company) => this.#failed(script, failed, index, company),
        bringBack: (lost) => {
          this.#before = undefined
          return this.#bringBack(lost)
        },
        lostAt: (script, failed, index) => {
          this.#next = index + 1
          this.#tally.add(Recording.of(failed.history))
          this.#noteLost(script, failed, index, count - 1)
        },
      },
    })
  }

  /** What came after a script had ended is late, and makes a finding of it. */
  async #takeLate(): Promise<void> {
    if (this.#lanes !== undefined) return this.#lanes.takeLate()
    const after = this.#before
    for (const { index, connIDs, whole, events } of this.#connection.late.take()) {
      // What comes late of the runs that look into a failure comes late of scripts of the run, too.
      if (index === undefined || this.#halted) continue
      const ended = whole ?? unseen(this.#scripts.at(index), connIDs)
      const { script, trial } = lateTrial(ended, events, this.#options.profile)
      if (trial.failed) await this.#failed(script, trial, index, oneAfterTheOther(script, after))
    }
  }

  /** What the T-Server distributes when all is over belongs to a script that has ended. */
  async #waitForStrays(): Promise<void> {
    const { late, tserver } = this.#connection
    const { last } = late
    try {
      await tserver.fence()
    } catch (error) {
      if (!(error instanceof AdapterFailure)) throw error
      if (await this.#lanes?.hasFailedInFlight()) return
      if (last?.index === undefined || last.whole === undefined) return
      const { script, history } = last.whole
      return this.#failed(script, { failed: true, history, failure: error }, last.index, nobodyElse)
    }
    while (late.any) await this.#takeLate()
  }

  /**
   * @param company where it has some.
   * @throws TServerLost
   */
  async #failed(script: Script, failed: Failed, index: number, company: Company): Promise<void> {
    this.#before = undefined
    const failure = failureOf(failed)
    const { ofAdapter, likeness } = failure
    const row = ofAdapter ? this.#failuresInARow + 1 : 0
    let lastEnded = this.#lastEnded
    try {
      await this.#bringBack(ofAdapter)
      // Somebody else may know of a script that came to its end.
      const alone = row < failuresInARow || lastEnded !== undefined
      if (alone && this.#overseer.known.has(likeness))
        this.#known.set(likeness, (this.#known.get(likeness) ?? 0) + 1)
      else {
        const decision = await this.#overseer.decide(this.#handOver(), failure)
        if (decision.do === 'end') return this.#halt()
        lastEnded ??= decision.lastEnded
        if (decision.do === 'look-into')
          await this.#lookInto(script, failed, index, { ...decision, failure, company })
      }
    } catch (error) {
      if (error instanceof TServerLost && !(error instanceof LostAtSimplest))
        this.#noteLost(script, failed, index, company.inFlight)
      throw error
    }
    this.#failuresInARow = row
    if (row < failuresInARow || this.#halted) return
    if (!(await this.#isAlive(lastEnded)))
      throw new TServerLost(`no script came to its end in ${failuresInARow} starts of the T-Server`)
    this.#failuresInARow = 0
  }

  #noteLost(script: Script, failed: Failed, index: number, inFlight: number | undefined): void {
    const finding = asSeen(script, failed, index, this.#drawing.plain, inFlight)
    this.#lostAt = { finding, failure: failureOf(failed) }
  }

  #bringBack(lost: boolean): Promise<void> {
    return lost ? this.#connection.recover(true) : this.#connection.startOver()
  }

  /** Does a script that came to its end before still do so? */
  async #isAlive(lastEnded: Script | undefined): Promise<boolean> {
    const { profile } = this.#options
    const connection = this.#connection
    if (lastEnded === undefined) return false
    return !(await runAlone(lastEnded, { connection, profile })).failed
  }

  /** @throws TServerLost */
  async #lookInto(
    script: Script,
    failed: Failed,
    index: number,
    {
      failure,
      knownSometimes,
      unsettled,
      learnt,
      company,
    }: {
      readonly failure: Failure
      readonly knownSometimes: boolean
      readonly unsettled?: true
      readonly learnt: Learnt
      readonly company: Company
    },
  ): Promise<void> {
    const overseer = this.#overseer
    const { scripts: inCompany, inFlight } = company
    const options = { ...this.investigateOptions(overseer, learnt), inCompany, inFlight }
    const simplest = failure.ofAdapter ? await failureAtSimplest(script, index, options) : undefined
    if (simplest !== undefined) {
      await overseer.found({ finding: simplest, learnt }, failure)
      throw new LostAtSimplest()
    }
    overseer.progress(0, 'shrinking')
    const counts =
      knownSometimes && !(await new Recurrence(failed, options).failsEachTime(script))
        ? {}
        : { finding: await investigate(script, failed, index, options) }
    const eachTime = unsettled && (await new Recurrence(failed, options).failsEachTime(script))
    await this.#connection.startOver()
    const found = { ...counts, learnt, ...(eachTime === undefined ? {} : { eachTime }) }
    if (!(await overseer.found(found, failure))) this.#halt()
  }

  /** How scripts are looked into on this T-Server. */
  investigateOptions(
    { now, interrupted, progress }: Pick<Overseer, 'now' | 'interrupted' | 'progress'>,
    { proofs, variations: known }: Learnt,
  ): InvestigateOptions {
    const { profile, prove } = this.#options
    const proof = prove && { budget: prove, now, progress: () => progress(0, 'proving'), proofs }
    const variations = { known, progress: () => progress(0, 'explaining') }
    const connection = this.#connection
    const { plain } = this.#drawing
    return { connection, profile, plain, interrupted, proof, variations }
  }

  #halt(): void {
    this.#halted = true
  }

  #handOver(): Done {
    const counts = this.#tally.counts
    const known = this.#known
    const lastEnded = this.#lastEnded ?? this.#endedBefore
    this.#tally = new Tally()
    if (known.size > 0) this.#known = new Map()
    const situations = this.#coverage.take()
    return { counts, situations, known, ...(lastEnded === undefined ? {} : { lastEnded }) }
  }
}

/** It is in the findings already. */
class LostAtSimplest extends TServerLost {
  constructor() {
    super('not even a call of two parties could be established and discarded')
  }
}

/** Before a range is begun. */
const nobody: Overseer = {
  known: new Map(),
  isOver: () => Promise.resolve(true),
  interrupted: () => true,
  progress: () => undefined,
  decide: () => Promise.resolve({ do: 'end' }),
  found: () => Promise.resolve(false),
  now: () => 0,
}
