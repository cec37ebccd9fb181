/** `partyline fuzz`: random conferences and sequences against one T-Server. */
import { randomInt } from 'node:crypto'
import type { Command } from 'commander'
import { conduct, reportOptions, type ConductOptions } from './conduct.ts'
import { configured } from './configured.ts'
import { addOptions } from './options.ts'
import { UsageError } from './exit-status.ts'
import type { Shard } from '../run/range.ts'

interface FuzzOptions extends ConductOptions {
  readonly seed?: number
  readonly runs: number
  readonly maxParties: number
  readonly maxSteps: number
  readonly shard?: Shard
}

export function addFuzz(program: Command): void {
  const command = program
    .command('fuzz')
    .description(
      'Run random conferences and sequences of releases and deletions against one T-Server; findings are shrunk into reports.',
    )
  addOptions(command, 'adapter', 'seed', 'runs', 'time', 'maxParties', 'maxSteps', 'shard')
  addOptions(command, 'profile', 'requireCoverage', ...reportOptions)
  configured(command)
    .addHelpText('after', fuzzExamples)
    .action(async (options: FuzzOptions) => {
      if (options.shard !== undefined && options.seed === undefined)
        throw new UsageError(
          '--shard needs --seed: all shards of a run have to draw from the same one',
        )
      process.exitCode = await conduct(options, {
        seed: options.seed ?? randomInt(2 ** 31),
        runs: options.runs,
        maxParties: options.maxParties,
        maxSteps: options.maxSteps,
        ...(options.shard === undefined ? {} : { shard: options.shard }),
      })
    })
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
  $ partyline fuzz --target staging                    as partyline.config.ts says
  $ partyline fuzz --runs 1000000 --workers auto       on every core
  $ partyline fuzz --seed 7 --shard 2/4                a quarter, for merge

Exit status: 0 conforms, 1 findings, 2 wrong usage or no T-Server, 3 incomplete,
70 a fault of partyline itself, 130 interrupted.`
