/** What `fuzz` and `exhaust` have in common: a campaign, told of on the way, reported at its end. */
import type { Profile } from '../../oracles/profile.ts'
import { openAdapter } from '../adapter/adapter-spec.ts'
import { readResume, writeResume } from '../report/resume-file.ts'
import { terminalSummary } from '../report/terminal-summary.ts'
import { checkReportDirectory, writeFindings, writeReports } from '../report/write-reports.ts'
import { runCampaign } from '../run/campaign.ts'
import type { CampaignSettings } from '../run/campaign-settings.ts'
import { AnotherCampaign, type CampaignState } from '../run/campaign-state.ts'
import { TooManyScripts } from '../run/enumerated-scripts.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import type { ProofBudget } from '../run/prove.ts'
import type { RequiredCoverage } from '../run/required-coverage.ts'
import { configurationInWords, type Configured } from './configured.ts'
import { environment } from './environment.ts'
import { exitStatus, UsageError } from './exit-status.ts'
import { onInterrupt } from './interrupt.ts'
import { openKept } from './open-kept.ts'
import { print } from './print.ts'
import { ProgressLine } from './progress-line.ts'
import { proofFor } from './proof-budget.ts'
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

/** Who runs a campaign, and on what. */
export interface CampaignRunner {
  run(
    settings: Omit<CampaignSettings, 'adapterSpec' | 'prove' | 'inFlight'>,
    line: ProgressLine,
  ): Promise<RunResult>
  /** Several share it: it is gone on with by its name, and not by a file of the report directory. */
  readonly shared?: {
    /** Findings that were made, and of which it is not settled yet whether they count. */
    readonly unsettled: () => readonly Finding[]
    /** Told when the reports of what it has come to are written. */
    readonly reported: (line: ProgressLine, interrupted: boolean) => Promise<void>
  }
}

/** Milliseconds after which what there is is written again. */
const keepEvery = 10_000

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
 * @param runner opened before anything else is done.
 * @returns the exit status.
 * @throws UsageError, AdapterUnavailable
 */
export async function conduct(
  options: ConductOptions,
  scripts: Pick<
    CampaignSettings,
    'seed' | 'runs' | 'maxParties' | 'maxSteps' | 'exhaust' | 'shard'
  >,
  runner: () => Promise<CampaignRunner> = () => onOwnTServers(options),
): Promise<number> {
  const profile = await readProfile(options.profile)
  const requiredCoverage =
    options.requireCoverage === undefined
      ? undefined
      : await readRequiredCoverage(options.requireCoverage)
  const { run, shared } = await runner()
  await checkReportDirectory(options.reportDir).catch((error: Error) => {
    throw new UsageError(error.message)
  })
  const now = (): number => performance.now()
  const { stderr, stdout } = process
  const line = new ProgressLine({
    write: (text) => stderr.write(text),
    columns: stderr.isTTY ? stderr.columns : undefined,
    now,
  })
  const kept = await openKept(
    options,
    { ...scripts, shared: shared !== undefined },
    {
      started: new Date(),
      environment: process.env,
      tell: options.quiet ? undefined : line.tell,
    },
  )
  const concluded = (run: RunResult): RunResult => ({
    ...kept.concluded(run),
    environment: environment(),
  })
  const interrupt = onInterrupt()
  const campaign = await run(
    {
      ...scripts,
      ...kept.campaign,
      resume: options.resume,
      keep: {
        every: keepEvery,
        async write(result, state) {
          await writeFindings(concluded(withUnsettled(result, shared)), options.reportDir)
          if (shared === undefined) await writeResume(state, options.reportDir)
        },
        end: (state) => writeResume(shared === undefined ? state : undefined, options.reportDir),
      },
      profile,
      time: options.time,
      requiredCoverage,
      maxFindings: options.maxFindings,
      now,
      interrupted: interrupt.happened,
      ...(options.quiet ? {} : { progress: line.update }),
    },
    line,
  ).catch((error: unknown) => {
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
  await shared?.reported(line, interrupt.happened())
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

/** On the adapter of the options, or on one for each worker thread. */
async function onOwnTServers(options: ConductOptions): Promise<CampaignRunner> {
  const { adapter: adapterSpec, timeout: timeoutMs, workers, inFlight } = options
  const adapter = await openAdapter(adapterSpec, { timeoutMs })
  const prove = proofFor(options.prove, adapterSpec)
  const own = { adapter, adapterSpec, timeoutMs, workers, inFlight, prove }
  return { run: (settings) => runCampaign({ ...settings, ...own }) }
}

function withUnsettled(result: RunResult, shared: CampaignRunner['shared']): RunResult {
  const settled = new Set(result.findings.map(({ fingerprint }) => fingerprint))
  const others = shared?.unsettled().filter(({ fingerprint }) => !settled.has(fingerprint)) ?? []
  return { ...result, findings: [...result.findings, ...others] }
}
