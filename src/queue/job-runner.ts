/** Runs the scripts of jobs on one T-Server: what is not known there is looked into there, at once. */
import type { Failure } from '../run/failure.ts'
import type { Finding } from '../run/finding.ts'
import type { Range } from '../run/range.ts'
import type { Busy, Decision, Done, Found, Learnt, Loss, Overseer } from '../run/overseer.ts'
import type { RangeRunner } from '../run/range-runner.ts'
import { Likenesses } from '../run/likenesses.ts'
import type { Script } from '../plan/script.ts'
import { Tally } from '../run/tally.ts'
import type { JobResult, Stretch } from './job-result.ts'
import { rangesOf } from './shared-job.ts'
import type { SharedKnown } from './shared-campaign.ts'

export interface JobRunnerOptions {
  readonly runner: RangeRunner
  /** What is known in the campaign by now. */
  readonly known: () => Promise<SharedKnown>
  /** The campaign is over: nobody waits for what is being done. */
  readonly over: () => boolean
  readonly interrupted: () => boolean
  /** Told of each finding at once; it counts when the job has come to its end. */
  readonly found: (finding: Finding, failure: Failure) => void
  /** Told now and then: so many scripts of the job were run. */
  readonly progress: (scripts: number, busy?: Busy) => void
  /** Milliseconds since any fixed moment. */
  readonly now: () => number
}

export type JobEnd =
  | { readonly end: 'done'; readonly result: JobResult }
  /** It was interrupted, or is not needed any more. */
  | { readonly end: 'left' }
  | { readonly end: 'lost'; readonly loss: Loss }

export class JobRunner {
  readonly #options: JobRunnerOptions
  readonly #learnt: Learnt = { proofs: new Map(), variations: new Map() }
  #likenesses: ReadonlyMap<string, string> = new Map()
  #sometimes: ReadonlySet<string> = new Set()
  /** What was found here in scripts before: whoever settles a job knows that, too, when he comes to it. */
  #own = new Likenesses()
  /** The number after the last script of the job. */
  #upTo = 0
  /** The last script that came to its end on this T-Server. */
  #lastEnded: Script | undefined

  constructor(options: JobRunnerOptions) {
    this.#options = options
  }

  async run(scripts: Range): Promise<JobEnd> {
    const { runner } = this.#options
    const stretches: Stretch[] = []
    const account = new Account()
    this.#begin(scripts)
    await this.#learn()
    const overseer = this.#overseer(stretches, account)
    const { done, next, lost } = await runner.run(rangesOf(scripts), overseer)
    this.#add(account, done)
    if (lost !== undefined) return { end: 'lost', loss: withItsFinding(lost, stretches) }
    if (next < scripts.to || this.#isLeft) return { end: 'left' }
    return { end: 'done', result: [...stretches, { done: account.take() }] }
  }

  /** Others run scripts between two jobs: a row of failures alike ends with the job. */
  #begin({ from, to }: Range): void {
    const known = from < this.#upTo ? [] : [...this.#own.known]
    this.#own = new Likenesses({ alike: [], known })
    this.#upTo = to
  }

  /** What was looked into when it was interrupted is not what would have come of it. */
  get #isLeft(): boolean {
    return this.#options.over() || this.#options.interrupted()
  }

  async #learn(): Promise<void> {
    const { likenesses, sometimes } = await this.#options.known()
    this.#likenesses = new Map([...likenesses, ...this.#own.known])
    this.#sometimes = new Set(sometimes)
  }

  #add(account: Account, done: Done): void {
    account.add(done)
    this.#lastEnded = done.lastEnded ?? this.#lastEnded
  }

  #overseer(stretches: Stretch[], account: Account): Overseer {
    const likenesses = (): ReadonlyMap<string, string> => this.#likenesses
    const { now, progress, found } = this.#options
    return {
      now,
      get known() {
        return likenesses()
      },
      interrupted: () => this.#isLeft,
      isOver: async () => {
        await new Promise((resolve) => setImmediate(resolve))
        return this.#isLeft
      },
      progress: (scripts, busy) => progress(account.scripts + scripts, busy),
      decide: (done, failure) => this.#decide(account, done, failure),
      found: async ({ learnt: _, ...made }, failure) => {
        const { finding } = made
        if (finding !== undefined && !this.#isLeft) found(finding, failure)
        stretches.push({ done: account.take(), failure, ...made })
        this.#note(made, failure)
        return !this.#isLeft
      },
    }
  }

  /** Of what does not fail alone, and each time, it is settled later whether it counts. */
  #note({ finding, eachTime = true }: Omit<Found, 'learnt'>, failure: Failure): void {
    if (finding === undefined || !eachTime) return this.#own.breakRow(failure)
    this.#own.add(finding, failure)
    this.#likenesses = new Map([...this.#likenesses, ...this.#own.known])
  }

  /** The campaign may know by now what was not known when the job was begun. */
  async #decide(account: Account, done: Done, failure: Failure): Promise<Decision> {
    this.#add(account, done)
    await this.#learn()
    if (this.#isLeft) return { do: 'end' }
    const lastEnded = this.#lastEnded === undefined ? {} : { lastEnded: this.#lastEnded }
    if (this.#likenesses.has(failure.likeness)) {
      account.countKnown(failure.likeness)
      return { do: 'nothing', ...lastEnded }
    }
    const knownSometimes = this.#sometimes.has(failure.name)
    return {
      do: 'look-into',
      ...{ knownSometimes, learnt: this.#learnt, ...lastEnded },
      ...(knownSometimes ? {} : { unsettled: true }),
    }
  }
}

/** What has been done since it was last taken. */
class Account {
  /** All that were run, what was taken too. */
  scripts = 0
  #tally = new Tally()
  #situations = new Map<number, number>()
  #known = new Map<string, number>()

  add({ counts, situations, known }: Done): void {
    this.scripts += counts.scripts
    this.#tally.addAll(counts)
    for (const [situation, times] of situations)
      this.#situations.set(situation, (this.#situations.get(situation) ?? 0) + times)
    for (const [likeness, times] of known) this.countKnown(likeness, times)
  }

  countKnown(likeness: string, times = 1): void {
    this.#known.set(likeness, (this.#known.get(likeness) ?? 0) + times)
  }

  take(): Done {
    const { counts } = this.#tally
    const situations = [...this.#situations]
    const known = this.#known
    this.#tally = new Tally()
    this.#situations = new Map()
    this.#known = new Map()
    return { counts, situations, known }
  }
}

/** Where it was lost at a call of two parties, that is a finding that has been told already. */
function withItsFinding(lost: Loss, stretches: readonly Stretch[]): Loss {
  const { failure, finding } = stretches.at(-1) ?? {}
  if (lost.at !== undefined || failure?.ofAdapter !== true || finding === undefined) return lost
  return { ...lost, at: { failure, finding } }
}
