/** `partyline replay`: runs saved findings again. */
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Profile } from '../../oracles/profile.ts'
import type { Adapter } from '../adapter/adapter.ts'
import { openAdapter, parseAdapterSpec } from '../adapter/adapter-spec.ts'
import { tooMuchAsked } from '../run/playable.ts'
import { readFindingFile, type FindingFile } from '../report/finding-file.ts'
import { replayText } from '../report/replay-text.ts'
import { Connection } from '../run/connection.ts'
import { replay, type Replayed } from '../run/replay.ts'
import { UsageError } from './exit-status.ts'
import { configurationInWords, configured, type Configured } from './configured.ts'
import { endOnInterrupt } from './interrupt.ts'
import { adapterHelp, addOptions, profileHelp } from './options.ts'
import { print } from './print.ts'
import { readProfile } from './read-profile.ts'
import { replayOutcome } from './replay-outcome.ts'

interface ReplayOptions extends Configured {
  readonly adapter?: string
  readonly times: number
  readonly profile?: string | Profile
  readonly timeout: number
}

export function addReplay(program: Command): void {
  const command = program
    .command('replay')
    .description('Run saved findings again, and say which still fail and how often.')
    .argument('<file...>', "findings' files, such as reports/findings/*.json")
    .option('--adapter <spec>', `${adapterHelp} (default: the embedded one it was found on)`)
    .option('--profile <file|name>', `${profileHelp} (default: as when it was found)`)
  configured(addOptions(command, 'times', 'timeout'))
    .addHelpText('after', replayExamples)
    .action(async (files: readonly string[], options: ReplayOptions) => {
      process.exitCode = await replayFiles(files, options)
    })
}

const replayExamples = `
Examples:
  $ partyline replay reports/findings/*.json
  $ partyline replay reports/findings/*.json --adapter "exec:python3 bridge.py"

Exit status: 0 nothing fails any more, 1 at least one still fails,
2 wrong usage or no T-Server, 3 the T-Server was lost or a run could not be
judged, 70 a fault of partyline itself, 130 interrupted.`

async function replayFiles(files: readonly string[], options: ReplayOptions): Promise<number> {
  endOnInterrupt()
  // What is wrong with any of them is said before the first one is run.
  const jobs = await Promise.all(files.map((file) => readJob(file, options)))
  const all: Replayed[] = []
  for (const job of jobs) {
    const replayed = await run(job, options.times)
    all.push(replayed)
    print(process.stdout, `${replayText(job.file, job.finding, replayed)}\n`)
  }
  const { text, status } = replayOutcome(all)
  const configuration = configurationInWords(options)
  print(process.stdout, `${text}\n${configuration === undefined ? '' : `${configuration}.\n`}`)
  return status
}

interface Job {
  /** As the user named it. */
  readonly file: string
  readonly finding: FindingFile
  readonly adapter: Adapter
  readonly profile: Profile
}

async function readJob(file: string, options: ReplayOptions): Promise<Job> {
  const finding = await readFinding(file)
  const spec = options.adapter ?? adapterOf(finding, file)
  return {
    file,
    finding,
    adapter: await openAdapter(spec, { timeoutMs: options.timeout }),
    profile: options.profile === undefined ? finding.profile : await readProfile(options.profile),
  }
}

async function readFinding(file: string): Promise<FindingFile> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read (${error.code ?? error.message})`)
  })
  const finding = readFindingFile(text, file)
  if (finding instanceof Error) throw new UsageError(finding.message)
  return finding
}

async function run({ file, finding, adapter, profile }: Job, times: number): Promise<Replayed> {
  const connection = await Connection.open(adapter)
  try {
    const { capabilities } = connection.tserver
    const asked = tooMuchAsked(finding.script, capabilities, profile)
    // A T-Server is not to be blamed for what its adapter never promised.
    if (asked !== undefined)
      throw new UsageError(`${file} cannot be replayed on this adapter: ${asked}`)
    return await replay(finding.script, times, { connection, profile })
  } finally {
    await connection.close()
  }
}

/** A file may come from anywhere: it is not to start a command, or a module, by itself. */
function adapterOf({ adapter }: FindingFile, file: string): string {
  if (parseAdapterSpec(adapter).kind === 'embedded') return adapter
  throw new UsageError(
    `${file} was found on ${adapter}: name the T-Server with --adapter to run it there again`,
  )
}
