/** A campaign: many scripts, and what they found. Who runs them is the crew; here it is decided. */
import { drawing } from '../plan/drawing.ts'
import type { Script } from '../plan/script.ts'
import type { CampaignSettings, CampaignOptions } from './campaign-settings.ts'
import { AnotherCampaign, type CampaignState } from './campaign-state.ts'
import { Coverage } from './coverage.ts'
import { crewOfOne, type Crew, type Member } from './crew.ts'
import { crewOfThreads } from './crew-of-threads.ts'
import { withVerdict } from './conclusion.ts'
import { enumerationSize } from './enumerated-scripts.ts'
import type { Failure } from './failure.ts'
import type { RunResult } from './finding.ts'
import { Findings } from './findings.ts'
import { laneCount } from './lanes.ts'
import { rangeAt, rangeCount, scriptCount } from './range.ts'
import type { Busy, Decision, Done, Found, Learnt, Loss, Overseer } from './overseer.ts'
import { Tally } from './tally.ts'
import { TServerLost } from './connection.ts'
import { differenceOf, type RunHeader } from './run-header.ts'
import { endOf, mostAhead, StintLength, type Stint } from './stint.ts'
import { Turns } from './turns.ts'

const defaultTimeout = 5000

/**
 * Runs a campaign.
 * @throws AdapterUnavailable where the T-Server cannot be reached at all, AnotherCampaign,
 *   TooManyScripts
 */
export async function runCampaign(options: CampaignOptions): Promise<RunResult> {
  const started = options.now()
  return runCampaignBy(await crewFor(options), options, started)
}

/**
 * Runs a campaign by a crew, which is closed at the end.
 * @param started when it began, as `now` tells it.
 * @throws AnotherCampaign, TooManyScripts
 */
export async function runCampaignBy(
  crew: Crew,
  options: CampaignSettings,
  started: number,
): Promise<RunResult> {
  let campaign: Campaign
  try {
    campaign = new Campaign(options, crew, started)
    await campaign.run()
    await options.keep?.end(campaign.left)
  } catch (error) {
    await crew.close()
    throw error
  }
  return campaign.result(await crew.close())
}

async function crewFor(options: CampaignOptions): Promise<Crew> {
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
  const crew = await (threads > 1
    ? crewOfThreads({ threads, adapter: adapterSpec, timeoutMs, options })
    : crewOfOne(adapter, options))
  const { inFlight = adapter.disposable ? 1 : undefined } = options
  return { ...crew, takesAhead: laneCount(inFlight, crew.capabilities) > 1 }
}

/** Ranges in a row that a member has taken up. */
interface Placed {
  /** Of its first range among those of the run, from 0. */
  readonly place: number
  readonly stint: Stint
}

class Campaign {
  readonly #options: CampaignSettings
  readonly #crew: Crew
  readonly #started: number
  /** Scripts of all shards. */
  readonly #scripts: number
  readonly #maxParties: number
  readonly #coverage: Coverage
  readonly #tally = new Tally()
  readonly #findings: Findings
  readonly #learnt: Learnt = { proofs: new Map(), variations: new Map() }
  /** Failures that are not known, of what was run before the first script. */
  #foundBefore = 0
  readonly #turns = new Turns()
  /** Scripts that were run before their turn, by the place of their stint. */
  readonly #ahead = new Map<number, number>()
  #nextPlace = 0
  #lastEnded: Script | undefined
  /** There are so many findings that nothing counts any more. */
  #full = false
  /** No further script is begun. */
  #stopped = false
  #interrupted = false
  readonly #losses: string[] = []
  /** The place of the stint whose turn it is, and where the campaign had come to before it. */
  #turn = -1
  #before: CampaignState | undefined
  /** A stint has not been run to its end: there the campaign would have to go on. */
  #broken = false
  #keptAt: number
  #keeping: Promise<void> = Promise.resolve()
  #keepsNow = false

  constructor(options: CampaignSettings, crew: Crew, started: number) {
    this.#options = options
    this.#crew = crew
    this.#started = started
    const { capabilities } = crew
    const { exhaust, profile, maxSteps, runs } = options
    this.#scripts = exhaust ? enumerationSize(exhaust, { capabilities, profile }) : runs
    const { decode, plain } = drawing(capabilities, options.maxParties, profile)
    this.#maxParties = decode.maxParties
    this.#coverage = new Coverage({ maxParties: decode.maxParties, maxSteps, capabilities })
    const { resume } = options
    this.#findings = new Findings(plain, resume?.findings)
    this.#keptAt = started
    if (resume !== undefined) this.#goOnFrom(resume)
  }

  #goOnFrom(state: CampaignState): void {
    const { maxFindings } = this.#options
    const difference =
      differenceOf(state.header, this.#header()) ??
      (state.maxFindings === maxFindings
        ? undefined
        : `its most findings are ${state.maxFindings}, and not ${maxFindings}`)
    if (difference !== undefined) throw new AnotherCampaign(difference)
    this.#tally.addAll(state.counts)
    this.#coverage.addAll(state.situations)
    this.#lastEnded = state.lastEnded
    this.#nextPlace = state.ranges
    this.#turns.settle(state.ranges)
  }

  async run(): Promise<void> {
    try {
      await this.#runBefore()
    } catch (error) {
      if (!(error instanceof TServerLost)) throw error
      this.#losses.push(error.message)
      this.#broken = true
      return
    }
    await Promise.all(this.#crew.members.map((member) => this.#work(member)))
  }

  async #runBefore(): Promise<void> {
    const { before, now, interrupted = () => false } = this.#options
    if (before === undefined) return
    const progress = (_: number, busy?: Busy): void => this.#report(busy)
    this.#foundBefore = await this.#crew.before((runner) =>
      before(runner.investigateOptions({ now, interrupted, progress }, this.#learnt)),
    )
  }

  get #newFindings(): number {
    const { isNew } = this.#options
    return isNew === undefined ? this.#findings.size : this.#findings.all.filter(isNew).length
  }

  /** One stint after the other, as long as there are ranges and the member has its T-Server. */
  async #work(member: Member): Promise<void> {
    const { now } = this.#options
    const length = new StintLength()
    const nextStint = () =>
      this.#nextStint(member.rangesAtATime ?? length.next(this.#left, this.#crew.members.length))
    let placed = await nextStint()
    while (placed !== undefined) {
      const ahead = this.#crew.takesAhead ? await nextStint() : undefined
      const { stint } = placed
      const began = now()
      const { done, next, lost } = await member.run(stint, this.#overseer(placed), ahead?.stint[0])
      length.took(stint.length, now() - began)
      const isCut = next < endOf(stint)
      await this.#beginTurn(placed, isCut)
      this.#count(placed, done)
      if (isCut) this.#broken = true
      if (lost !== undefined) this.#lose(lost)
      this.#turns.settle(stint.length)
      this.#report()
      const survives = lost === undefined || member.goesOn === true
      const goesOn = survives && (ahead === undefined || !(await this.#isOver()))
      if (!goesOn && ahead !== undefined) await this.#leaveOut(ahead)
      if (!goesOn) return
      placed = ahead ?? (await nextStint())
    }
  }

  /** Of ranges that somebody had taken, and will not run. */
  async #leaveOut(placed: Placed): Promise<void> {
    await this.#beginTurn(placed, true)
    this.#broken = true
    this.#turns.settle(placed.stint.length)
  }

  /** Ranges that nobody has begun. */
  get #left(): number {
    return rangeCount(this.#scripts, this.#options.shard) - this.#nextPlace
  }

  /**
   * @param most of so many ranges, if there are.
   * @returns undefined where there is none, or none is to be begun.
   */
  async #nextStint(most: number): Promise<Placed | undefined> {
    const { shard } = this.#options
    if (this.#left <= 0) return undefined
    const place = this.#nextPlace
    const length = Math.min(most, this.#left)
    this.#nextPlace += length
    await this.#turns.of(place - mostAhead)
    if (await this.#isOver()) return undefined
    const at = (index: number) => rangeAt(place + index, this.#scripts, shard)
    const others = Array.from({ length: length - 1 }, (_, index) => at(index + 1))
    return { place, stint: [at(0), ...others] }
  }

  #overseer(placed: Placed): Overseer {
    return {
      now: this.#options.now,
      known: this.#findings.known,
      isOver: () => this.#isOver(),
      interrupted: () => this.#options.interrupted?.() ?? false,
      progress: (scripts, busy) => {
        this.#ahead.set(placed.place, scripts)
        if (busy !== undefined) this.#report(busy)
      },
      decide: async (done, failure) => {
        await this.#beginTurn(placed, true)
        this.#count(placed, done)
        return this.#decide(failure)
      },
      found: async (found, failure) => {
        const goOn = this.#found(found, failure)
        if (found.finding !== undefined) this.#keepNow()
        await this.#keeping
        return goOn
      },
    }
  }

  /**
   * Waits for it. Where the campaign has come to is kept now and then.
   * @param mayGoOnHere the stint is counted in parts, or not to its end: its beginning is noted.
   */
  async #beginTurn({ place }: Placed, mayGoOnHere: boolean): Promise<void> {
    await this.#turns.of(place)
    const { keep, now } = this.#options
    if (keep === undefined || this.#turn === place) return
    this.#turn = place
    const isTime = now() - this.#keptAt >= keep.every
    if (!this.#broken && (mayGoOnHere || isTime)) this.#before = this.#state(place)
    if (isTime) this.#keepNow()
    await this.#keeping
  }

  #keepNow(): void {
    const { keep, now } = this.#options
    const state = this.#before
    if (keep === undefined || state === undefined || this.#keepsNow) return
    this.#keepsNow = true
    this.#keptAt = now()
    const cut = { why: 'it has not come to its end', outweighs: true }
    this.#keeping = keep.write(this.#resultOf(cut, undefined), state)
    void this.#keeping.then(() => (this.#keepsNow = false)).catch(() => undefined)
  }

  #state(ranges: number): CampaignState {
    const lastEnded = this.#lastEnded
    return {
      header: this.#header(),
      maxFindings: this.#options.maxFindings,
      ranges,
      counts: this.#tally.counts,
      situations: this.#coverage.counts,
      findings: this.#findings.state,
      ...(lastEnded === undefined ? {} : { lastEnded }),
      seconds: this.#seconds(),
    }
  }

  /** Where the campaign would go on; undefined where nothing is left to be run. */
  get left(): CampaignState | undefined {
    if (this.#broken && !this.#full) return this.#before
    const { settled } = this.#turns
    const over = settled >= rangeCount(this.#scripts, this.#options.shard)
    return over || this.#full ? undefined : this.#state(settled)
  }

  /** Adds what was done in a stint, whose turn it is. */
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
    return { do: 'look-into', knownSometimes, learnt: this.#learnt, ...lastEnded }
  }

  #found({ finding, learnt }: Found, failure: Failure): boolean {
    for (const [identity, proof] of learnt.proofs) this.#learnt.proofs.set(identity, proof)
    for (const [identity, found] of learnt.variations) this.#learnt.variations.set(identity, found)
    if (finding === undefined) this.#findings.countSometimes(failure)
    else this.#findings.add(finding, failure)
    this.#full = this.#newFindings >= this.#options.maxFindings
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
    const { now, resume } = this.#options
    const milliseconds = now() - this.#started + 1000 * (resume?.seconds ?? 0)
    return Math.round(milliseconds) / 1000
  }

  /** @param atItsEnd how the adapter failed while no script was under way, as part of a sentence. */
  result(atItsEnd: string | undefined): RunResult {
    return this.#resultOf(this.#cutShort(), atItsEnd)
  }

  #resultOf(cut: RunResult['cut'], atItsEnd: string | undefined): RunResult {
    const { undecided, scripts, requests, events } = this.#tally
    return withVerdict(
      {
        ...(cut === undefined ? {} : { cut }),
        ...(atItsEnd === undefined ? {} : { atItsEnd }),
        undecided,
        ...this.#header(),
        stats: { scripts, requests, events, seconds: this.#seconds() },
        coverage: this.#coverage.clauses,
        transitions: this.#coverage.transitions,
        findings: this.#findings.all,
      },
      {
        requiredCoverage: this.#options.requiredCoverage,
        found: this.#foundBefore + this.#newFindings,
      },
    )
  }

  #header(): RunHeader {
    const { adapterSpec, profile, seed, maxSteps, exhaust, shard } = this.#options
    const { implementation, capabilities } = this.#crew
    return {
      implementation,
      capabilities,
      adapter: adapterSpec,
      profile,
      seed,
      ...(exhaust === undefined ? {} : { exhaust: { ...exhaust, scripts: this.#scripts } }),
      ...(shard === undefined ? {} : { shard }),
      options: { runs: this.#scripts, maxParties: this.#maxParties, maxSteps },
    }
  }

  #cutShort(): RunResult['cut'] {
    const [loss] = this.#losses
    if (loss === undefined)
      return this.#interrupted ? { why: 'interrupted', outweighs: false } : undefined
    const all = this.#crew.members.length
    const who = all === 1 ? '' : `${this.#losses.length} of ${all} workers lost the T-Server: `
    return { why: who + [...new Set(this.#losses)].join('; '), outweighs: true }
  }
}
