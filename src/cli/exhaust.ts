/** `partyline exhaust`: every script up to a size, instead of random ones. */
import type { Command } from 'commander'
import { openAdapter } from '../adapter/adapter-spec.ts'
import { enumerationSize, TooManyScripts } from '../run/enumerated-scripts.ts'
import { scriptCount, type Shard } from '../run/range.ts'
import { conduct, reportOptions, resumed, type ConductOptions } from './conduct.ts'
import { configured } from './configured.ts'
import { exitStatus, UsageError } from './exit-status.ts'
import { endOnInterrupt } from './interrupt.ts'
import { addOptions } from './options.ts'
import { print } from './print.ts'
import { readProfile } from './read-profile.ts'

interface ExhaustOptions extends Omit<ConductOptions, 'resume'> {
  readonly parties: number
  readonly steps: number
  readonly calls: number
  readonly shard?: Shard
  readonly count?: boolean
  readonly resume?: boolean
}

export function addExhaust(program: Command): void {
  const command = program
    .command('exhaust')
    .description(
      'Run every script up to a size against one T-Server, up to renaming of the parties: valid and invalid requests, added parties, parties that are not monitored, two requests in flight, as far as the adapter can.',
    )
  addOptions(command, 'adapter', 'parties', 'steps', 'calls')
  command.option('--count', 'say how many scripts there are, and run none')
  addOptions(command, 'shard', 'time', 'profile', ...reportOptions)
  command.option(
    '--resume',
    'go on where the run of the same report directory ended, or was killed',
  )
  configured(command)
    .addHelpText('after', exhaustExamples)
    .action(async (options: ExhaustOptions) => {
      process.exitCode = options.count ? await count(options) : await exhaust(options)
    })
}

const exhaustExamples = `
Examples:
  $ partyline exhaust --parties 4 --steps 2
  $ partyline exhaust --parties 5 --steps 3 --count
  $ partyline exhaust --parties 5 --steps 3 --workers auto
  $ partyline exhaust --parties 5 --steps 3 --shard 1/2
  $ partyline exhaust --adapter "exec:python3 bridge.py" --time 10m

Exit status: 0 conforms, 1 findings, 2 wrong usage or no T-Server, 3 incomplete,
70 a fault of partyline itself, 130 interrupted.`

async function exhaust({ resume, ...options }: ExhaustOptions): Promise<number> {
  const { parties, steps, calls } = options
  const from = resume ? await resumed(options.reportDir) : undefined
  return conduct(
    { ...options, resume: from },
    {
      seed: 0,
      runs: Infinity,
      maxParties: parties,
      maxSteps: Math.max(1, steps),
      exhaust: { parties, steps, calls },
      ...(options.shard === undefined ? {} : { shard: options.shard }),
    },
  )
}

/** What the adapter can decides which scripts there are, so that it is asked. */
async function count(options: ExhaustOptions): Promise<number> {
  endOnInterrupt()
  const profile = await readProfile(options.profile)
  const adapter = await openAdapter(options.adapter, { timeoutMs: options.timeout })
  const tserver = await adapter.connect(() => undefined)
  await tserver.shutdown()
  try {
    const { capabilities } = tserver
    const scripts = enumerationSize(options, { capabilities, profile })
    print(process.stdout, `${scriptCount(scripts, options.shard)}\n`)
  } catch (error) {
    throw error instanceof TooManyScripts ? new UsageError(error.message) : error
  }
  return exitStatus.conforms
}
