/** A crew of workers on any number of machines: they take the jobs of a queue, and leave their results. */
import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Capabilities, Implementation } from '../adapter/adapter.ts'
import { printable } from '../adapter/printable.ts'
import type { Crew, Member } from '../run/crew.ts'
import type { Finding } from '../run/finding.ts'
import type { Busy, Done, Loss, Overseer, StintEnd } from '../run/overseer.ts'
import { scriptsPerRange, type Range } from '../run/range.ts'
import { endOf, type Stint } from '../run/stint.ts'
import {
  failureSchema,
  findingFromJson,
  resultFromJson,
  type JobResult,
  type Stretch,
} from './job-result.ts'
import {
  queuePrefix,
  type SharedCampaign,
  type SharedSettings,
  type SharedTServer,
} from './shared-campaign.ts'
import { jobCount, jobId, scriptsOfJob, scriptsPerJob } from './shared-job.ts'

/** Milliseconds between two looks at a job that is waited for. */
const lookEvery = 100

/** One in so many looks is at all that is going on. */
const looksPerSurvey = 4

/** So many jobs are added at a time. */
const jobsAtOnce = 1000

/** A job at which so many workers lost their T-Servers is given up. */
const attempts = 3

/** So many of those are told one by one. */
const mostGivenUpNamed = 10

/** Characters of a result that is read at the most. */
const longestResult = 256 * 1024 * 1024

/** Events of BullMQ that nobody reads. */
const eventsKept = 100

/** Milliseconds that workers have in order to leave a campaign that has ended. */
const longestFarewell = 30_000

export interface QueueCrewOptions {
  readonly redis: Redis
  readonly queue: Queue
  readonly campaign: SharedCampaign
  readonly settings: SharedSettings
  readonly tserver: SharedTServer
  /** Told of each finding when it has been made, before it is settled whether it counts. */
  readonly found: (finding: Finding) => void
  /** Told of troubles, in a line each. */
  readonly tell: (line: string) => void
}

export class CrewOfQueue implements Crew {
  readonly implementation: Implementation
  readonly capabilities: Capabilities
  readonly members: readonly Member[]
  readonly #options: QueueCrewOptions
  readonly #queue: Queue
  /** Members that are connected at the time. */
  workers = 0
  /** Scripts of jobs that have come to their end, or are being run. */
  #scripts = 0
  #busy: Busy | undefined
  #foundSoFar = 0
  #givenUp = 0

  constructor(options: QueueCrewOptions) {
    const { queue, tserver } = options
    this.#options = options
    this.implementation = tserver.implementation
    this.capabilities = tserver.capabilities
    this.#queue = queue
    this.members = [new Members(this, options)]
  }

  before(): Promise<never> {
    return Promise.reject(new Error('Who shares a campaign has no T-Server to run a corpus on.'))
  }

  /**
   * @returns what became of a job: its result; a loss where it is given up; undefined where it is waited
   *   for.
   */
  async look(place: number): Promise<JobResult | Loss | undefined> {
    const id = jobId(place)
    const state = await this.#queue.getJobState(id)
    if (state === 'completed') return this.#resultOf(place)
    if (state === 'failed') return this.#lossOf(place)
    if (state !== 'unknown') return undefined
    if (!(await this.#options.campaign.exists()))
      return {
        why: `the campaign ${this.#options.campaign.name} is not in Redis any more: it was fetched or dropped elsewhere, or Redis has lost it`,
      }
    await fillQueue(this.#queue, this.#options.settings.runs)
    return undefined
  }

  async #resultOf(place: number): Promise<JobResult | Loss | undefined> {
    const { redis, settings, tell } = this.#options
    const scripts = scriptsOfJob(place, settings.runs)
    const id = jobId(place)
    const length = await redis.hstrlen(this.#queue.toKey(id), 'returnvalue')
    if (length > longestResult) return { why: `the result of ${inWords(scripts)} is too long` }
    const job = await this.#queue.getJob(id)
    if (job === undefined) return undefined
    const result = resultFromJson(job.returnvalue, scripts)
    if (!(result instanceof Error)) return result
    const why = `the result of ${inWords(scripts)} in Redis cannot be read: ${result.message}`
    if (job.attemptsMade >= attempts) return { why }
    tell(`${why}; they are run again`)
    await job.retry('completed')
    return undefined
  }

  async #lossOf(place: number): Promise<Loss | undefined> {
    const job = await this.#queue.getJob(jobId(place))
    if (job === undefined) return undefined
    const scripts = scriptsOfJob(place, this.#options.settings.runs)
    const said = printable(job.failedReason ?? '')
    this.#givenUp += 1
    const why =
      this.#givenUp > mostGivenUpNamed
        ? 'further scripts were given up, too'
        : `${inWords(scripts)} were given up after ${job.attemptsMade} attempts: ${said}`
    const lost = lostSchema.safeParse(job.data)
    if (!lost.success) return { why }
    const { failure, finding: json } = lost.data.lost
    const finding = findingFromJson(json, scripts)
    return finding instanceof Error ? { why } : { why, at: { failure, finding } }
  }

  /** Looks who works, how far they are, and what they have found. */
  async survey(): Promise<void> {
    const { settings } = this.#options
    this.workers = await this.#queue.getWorkersCount()
    const completed = await this.#queue.getCompletedCount()
    const active = await this.#queue.getActive(0, 999)
    const progress = active.map((job) => progressSchema.safeParse(job.progress).data)
    const running = progress.reduce((sum, one) => sum + (one?.scripts ?? 0), 0)
    this.#busy = progress.find((one) => one?.busy !== undefined)?.busy
    this.#scripts = Math.min(completed * scriptsPerJob(settings.runs) + running, settings.runs)
    await this.#hearOfFindings()
  }

  /** @param settled scripts of which the campaign has been told. */
  report(settled: number, overseer: Overseer): void {
    overseer.progress(Math.max(0, this.#scripts - settled), this.#busy)
  }

  async #hearOfFindings(): Promise<void> {
    const { campaign, settings, found } = this.#options
    const told = await campaign.found(this.#foundSoFar)
    this.#foundSoFar += told.length
    for (const text of told) {
      const finding = findingFromJson(parsed(text), { from: 0, to: settings.runs })
      if (!(finding instanceof Error)) found(finding)
    }
  }

  /** All is fetched: nothing is left of the campaign. */
  async drop(): Promise<void> {
    await dropCampaign(this.#options.campaign, this.#queue)
  }

  close(): Promise<undefined> {
    return Promise.resolve(undefined)
  }
}

export function queueOf(redis: Redis, name: string): Queue {
  const queue = new Queue(name, {
    ...{ connection: redis, prefix: queuePrefix },
    streams: { events: { maxLen: eventsKept } },
  })
  // That Redis is away is told elsewhere; what else goes wrong, the call that meets it tells.
  queue.on('error', () => undefined)
  return queue
}

/** Puts all jobs of a campaign into its queue; those that are there remain as they are. */
export async function fillQueue(queue: Queue, runs: number): Promise<void> {
  const count = jobCount(runs)
  for (let first = 0; first < count; first += jobsAtOnce) {
    const length = Math.min(jobsAtOnce, count - first)
    const jobs = Array.from({ length }, (_, at) => {
      const { from, to } = scriptsOfJob(first + at, runs)
      const opts = { attempts, jobId: jobId(first + at) }
      return { name: `scripts ${from} to ${to - 1}`, data: {}, opts }
    })
    await queue.addBulk(jobs)
  }
}

/** Removes a campaign, its queue, and what its workers are at. */
export async function dropCampaign(campaign: SharedCampaign, queue: Queue): Promise<void> {
  await campaign.end()
  for (let waited = 0; waited < longestFarewell; waited += lookEvery) {
    if ((await queue.getWorkersCount()) === 0) break
    await later(lookEvery)
  }
  await campaign.sweep()
}

/** All workers together, as the campaign sees them: the results of jobs come in their order. */
class Members implements Member {
  readonly goesOn = true
  readonly rangesAtATime: number
  readonly #crew: CrewOfQueue
  readonly #options: QueueCrewOptions
  /** Names of failures that are known, should they not come each time. */
  readonly #sometimes = new Set<string>()
  #published = ''

  constructor(crew: CrewOfQueue, options: QueueCrewOptions) {
    this.#crew = crew
    this.#options = options
    this.rangesAtATime = scriptsPerJob(options.settings.runs) / scriptsPerRange
  }

  /** @param stint the ranges of a job. */
  async run(stint: Stint, overseer: Overseer): Promise<StintEnd> {
    const scripts = { from: stint[0].from, to: endOf(stint) }
    const place = scripts.from / scriptsPerJob(this.#options.settings.runs)
    const came = await this.#wait(scripts.from, place, overseer)
    if (came === undefined) return notRun(scripts)
    if (!('length' in came)) return { ...notRun(scripts), lost: came }
    return this.#settle(came, scripts, overseer)
  }

  /** @returns undefined where the campaign is over before the job is. */
  async #wait(
    settled: number,
    place: number,
    overseer: Overseer,
  ): Promise<JobResult | Loss | undefined> {
    for (let looks = 0; ; looks++) {
      const looked = await orOver(this.#look(place, looks), overseer)
      if (looked === 'over' || looked !== undefined) return looked === 'over' ? undefined : looked
      this.#crew.report(settled, overseer)
      if (await overseer.isOver()) return undefined
      await later(lookEvery)
    }
  }

  async #look(place: number, looks: number): Promise<JobResult | Loss | undefined> {
    const came = await this.#crew.look(place)
    if (came === undefined && looks % looksPerSurvey === 0) await this.#crew.survey()
    return came
  }

  /** As if the job had been run now: what was found is taken where it is not known by now. */
  async #settle(result: JobResult, scripts: Range, overseer: Overseer): Promise<StintEnd> {
    let last: Done = nothingDone
    for (const stretch of result) {
      const unknown = [...stretch.done.known.keys()].find((one) => !overseer.known.has(one))
      if (unknown !== undefined)
        return lostResult(scripts, `it counts a failure that is not known: ${printable(unknown)}`)
      if (stretch.failure === undefined) {
        last = stretch.done
        break
      }
      const settled = await this.#settleFailure(stretch, stretch.failure, overseer)
      if (settled === 'full') return notRun(scripts)
      if (settled === 'unfit')
        return lostResult(scripts, 'a failure was not looked into that is not known')
    }
    await this.#publish(overseer)
    return { done: last, next: scripts.to }
  }

  async #settleFailure(
    { done, finding, eachTime = true }: Stretch,
    failure: NonNullable<Stretch['failure']>,
    overseer: Overseer,
  ): Promise<'settled' | 'full' | 'unfit'> {
    const decision = await overseer.decide(done, failure)
    if (decision.do === 'end') return 'full'
    if (decision.do === 'nothing') return 'settled'
    const { knownSometimes, learnt } = decision
    if (finding === undefined && !knownSometimes) return 'unfit'
    if (knownSometimes) this.#sometimes.add(failure.name)
    const counts = finding !== undefined && (eachTime || !knownSometimes)
    const goOn = await overseer.found({ ...(counts ? { finding } : {}), learnt }, failure)
    return goOn ? 'settled' : 'full'
  }

  async #publish(overseer: Overseer): Promise<void> {
    const known = { likenesses: [...overseer.known], sometimes: [...this.#sometimes] }
    const text = JSON.stringify(known)
    if (text === this.#published) return
    this.#published = text
    await orOver(this.#options.campaign.publish(known), overseer)
  }
}

const nothingDone: Done = {
  counts: { scripts: 0, requests: 0, events: 0, undecided: 0 },
  situations: [],
  known: new Map(),
}

const notRun = ({ from }: Range): StintEnd => ({ done: nothingDone, next: from })

function lostResult(range: Range, what: string): StintEnd {
  return { ...notRun(range), lost: { why: `a result in Redis cannot be used: ${what}` } }
}

const count = z.int().min(0)
const progressSchema = z.object({
  scripts: count,
  busy: z.enum(['shrinking', 'proving', 'explaining']).optional(),
})
const lostSchema = z.object({ lost: z.object({ failure: failureSchema, finding: z.unknown() }) })

const inWords = ({ from, to }: Range): string => `scripts ${from} to ${to - 1}`

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** What is asked of Redis takes as long as Redis is away; the campaign may be left all the same. */
async function orOver<T>(asked: Promise<T>, overseer: Overseer): Promise<T | 'over'> {
  const { promise, resolve, reject } = Promise.withResolvers<'over'>()
  const look = setInterval(() => {
    overseer.isOver().then((over) => over && resolve('over'), reject)
  }, lookEvery)
  try {
    return await Promise.race([asked, promise])
  } finally {
    clearInterval(look)
  }
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
