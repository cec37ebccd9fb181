/** `partyline replay`: runs saved findings again. */
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { openAdapter, parseAdapterSpec } from '../adapter/adapter-spec.ts'
import { counted } from '../report/in-words.ts'
import { readFindingFile, type FindingFile } from '../report/finding-file.ts'
import { replayText } from '../report/replay-text.ts'
import { Connection } from '../run/connection.ts'
import { replay, type Replayed } from '../run/replay.ts'
import { adapterHelp, profileHelp } from './fuzz.ts'
import { exitStatus, UsageError } from './exit-status.ts'
import { duration, wholeNumber } from './option-values.ts'
import { readProfile } from './read-profile.ts'

interface ReplayOptions {
  readonly adapter?: string
  readonly times: number
  readonly profile?: string
  readonly timeout: number
}

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('Run saved findings again, and say which still fail and how often.')
    .argument('<file...>', "findings' files, such as reports/findings/*.json")
    .option('--adapter <spec>', `${adapterHelp} (default: the embedded one it was found on)`)
    .option('--times <k>', 'how often each is run', wholeNumber(1, 100_000), 5)
    .option('--profile <file|name>', `${profileHelp} (default: as when it was found)`)
    .option('--timeout <d>', 'for one answer of the adapter', duration, 5000)
    .addHelpText('after', replayExamples)
    .action(async (files: readonly string[], options: ReplayOptions) => {
      process.exitCode = await replayFiles(files, options)
    })
}

const replayExamples = `
Examples:
  $ partyline replay reports/findings/*.json
  $ partyline replay reports/findings/b1946ac92492.json --adapter "exec:python3 bridge.py"

Exit status: 0 nothing fails any more, 1 at least one still fails,
2 wrong usage or no T-Server, 70 a fault of partyline itself.`

async function replayFiles(files: readonly string[], options: ReplayOptions): Promise<number> {
  // All of them are read before the first one is run.
  const findings = await Promise.all(files.map(readFinding))
  const replayed: Replayed[] = []
  for (const [at, finding] of findings.entries()) {
    const result = await replayOne(finding, files[at] ?? '', options)
    replayed.push(result)
    process.stdout.write(`${replayText(files[at] ?? '', finding, result)}\n`)
  }
  const failing = replayed.filter(({ failed }) => failed > 0).length
  process.stdout.write(
    `${counted(replayed.length, 'finding')} replayed: ${failing} still failing, ${replayed.length - failing} passing\n`,
  )
  return failing > 0 ? exitStatus.violates : exitStatus.conforms
}

async function readFinding(file: string): Promise<FindingFile> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read (${error.code ?? error.message})`)
  })
  const finding = readFindingFile(text, file)
  if (finding instanceof Error) throw new UsageError(finding.message)
  return finding
}

async function replayOne(
  finding: FindingFile,
  file: string,
  options: ReplayOptions,
): Promise<Replayed> {
  const profile =
    options.profile === undefined ? finding.profile : await readProfile(options.profile)
  const spec = options.adapter ?? adapterOf(finding, file)
  const adapter = await openAdapter(spec, { timeoutMs: options.timeout })
  const connection = await Connection.open(adapter)
  try {
    return await replay(finding.script, options.times, { connection, profile })
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
