/** `partyline init`: a configuration, a skeleton of an adapter and a nightly workflow. */
import { lstat, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Option, type Command } from 'commander'
import { configNames } from '../config/load-config.ts'
import { guessCi } from '../init/guess-ci.ts'
import { nextSteps } from '../init/next-steps.ts'
import { outcomeText } from '../init/outcome-text.ts'
import {
  startingFiles,
  type AdapterKind,
  type Ci,
  type StartingFile,
} from '../init/starting-files.ts'
import { makeFolder, writeWhole } from '../report/report-directory.ts'
import { UsageError } from './exit-status.ts'
import { print } from './print.ts'

interface InitOptions {
  readonly adapter: AdapterKind
  readonly ci?: Ci
}

export function addInit(program: Command): void {
  program
    .command('init')
    .description(
      'Write a configuration, a skeleton of an adapter and a nightly workflow into the working directory. What exists is left as it is.',
    )
    .addOption(
      new Option('--adapter <kind>', 'module: TypeScript; exec: a bridge in Python')
        .choices(['module', 'exec'])
        .default('module'),
    )
    .addOption(
      new Option('--ci <name>', 'whose workflow (default: by what is in the directory)').choices([
        ...['github', 'gitlab', 'jenkins', 'none'],
      ]),
    )
    .addHelpText('after', initExamples)
    .action(init)
}

const initExamples = `
Examples:
  $ partyline init
  $ partyline init --adapter exec --ci gitlab
  $ partyline init --ci none

Exit status: 0 written, or there already; 2 wrong usage, or something cannot be
written.`

async function init({ adapter, ci: asked }: InitOptions): Promise<void> {
  if (process.features.typescript === false)
    throw new UsageError(
      `init writes TypeScript, which Node ${process.versions.node} does not read: use Node 22.18 or later`,
    )
  const directory = process.cwd()
  const ci = asked ?? (await guessCi(directory))
  const written: StartingFile[] = []
  const left: { path: string; lacking: readonly string[] }[] = []
  for (const file of await startingFiles(adapter, ci)) {
    const there = await existing(file, directory)
    if (there === undefined) {
      await write(file, directory)
      written.push(file)
    } else left.push({ path: there, lacking: await lackingLines(file, directory) })
  }
  const next = nextSteps({ adapter, ci, installed: isInstalled(directory) })
  print(process.stdout, outcomeText({ written, left, next }, process.stdout.columns ?? 80))
}

/** The name of the file that is there already; a configuration may have other names. */
async function existing({ path }: StartingFile, directory: string): Promise<string | undefined> {
  const names = configNames.includes(path) ? configNames : [path]
  for (const name of names)
    // A link that leads nowhere is there as well.
    if ((await lstat(join(directory, name)).catch(() => undefined)) !== undefined) return name
  return undefined
}

async function write({ path, text }: StartingFile, directory: string): Promise<void> {
  const file = join(directory, path)
  try {
    await makeFolder(dirname(file))
    await writeWhole(file, text)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? error.code : error
    throw new UsageError(`${path} cannot be written (${String(why)})`)
  }
}

async function lackingLines(
  { path, lines = [] }: StartingFile,
  directory: string,
): Promise<readonly string[]> {
  const text = await readFile(join(directory, path), 'utf8').catch(() => '')
  const present = new Set(text.split(/\r?\n/).map((line) => line.trimEnd()))
  return lines.filter((line) => !present.has(line))
}

/** As the configuration will look for it. */
function isInstalled(directory: string): boolean {
  try {
    createRequire(join(directory, 'partyline.config.ts')).resolve('partyline')
    return true
  } catch {
    return false
  }
}
