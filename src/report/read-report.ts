/** The report of an earlier run, from its directory: report.json and the files of its findings. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { printable } from '../adapter/printable.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import {
  capabilitiesOfFile,
  implementationOfFile,
  profileChoices,
  readFindingFile,
} from './finding-file.ts'
import { pathInWords } from './path-in-words.ts'
import { readFinding } from './read-finding.ts'
import { findingPath, reportFiles } from './report-files.ts'
import { reportSchemaId } from './report-json.ts'

/** Bytes of a file that is read at the most: more than any run writes. */
const mostBytes = 64 * 1024 * 1024

/** Findings of a run at the most. */
const mostFindings = 10_000

const count = z.int().min(0)

const reportSchema = z.object({
  schema: z.literal(reportSchemaId, `"${reportSchemaId}" is needed`),
  verdict: z.enum(['conforms', 'violates', 'incomplete']),
  incomplete: z.string().exactOptional(),
  cut: z.object({ why: z.string(), outweighs: z.boolean() }).exactOptional(),
  atItsEnd: z.string().exactOptional(),
  implementation: implementationOfFile,
  capabilities: capabilitiesOfFile,
  adapter: z.string(),
  profile: z.string(),
  choices: z.object(profileChoices),
  seed: z.int(),
  exhaust: z.object({ parties: count, steps: count, calls: count, scripts: count }).exactOptional(),
  shard: z
    .object({ index: z.int().min(1), count: z.int().min(1).max(1_000_000) })
    .refine(({ index, count }) => index <= count, 'there is no such shard'),
  options: z.object({ runs: count, maxParties: count, maxSteps: count }),
  stats: z.object({ scripts: count, requests: count, events: count, seconds: z.number().min(0) }),
  undecided: count,
  coverage: z.array(z.object({ clause: z.string(), exercised: count, applicable: z.boolean() })),
  transitions: z.array(
    z.object({ transition: z.string(), exercised: count, applicable: z.boolean() }),
  ),
  findings: z
    .array(z.object({ fingerprint: z.string().regex(/^[0-9a-f]{12}$/) }))
    .max(mostFindings),
})

/** @returns an Error, one line long, where it is not whole: which file, and what is wrong with it. */
export async function readReport(directory: string): Promise<RunResult | Error> {
  const path = join(directory, reportFiles.json)
  const text = await readBounded(path)
  if (text instanceof Error) return text
  const read = reportSchema.safeParse(parsed(text))
  if (!read.success) {
    const [issue] = read.error.issues
    const where = issue === undefined ? '' : `${pathInWords(issue.path)}: `
    return new Error(
      `${printable(path)} is not a report: ${where}${printable(issue?.message ?? 'it is something else')}`,
    )
  }
  const { schema: _, profile, choices, findings, ...run } = read.data
  const whole: Finding[] = []
  for (const { fingerprint } of findings) {
    const finding = await readFindingOf(directory, fingerprint)
    if (finding instanceof Error) return finding
    whole.push(finding)
  }
  return { ...run, profile: { name: profile, ...choices }, findings: whole }
}

async function readFindingOf(directory: string, fingerprint: string): Promise<Finding | Error> {
  const path = join(directory, findingPath(fingerprint))
  const text = await readBounded(path)
  if (text instanceof Error) return text
  const file = readFindingFile(text, path)
  if (file instanceof Error) return file
  const finding = readFinding(file)
  if (finding instanceof Error)
    return new Error(`${printable(path)} is not a finding's file: ${finding.message}`)
  return finding.fingerprint === fingerprint
    ? finding
    : new Error(`${printable(path)} is the file of another finding, ${finding.fingerprint}`)
}

async function readBounded(path: string): Promise<string | Error> {
  try {
    const { size } = await stat(path)
    if (size > mostBytes) return new Error(`${printable(path)} is too large: ${size} bytes`)
    return await readFile(path, 'utf8')
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return new Error(`${printable(path)} cannot be read (${printable(why)})`)
  }
}

/** @returns undefined where it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
