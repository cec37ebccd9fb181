/** A campaign: many scripts, and what they found. Who runs them is the crew; here it is decided. */
import { drawing } from '../plan/drawing.ts'
import type { Script } from '../plan/script.ts'
import type { Adapter } from '../adapter/adapter.ts'
import { Coverage } from './coverage.ts'
import { crewOfOne, type Crew, type Member } from './crew.ts'
import { crewOfThreads } from './crew-of-threads.ts'
import { concluded } from './concluded.ts'
import { enumerationSize } from './enumerated-scripts.ts'
import type { RequiredCoverage } from './required-coverage.ts'
import type { Failure } from './failure.ts'
import type { RunResult } from './finding.ts'
import { Findings } from './findings.ts'
import type { Proofs } from './prove.ts'
import { rangeAt, rangeCount, scriptCount, type Range, type Shard } from './range.ts'
import type { Busy, Decision, Done, Found, Loss, Overseer, RunnerOptions } from './range-runner.ts'
import { Tally } from './tally.ts'
import { Turns } from './turns.ts'

/** So many ranges may be run before their turn: what came of them is kept until then. */
const mostAhead = 256

export interface CampaignOptions extends RunnerOptions {
  readonly adapter: Adapter
  /** How the adapter was named: workers open it by that, each for itself. */
  readonly adapterSpec: string
  /** For one answer of a worker's adapter, in milliseconds. */
  readonly timeoutMs?: number
  /** Threads that run scripts, each on a T-Server of its own; where it is one, it is this thread. */
  readonly workers?: number
  /** Scripts to run. */
  readonly runs: number
  /** Milliseconds after which no further script is begun; none for no limit. */
  readonly time?: number | undefined
  readonly shard?: Shard
  /** How often the run has to exercise what, so as not to be incomplete. */
  readonly requiredCoverage?: RequiredCoverage | undefined
  /** Different findings after which no further script is begun. */
  readonly maxFindings: number
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
  /** What is being done with a script that failed. */
  readonly busy?: Busy
}

const defaultTimeout = 5000

/**
 * Runs a campaign.
 * @throws AdapterUnavailable where the T-Server cannot be reached at all.
 */
export async function runCampaign(options: CampaignOptions): Promise<RunResult> {
  const started = options.now()
  const crew = await crewFor(options)
  let campaign: Campaign
  try {
    campaign = new Campaign(options, crew, started)
    await campaign.run()
  } catch (error) {
    await crew.close()
    throw error
  }
  return campaign.result(await crew.close())
}

function crewFor(options: CampaignOptions): Promise<Crew> {
  const {
    adapter,
    adapterSpec,
    timeoutMs = defaultTimeout,
    exhaust,
    runs,
    shard,
    workers = 1,
  } = options
  const most = exhaust === undefined ? rangeCount(runs, shard) : workers
  const threads = Math.min(workers, most)
  return threads > 1
    ? crewOfThreads({ threads, adapter: adapterSpec, timeoutMs, options })
    : crewOfOne(adapter, options)
}

/** A range, and its place among those of the run, from 0. */
interface Placed extends Range {
  readonly place: number
}

class Campaign {
  readonly #options: CampaignOptions
  readonly #crew: Crew
  readonly #started: number
  /** Scripts of all shards. */
  readonly #scripts: number
  readonly #maxParties: number
  readonly #coverage: Coverage
  readonly #tally = new Tally()
  readonly #findings: Findings
  readonly #proofs: Proofs = new Map()
  readonly #turns = new Turns()
  /** Scripts that were run before their turn, by the place of their range. */
  readonly #ahead = new Map<number, number>()
  #nextPlace = 0
  #lastEnded: Script | undefined
  /** There are so many findings that nothing counts any more. */
  #full = false
  /** No further script is begun. */
  #stopped = false
  #interrupted = false
  readonly #losses: string[] = []

  constructor(options: CampaignOptions, crew: Crew, started: number) {
    this.#options = options
    this.#crew = crew
    this.#started = started
    const { capabilities } = crew
    const { exhaust, profile, maxSteps, runs } = options
    this.#scripts = exhaust ? enumerationSize(exhaust, { capabilities, profile }) : runs
    const { decode, plain } = drawing(capabilities, options.maxParties, profile)
    this.#maxParties = decode.maxParties
    this.#coverage = new Coverage({ maxParties: decode.maxParties, maxSteps, capabilities })
    this.#findings = new Findings(plain)
  }

  async run(): Promise<void> {
    await Promise.all(this.#crew.members.map((member) => this.#work(member)))
  }

  /** One range after the other, as long as there are some and the member has its T-Server. */
  async #work(member: Member): Promise<void> {
    for (let range; (range = await this.#nextRange()) !== undefined;) {
      const { done, lost } = await member.run(range, this.#overseer(range))
      await this.#turns.of(range.place)
      this.#count(range, done)
      if (lost !== undefined) this.#lose(lost)
      this.#turns.next()
      if (lost !== undefined) return
    }
  }

  /** @returns undefined where there is none, or none is to be begun. */
  async #nextRange(): Promise<Placed | undefined> {
    const { shard } = this.#options
    const place = this.#nextPlace
    if (place >= rangeCount(this.#scripts, shard)) return undefined
    this.#nextPlace += 1
    await this.#turns.of(place - mostAhead)
    if (await this.#isOver()) return undefined
    return { place, ...rangeAt(place, this.#scripts, shard) }
  }

  #overseer(range: Placed): Overseer {
    return {
      now: this.#options.now,
      known: this.#findings.known,
      isOver: () => this.#isOver(),
      interrupted: () => this.#options.interrupted?.() ?? false,
      progress: (scripts, busy) => {
        this.#ahead.set(range.place, scripts)
        if (busy !== undefined) this.#report(busy)
      },
      decide: async (done, failure) => {
        await this.#turns.of(range.place)
        this.#count(range, done)
        return this.#decide(failure)
      },
      found: async (found, failure) => this.#found(found, failure),
    }
  }

  /** Adds what was done in a range, whose turn it is. */
  #count({ place }: Placed, { counts, situations, known, lastEnded }: Done): void {
    this.#ahead.delete(place)
    if (this.#full) return
    this.#tally.addAll(counts)
    this.#coverage.addAll(situations)
    for (const [likeness, times] of known) this.#findings.countKnown(likeness, times)
    this.#lastEnded = lastEnded ?? this.#lastEnded
  }

  #decide(failure: Failure): Decision {
    if (this.#full) return { do: 'end' }
    const lastEnded = this.#lastEnded === undefined ? {} : { lastEnded: this.#lastEnded }
    if (this.#findings.known.has(failure.likeness)) {
      this.#findings.countKnown(failure.likeness, 1)
      return { do: 'nothing', ...lastEnded }
    }
    const knownSometimes = this.#findings.isKnownSometimes(failure)
    return { do: 'look-into', knownSometimes, proofs: this.#proofs, ...lastEnded }
  }

  #found({ finding, proofs }: Found, failure: Failure): boolean {
    for (const [identity, proof] of proofs) this.#proofs.set(identity, proof)
    if (finding === undefined) this.#findings.countSometimes(failure)
    else this.#findings.add(finding, failure)
    this.#full = this.#findings.size >= this.#options.maxFindings
    this.#report()
    return !this.#full
  }

  /** The others go on. */
  #lose({ why, at }: Loss): void {
    if (at !== undefined && !this.#full) this.#findings.add(at.finding, at.failure)
    this.#losses.push(why)
  }

  /** Lets the event loop turn, and asks whether to go on. */
  async #isOver(): Promise<boolean> {
    await new Promise((resolve) => setImmediate(resolve))
    this.#report()
    const { time, now, interrupted } = this.#options
    if (this.#stopped || this.#full) return true
    this.#interrupted = interrupted?.() ?? false
    this.#stopped = this.#interrupted || (time !== undefined && now() - this.#started >= time)
    return this.#stopped
  }

  #report(busy?: Busy): void {
    const ahead = this.#ahead.values().reduce((sum, scripts) => sum + scripts, 0)
    this.#options.progress?.({
      scripts: this.#tally.scripts + ahead,
      runs: scriptCount(this.#scripts, this.#options.shard),
      findings: this.#findings.size,
      seconds: this.#seconds(),
      ...(busy === undefined ? {} : { busy }),
    })
  }

  #seconds(): number {
    return Math.round(this.#options.now() - this.#started) / 1000
  }

  /** @param atItsEnd how the adapter failed when it was shut down, all else being over. */
  result(atItsEnd: string | undefined): RunResult {
    const { adapterSpec, profile, seed, maxSteps, exhaust, shard, requiredCoverage } = this.#options
    const { implementation, capabilities } = this.#crew
    const { undecided, scripts, requests, events } = this.#tally
    const cut = this.#cutShort()
    return concluded(
      {
        ...(cut === undefined ? {} : { cut }),
        ...(atItsEnd === undefined ? {} : { atItsEnd: `all scripts had ended, and ${atItsEnd}` }),
        undecided,
        implementation,
        capabilities,
        adapter: adapterSpec,
        profile,
        seed,
        ...(exhaust === undefined ? {} : { exhaust: { ...exhaust, scripts: this.#scripts } }),
        ...(shard === undefined ? {} : { shard }),
        options: { runs: this.#scripts, maxParties: this.#maxParties, maxSteps },
        stats: { scripts, requests, events, seconds: this.#seconds() },
        coverage: this.#coverage.clauses,
        transitions: this.#coverage.transitions,
        findings: this.#findings.all,
      },
      requiredCoverage,
    )
  }

  #cutShort(): RunResult['cut'] {
    const [loss] = this.#losses
    if (loss === undefined)
      return this.#interrupted ? { why: 'interrupted', lost: false } : undefined
    const all = this.#crew.members.length
    const who = all === 1 ? '' : `${this.#losses.length} of ${all} workers lost the T-Server: `
    return { why: who + [...new Set(this.#losses)].join('; '), lost: true }
  }
}
