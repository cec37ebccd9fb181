/** The command line. */
import { Command, CommanderError } from 'commander'
import { AdapterUnavailable } from '../adapter/adapter.ts'
import { harness } from '../adapter/harness.ts'
import { boundGarbage } from '../run/garbage.ts'
import { printable } from '../adapter/printable.ts'
import { shown } from '../adapter/shown.ts'
import { escapeWorkflowCommands } from '../report/escape.ts'
import { TServerLost } from '../run/connection.ts'
import { addDoctor } from './doctor.ts'
import { exitStatus, UsageError } from './exit-status.ts'
import { addExhaust } from './exhaust.ts'
import { addFuzz } from './fuzz.ts'
import { addInit } from './init.ts'
import { print } from './print.ts'
import { addKeep } from './keep.ts'
import { addMerge } from './merge.ts'
import { addReplay } from './replay.ts'
import { addRules } from './rules.ts'
import { addSelftest } from './selftest.ts'
import { addWorker } from './worker.ts'

/** Longer than any complaint but one about a name or a path that nobody would type. */
const longestComplaint = 2000

/** Lines of a stack trace, with its message. */
const longestStack = 50

/** Runs the command that the process was started with, and sets its exit status. */
export async function runCommandLine(): Promise<void> {
  boundGarbage()
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe)
  // A module's code runs in this process; status 1, which Node would give, means a finding.
  process.on('uncaughtException', (error) => process.exit(complain(error)))
  const program = new Command('partyline')
    .description(
      'Checks how a T-Server releases calls and deletes parties from conferences against the document "Releasing calls".',
    )
    .version(harness.version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(complaint(instruction(text))) })
    .configureHelp({ showGlobalOptions: false })
  addFuzz(program)
  addExhaust(program)
  addReplay(program)
  addKeep(program)
  addMerge(program)
  addWorker(program)
  addDoctor(program)
  addSelftest(program)
  addInit(program)
  addRules(program)
  program.addHelpText('after', '\nStart with:\n  $ partyline fuzz\n  $ partyline fuzz --help')
  try {
    await program.parseAsync()
  } catch (error) {
    process.exitCode = complain(error)
  }
}

/** Whoever reads may have seen enough (`partyline rules | head`); the exit status still tells. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  // EIO: the terminal was closed.
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
}

/** One line, whatever was typed. */
function complaint(text: string): string {
  return escapeWorkflowCommands(`partyline: ${printable(text, longestComplaint)}\n`)
}

/** What commander says, with what to do where it leaves that open. */
function instruction(text: string): string {
  const said = text
    .trim()
    .replace(/^error: /, '')
    .replace('\n(', ' (')
  return /[.)]$/.test(said) ? said : `${said} (see --help)`
}

/** Tells what went wrong on stderr; a mistake of the user in one line, ours with its stack. */
function complain(error: unknown): number {
  if (error instanceof CommanderError) {
    // Its message has been printed already.
    return error.exitCode === 0 ? exitStatus.conforms : exitStatus.usage
  }
  if (error instanceof UsageError) {
    process.stderr.write(complaint(error.message))
    return exitStatus.usage
  }
  if (error instanceof AdapterUnavailable) {
    // There is somebody, and the handshake went wrong.
    const next = error.cause === undefined ? '' : ' (partyline doctor looks closer)'
    process.stderr.write(complaint(error.message + next))
    return exitStatus.usage
  }
  if (error instanceof TServerLost) {
    process.stderr.write(complaint(error.message))
    return exitStatus.incomplete
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : shown(error)
  const lines = stack.split('\n', longestStack).map((line) => `${printable(line, 500)}\n`)
  const whose = "partyline: a fault of partyline or of the adapter's module: "
  print(process.stderr, whose + lines.join(''))
  return exitStatus.harness
}
