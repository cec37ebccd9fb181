/** The file of `--require-coverage`: how often clauses and transitions are to be exercised. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { clauses } from '../../oracles/clauses.ts'
import { transitions } from '../../oracles/transitions.ts'
import { printable } from '../adapter/printable.ts'
import type { LeastCounts, RequiredCoverage } from '../run/required-coverage.ts'
import { UsageError } from './exit-status.ts'
import { firstIssue } from './first-issue.ts'
import { nearestNames } from './nearest-names.ts'
import { longestName, strictObject } from './strict-object.ts'

const leastCounts = z.record(z.string(), z.int().min(0)).optional()

const coverageFile = strictObject({ clauses: leastCounts, transitions: leastCounts })

/**
 * @param file its path; or what stands in it, which is given back.
 * @throws UsageError
 */
export async function readRequiredCoverage(
  file: string | RequiredCoverage,
): Promise<RequiredCoverage> {
  if (typeof file !== 'string') return file
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `required coverage ${file}: no file that can be read (${error.code ?? error.message}).`,
    )
  })
  const parsed = coverageFile.safeParse(parseJson(text, file))
  if (!parsed.success) throw notRequired(file, firstIssue(parsed.error))
  const { data } = parsed
  if (Object.keys({ ...data.clauses, ...data.transitions }).length === 0)
    throw notRequired(
      file,
      'it names neither a clause nor a transition; {"clauses":{"*":1}} names all clauses',
    )
  const clauseNames = clauses.map(({ id }) => id)
  const transitionNames = transitions.filter(({ ways }) => ways.length > 0).map(({ id }) => id)
  return {
    clauses: countsOf(data.clauses, 'clauses', clauseNames, file),
    transitions: countsOf(data.transitions, 'transitions', transitionNames, file),
  }
}

function countsOf(
  counts: Readonly<Record<string, number>> = {},
  key: string,
  known: readonly string[],
  file: string,
): LeastCounts {
  const names = Object.keys(counts)
  const unknown = names.find((name) => name !== '*' && !known.includes(name))
  if (unknown !== undefined) {
    const name = printable(unknown, longestName)
    const near = nearestNames(name, known, 3).join(', ')
    const what = transitions.some(({ id }) => id === unknown)
      ? `no script can exercise ${name}`
      : `there is no ${name}`
    throw notRequired(file, `${key}: ${what}; close to it: ${near}`)
  }
  return new Map(Object.entries(counts))
}

function notRequired(file: string, why: string): UsageError {
  return new UsageError(`${file} does not say what coverage is required: ${why}`)
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw notRequired(file, error instanceof Error ? error.message : String(error))
  }
}
