/** Where a run had come to when it ended or was killed, as a file in its report directory. */
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { printable } from '../adapter/printable.ts'
import { scriptSchema } from '../plan/script.ts'
import type { CampaignState } from '../run/campaign-state.ts'
import {
  capabilitiesOfFile,
  findingFile,
  findingFileSchema,
  implementationOfFile,
  profileChoices,
} from './finding-file.ts'
import { jsonLine } from './json-text.ts'
import { pathInWords } from './path-in-words.ts'
import { readFinding } from './read-finding.ts'
import { writeWhole } from './report-directory.ts'
import { resumeFile } from './report-files.ts'

/** Bytes that are read at the most: more than any run writes. */
const mostBytes = 256 * 1024 * 1024

const count = z.int().min(0)
const times = z.tuple([z.string(), count])

const resumeSchema = z.object({
  schema: z.literal('partyline/resume/1'),
  header: z.object({
    implementation: implementationOfFile,
    capabilities: capabilitiesOfFile,
    adapter: z.string(),
    profile: z.object({ name: z.string(), ...profileChoices }),
    seed: z.int(),
    exhaust: z
      .object({ parties: count, steps: count, calls: count, scripts: count })
      .exactOptional(),
    shard: z.object({ index: count, count }).exactOptional(),
    options: z.object({ runs: count, maxParties: count, maxSteps: count }),
  }),
  maxFindings: count,
  ranges: count,
  counts: z.object({ scripts: count, requests: count, events: count, undecided: count }),
  situations: z.array(z.tuple([count, count])),
  findings: z.object({
    findings: z.array(findingFileSchema),
    alike: z.array(z.tuple([z.string(), z.array(z.string())])),
    known: z.array(z.tuple([z.string(), z.string()])),
    sometimes: z.array(times),
  }),
  lastEnded: scriptSchema.exactOptional(),
  seconds: z.number().min(0),
})

/** Writes it, whole; takes it away where nothing is left to be run. */
export async function writeResume(
  state: CampaignState | undefined,
  directory: string,
): Promise<void> {
  const path = join(directory, resumeFile)
  if (state === undefined) return rm(path, { force: true })
  const { findings, alike, known, sometimes } = state.findings
  const files = findings.map((finding) => findingFile(finding, { ...state.header, findings }))
  const all = { findings: files, alike, known, sometimes }
  await writeWhole(path, `${jsonLine({ schema: 'partyline/resume/1', ...state, findings: all })}\n`)
}

/** @returns an Error, one line long, where there is none, or it cannot be used: why. */
export async function readResume(directory: string): Promise<CampaignState | Error> {
  const path = join(directory, resumeFile)
  const wrong = (why: string): Error =>
    new Error(`${printable(path)} tells of no run to go on with: ${why}`)
  let json: unknown
  try {
    const { size } = await stat(path)
    if (size > mostBytes) return wrong(`it is too large (${size} bytes)`)
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    return wrong(printable(error instanceof Error ? error.message : String(error)))
  }
  const read = resumeSchema.safeParse(json)
  if (!read.success) {
    const [issue] = read.error.issues
    return wrong(`${pathInWords(issue?.path ?? [])}: ${printable(issue?.message ?? '')}`)
  }
  const { schema: _, findings, ...state } = read.data
  const whole = []
  for (const file of findings.findings) {
    const finding = readFinding(file)
    if (finding instanceof Error)
      return wrong(`the finding ${file.fingerprint}: ${finding.message}`)
    whole.push(finding)
  }
  return { ...state, findings: { ...findings, findings: whole } }
}
