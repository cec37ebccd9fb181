/**
 * The options that a configuration may set as well, by their names there. They are read in the same
 * way wherever they stand.
 */
import { Option, type Command } from 'commander'
import type { Settings } from '../config/config.ts'
import {
  campaignName,
  duration,
  proofBudget,
  redisAddress,
  seed,
  shard,
  wholeNumber,
  workers,
} from './option-values.ts'

export const adapterHelp =
  'the T-Server: embedded, embedded:FAULT, exec:COMMAND LINE, tcp://HOST:PORT, or the path of a module'

export const profileHelp =
  'what to make of what the document leaves open: default, strict, answering, sip-server, workspace, or a JSON file'

const queueHelp =
  'share the campaign with workers on other machines: redis://HOST:PORT, or rediss:// for TLS'

/** Of `fuzz` and `worker`; a configuration names none. */
export const campaignOption = (help: string): Option =>
  option('--campaign <name>', help).argParser(campaignName)

const option = (flags: string, help: string): Option => new Option(flags, help)

export const options = {
  adapter: option('--adapter <spec>', adapterHelp).default('embedded'),
  seed: option('--seed <n>', 'the same seed gives the same scripts (default: drawn)').argParser(
    seed,
  ),
  runs: option('--runs <n>', 'scripts to run').argParser(wholeNumber(1)).default(1000),
  time: option('--time <d>', 'end earlier, after 30s, 10m, 8h').argParser(duration),
  maxParties: option('--max-parties <n>', 'parties in a conference')
    .argParser(wholeNumber(2, 1000))
    .default(8),
  maxSteps: option('--max-steps <n>', 'requests in a script')
    .argParser(wholeNumber(1, 1000))
    .default(12),
  parties: option('--parties <n>', 'parties of all calls when they are established')
    .argParser(wholeNumber(2, 100))
    .default(4),
  steps: option('--steps <n>', 'requests and added parties')
    .argParser(wholeNumber(0, 100))
    .default(2),
  calls: option('--calls <n>', 'calls, at once and one after the other')
    .argParser(wholeNumber(1, 50))
    .default(1),
  shard: option('--shard <i/n>', 'only the scripts of shard I of N; merge joins them').argParser(
    shard,
  ),
  profile: option('--profile <file|name>', profileHelp).default('default'),
  requireCoverage: option(
    '--require-coverage <file>',
    'how often clauses and transitions are to be exercised, as JSON; else the run is incomplete',
  ),
  maxFindings: option('--max-findings <n>', 'different findings to end after')
    .argParser(wholeNumber(1))
    .default(10),
  prove: option(
    '--prove <n|d>',
    'to prove that a finding is the smallest: scripts to run, or time to take; 0 for none (default: 5000000 embedded, 60s a module, else 10s)',
  ).argParser(proofBudget),
  times: option('--times <k>', 'how often each is run')
    .argParser(wholeNumber(1, 100_000))
    .default(5),
  timeout: option('--timeout <d>', 'for one answer of the adapter')
    .argParser(duration)
    .default(5000, '5s'),
  workers: option(
    '--workers <n|auto>',
    'threads, each with an adapter and a T-Server of its own; auto: one a core',
  )
    .argParser(workers)
    .default(1),
  inFlight: option(
    '--in-flight <n>',
    'scripts at once on one T-Server (default: 64, or as many as its maxCalls allows; 1 where it answers at once)',
  ).argParser(wholeNumber(1, 256)),
  queue: option('--queue <url>', queueHelp).argParser(redisAddress),
  reportDir: option('--report-dir <dir>', 'where the reports go').default('reports'),
  quiet: option('--quiet', 'no progress'),
} as const satisfies Record<keyof Settings, Option>

/** Adds options of the table, in this order. */
export function addOptions(command: Command, ...names: readonly (keyof Settings)[]): Command {
  for (const name of names) command.addOption(options[name])
  return command
}
