/** `partyline selftest`: the harness against T-Servers with known faults. */
import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import { checkSelftestDirectory, writeSelftest } from '../report/selftest-files.ts'
import { faultInWords } from '../report/selftest-in-words.ts'
import { selftestSummary } from '../report/selftest-summary.ts'
import { wrappedHanging } from '../report/wrap.ts'
import { figuresOf, passed } from '../selftest/figures.ts'
import { enoughExecutions } from '../run/prove.ts'
import { selftest, type KnownFaults, type SelftestProgress } from '../selftest/selftest.ts'
import { inWorkers } from '../selftest/worker-pool.ts'
import { embedded } from '../tserver/embedded.ts'
import { faults, faultSubjects } from '../tserver/faults.ts'
import { exitStatus, UsageError } from './exit-status.ts'
import { onInterrupt } from './interrupt.ts'
import { seed, wholeNumber } from './option-values.ts'
import { print } from './print.ts'
import { ProgressLine } from './progress-line.ts'

interface SelftestOptions {
  readonly seed: number
  readonly runs: number
  readonly fault?: readonly string[]
  readonly list?: boolean
  readonly reportDir: string
  readonly quiet?: boolean
}

export function addSelftest(program: Command): void {
  program
    .command('selftest')
    .description(
      'Try partyline itself on T-Servers with known faults, and say which rule catches which fault; and on correct ones, which must not be accused.',
    )
    .option('--seed <n>', 'the same seed gives the same scripts', seed, 1)
    .option('--runs <n>', 'scripts to find a fault in', wholeNumber(1), 5000)
    .option('--fault <name...>', 'only these faults')
    .option('--list', 'say what the faults are, and try none')
    .option('--report-dir <dir>', 'where selftest.html and selftest.json go', 'reports')
    .option('--quiet', 'no progress')
    .addHelpText('after', selftestExamples)
    .action(async (options: SelftestOptions) => {
      const bank = chosen(options.fault)
      if (options.list) process.stdout.write(listText(bank, process.stdout.columns ?? 80))
      else process.exitCode = await tryBank(bank, options)
    })
}

const selftestExamples = `
Examples:
  $ partyline selftest
  $ partyline selftest --list
  $ partyline selftest --fault released-twice conn-id-zero
  $ partyline selftest --seed 7 --runs 20000

Exit status: 0 every fault was found and no correct T-Server accused, 1 not,
2 wrong usage, 70 a fault of partyline itself, 130 interrupted.`

/**
 * The bank, or what it has of these names.
 * @throws AdapterUnavailable, UsageError where one is not the name of a fault.
 */
function chosen(names: readonly string[] | undefined): readonly KnownFaults[] {
  if (names === undefined) return faultSubjects
  for (const name of names) refuseUnknown(name)
  return faultSubjects
    .map(({ title, faults }) => ({
      title,
      faults: faults.filter(({ name }) => names.includes(name)),
    }))
    .filter(({ faults }) => faults.length > 0)
}

function refuseUnknown(name: string): void {
  if (faults.some((fault) => fault.name === name)) return
  // It knows which names are close to this one.
  embedded(name)
  throw new UsageError(`--fault ${name}: that T-Server is correct, and is tried each time`)
}

function listText(bank: readonly KnownFaults[], columns: number): string {
  const width = Math.max(40, columns)
  return bank
    .map(({ title, faults }) =>
      [
        `${title}\n`,
        ...faults.map(
          (fault) => `${wrappedHanging(`${fault.name}: ${faultInWords(fault)}`, width, 4)}\n`,
        ),
      ].join(''),
    )
    .join('\n')
}

async function tryBank(
  bank: readonly KnownFaults[],
  { seed, runs, reportDir, quiet }: SelftestOptions,
): Promise<number> {
  await checkSelftestDirectory(reportDir).catch((error: Error) => {
    throw new UsageError(error.message)
  })
  const { stdout, stderr } = process
  const now = (): number => performance.now()
  const started = now()
  const line = new ProgressLine({
    write: (text) => stderr.write(text),
    columns: stderr.isTTY ? stderr.columns : undefined,
    now,
  })
  const interrupt = onInterrupt()
  const workers = { workers: availableParallelism(), interrupted: interrupt.signal }
  const result = await selftest({
    ...{ bank, seed, runs, prove: enoughExecutions },
    tryEach: (assignments, ended) => inWorkers(assignments, ended, workers),
    ...(quiet ? {} : { progress: (progress) => line.tell(progressText(progress)) }),
  })
  line.clear()
  await writeSelftest(result, reportDir)
  interrupt.release()
  print(
    stdout,
    selftestSummary(result, {
      columns: stdout.columns ?? 80,
      colour: stdout.hasColors?.() ?? false,
      reportDir,
      seconds: Math.round(now() - started) / 1000,
    }),
  )
  if (interrupt.happened()) return exitStatus.interrupted
  return passed(figuresOf(result)) ? exitStatus.conforms : exitStatus.violates
}

function progressText({ done, of, found }: SelftestProgress): string {
  return `${done} of ${of} T-Servers tried, ${found} faults found`
}
