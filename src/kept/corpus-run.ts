/** Runs the corpus: does what failed once fail again? */
import { isDeepStrictEqual } from 'node:util'
import type { Profile } from '../../oracles/profile.ts'
import { asSeen } from '../run/as-seen.ts'
import { TServerLost } from '../run/connection.ts'
import type { CorpusEntry } from '../run/corpus-entry.ts'
import type { Finding } from '../run/finding.ts'
import { investigate, type InvestigateOptions } from '../run/investigate.ts'
import type { KnownFailure } from '../run/known-failure.ts'
import { tooMuchAsked } from '../run/playable.ts'
import { isSteady, Recurrence } from '../run/recurrence.ts'
import { runAlone } from '../run/run-alone.ts'
import { failureName, type Failed, type Trial } from '../run/trial.ts'
import type { CorpusScript } from './corpus.ts'
import { enoughPasses } from './enough-passes.ts'
import { nameOf, type RanScript, type Recognizable } from './known-failures.ts'

/** So often is run what failed too rarely for its passes to prove anything. */
const runsOfRare = 20

export interface CorpusRunOptions {
  readonly knownAs: (finding: Recognizable) => KnownFailure | undefined
  /** Called before each script. */
  readonly progress?: (script: number, of: number) => void
}

export class CorpusRun {
  readonly #scripts: readonly CorpusScript[]
  readonly #options: CorpusRunOptions
  readonly #entries = new Map<CorpusScript, CorpusEntry>()
  readonly #findings = new Map<string, Finding>()

  constructor(scripts: readonly CorpusScript[], options: CorpusRunOptions) {
    this.#scripts = scripts
    this.#options = options
  }

  /**
   * Runs all scripts, in their order, as the campaign's `before`. Those that fail as an entry of the
   * configuration knows are not made smaller.
   * @returns how many findings are not known.
   * @throws TServerLost; what was found until then is kept.
   */
  readonly run = async (options: InvestigateOptions): Promise<number> => {
    for (const [at, script] of this.#scripts.entries()) {
      if (options.interrupted?.()) break
      this.#options.progress?.(at + 1, this.#scripts.length)
      this.#entries.set(script, await this.#runScript(script, options))
    }
    return this.findings.filter((finding) => this.#options.knownAs(finding) === undefined).length
  }

  get findings(): readonly Finding[] {
    return [...this.#findings.values()]
  }

  /** Every script with what became of it. */
  get ran(): readonly RanScript[] {
    return this.#scripts.map((script) => ({
      script,
      entry: this.#entries.get(script) ?? {
        ...identityOf(script),
        result: 'not-played',
        ran: { failed: 0, of: 0 },
        why: 'the run ended before it',
      },
    }))
  }

  async #runScript(script: CorpusScript, options: InvestigateOptions): Promise<CorpusEntry> {
    const { finding } = script
    const identity = identityOf(script)
    const { connection, profile, interrupted } = options
    const why = tooMuchAsked(finding.script, connection.tserver.capabilities, profile)
    if (why !== undefined)
      return { ...identity, result: 'not-played', ran: { failed: 0, of: 0 }, why }
    const enough = enoughPasses(finding.reproduced)
    let [passed, undecided] = [0, 0]
    while (passed + undecided < (enough ?? runsOfRare)) {
      if (interrupted?.()) return { ...identity, ...undecidedAs('the run was interrupted', passed) }
      const trial = await this.#runOnce(script, options)
      if (trial.failed) return this.#failed(script, trial, passed, options)
      if (trial.verdict.verdict === 'unknown') undecided += 1
      else passed += 1
    }
    if (undecided > 0)
      return { ...identity, ...undecidedAs(`${undecided} of its runs could not be judged`, passed) }
    const proves = whyItProvesLittle(script, passed, enough, profile)
    const ran = { failed: 0, of: passed }
    return { ...identity, result: 'holds', ran, ...(proves === undefined ? {} : { why: proves }) }
  }

  /** A T-Server that is lost for good by a script leaves a finding of it. */
  async #runOnce(script: CorpusScript, options: InvestigateOptions): Promise<Trial> {
    let seen: Trial | undefined
    const tried = (trial: Trial): void => void (seen = trial)
    try {
      return await runAlone(script.finding.script, { ...options, tried })
    } catch (error) {
      if (error instanceof TServerLost && seen?.failed) this.#lostBy(script, seen, options)
      throw error
    }
  }

  #lostBy(script: CorpusScript, failed: Failed, { plain }: InvestigateOptions): void {
    const finding = asSeen(script.finding.script, failed, 0, plain)
    this.#add(script, finding)
    const ran = { failed: 1, of: 1 }
    const entry = { result: 'fails', ran, finding: finding.fingerprint } as const
    this.#entries.set(script, { ...identityOf(script), ...entry })
  }

  async #failed(
    script: CorpusScript,
    failed: Failed,
    passed: number,
    options: InvestigateOptions,
  ): Promise<CorpusEntry> {
    let found: Finding
    try {
      found = await this.#findingOf(script, failed, options)
    } catch (error) {
      if (error instanceof TServerLost) this.#lostBy(script, failed, options)
      throw error
    }
    this.#add(script, found)
    const again = found.reproduced
    const ran = { failed: again.failed + 1, of: again.of + passed + 1 }
    return { ...identityOf(script), result: 'fails', ran, finding: found.fingerprint }
  }

  #add({ file }: CorpusScript, found: Finding): void {
    const before = this.#findings.get(found.fingerprint)
    const finding =
      before === undefined
        ? { ...found, corpus: file }
        : { ...before, occurrences: before.occurrences + 1 }
    this.#findings.set(found.fingerprint, finding)
  }

  /** What is known is not looked into every night, nor called anything but what it is known as. */
  async #findingOf(
    { finding }: CorpusScript,
    failed: Failed,
    options: InvestigateOptions,
  ): Promise<Finding> {
    const asKnown =
      failureName(failed) === nameOf(finding) && this.#options.knownAs(finding) !== undefined
    if (!asKnown) return investigate(finding.script, failed, 0, options)
    const recurrence = new Recurrence(failed, options)
    const steady = isSteady(finding.reproduced)
    const reproduced = await recurrence.exactRate(finding.script, steady)
    return {
      ...asSeen(finding.script, recurrence.latest, 0, options.plain),
      fingerprint: finding.fingerprint,
      reproduced,
    }
  }
}

function identityOf({ file, finding }: CorpusScript): Pick<CorpusEntry, 'file' | 'fingerprint'> {
  return { file, fingerprint: finding.fingerprint }
}

function undecidedAs(why: string, passed: number): Pick<CorpusEntry, 'result' | 'ran' | 'why'> {
  return { result: 'undecided', ran: { failed: 0, of: passed }, why }
}

function whyItProvesLittle(
  { finding }: CorpusScript,
  passed: number,
  enough: number | undefined,
  profile: Profile,
): string | undefined {
  const { failed, of } = finding.reproduced
  if (enough === undefined || passed < enough)
    return `it failed ${failed} of ${of} times when it was found, so that ${passed} passes prove little`
  const { name, ...choices } = finding.profile
  const { name: _, ...ours } = profile
  return isDeepStrictEqual(choices, ours)
    ? undefined
    : `it was found with the profile ${name}, and this is ${profile.name}`
}
