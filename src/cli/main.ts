#!/usr/bin/env node
/** The command line. */
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { AdapterUnavailable } from '../adapter/adapter.ts'
import { exitStatus, UsageError } from './exit-status.ts'
import { addFuzz } from './fuzz.ts'
import { addReplay } from './replay.ts'
import { addRules } from './rules.ts'

async function main(): Promise<void> {
  const program = new Command('partyline')
    .description(
      'Checks how a T-Server releases calls and deletes parties from conferences against the document "Releasing calls".',
    )
    .version(version(), '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .exitOverride()
    .configureHelp({ showGlobalOptions: false })
  addFuzz(program)
  addReplay(program)
  addRules(program)
  program.addHelpText('after', '\nStart with:\n  $ partyline fuzz\n  $ partyline fuzz --help')
  try {
    await program.parseAsync()
  } catch (error) {
    process.exitCode = complain(error)
  }
}

function version(): string {
  const text = readFileSync(new URL(import.meta.resolve('partyline/package.json')), 'utf8')
  const { version } = JSON.parse(text) as { version: string }
  return version
}

/** Tells what went wrong on stderr; a mistake of the user in one line, ours with its stack. */
function complain(error: unknown): number {
  if (error instanceof CommanderError) {
    // Its message has been printed already.
    return error.exitCode === 0 ? exitStatus.conforms : exitStatus.usage
  }
  if (error instanceof UsageError || error instanceof AdapterUnavailable) {
    process.stderr.write(`partyline: ${error.message}\n`)
    return exitStatus.usage
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`partyline: a fault of partyline itself, not of the T-Server: ${stack}\n`)
  return exitStatus.harness
}

await main()
