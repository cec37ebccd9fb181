/** What `fuzz` and `exhaust` have in common: a campaign, told of on the way, reported at its end. */
import type { Profile } from '../../oracles/profile.ts'
import { openAdapter, parseAdapterSpec, type AdapterSpec } from '../adapter/adapter-spec.ts'
import { readResume, writeResume } from '../report/resume-file.ts'
import { terminalSummary } from '../report/terminal-summary.ts'
import { checkReportDirectory, writeFindings, writeReports } from '../report/write-reports.ts'
import { runCampaign, type CampaignOptions } from '../run/campaign.ts'
import { AnotherCampaign, type CampaignState } from '../run/campaign-state.ts'
import { TooManyScripts } from '../run/enumerated-scripts.ts'
import type { RunResult } from '../run/finding.ts'
import { enoughExecutions, type ProofBudget } from '../run/prove.ts'
import type { RequiredCoverage } from '../run/required-coverage.ts'
import { configurationInWords, type Configured } from './configured.ts'
import { environment } from './environment.ts'
import { exitStatus, UsageError } from './exit-status.ts'
import { onInterrupt } from './interrupt.ts'
import { openKept } from './open-kept.ts'
import { print } from './print.ts'
import { ProgressLine } from './progress-line.ts'
import { readProfile } from './read-profile.ts'
import { readRequiredCoverage } from './read-required-coverage.ts'
import { tellGitHub } from './tell-github.ts'

export interface ConductOptions extends Configured {
  readonly adapter: string
  readonly time?: number
  readonly profile: string | Profile
  readonly requireCoverage?: string | RequiredCoverage
  readonly maxFindings: number
  readonly prove?: ProofBudget | 'none'
  readonly timeout: number
  readonly workers: number
  readonly inFlight?: number
  readonly reportDir: string
  readonly quiet?: boolean
  /** Where the run goes on. */
  readonly resume?: CampaignState | undefined
}

/** Milliseconds after which what there is is written again. */
const keepEvery = 10_000

/**
 * The same on every machine where each script costs next to nothing; elsewhere it costs round trips, or
 * nobody knows what.
 */
const defaultProof: Readonly<Record<AdapterSpec['kind'], ProofBudget>> = {
  embedded: { executions: enoughExecutions },
  module: { milliseconds: 60_000 },
  exec: { milliseconds: 10_000 },
  tcp: { milliseconds: 10_000 },
}

/** The options that say how findings are made, and where they go. */
export const reportOptions = [
  'maxFindings',
  'prove',
  'timeout',
  'workers',
  'inFlight',
  'reportDir',
  'quiet',
] as const

/**
 * Where `--resume` goes on.
 * @throws UsageError where there is nothing to go on with.
 */
export async function resumed(directory: string): Promise<CampaignState> {
  const state = await readResume(directory)
  if (state instanceof Error) throw new UsageError(`--resume: ${state.message}`)
  return state
}

/**
 * Runs a campaign, writes its reports, and prints its summary.
 * @returns the exit status.
 * @throws UsageError, AdapterUnavailable
 */
export async function conduct(
  options: ConductOptions,
  scripts: Pick<CampaignOptions, 'seed' | 'runs' | 'maxParties' | 'maxSteps' | 'exhaust' | 'shard'>,
): Promise<number> {
  const profile = await readProfile(options.profile)
  const requiredCoverage =
    options.requireCoverage === undefined
      ? undefined
      : await readRequiredCoverage(options.requireCoverage)
  const adapter = await openAdapter(options.adapter, { timeoutMs: options.timeout })
  await checkReportDirectory(options.reportDir).catch((error: Error) => {
    throw new UsageError(error.message)
  })
  const { kind } = parseAdapterSpec(options.adapter)
  const now = (): number => performance.now()
  const { stderr, stdout } = process
  const line = new ProgressLine({
    write: (text) => stderr.write(text),
    columns: stderr.isTTY ? stderr.columns : undefined,
    now,
  })
  const kept = await openKept(options, scripts, {
    started: new Date(),
    environment: process.env,
    tell: options.quiet ? undefined : line.tell,
  })
  const concluded = (run: RunResult): RunResult => ({
    ...kept.concluded(run),
    environment: environment(),
  })
  const interrupt = onInterrupt()
  const campaign = await runCampaign({
    ...scripts,
    ...kept.campaign,
    resume: options.resume,
    keep: {
      every: keepEvery,
      async write(result, state) {
        await writeFindings(concluded(result), options.reportDir)
        await writeResume(state, options.reportDir)
      },
      end: (state) => writeResume(state, options.reportDir),
    },
    adapter,
    adapterSpec: options.adapter,
    timeoutMs: options.timeout,
    workers: options.workers,
    inFlight: options.inFlight,
    profile,
    time: options.time,
    requiredCoverage,
    maxFindings: options.maxFindings,
    prove: options.prove === 'none' ? undefined : (options.prove ?? defaultProof[kind]),
    now,
    interrupted: interrupt.happened,
    ...(options.quiet ? {} : { progress: line.update }),
  }).catch((error: unknown) => {
    if (error instanceof AnotherCampaign)
      throw new UsageError(
        `--resume: the run in ${options.reportDir} was another one: ${error.message}`,
      )
    throw error instanceof TooManyScripts ? new UsageError(error.message) : error
  })
  line.clear()
  const result = concluded(campaign)
  await writeReports(result, options.reportDir)
  await kept.remember(result)
  interrupt.release()
  print(
    stdout,
    terminalSummary(result, {
      columns: stdout.columns ?? 80,
      colour: stdout.hasColors?.() ?? false,
      reportDir: options.reportDir,
      configuration: configurationInWords(options),
    }),
  )
  await tellGitHub(result, options.reportDir, { environment: process.env, stdout, stderr })
  return interrupt.happened() ? exitStatus.interrupted : exitStatus[result.verdict]
}
