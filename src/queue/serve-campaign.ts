/** What a worker does for a campaign: it takes jobs from its queue, one after the other. */
import { UnrecoverableError, WaitingError, Worker, type Job } from 'bullmq'
import type { Redis } from 'ioredis'
import { printable } from '../adapter/printable.ts'
import type { RunOfFinding } from '../report/finding-file.ts'
import type { Connection } from '../run/connection.ts'
import type { ProofBudget } from '../run/prove.ts'
import type { Busy, Loss } from '../run/overseer.ts'
import { RangeRunner } from '../run/range-runner.ts'
import { findingToJson, resultToJson } from './job-result.ts'
import { JobRunner } from './job-runner.ts'
import { queuePrefix, type SharedCampaign, type SharedSettings } from './shared-campaign.ts'
import { placeOfJob, scriptsOfJob } from './shared-job.ts'

/** Milliseconds between two looks whether the campaign is still there. */
const lookEvery = 500

/** Milliseconds between two reports of progress. */
const reportEvery = 250

/** A job that so many workers died at, without a word, is not given to another one. */
const mostDeaths = 100

/** Milliseconds after which a job is taken from a worker that says nothing, and how often that is looked for. */
export interface Patience {
  readonly lockDuration: number
  readonly stalledInterval: number
}

/** A module's T-Server may keep a thread busy for a while. */
const usualPatience: Patience = { lockDuration: 30_000, stalledInterval: 5000 }

export interface ServeOptions {
  readonly redis: Redis
  readonly campaign: SharedCampaign
  readonly settings: SharedSettings
  readonly connection: Connection
  /** As for `--adapter`. */
  readonly adapter: string
  /** How much may be done to prove that a finding is the smallest. */
  readonly prove: ProofBudget | undefined
  /** As for `--in-flight`. */
  readonly inFlight?: number | undefined
  /** The worker's name among the others. */
  readonly name: string
  readonly interrupted: AbortSignal
  /** It is waited for the campaign's end, also where nothing is left to be run. */
  readonly toItsEnd: boolean
  /** Told of scripts that were run here, in all jobs. */
  readonly progress: (scripts: number, busy?: Busy) => void
  /** Told of troubles, in a line each. */
  readonly tell: (line: string) => void
  /** Milliseconds since any fixed moment. */
  readonly now: () => number
  readonly patience?: Patience
}

export type Served =
  /** The campaign has come to its end. */
  | { readonly end: 'over' }
  /** Nothing is left to be run. */
  | { readonly end: 'idle' }
  | { readonly end: 'interrupted' }
  | { readonly end: 'lost'; readonly loss: Loss }

/**
 * Serves a campaign to its end.
 * @throws UsageError where the T-Server is not the one that the campaign runs on.
 */
export async function serveCampaign(options: ServeOptions): Promise<Served> {
  const { campaign, connection, adapter } = options
  const { implementation, capabilities } = connection.tserver
  await campaign.agreeOn({ implementation, capabilities, adapter })
  return new Service(options).run()
}

class Service {
  readonly #options: ServeOptions
  readonly #jobs: JobRunner
  readonly #worker: Worker
  readonly #told = new Set<string>()
  #served: Served | undefined
  #fault: unknown
  readonly #end = Promise.withResolvers<void>()
  /** Ends the wait between two looks at the campaign. */
  #lookNow = (): void => undefined
  #job: Job | undefined
  #scripts = 0
  #reported = 0

  constructor(options: ServeOptions) {
    const { redis, campaign, settings, connection, prove, name } = options
    const { lockDuration, stalledInterval } = options.patience ?? usualPatience
    this.#options = options
    const { seed, profile, maxParties, maxSteps } = settings
    const scripts = { seed, profile, maxParties, maxSteps }
    const runner = new RangeRunner({ ...scripts, prove, inFlight: options.inFlight }, connection)
    this.#jobs = new JobRunner({
      runner,
      known: () => campaign.known(),
      over: () => this.#served?.end === 'over',
      interrupted: () => options.interrupted.aborted,
      found: (finding) => this.#aside(campaign.tellFound(findingToJson(finding, this.#run))),
      progress: (scripts, busy) => this.#report(scripts, busy),
      now: options.now,
    })
    this.#worker = new Worker(campaign.name, (job, token) => this.#process(job, token), {
      ...{ connection: redis, prefix: queuePrefix, name, lockDuration, stalledInterval },
      ...{ autorun: false, concurrency: 1, maxStalledCount: mostDeaths },
    })
    this.#worker.on('error', (error) => this.#trouble(error))
  }

  async run(): Promise<Served> {
    const { interrupted } = this.#options
    const interrupt = (): void => this.#stop({ end: 'interrupted' })
    interrupted.addEventListener('abort', interrupt)
    if (interrupted.aborted) interrupt()
    this.#aside(this.#watch())
    this.#aside(this.#worker.run())
    await this.#end.promise
    await this.#worker.close()
    interrupted.removeEventListener('abort', interrupt)
    if (this.#fault !== undefined) throw this.#fault
    return this.#served ?? { end: 'over' }
  }

  /** No further job is taken; the one that is being run sees it. */
  #stop(served: Served): void {
    this.#served ??= served
    // So that it asks for nothing more as soon as the job has ended.
    this.#aside(this.#worker.close())
    this.#end.resolve()
    this.#lookNow()
  }

  async #watch(): Promise<void> {
    const { campaign, toItsEnd } = this.#options
    while (this.#served === undefined) {
      if (!(await campaign.exists())) this.#stop({ end: 'over' })
      else if (!toItsEnd && !(await campaign.hasWork())) this.#stop({ end: 'idle' })
      await new Promise<void>((resolve) => {
        this.#lookNow = resolve
        setTimeout(resolve, lookEvery)
      })
    }
  }

  async #process(job: Job, token: string | undefined): Promise<unknown> {
    const { runs } = this.#options.settings
    const place = placeOfJob(job.id, runs)
    if (place === undefined) throw new UnrecoverableError('the campaign has no such job')
    this.#job = job
    try {
      const ended = await this.#jobs.run(scriptsOfJob(place, runs))
      if (ended.end === 'done') {
        const scripts = ended.result.reduce((sum, { done }) => sum + done.counts.scripts, 0)
        this.#scripts += scripts
        return resultToJson(ended.result, this.#run)
      }
      if (ended.end === 'left') return await this.#giveBack(job, token)
      return await this.#lose(job, ended.loss)
    } catch (error) {
      if (error instanceof WaitingError || this.#served !== undefined) throw error
      this.#fault = error
      this.#stop({ end: 'over' })
      throw error
    } finally {
      this.#job = undefined
    }
  }

  async #giveBack(job: Job, token: string | undefined): Promise<never> {
    if (this.#served?.end !== 'over') await job.moveToWait(token)
    throw new WaitingError()
  }

  /** It is run by another worker; if that loses its T-Server too, and a third one, it is given up. */
  async #lose(job: Job, loss: Loss): Promise<never> {
    const { why, at } = loss
    if (at !== undefined) {
      const finding = findingToJson(at.finding, this.#run)
      await job.updateData({ lost: { failure: at.failure, finding } })
      await this.#options.campaign.tellFound(finding)
    }
    // It is the next one to be run, and not the last.
    job.opts.lifo = true
    this.#stop({ end: 'lost', loss })
    throw new Error(why)
  }

  get #run(): Omit<RunOfFinding, 'findings'> {
    const { settings, adapter, connection } = this.#options
    const { implementation, capabilities } = connection.tserver
    const { seed, profile } = settings
    return { seed, adapter, implementation, capabilities, profile }
  }

  #report(scripts: number, busy: Busy | undefined): void {
    const now = this.#options.now()
    if (now - this.#reported < reportEvery) return
    this.#reported = now
    this.#options.progress(this.#scripts + scripts, busy)
    const progress = busy === undefined ? { scripts } : { scripts, busy }
    if (this.#job !== undefined) this.#aside(this.#job.updateProgress(progress))
  }

  /** Nobody waits for it. */
  #aside(doing: Promise<unknown>): void {
    doing.catch((error: unknown) => this.#trouble(error))
  }

  /** That Redis is away is told elsewhere. Everything else once. */
  #trouble(error: unknown): void {
    if (this.#served !== undefined || isOfConnection(error)) return
    const line = printable(error instanceof Error ? error.message : String(error))
    if (this.#told.has(line)) return
    this.#told.add(line)
    this.#options.tell(line)
  }
}

/** ECONNRESET and the like; BullMQ's own errors have numbers. */
function isOfConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : undefined
  return typeof code === 'string' || error.message === 'Connection is closed.'
}
