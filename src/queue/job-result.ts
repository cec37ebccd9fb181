/** What came of the scripts of a job, as it is kept in Redis. */
import { z } from 'zod'
import { situationNumbers } from '../../oracles/situation.ts'
import { printable } from '../adapter/printable.ts'
import { findingFile, findingFileSchema, type RunOfFinding } from '../report/finding-file.ts'
import { jsonLine } from '../report/json-text.ts'
import { pathInWords } from '../report/path-in-words.ts'
import { readFinding } from '../report/read-finding.ts'
import type { Failure } from '../run/failure.ts'
import type { Finding } from '../run/finding.ts'
import type { Range } from '../run/range.ts'
import type { Done } from '../run/overseer.ts'

/** What was done up to a failure that was not known, and what that was made of. */
export interface Stretch {
  readonly done: Done
  /** None after the last one of the job. */
  readonly failure?: Failure
  /** None where the failure is known, should it not come each time; and it did not. */
  readonly finding?: Finding
  /** Did the script fail alone, and each time? */
  readonly eachTime?: boolean
}

/** In the order of the scripts. */
export type JobResult = readonly Stretch[]

const count = z.int().min(0)
const text = z.string().max(10_000)
const times = z.tuple([text, count])
const situation = z
  .int()
  .min(0)
  .max(situationNumbers - 1)

export const failureSchema = z.strictObject({ likeness: text, name: text, ofAdapter: z.boolean() })

const stretchSchema = z.strictObject({
  counts: z.strictObject({ scripts: count, requests: count, events: count, undecided: count }),
  situations: z.array(z.tuple([situation, count])).max(situationNumbers),
  known: z.array(times).max(100_000),
  failure: failureSchema.exactOptional(),
  finding: findingFileSchema.exactOptional(),
  eachTime: z.boolean().exactOptional(),
})

const resultSchema = z.strictObject({ stretches: z.array(stretchSchema).min(1).max(1_000_000) })

/** Plain JSON. */
export function resultToJson(result: JobResult, run: Omit<RunOfFinding, 'findings'>): unknown {
  const stretches = result.map(({ done: { counts, situations, known }, ...rest }) => ({
    ...{ counts, situations, known: [...known], failure: rest.failure, eachTime: rest.eachTime },
    finding: rest.finding === undefined ? undefined : findingToJson(rest.finding, run),
  }))
  return JSON.parse(jsonLine({ stretches }))
}

/** @returns an Error, one line long, where it is none of these scripts: what is wrong. */
export function resultFromJson(json: unknown, scripts: Range): JobResult | Error {
  const read = resultSchema.safeParse(json)
  if (!read.success) {
    const [issue] = read.error.issues
    return new Error(`${pathInWords(issue?.path ?? [])}: ${printable(issue?.message ?? '')}`)
  }
  const { stretches } = read.data
  const run = stretches.reduce((sum, { counts }) => sum + counts.scripts, 0)
  const wanted = scripts.to - scripts.from
  if (run !== wanted) return new Error(`it counts ${run} scripts, and not ${wanted}`)
  const result: Stretch[] = []
  for (const [at, { counts, situations, known, finding, ...rest }] of stretches.entries()) {
    const { failure } = rest
    if ((failure === undefined) !== (at === stretches.length - 1))
      return new Error(`stretches[${at}]: a failure ends each of them but the last`)
    const whole = finding === undefined ? undefined : findingFromJson(finding, scripts)
    if (whole instanceof Error) return new Error(`stretches[${at}].finding: ${whole.message}`)
    if (failure === undefined && whole !== undefined)
      return new Error(`stretches[${at}]: there is a finding, and no failure`)
    result.push({
      done: { counts, situations, known: new Map(known) },
      ...rest,
      ...(whole === undefined ? {} : { finding: whole }),
    })
  }
  return result
}

/** As it stands in its file, but for the other findings of the run. */
export function findingToJson(finding: Finding, run: Omit<RunOfFinding, 'findings'>): unknown {
  return JSON.parse(jsonLine(findingFile(finding, { ...run, findings: [finding] })))
}

/** @returns an Error, one line long, where it is not one of these scripts: what is wrong. */
export function findingFromJson(json: unknown, { from, to }: Range): Finding | Error {
  const read = findingFileSchema.safeParse(json)
  if (!read.success) {
    const [issue] = read.error.issues
    return new Error(`${pathInWords(issue?.path ?? [])}: ${printable(issue?.message ?? '')}`)
  }
  const finding = readFinding(read.data)
  if (finding instanceof Error) return finding
  const { index } = finding.origin
  const isOfThem = index >= from && index < to && finding.corpus === undefined
  return isOfThem ? finding : new Error(`it is of script ${index}, and not of ${from} to ${to - 1}`)
}
