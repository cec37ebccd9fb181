/** A campaign: many random scripts against one T-Server, and what they found. */
import type { History } from '../../oracles/history.ts'
import type { Outcome } from '../../oracles/outcome.ts'
import type { Profile } from '../../oracles/profile.ts'
import { breaches } from '../../oracles/rules.ts'
import { AdapterFailure, type Adapter, type MaybePromise } from '../adapter/adapter.ts'
import { decode } from '../plan/decode.ts'
import { drawing, type Drawing } from '../plan/drawing.ts'
import { planArbitrary, planAt } from '../plan/plan.ts'
import type { Script } from '../plan/script.ts'
import { Connection, TServerLost } from './connection.ts'
import { Coverage } from './coverage.ts'
import type { RunResult } from './finding.ts'
import { Findings } from './findings.ts'
import { investigate, investigateOnce, unshrunk } from './investigate.ts'
import { LateEvents } from './late-events.ts'
import { tryScript, withStrays, type Failed, type Passed, type Trial } from './trial.ts'

/** So many scripts in a row that the adapter did not survive, and the T-Server is given up. */
const failuresInARow = 5

/** So many scripts pass at the most between two turns of the event loop, for progress and Ctrl-C. */
const scriptsPerTurn = 64

/** Once in so many scripts that pass, the rules are asked too: they must agree with the model. */
const scriptsPerCrossCheck = 1024

export interface CampaignOptions {
  readonly adapter: Adapter
  /** How the adapter was named. */
  readonly adapterSpec: string
  readonly profile: Profile
  readonly seed: number
  /** Scripts to run. */
  readonly runs: number
  /** Milliseconds after which no further script is begun; none for no limit. */
  readonly time?: number | undefined
  /** Different findings after which no further script is begun. */
  readonly maxFindings: number
  readonly maxParties: number
  readonly maxSteps: number
  /** Milliseconds since any fixed moment. */
  readonly now: () => number
  /** Called now and then, and after each finding. */
  readonly progress?: (progress: Progress) => void
  /** Asked now and then; once it is true the run ends with what it has. */
  readonly interrupted?: () => boolean
}

export interface Progress {
  readonly scripts: number
  readonly runs: number
  readonly findings: number
  /** Since the start. */
  readonly seconds: number
  /** A script that failed is being made smaller. */
  readonly shrinking: boolean
}

/**
 * Runs a campaign.
 * @throws AdapterUnavailable where the T-Server cannot be reached at all.
 */
export async function runCampaign(options: CampaignOptions): Promise<RunResult> {
  const started = options.now()
  const connection = await Connection.open(options.adapter)
  const campaign = new Campaign(options, connection, started)
  try {
    await campaign.run()
  } finally {
    await connection.close()
  }
  return campaign.result()
}

class Campaign {
  readonly #options: CampaignOptions
  readonly #connection: Connection
  readonly #started: number
  readonly #drawing: Drawing
  readonly #plans: ReturnType<typeof planArbitrary>
  readonly #coverage = new Coverage()
  readonly #findings = new Findings()
  #scripts = 0
  #requests = 0
  #events = 0
  readonly #late = new LateEvents()
  #lastPassed: Script | undefined
  #failuresInARow = 0
  #lost = false
  #ended: { readonly incomplete?: string } = {}

  constructor(options: CampaignOptions, connection: Connection, started: number) {
    this.#options = options
    this.#connection = connection
    this.#started = started
    this.#plans = planArbitrary(options.maxSteps)
    this.#drawing = drawing(connection.tserver.capabilities, options.maxParties, options.profile)
  }

  async run(): Promise<void> {
    try {
      await this.#runScripts()
    } catch (error) {
      if (!(error instanceof TServerLost)) throw error
      this.#lost = true
      this.#ended = { incomplete: error.message }
      return
    }
    const unexercised = this.#coverage.unexercised(this.#drawing.decode.maxParties)
    if (this.#ended.incomplete === undefined && this.#findings.size === 0 && unexercised.length > 0)
      this.#ended = { incomplete: `nothing exercised ${unexercised.join(', ')}` }
  }

  async #runScripts(): Promise<void> {
    const { runs, maxFindings } = this.#options
    for (let index = 0; index < runs && this.#findings.size < maxFindings;) {
      if (await this.#isOver()) break
      index = await this.#runTurn(index, Math.min(index + scriptsPerTurn, runs))
    }
    await this.#waitForStrays()
  }

  /**
   * Runs scripts from number `index` on, without a turn of the event loop as long as the adapter
   * answers at once and they pass.
   * @returns the number of the script to go on with; `end` at the most.
   */
  #runTurn(index: number, end: number): MaybePromise<number> {
    const { seed, profile } = this.#options
    for (; index < end; index++) {
      const next = index
      if (this.#late.any) return this.#takeLate().then(() => next)
      const script = decode(planAt(this.#plans, seed, index), this.#drawing.decode)
      const trying = tryScript(script, this.#connection, profile)
      if (trying instanceof Promise)
        return trying.then((trial) => this.#take(script, trial, next)).then(() => next + 1)
      if (trying.failed) return this.#take(script, trying, next).then(() => next + 1)
      this.#passed(script, trying, index)
    }
    return end
  }

  async #take(script: Script, trial: Trial, index: number): Promise<void> {
    const own = this.#late.ownOf(trial, this.#options.profile)
    if (!own.failed) return this.#passed(script, own, index)
    const { inbox } = this.#connection
    this.#count(own.history)
    this.#late.sort(inbox.setUp)
    this.#coverage.add(own.history, outcomesOf(own))
    await this.#failed(script, own, index)
    // What the T-Server still said of that script, or while it was brought back, is told already.
    this.#late.scriptFailed(own.history.calls)
    inbox.setUp.length = 0
    inbox.into = this.#late.strays
  }

  #passed(script: Script, passed: Passed, index: number): void {
    const { history, verdict } = passed
    this.#count(history)
    this.#failuresInARow = 0
    this.#coverage.add(history, verdict.outcomes)
    this.#late.sort(this.#connection.inbox.setUp)
    this.#late.scriptPassed({ script, passed, index })
    this.#lastPassed = script
    this.#connection.inbox.into = this.#late.strays
    if (index % scriptsPerCrossCheck === 0) this.#crossCheck(history)
  }

  #count({ rounds }: History): void {
    this.#scripts += 1
    for (const { actions, events, late } of rounds) {
      for (const { request } of actions) if (request !== 'addParty') this.#requests += 1
      this.#events += events.length + late.length
    }
  }

  #crossCheck(history: History): void {
    const named = breaches(history, this.#options.profile, history.rounds.length)
    if (named.length > 0)
      throw new Error(
        `The rule ${named[0]?.rule ?? ''} names a history that the reference model accepts. Please report this.`,
      )
  }

  /** What came after a script had ended is late, and makes a finding of it. */
  async #takeLate(): Promise<void> {
    for (const { of, events } of this.#late.take()) {
      const trial = withStrays(of.passed, events, this.#options.profile)
      if (trial.failed) await this.#failed(of.script, trial, of.index)
    }
    this.#connection.inbox.into = this.#late.strays
  }

  /** What the T-Server distributes when all is over belongs to the last script. */
  async #waitForStrays(): Promise<void> {
    const { last } = this.#late
    try {
      await this.#connection.tserver.fence()
    } catch (error) {
      if (!(error instanceof AdapterFailure)) throw error
      if (last === undefined) return
      const { history } = last.passed
      return this.#failed(last.script, { failed: true, history, failure: error }, last.index)
    }
    await this.#takeLate()
  }

  /** Lets the event loop turn, and asks whether to go on. */
  async #isOver(): Promise<boolean> {
    await new Promise((resolve) => setImmediate(resolve))
    this.#report(false)
    if (this.#options.interrupted?.()) {
      this.#ended = { incomplete: 'interrupted' }
      return true
    }
    const { time } = this.#options
    return time !== undefined && this.#options.now() - this.#started >= time
  }

  #report(shrinking: boolean): void {
    this.#options.progress?.({
      scripts: this.#scripts,
      runs: this.#options.runs,
      findings: this.#findings.size,
      seconds: this.#seconds(),
      shrinking,
    })
  }

  #seconds(): number {
    return Math.round(this.#options.now() - this.#started) / 1000
  }

  /** @throws TServerLost when it is in the findings already. */
  async #failed(script: Script, failed: Failed, index: number): Promise<void> {
    try {
      await this.#connection.recover(failed.failure instanceof AdapterFailure)
      if (!this.#findings.countKnown(failed)) await this.#lookInto(script, failed, index)
    } catch (error) {
      if (error instanceof TServerLost)
        this.#findings.add(unshrunk(script, failed, index, this.#drawing.plain), failed)
      throw error
    }
    this.#failuresInARow = failed.failure instanceof AdapterFailure ? this.#failuresInARow + 1 : 0
    if (this.#failuresInARow < failuresInARow) return
    if (!(await this.#isAlive()))
      throw new TServerLost(`no script came to its end in ${failuresInARow} starts of the T-Server`)
    this.#failuresInARow = 0
  }

  /** Does a script that came to its end before still do so? */
  async #isAlive(): Promise<boolean> {
    const { profile } = this.#options
    const connection = this.#connection
    if (this.#lastPassed === undefined) return false
    return !(await investigateOnce(this.#lastPassed, { connection, profile })).failed
  }

  async #lookInto(script: Script, failed: Failed, index: number): Promise<void> {
    const { profile, interrupted } = this.#options
    const { plain } = this.#drawing
    this.#report(true)
    const connection = this.#connection
    const options = { connection, profile, plain, interrupted }
    this.#findings.add(await investigate(script, failed, index, options), failed)
    this.#report(false)
  }

  result(): RunResult {
    const { adapterSpec, profile, seed, runs, maxSteps } = this.#options
    const { implementation, capabilities } = this.#connection.tserver
    const findings = this.#findings.all
    const incomplete = this.#lost || (findings.length === 0 && this.#ended.incomplete !== undefined)
    return {
      verdict: incomplete ? 'incomplete' : findings.length > 0 ? 'violates' : 'conforms',
      ...this.#ended,
      implementation,
      capabilities,
      adapter: adapterSpec,
      profile,
      seed,
      options: { runs, maxParties: this.#drawing.decode.maxParties, maxSteps },
      stats: {
        scripts: this.#scripts,
        requests: this.#requests,
        events: this.#events,
        seconds: this.#seconds(),
      },
      coverage: this.#coverage.exercised,
      findings,
    }
  }
}

/** What followed from the requests up to the one that failed, and should have followed from that. */
function outcomesOf({ failure }: Failed): readonly Outcome[] {
  if (failure instanceof AdapterFailure) return []
  return failure.explanations.flatMap(({ outcomes }) => outcomes)
}
