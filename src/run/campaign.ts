/** A campaign: many random scripts against one T-Server, and what they found. */
import type { Outcome } from '../../oracles/outcome.ts'
import type { Profile } from '../../oracles/profile.ts'
import { AdapterFailure, type Adapter, type MaybePromise } from '../adapter/adapter.ts'
import { drawing, type Drawing } from '../plan/drawing.ts'
import { drawnScripts, type DrawnScripts } from '../plan/leaning.ts'
import type { Script } from '../plan/script.ts'
import { Connection, TServerLost } from './connection.ts'
import { Coverage } from './coverage.ts'
import { crossCheck } from './cross-check.ts'
import { failureAtSimplest } from './failure-at-simplest.ts'
import type { Finding, RunResult } from './finding.ts'
import {
  enumeratedScripts,
  type EnumeratedScripts,
  type Enumeration,
  type Shard,
} from './enumerated-scripts.ts'
import { Findings } from './findings.ts'
import { asSeen } from './as-seen.ts'
import { inSuccession } from './in-succession.ts'
import { investigate, type InvestigateOptions } from './investigate.ts'
import { lateTrial, unseen } from './late-trial.ts'
import type { ProofBudget, Proofs } from './prove.ts'
import { Recurrence } from './recurrence.ts'
import { listed, missingInWords, type RequiredCoverage } from './required-coverage.ts'
import { runAlone } from './run-alone.ts'
import { Tally, undecidedInWords } from './tally.ts'
import { tryScript, type Ended, type Failed, type Trial } from './trial.ts'
import type { KnownVariations } from './variations.ts'

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
  /** Every script up to a size is run, and not random ones. */
  readonly exhaust?: Enumeration
  readonly shard?: Shard
  /** How much may be done to prove that a finding is the smallest; nothing where it is not told. */
  readonly prove?: ProofBudget | undefined
  /** How often the run has to exercise what, so as not to be incomplete. */
  readonly requiredCoverage?: RequiredCoverage | undefined
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
  /**
   * Called before the first script, with the T-Server as it is at its start, and to leave it so.
   * @returns how many failures it has found that are not known.
   */
  readonly before?: (options: InvestigateOptions) => Promise<number>
  /** Is a finding not known yet? Others neither end the run nor decide its verdict. */
  readonly isNew?: (finding: Finding) => boolean
}

export interface Progress {
  readonly scripts: number
  readonly runs: number
  readonly findings: number
  /** Since the start. */
  readonly seconds: number
  /** What is being done with a script that failed. */
  readonly busy?: 'shrinking' | 'proving' | 'explaining'
}

/**
 * Runs a campaign.
 * @throws AdapterUnavailable where the T-Server cannot be reached at all.
 */
export async function runCampaign(options: CampaignOptions): Promise<RunResult> {
  const started = options.now()
  const connection = await Connection.open(options.adapter)
  let campaign: Campaign
  try {
    campaign = new Campaign(options, connection, started)
    await campaign.run()
  } catch (error) {
    await connection.close()
    throw error
  }
  return campaign.result(await connection.close())
}

class Campaign {
  readonly #options: CampaignOptions
  readonly #connection: Connection
  readonly #started: number
  readonly #drawing: Drawing
  readonly #drawn: DrawnScripts
  readonly #enumerated: EnumeratedScripts | undefined
  /** Scripts to run. */
  readonly #runs: number
  readonly #coverage: Coverage
  readonly #tally = new Tally()
  readonly #findings: Findings
  readonly #proofs: Proofs = new Map()
  readonly #variations: KnownVariations = new Map()
  /** The script that ended last without a failure, and may have left something behind. */
  #before: Script | undefined
  #lastEnded: Script | undefined
  #failuresInARow = 0
  #foundBefore = 0
  #lost = false
  #ended: string | undefined

  constructor(options: CampaignOptions, connection: Connection, started: number) {
    this.#options = options
    this.#connection = connection
    this.#started = started
    this.#drawing = drawing(connection.tserver.capabilities, options.maxParties, options.profile)
    this.#drawn = drawnScripts(options.seed, options.maxSteps, this.#drawing.decode)
    this.#coverage = new Coverage({
      maxParties: this.#drawing.decode.maxParties,
      maxSteps: options.maxSteps,
      capabilities: connection.tserver.capabilities,
    })
    this.#findings = new Findings(this.#drawing.plain)
    const { exhaust, shard, profile } = options
    const { capabilities } = connection.tserver
    this.#enumerated = exhaust && enumeratedScripts(exhaust, { capabilities, profile }, shard)
    this.#runs = this.#enumerated?.count ?? options.runs
  }

  async run(): Promise<void> {
    try {
      this.#foundBefore = (await this.#options.before?.(this.#investigateOptions())) ?? 0
      await this.#runScripts()
    } catch (error) {
      if (!(error instanceof TServerLost)) throw error
      this.#lost = true
      this.#ended = error.message
      return
    }
    if (this.#ended === undefined) this.#ended = this.#missingCoverage()
  }

  get #newFindings(): number {
    const { isNew } = this.#options
    return isNew === undefined ? this.#findings.size : this.#findings.all.filter(isNew).length
  }

  /** What ought to have been exercised, in words; undefined where nothing is missing. */
  #missingCoverage(): string | undefined {
    // That every script was run is as much as can be asked for.
    if (this.#enumerated !== undefined && this.#tally.scripts === this.#runs) return undefined
    const { requiredCoverage } = this.#options
    const { clauses, transitions, unexercised } = this.#coverage
    if (requiredCoverage !== undefined) {
      const missing = missingInWords(requiredCoverage, { coverage: clauses, transitions })
      if (missing !== undefined) return missing
    }
    return this.#foundBefore + this.#newFindings === 0 && unexercised.length > 0
      ? `nothing exercised ${listed(unexercised)}`
      : undefined
  }

  async #runScripts(): Promise<void> {
    const { maxFindings } = this.#options
    const runs = this.#runs
    for (let index = 0; index < runs && this.#newFindings < maxFindings;) {
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
    const { profile } = this.#options
    const connection = this.#connection
    for (; index < end; index++) {
      const next = index
      if (connection.late.any) return this.#takeLate().then(() => next)
      const script = this.#draw(index)
      const trying = tryScript(script, connection, profile, index)
      if (trying instanceof Promise)
        return trying.then((trial) => this.#take(script, trial, next)).then(() => next + 1)
      if (trying.failed) return this.#take(script, trying, next).then(() => next + 1)
      this.#endedWell(script, trying, index)
    }
    return end
  }

  #draw(index: number): Script {
    if (this.#enumerated !== undefined) return this.#enumerated.at(index)
    return this.#drawn.at(index)
  }

  async #take(script: Script, trial: Trial, index: number): Promise<void> {
    if (!trial.failed) return this.#endedWell(script, trial, index)
    this.#tally.add(trial.history)
    this.#coverage.add(trial.history, outcomesOf(trial))
    await this.#failed(script, trial, index, this.#afterTheOneBefore(script))
  }

  #endedWell(script: Script, { history, verdict }: Ended, index: number): void {
    this.#tally.add(history)
    this.#failuresInARow = 0
    this.#before = this.#lastEnded = script
    if (verdict.verdict === 'unknown') {
      this.#tally.undecided += 1
      return
    }
    this.#coverage.add(history, verdict.outcomes)
    if (index % scriptsPerCrossCheck === 0) crossCheck(history, verdict, this.#options.profile)
  }

  #afterTheOneBefore(script: Script): Script | undefined {
    return this.#before === undefined ? undefined : inSuccession(this.#before, script)
  }

  /** What came after a script had ended is late, and makes a finding of it. */
  async #takeLate(): Promise<void> {
    const after = this.#before
    for (const { index, connIDs, whole, events } of this.#connection.late.take()) {
      // What comes late of the runs that look into a failure comes late of scripts of the run, too.
      if (index === undefined) continue
      const ended = whole ?? unseen(this.#draw(index), connIDs)
      const { script, trial } = lateTrial(ended, events, this.#options.profile)
      const together = after === undefined ? undefined : inSuccession(script, after)
      if (trial.failed) await this.#failed(script, trial, index, together)
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
      if (last?.index === undefined || last.whole === undefined) return
      const { script, history } = last.whole
      return this.#failed(script, { failed: true, history, failure: error }, last.index, undefined)
    }
    while (late.any) await this.#takeLate()
  }

  /** Lets the event loop turn, and asks whether to go on. */
  async #isOver(): Promise<boolean> {
    await new Promise((resolve) => setImmediate(resolve))
    this.#report()
    if (this.#options.interrupted?.()) {
      this.#ended = 'interrupted'
      return true
    }
    const { time } = this.#options
    return time !== undefined && this.#options.now() - this.#started >= time
  }

  #report(busy?: Progress['busy']): void {
    this.#options.progress?.({
      scripts: this.#tally.scripts,
      runs: this.#runs,
      findings: this.#findings.size,
      seconds: this.#seconds(),
      ...(busy === undefined ? {} : { busy }),
    })
  }

  #seconds(): number {
    return Math.round(this.#options.now() - this.#started) / 1000
  }

  /**
   * @param inCompany the script together with its neighbour, where it has one.
   * @throws TServerLost when it is in the findings already.
   */
  async #failed(
    script: Script,
    failed: Failed,
    index: number,
    inCompany: Script | undefined,
  ): Promise<void> {
    this.#before = undefined
    const adapterFailed = failed.failure instanceof AdapterFailure
    let simplest: Finding | undefined
    try {
      await this.#connection.recover(adapterFailed)
      if (!this.#findings.countKnown(failed)) {
        simplest = adapterFailed ? await this.#atSimplest(script, index) : undefined
        if (simplest === undefined) await this.#lookInto(script, failed, index, inCompany)
        else this.#findings.add(simplest, failed)
      }
    } catch (error) {
      if (error instanceof TServerLost)
        this.#findings.add(asSeen(script, failed, index, this.#drawing.plain), failed)
      throw error
    }
    if (simplest !== undefined)
      throw new TServerLost('not even a call of two parties could be established and discarded')
    this.#failuresInARow = adapterFailed ? this.#failuresInARow + 1 : 0
    if (this.#failuresInARow < failuresInARow) return
    if (!(await this.#isAlive()))
      throw new TServerLost(`no script came to its end in ${failuresInARow} starts of the T-Server`)
    this.#failuresInARow = 0
  }

  #atSimplest(script: Script, index: number): Promise<Finding | undefined> {
    const { profile, interrupted } = this.#options
    const { plain } = this.#drawing
    return failureAtSimplest(script, index, {
      connection: this.#connection,
      profile,
      plain,
      interrupted,
    })
  }

  /** Does a script that came to its end before still do so? */
  async #isAlive(): Promise<boolean> {
    const { profile } = this.#options
    const connection = this.#connection
    if (this.#lastEnded === undefined) return false
    return !(await runAlone(this.#lastEnded, { connection, profile })).failed
  }

  async #lookInto(
    script: Script,
    failed: Failed,
    index: number,
    inCompany: Script | undefined,
  ): Promise<void> {
    this.#report('shrinking')
    const options = { ...this.#investigateOptions(), inCompany }
    if (
      this.#findings.isKnownSometimes(failed) &&
      !(await new Recurrence(failed, options).failsEachTime(script))
    )
      this.#findings.countSometimes(failed)
    else this.#findings.add(await investigate(script, failed, index, options), failed)
    this.#report()
  }

  #investigateOptions(): InvestigateOptions {
    const { profile, interrupted, prove, now } = this.#options
    const { plain } = this.#drawing
    const progress = (): void => this.#report('proving')
    const proof = prove && { budget: prove, now, progress, proofs: this.#proofs }
    const variations = { known: this.#variations, progress: () => this.#report('explaining') }
    return { connection: this.#connection, profile, plain, interrupted, proof, variations }
  }

  /** @param atItsEnd how the adapter failed when it was shut down, all else being over. */
  result(atItsEnd: AdapterFailure | undefined): RunResult {
    const { adapterSpec, profile, seed, maxSteps, exhaust, shard } = this.#options
    const enumerated = this.#enumerated
    const { implementation, capabilities } = this.#connection.tserver
    const { undecided, scripts, requests, events } = this.#tally
    const findings = this.#findings.all
    const why = [
      ...(this.#ended === undefined ? [] : [this.#ended]),
      ...(undecided === 0 ? [] : [undecidedInWords(undecided)]),
      ...(atItsEnd === undefined ? [] : [`all scripts had ended, and ${atItsEnd.message}`]),
    ]
    const found = this.#foundBefore + this.#newFindings
    const incomplete = this.#lost || (found === 0 && why.length > 0)
    return {
      verdict: incomplete ? 'incomplete' : found > 0 ? 'violates' : 'conforms',
      ...(why.length === 0 ? {} : { incomplete: why.join('; ') }),
      undecided,
      implementation,
      capabilities,
      adapter: adapterSpec,
      profile,
      seed,
      ...(exhaust && enumerated ? { exhaust: { ...exhaust, scripts: enumerated.all } } : {}),
      ...(shard === undefined ? {} : { shard }),
      options: { runs: this.#runs, maxParties: this.#drawing.decode.maxParties, maxSteps },
      stats: { scripts, requests, events, seconds: this.#seconds() },
      coverage: this.#coverage.clauses,
      transitions: this.#coverage.transitions,
      findings,
    }
  }
}

/** What followed from the requests up to the one that failed, and should have followed from that. */
function outcomesOf({ failure }: Failed): readonly Outcome[] {
  if (failure instanceof AdapterFailure) return []
  return failure.explanations.flatMap(({ outcomes }) => outcomes)
}
