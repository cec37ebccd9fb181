/** `partyline keep`: copies a finding into the corpus. */
import type { Command } from 'commander'
import { printable } from '../adapter/printable.ts'
import { keep } from '../kept/keep.ts'
import { configured } from './configured.ts'
import { exitStatus, UsageError } from './exit-status.ts'
import { addOptions } from './options.ts'
import { print } from './print.ts'

export function addKeep(program: Command): void {
  const command = program
    .command('keep')
    .description(
      'Copy a finding into the corpus, reports/corpus/: every fuzz runs what is there first.',
    )
    .argument('<fingerprint>', 'of a finding of the last run, or how it begins')
  addOptions(command, 'reportDir')
  configured(command)
    .addHelpText('after', keepExamples)
    .action(async (fingerprint: string, { reportDir }: { readonly reportDir: string }) => {
      process.exitCode = await keepFinding(fingerprint, reportDir)
    })
}

const keepExamples = `
Examples:
  $ partyline keep 4f8c7ca1f40f
  $ partyline keep 4f8c                      as much as tells it from the others
  $ partyline keep 4f8c7ca1f40f --report-dir nightly/reports

Exit status: 0 it is kept, or was before; 2 there is no such finding.`

async function keepFinding(fingerprint: string, directory: string): Promise<number> {
  const { path, before, ...kept } = await keep(fingerprint, directory).catch((error: Error) => {
    throw new UsageError(error.message)
  })
  const shown = printable(path)
  print(
    process.stdout,
    before
      ? `${kept.fingerprint} is in the corpus already: ${shown}\n`
      : `Kept ${kept.fingerprint}: ${shown}\nEvery fuzz runs it first from now on. Commit it.\n`,
  )
  return exitStatus.conforms
}
