/** `partyline merge`: the reports of all shards of a run as one. */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { printable } from '../adapter/printable.ts'
import { readReport } from '../report/read-report.ts'
import { terminalSummary } from '../report/terminal-summary.ts'
import { checkReportDirectory, writeReports } from '../report/write-reports.ts'
import { concluded } from '../kept/concluded.ts'
import { knownAs } from '../kept/known-failures.ts'
import { mergeRuns, type ReadShard } from '../run/merge-runs.ts'
import type { RequiredCoverage } from '../run/required-coverage.ts'
import { configurationInWords, configured, type Configured } from './configured.ts'
import { exitStatus, UsageError } from './exit-status.ts'
import { environment } from './environment.ts'
import { endOnInterrupt } from './interrupt.ts'
import { addOptions } from './options.ts'
import { print } from './print.ts'
import { ProgressLine } from './progress-line.ts'
import { readRequiredCoverage } from './read-required-coverage.ts'

interface MergeOptions extends Configured {
  readonly requireCoverage?: string | RequiredCoverage
  readonly reportDir: string
  readonly quiet?: boolean
}

export function addMerge(program: Command): void {
  const command = program
    .command('merge')
    .argument('<dir...>', 'the report directories of all shards')
    .description(
      'Join the reports of the shards of a run: one report, as the whole run would have written it. A shard that is missing, doubled or of another run is told, and the result is incomplete.',
    )
  addOptions(command, 'requireCoverage', 'reportDir', 'quiet')
  configured(command)
    .addHelpText('after', mergeExamples)
    .action(async (directories: readonly string[], options: MergeOptions) => {
      process.exitCode = await merge(directories, options)
    })
}

const mergeExamples = `
Examples:
  $ partyline fuzz --seed 7 --runs 100000 --shard 1/2 --report-dir one
  $ partyline fuzz --seed 7 --runs 100000 --shard 2/2 --report-dir two
  $ partyline merge one two
  $ partyline merge shard-* --report-dir whole

Exit status: 0 conforms, 1 findings, 2 wrong usage or no report, 3 incomplete,
70 a fault of partyline itself.`

async function merge(
  directories: readonly string[],
  { requireCoverage, reportDir, quiet, ...rest }: MergeOptions,
): Promise<number> {
  endOnInterrupt()
  const same = directories.find((directory) => resolve(directory) === resolve(reportDir))
  if (same !== undefined)
    throw new UsageError(
      `${printable(same)} is the report of a shard, and the result would take its place; name another directory with --report-dir`,
    )
  const required =
    requireCoverage === undefined ? undefined : await readRequiredCoverage(requireCoverage)
  await checkReportDirectory(reportDir).catch((error: Error) => {
    throw new UsageError(error.message)
  })
  const { stdout, stderr } = process
  const line = new ProgressLine({
    write: (text) => stderr.write(text),
    columns: stderr.isTTY ? stderr.columns : undefined,
    now: () => performance.now(),
  })
  const shards: ReadShard[] = []
  for (const [at, directory] of directories.entries()) {
    if (!quiet) line.tell(`${at} of ${directories.length} shards read`)
    shards.push({ where: printable(directory), run: await readReport(directory) })
  }
  line.clear()
  const { known = [] } = rest
  const today = new Date().toISOString().slice(0, 10)
  const merged = mergeRuns(shards, {
    requiredCoverage: required,
    isNew: (finding) => knownAs(finding, known, today) === undefined,
  })
  if (merged === undefined) throw new UsageError(`there is nothing to merge: ${whyNot(shards)}`)
  const corpus = 'merge runs nothing'
  const result = { ...concluded(merged, { corpus, known, today }), environment: environment() }
  await writeReports(result, reportDir)
  print(
    stdout,
    terminalSummary(result, {
      columns: stdout.columns ?? 80,
      colour: stdout.hasColors?.() ?? false,
      reportDir,
      configuration: configurationInWords(rest),
    }),
  )
  return exitStatus[result.verdict]
}

function whyNot([first]: readonly ReadShard[]): string {
  return first?.run instanceof Error ? first.run.message : 'no directory was named'
}
