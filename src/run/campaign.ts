/** A campaign: many random scripts against one T-Server, and what they found. */
import type { Outcome } from '../../oracles/outcome.ts'
import type { Profile } from '../../oracles/profile.ts'
import { breaches } from '../../oracles/rules.ts'
import type { Event } from '../../oracles/tlib.ts'
import { AdapterFailure, type Adapter } from '../adapter/adapter.ts'
import { decode } from '../plan/decode.ts'
import { drawing, type Drawing } from '../plan/drawing.ts'
import { planArbitrary, planAt } from '../plan/plan.ts'
import type { Script } from '../plan/script.ts'
import { Connection, TServerLost } from './connection.ts'
import { Coverage } from './coverage.ts'
import type { Finding, RunResult } from './finding.ts'
import { investigate, unshrunk } from './investigate.ts'
import { tryScript, withStrays, type Failed, type Passed } from './trial.ts'

/** So many scripts in a row that the adapter did not survive, and the T-Server is given up. */
const failuresInARow = 5

/** So many scripts pass between two turns of the event loop, for progress and Ctrl-C. */
const scriptsPerTurn = 64

/** Once in so many scripts that pass, the rules are asked too: they must agree with the model. */
const scriptsPerCrossCheck = 256

/** So often in a row failures alike are shrunk to one finding before they are only counted. */
const shrunkAlike = 3

/** The same where every script that fails costs a new start of the T-Server, or a time-out. */
const shrunkAlikeFailures = 1

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
  readonly #coverage = new Coverage()
  readonly #findings = new Map<string, Finding>()
  /** Fingerprints by how the script failed before it was shrunk. */
  readonly #alike = new Map<string, string[]>()
  #scripts = 0
  #requests = 0
  #events = 0
  #failuresInARow = 0
  #lost = false
  #ended: { readonly incomplete?: string } = {}

  constructor(options: CampaignOptions, connection: Connection, started: number) {
    this.#options = options
    this.#connection = connection
    this.#started = started
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
    const { seed, runs, profile, maxSteps, maxFindings } = this.#options
    const plans = planArbitrary(maxSteps)
    const { inbox } = this.#connection
    let strays: Event[] = []
    let previous: { readonly script: Script; readonly passed: Passed } | undefined
    for (let index = 0; index < runs && this.#findings.size < maxFindings; index++) {
      if (index % scriptsPerTurn === 0 && (await this.#isOver())) break
      if (previous !== undefined && strays.length > 0) {
        const late = withStrays(previous.passed, strays, profile)
        if (late.failed) await this.#failed(previous.script, late, index - 1)
      }
      const script = decode(planAt(plans, seed, index), this.#drawing.decode)
      const trying = tryScript(script, this.#connection, profile)
      const trial = trying instanceof Promise ? await trying : trying
      inbox.into = strays = []
      this.#scripts += 1
      for (const { actions, events, late } of trial.history.rounds) {
        this.#requests += actions.length
        this.#events += events.length + late.length
      }
      if (trial.failed) await this.#failed(script, trial, index)
      else this.#passed(trial, index)
      previous = trial.failed ? undefined : { script, passed: trial }
    }
    if (previous !== undefined) await this.#lastStrays(previous.script, previous.passed, strays)
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
    return (this.#options.now() - this.#started) / 1000
  }

  #passed({ history, verdict }: Passed, index: number): void {
    this.#failuresInARow = 0
    this.#coverage.add(history, verdict.outcomes)
    if (index % scriptsPerCrossCheck !== 0) return
    const named = breaches(history, this.#options.profile, history.rounds.length)
    if (named.length > 0)
      throw new Error(
        `The rule ${named[0]?.rule ?? ''} names a history that the reference model accepts. Please report this.`,
      )
  }

  /** @throws TServerLost when it is in the findings already. */
  async #failed(script: Script, failed: Failed, index: number): Promise<void> {
    this.#coverage.add(failed.history, conformingOutcomes(failed))
    try {
      await this.#lookInto(script, failed, index)
    } catch (error) {
      if (error instanceof TServerLost)
        this.#add(unshrunk(script, failed, index, this.#drawing.plain))
      throw error
    }
    this.#failuresInARow = failed.failure instanceof AdapterFailure ? this.#failuresInARow + 1 : 0
    if (this.#failuresInARow >= failuresInARow)
      throw new TServerLost(`no script came to its end in ${failuresInARow} starts of the T-Server`)
  }

  async #lookInto(script: Script, failed: Failed, index: number): Promise<void> {
    const { profile } = this.#options
    await this.#connection.recover(failed.failure instanceof AdapterFailure)
    const name = likeness(failed)
    const alike = this.#alike.get(name) ?? []
    const enough = failed.failure instanceof AdapterFailure ? shrunkAlikeFailures : shrunkAlike
    const known = alike.at(-1)
    if (known !== undefined && alike.length >= enough && new Set(alike.slice(-enough)).size === 1)
      return this.#count(known)
    this.#report(true)
    const finding = await investigate(script, failed, index, {
      connection: this.#connection,
      profile,
      plain: this.#drawing.plain,
    })
    this.#alike.set(name, [...alike, finding.fingerprint])
    this.#add(finding)
    this.#report(false)
  }

  #add(finding: Finding): void {
    if (this.#findings.has(finding.fingerprint)) this.#count(finding.fingerprint)
    else this.#findings.set(finding.fingerprint, finding)
  }

  #count(fingerprint: string): void {
    const finding = this.#findings.get(fingerprint)
    if (finding !== undefined)
      this.#findings.set(fingerprint, { ...finding, occurrences: finding.occurrences + 1 })
  }

  /** What the T-Server distributes when all is over belongs to the last script. */
  async #lastStrays(script: Script, passed: Passed, strays: readonly Event[]): Promise<void> {
    try {
      await this.#connection.tserver.fence()
    } catch (error) {
      if (!(error instanceof AdapterFailure)) throw error
      return this.#failed(
        script,
        { failed: true, history: passed.history, failure: error },
        this.#scripts - 1,
      )
    }
    const late = withStrays(passed, strays, this.#options.profile)
    if (late.failed) await this.#failed(script, late, this.#scripts - 1)
  }

  result(): RunResult {
    const { adapterSpec, profile, seed, runs, maxSteps } = this.#options
    const { implementation, capabilities } = this.#connection.tserver
    const findings = [...this.#findings.values()]
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

/** What followed from the requests before the one that failed. */
function conformingOutcomes({ failure }: Failed): readonly Outcome[] {
  if (failure instanceof AdapterFailure || failure.round < 0) return []
  return failure.explanations.slice(0, failure.round).flatMap(({ outcomes }) => outcomes)
}

/** How a script failed, before it is shrunk: failures alike are likely to be one bug. */
function likeness(failed: Failed): string {
  const { failure, history } = failed
  const last = history.rounds.at(-1)?.actions.map(({ request }) => request) ?? []
  if (failure instanceof AdapterFailure) return [failure.kind, ...last].join(' ')
  const rules = [...new Set(failure.breaches.map(({ rule }) => rule))]
  const requests = history.rounds[failure.round]?.actions.map(({ request }) => request) ?? []
  const phases = failure.explanations.at(-1)?.outcomes.map(({ phase }) => phase) ?? []
  return [...rules, ...requests, ...phases].join(' ')
}
