/** `partyline fuzz`: random conferences and sequences against one T-Server. */
import { randomInt } from 'node:crypto'
import type { Command } from 'commander'
import type { CampaignState } from '../run/campaign-state.ts'
import { conduct, reportOptions, resumed, type ConductOptions } from './conduct.ts'
import { configured } from './configured.ts'
import { addOptions, campaignOption } from './options.ts'
import { exitStatus, UsageError } from './exit-status.ts'
import { dropByName, fuzzByQueue } from './fuzz-by-queue.ts'
import { endWithoutRedis } from './left-away.ts'
import type { Shard } from '../run/range.ts'

interface FuzzOptions extends Omit<ConductOptions, 'resume'> {
  readonly queue?: string
  readonly campaign?: string
  readonly drop?: boolean
  readonly seed?: number
  readonly runs: number
  readonly maxParties: number
  readonly maxSteps: number
  readonly shard?: Shard
  readonly resume?: boolean
}

export function addFuzz(program: Command): void {
  const command = program
    .command('fuzz')
    .description(
      'Run random conferences and sequences of releases and deletions against one T-Server; findings are shrunk into reports.',
    )
  addOptions(command, 'adapter', 'seed', 'runs', 'time', 'maxParties', 'maxSteps', 'shard')
  addOptions(command, 'profile', 'requireCoverage', ...reportOptions)
  command.option(
    '--resume',
    'go on where the run of the same report directory ended, or was killed',
  )
  addOptions(command, 'queue')
  command
    .addOption(campaignOption('the name of a shared campaign, to begin it or to join it again'))
    .option('--drop', 'remove the shared campaign of that name, and what it has found')
  configured(command)
    .addHelpText('after', fuzzExamples)
    .action(async (options: FuzzOptions) => {
      process.exitCode = await shared(options, command)
      if (options.queue !== undefined) endWithoutRedis()
    })
}

async function shared(
  { queue, campaign, drop, resume, ...options }: FuzzOptions,
  command: Command,
): Promise<number> {
  const name = campaign === undefined ? {} : { campaign }
  if (queue === undefined) {
    if (drop || campaign !== undefined)
      throw new UsageError(
        `--${drop ? 'drop' : 'campaign'} needs --queue: campaigns have names there`,
      )
    return fuzz(options, resume ? await resumed(options.reportDir) : undefined)
  }
  if (!drop) return fuzzByQueue({ ...options, ...name, queue }, command)
  await dropByName({ ...name, queue })
  return exitStatus.conforms
}

function fuzz(
  {
    seed,
    runs,
    maxParties,
    maxSteps,
    shard,
    ...options
  }: Omit<FuzzOptions, 'resume' | 'queue' | 'campaign' | 'drop'>,
  resume: CampaignState | undefined,
): Promise<number> {
  if (shard !== undefined && seed === undefined)
    throw new UsageError('--shard needs --seed: all shards of a run have to draw from the same one')
  return conduct(
    { ...options, resume },
    {
      seed: seed ?? resume?.header.seed ?? randomInt(2 ** 31),
      ...{ runs, maxParties, maxSteps },
      ...(shard === undefined ? {} : { shard }),
    },
  )
}

const fuzzExamples = `
Examples:
  $ partyline fuzz                                     the embedded T-Server
  $ partyline fuzz --adapter embedded:nondeterministic the same, by chance
  $ partyline fuzz --adapter embedded:released-twice   the same with a fault
  $ partyline fuzz --adapter "exec:python3 bridge.py"  yours, behind a bridge
  $ partyline fuzz --adapter tcp://127.0.0.1:3000      yours, which listens
  $ partyline fuzz --adapter ./adapter.js --time 10m   yours, as a module
  $ partyline fuzz --seed 7 --runs 100000              the same every time
  $ partyline fuzz --require-coverage gate.json        and exercise so much
  $ partyline fuzz --target staging                    as configured
  $ partyline fuzz --runs 1000000 --workers auto       on every core
  $ partyline fuzz --adapter ./adapter.js --in-flight 8  eight scripts at once
  $ partyline fuzz --seed 7 --shard 2/4                a quarter, for merge
  $ partyline fuzz --runs 100000000 --resume           go on after a power cut
  $ partyline fuzz --queue redis://lab:6379 --campaign night
                                                       by workers elsewhere

Exit status: 0 conforms, 1 findings, 2 wrong usage or no T-Server, 3 incomplete,
70 a fault of partyline itself, 130 interrupted.`
