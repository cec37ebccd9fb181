/** What a campaign is told, and whom it tells. */
import type { Adapter } from '../adapter/adapter.ts'
import type { CampaignState } from './campaign-state.ts'
import type { Finding, RunResult } from './finding.ts'
import type { InvestigateOptions } from './investigate.ts'
import type { Busy } from './overseer.ts'
import type { Shard } from './range.ts'
import type { RunnerOptions } from './range-runner.ts'
import type { RequiredCoverage } from './required-coverage.ts'

/** What is to be run and kept, whoever runs it. */
export interface CampaignSettings extends RunnerOptions {
  /** How the adapter was named: workers open it by that, each for itself. */
  readonly adapterSpec: string
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
  /** Where the campaign goes on. */
  readonly resume?: CampaignState | undefined
  readonly keep?: Keep
  /**
   * Called before the first script, with the T-Server as it is at its start, and to leave it so.
   * @returns how many failures it has found that are not known.
   */
  readonly before?: (options: InvestigateOptions) => Promise<number>
  /** Is a finding not known yet? Others neither end the run nor decide its verdict. */
  readonly isNew?: (finding: Finding) => boolean
  /** Called now and then, and after each finding. */
  readonly progress?: (progress: Progress) => void
  /** Asked now and then; once it is true the run ends with what it has. */
  readonly interrupted?: () => boolean
}

export interface CampaignOptions extends CampaignSettings {
  readonly adapter: Adapter
  /** For one answer of a worker's adapter, in milliseconds. */
  readonly timeoutMs?: number
  /** Threads that run scripts, each on a T-Server of its own; where it is one, it is this thread. */
  readonly workers?: number
}

/** Keeps what there is, while a campaign runs. */
export interface Keep {
  /** Milliseconds. */
  readonly every: number
  /** Told so often, and at each finding: what the result would be if the campaign ended here. */
  write(result: RunResult, state: CampaignState): Promise<void>
  /** Told at the end; without a state where nothing is left to be run. */
  end(state: CampaignState | undefined): Promise<void>
}

export interface Progress {
  readonly scripts: number
  readonly runs: number
  readonly findings: number
  /** Since the start. */
  readonly seconds: number
  /** What is being done with a script that failed. */
  readonly busy?: Busy
  /** Of a campaign that is shared: how many work at it. */
  readonly workers?: number
}
