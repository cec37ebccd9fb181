/** `partyline fuzz`: random conferences and sequences against one T-Server. */
import { randomInt } from 'node:crypto'
import { Option, type Command } from 'commander'
import { openAdapter } from '../adapter/adapter-spec.ts'
import { runCampaign } from '../run/campaign.ts'
import type { RunResult } from '../run/finding.ts'
import { terminalSummary } from '../report/terminal-summary.ts'
import { checkReportDirectory, writeReports } from '../report/write-reports.ts'
import { exitStatus, UsageError } from './exit-status.ts'
import { onInterrupt } from './interrupt.ts'
import { duration, seed, wholeNumber } from './option-values.ts'
import { print } from './print.ts'
import { ProgressLine } from './progress-line.ts'
import { readProfile } from './read-profile.ts'

interface FuzzOptions {
  readonly adapter: string
  readonly seed?: number
  readonly runs: number
  readonly time?: number
  readonly maxParties: number
  readonly maxSteps: number
  readonly profile: string
  readonly maxFindings: number
  readonly timeout: number
  readonly reportDir: string
  readonly quiet?: boolean
}

export function addFuzz(program: Command): void {
  program
    .command('fuzz')
    .description(
      'Run random conferences and sequences of releases and deletions against one T-Server; findings are shrunk into reports.',
    )
    .option('--adapter <spec>', adapterHelp, 'embedded')
    .option('--seed <n>', 'the same seed gives the same scripts (default: drawn)', seed)
    .option('--runs <n>', 'scripts to run', wholeNumber(1), 1000)
    .option('--time <d>', 'end earlier, after 30s, 10m, 8h', duration)
    .option('--max-parties <n>', 'parties in a conference', wholeNumber(2, 1000), 8)
    .option('--max-steps <n>', 'requests in a script', wholeNumber(1, 1000), 12)
    .option('--profile <file|name>', profileHelp, 'default')
    .option('--max-findings <n>', 'different findings to end after', wholeNumber(1), 10)
    .addOption(timeoutOption())
    .option('--report-dir <dir>', 'where the reports go', 'reports')
    .option('--quiet', 'no progress')
    .addHelpText('after', fuzzExamples)
    .action(async (options: FuzzOptions) => {
      process.exitCode = await fuzz(options)
    })
}

export const adapterHelp =
  'the T-Server: embedded, embedded:FAULT, exec:COMMAND LINE, tcp://HOST:PORT, or the path of a module'

export const profileHelp =
  'what to make of what the document leaves open: default, strict, sip-server, workspace, or a JSON file'

/** How long one answer of the adapter may take. */
export const timeoutOption = (): Option =>
  new Option('--timeout <d>', 'for one answer of the adapter')
    .argParser(duration)
    .default(5000, '5s')

const fuzzExamples = `
Examples:
  $ partyline fuzz                                     the embedded T-Server
  $ partyline fuzz --adapter embedded:nondeterministic the same, by chance
  $ partyline fuzz --adapter embedded:released-twice   the same with a fault
  $ partyline fuzz --adapter "exec:python3 bridge.py"  yours, behind a bridge
  $ partyline fuzz --adapter tcp://127.0.0.1:3000      yours, which listens
  $ partyline fuzz --adapter ./adapter.js --time 10m   yours, as a module
  $ partyline fuzz --seed 7 --runs 100000              the same every time

Exit status: 0 conforms, 1 findings, 2 wrong usage or no T-Server, 3 incomplete,
70 a fault of partyline itself, 130 interrupted.`

async function fuzz(options: FuzzOptions): Promise<number> {
  const profile = await readProfile(options.profile)
  const adapter = await openAdapter(options.adapter, { timeoutMs: options.timeout })
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
  const interrupt = onInterrupt()
  const result = await runCampaign({
    adapter,
    adapterSpec: options.adapter,
    profile,
    seed: options.seed ?? randomInt(2 ** 31),
    runs: options.runs,
    time: options.time,
    maxFindings: options.maxFindings,
    maxParties: options.maxParties,
    maxSteps: options.maxSteps,
    now,
    interrupted: interrupt.happened,
    ...(options.quiet ? {} : { progress: line.update }),
  })
  line.clear()
  await writeReports(result, options.reportDir)
  interrupt.release()
  print(
    stdout,
    terminalSummary(result, {
      columns: stdout.columns ?? 80,
      colour: stdout.hasColors?.() ?? false,
      reportDir: options.reportDir,
    }),
  )
  return interrupt.happened() ? exitStatus.interrupted : statusOf(result)
}

function statusOf({ verdict }: RunResult): number {
  return exitStatus[verdict]
}
