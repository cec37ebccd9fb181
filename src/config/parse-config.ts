/** What a configuration says, checked: its values are as the options of the command line have them. */
import { InvalidArgumentError, type Option } from 'commander'
import { z } from 'zod'
import { profiles } from '../../oracles/profile.ts'
import { AdapterUnavailable } from '../adapter/adapter.ts'
import { parseAdapterSpec } from '../adapter/adapter-spec.ts'
import { shown } from '../adapter/shown.ts'
import { UsageError } from '../cli/exit-status.ts'
import { firstIssue } from '../cli/first-issue.ts'
import { options } from '../cli/options.ts'
import { profileChoices, profileOf } from '../cli/read-profile.ts'
import { strictObject } from '../cli/strict-object.ts'
import type { KnownFailure } from '../run/finding.ts'
import { firstRepeated, knownFailures } from './known-failures.ts'

/** The whole of a configuration, or one target of it. */
export interface Part {
  /** Values of options by their names; undefined is as if it were not there. */
  readonly values: Readonly<Record<string, unknown>>
  readonly known: readonly KnownFailure[]
}

export interface Configuration extends Part {
  /** Its file, as a message names it. */
  readonly file: string
  readonly targets: ReadonlyMap<string, Part>
}

/** Gives a path of the configuration as from the working directory. */
export type Place = (path: string) => string

/**
 * @param value the default export.
 * @param file as a message names it.
 * @throws UsageError with the path of what is wrong.
 */
export function parseConfig(value: unknown, file: string, place: Place): Configuration {
  const parsed = configSchema(file, place).safeParse(value)
  if (!parsed.success) throw new UsageError(`${file}: ${firstIssue(parsed.error)}`)
  const { targets = {}, ...rest } = parsed.data
  const whole = partOf(rest)
  const parts = Object.entries(targets).map(([name, target]) => [name, partOf(target)] as const)
  const own = placesOf(whole, 'known')
  refuseRepeated(own, file)
  for (const [name, target] of parts)
    refuseRepeated([...own, ...placesOf(target, `targets.${name}.known`)], file)
  return { ...whole, file, targets: new Map(parts) }
}

interface ParsedPart {
  readonly known?: readonly KnownFailure[] | undefined
  readonly [name: string]: unknown
}

function partOf({ known = [], ...values }: ParsedPart): Part {
  return { values, known }
}

interface Entry {
  readonly failure: KnownFailure
  readonly path: string
}

const placesOf = ({ known }: Part, path: string): readonly Entry[] =>
  known.map((failure, index) => ({ failure, path: `${path}[${index}]` }))

/** @param entries that hold together. */
function refuseRepeated(entries: readonly Entry[], file: string): void {
  const repeated = firstRepeated(entries.map(({ failure }) => failure))
  if (repeated === undefined) return
  const [one, other] = [entries[repeated.index], entries[repeated.before]]
  throw new UsageError(
    `${file}: ${one?.path}: it names the same failure as ${other?.path}: leave one away`,
  )
}

function configSchema(file: string, place: Place) {
  const part = partShape(file, place)
  return strictObject({ ...part, targets: z.record(z.string(), strictObject(part)).optional() })
}

function partShape(file: string, place: Place) {
  const shape = Object.entries<Option>(options).map(
    ([name, option]) => [name, valueOf(option).optional()] as const,
  )
  const path = text.transform(place)
  return {
    ...Object.fromEntries<z.ZodType>(shape),
    adapter: adapter(place).optional(),
    profile: profile(file, place).optional(),
    requireCoverage: path.optional(),
    reportDir: path.optional(),
    known: knownFailures.optional(),
  }
}

const text = z.string('it takes a text').min(1, 'it is empty')

/** A value is read as the same text after the option would be. */
function valueOf(option: Option): z.ZodType {
  if (option.isBoolean()) return z.boolean('it takes true or false')
  const read = option.parseArg?.bind(option)
  if (read === undefined) return text
  return z.unknown().transform((value, context) => {
    try {
      const plain = typeof value === 'string' || typeof value === 'number'
      return read<unknown>(plain ? String(value) : '', undefined)
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error
      context.addIssue(`${shown(value)} is invalid. ${error.message}`)
      return z.NEVER
    }
  })
}

/** A path where it names a module. */
function adapter(place: Place) {
  return text.transform((spec, context) => {
    try {
      return parseAdapterSpec(spec).kind === 'module' ? place(spec) : spec
    } catch (error) {
      if (!(error instanceof AdapterUnavailable)) throw error
      context.addIssue(error.message)
      return z.NEVER
    }
  })
}

/** The name of a profile, or a path; or choices, which make a profile that is named after the file. */
function profile(file: string, place: Place) {
  const choices = profileChoices.transform((choices) => profileOf(file, choices))
  return z.unknown().transform((value, context) => {
    if (typeof value === 'string') return value in profiles ? value : place(value)
    const read = choices.safeParse(value)
    if (read.success) return read.data
    for (const issue of read.error.issues) context.addIssue({ ...issue })
    return z.NEVER
  })
}
