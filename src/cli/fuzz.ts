/** `partyline fuzz`: random conferences and sequences against one T-Server. */
import { randomInt } from 'node:crypto'
import type { Command } from 'commander'
import {
  adapterOption,
  addReportOptions,
  conduct,
  profileOption,
  type ConductOptions,
} from './conduct.ts'
import { duration, seed, wholeNumber } from './option-values.ts'

interface FuzzOptions extends ConductOptions {
  readonly seed?: number
  readonly runs: number
  readonly maxParties: number
  readonly maxSteps: number
}

export function addFuzz(program: Command): void {
  const command = program
    .command('fuzz')
    .description(
      'Run random conferences and sequences of releases and deletions against one T-Server; findings are shrunk into reports.',
    )
    .addOption(adapterOption())
    .option('--seed <n>', 'the same seed gives the same scripts (default: drawn)', seed)
    .option('--runs <n>', 'scripts to run', wholeNumber(1), 1000)
    .option('--time <d>', 'end earlier, after 30s, 10m, 8h', duration)
    .option('--max-parties <n>', 'parties in a conference', wholeNumber(2, 1000), 8)
    .option('--max-steps <n>', 'requests in a script', wholeNumber(1, 1000), 12)
    .addOption(profileOption())
    .option('--require-coverage <file>', requireCoverageHelp)
  addReportOptions(command)
    .addHelpText('after', fuzzExamples)
    .action(async (options: FuzzOptions) => {
      process.exitCode = await conduct(options, {
        seed: options.seed ?? randomInt(2 ** 31),
        runs: options.runs,
        maxParties: options.maxParties,
        maxSteps: options.maxSteps,
      })
    })
}

const requireCoverageHelp =
  'how often clauses and transitions are to be exercised, as JSON; else the run is incomplete'

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

Exit status: 0 conforms, 1 findings, 2 wrong usage or no T-Server, 3 incomplete,
70 a fault of partyline itself, 130 interrupted.`
