/** Commands that take their options from a configuration too. */
import type { Command } from 'commander'
import { loadConfig } from '../config/load-config.ts'
import type { Configuration, Part } from '../config/parse-config.ts'
import type { KnownFailure } from '../run/finding.ts'
import { UsageError } from './exit-status.ts'
import { nearestNames } from './nearest-names.ts'
import { readProfile } from './read-profile.ts'
import { readRequiredCoverage } from './read-required-coverage.ts'

/** What a configured command finds among its options, beside the options themselves. */
export interface Configured {
  /** The file of the configuration; undefined where there is none. */
  readonly config?: string
  readonly target?: string
  readonly known?: readonly KnownFailure[]
}

/**
 * Adds `--config` and `--target`. Before the action is run, options that are not on the command line
 * get their values from the target, else from the configuration, as far as these have them.
 */
export function configured(command: Command): Command {
  return command
    .option(
      '--config <file>',
      'the configuration (default: partyline.config.ts, .js or .mjs, found upward)',
    )
    .option('--target <name>', 'the T-Server of that name in the configuration')
    .hook('preAction', (_, command) => configure(command))
}

/** Which configuration was used, as a sentence without its full stop; undefined for none. */
export function configurationInWords({ config, target }: Configured): string | undefined {
  if (config === undefined) return undefined
  return `Configuration: ${config}${target === undefined ? '' : `, target ${target}`}`
}

async function configure(command: Command): Promise<void> {
  const { config, target }: Configured = command.opts()
  const configuration = await loadConfig(config)
  if (configuration === undefined) {
    if (target === undefined) return
    throw new UsageError(
      `--target ${target}: there is no configuration that could have it; partyline init writes one`,
    )
  }
  const { file } = configuration
  const sources = [
    ...(target === undefined
      ? []
      : [{ ...targetOf(configuration, target), path: `targets.${target}.` }]),
    { ...configuration, path: '' },
  ]
  for (const option of command.options) {
    const name = option.attributeName()
    const source = sources.find(({ values }) => values[name] !== undefined)
    if (source === undefined || command.getOptionValueSource(name) === 'cli') continue
    const value = await withFiles(name, source.values[name], `${file}: ${source.path}${name}`)
    command.setOptionValueWithSource(name, value, 'config')
  }
  command.setOptionValueWithSource('config', file, 'config')
  command.setOptionValueWithSource(
    'known',
    sources.flatMap(({ known }) => known),
    'config',
  )
}

/** @throws UsageError that names the targets that there are. */
function targetOf({ file, targets }: Configuration, name: string): Part {
  const target = targets.get(name)
  if (target !== undefined) return target
  const there = [...targets.keys()]
  const has =
    there.length === 0 ? 'it has no targets' : `it has ${nearestNames(name, there, 10).join(', ')}`
  throw new UsageError(`--target ${name}: there is no such target in ${file}; ${has}`)
}

/** What stands in a file is read at once, so that a mistake is told with the place that names the file. */
async function withFiles(name: string, value: unknown, where: string): Promise<unknown> {
  const read = fileReaders.get(name)
  if (read === undefined || typeof value !== 'string') return value
  return read(value).catch((error: unknown) => {
    throw error instanceof UsageError ? new UsageError(`${where}: ${error.message}`) : error
  })
}

const fileReaders: ReadonlyMap<string, (file: string) => Promise<unknown>> = new Map<
  string,
  (file: string) => Promise<unknown>
>([
  ['profile', readProfile],
  ['requireCoverage', readRequiredCoverage],
])
