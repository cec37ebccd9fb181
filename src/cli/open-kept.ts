/** What is kept between runs, for one run: the corpus, the failures that are known, the history. */
import { concluded } from '../kept/concluded.ts'
import { CorpusRun } from '../kept/corpus-run.ts'
import { readCorpus } from '../kept/corpus.ts'
import { commitOf, pastRunOf } from '../kept/history-line.ts'
import { appendToHistory, readHistory, upTo } from '../kept/history.ts'
import { knownAs, type Recognizable } from '../kept/known-failures.ts'
import type { CampaignOptions } from '../run/campaign-settings.ts'
import type { RunResult } from '../run/finding.ts'
import type { KnownFailure } from '../run/known-failure.ts'
import type { PastRun } from '../run/past-run.ts'
import { UsageError } from './exit-status.ts'

export interface KeptOptions {
  readonly reportDir: string
  readonly known?: readonly KnownFailure[]
  readonly target?: string
}

export interface Surroundings {
  /** When the run begins; its day, in UTC, says which known failures count. */
  readonly started: Date
  /** Of the process: a CI server tells the commit there. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Tells of progress. */
  readonly tell: ((line: string) => void) | undefined
}

export interface OpenKept {
  readonly campaign: Pick<CampaignOptions, 'before' | 'isNew'>
  /** What the campaign comes to. */
  concluded(run: RunResult): RunResult
  /** Adds the run to the history. */
  remember(run: RunResult): Promise<void>
}

/** @throws UsageError where the corpus or the history cannot be read. */
export async function openKept(
  { reportDir, target, known = [] }: KeptOptions,
  scripts: Pick<CampaignOptions, 'exhaust' | 'shard'> & { readonly shared: boolean },
  { started, environment, tell }: Surroundings,
): Promise<OpenKept> {
  const today = started.toISOString().slice(0, 10)
  const entryOf = (finding: Recognizable): KnownFailure | undefined =>
    knownAs(finding, known, today)
  const pastRun = (run: RunResult): PastRun =>
    pastRunOf(run, { when: started, target, commit: commitOf(environment) })
  const notRun = whyNoCorpus(scripts)
  const corpus =
    notRun ??
    new CorpusRun(await readCorpus(reportDir).catch(misused), {
      knownAs: entryOf,
      progress: (script, of) => tell?.(`corpus: script ${script} of ${of}`),
    })
  const before = isRemembered(scripts) ? await readHistory(reportDir).catch(misused) : undefined
  return {
    campaign: {
      isNew: (finding) => entryOf(finding) === undefined,
      ...(typeof corpus === 'string' ? {} : { before: corpus.run }),
    },
    concluded(run) {
      const result = concluded(run, { corpus, known, today })
      return before === undefined ? result : { ...result, history: upTo(pastRun(result), before) }
    },
    async remember(run) {
      if (before !== undefined) await appendToHistory(reportDir, pastRun(run)).catch(misused)
    },
  }
}

function misused(error: Error): never {
  throw new UsageError(error.message)
}

/** The corpus is run once in a night, however many share the scripts of the run. */
function whyNoCorpus({
  exhaust,
  shard,
  shared,
}: Pick<CampaignOptions, 'exhaust' | 'shard'> & { readonly shared: boolean }): string | undefined {
  if (shared) return 'fuzz --queue does not run the corpus'
  if (exhaust !== undefined) return 'exhaust does not run the corpus'
  return shard === undefined || shard.index === 1
    ? undefined
    : `the corpus is run by shard 1 of ${shard.count}`
}

/** A part of a run, or one by enumeration, is no night to be compared with the others. */
function isRemembered({ exhaust, shard }: Pick<CampaignOptions, 'exhaust' | 'shard'>): boolean {
  return exhaust === undefined && (shard === undefined || shard.count === 1)
}
