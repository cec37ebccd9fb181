/** What was written of shards is read again, and together it is what one run would have written. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openAdapter } from '../adapter/adapter-spec.ts'
import { campaign } from '../run/campaign.fixture.ts'
import type { RunResult } from '../run/finding.ts'
import { mergeRuns } from '../run/merge-runs.ts'
import { findingFileText } from './finding-file.ts'
import { readReport } from './read-report.ts'
import { reportHtml } from './report-html.ts'
import { reportJson } from './report-json.ts'
import { writeReports } from './write-reports.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'partyline-read-'))
})
afterEach(() => rm(directory, { recursive: true }))

async function run(adapterSpec: string, index = 1, count = 1): Promise<RunResult> {
  const adapter = await openAdapter(adapterSpec, { timeoutMs: 5000 })
  return campaign({ adapter, adapterSpec, runs: 600, shard: { index, count } })
}

async function readAgain(result: RunResult): Promise<RunResult> {
  await writeReports(result, directory)
  const read = await readReport(directory)
  if (read instanceof Error) throw read
  return read
}

/** All that a run writes and that is not drawn from the rest. */
const written = (result: RunResult): readonly string[] => [
  reportJson(result, 'reports'),
  ...result.findings.map((finding) => findingFileText(finding, result)),
  reportHtml(result, 'reports'),
]

describe('a report', () => {
  test.each([
    'embedded',
    'embedded:call-state-always-conferenced',
    'embedded:crash-last-party-deletes',
    'embedded:released-again-in-next-call',
  ])('that is read again is written again as it was: %s', async (adapter) => {
    const result = await run(adapter)
    expect(result.findings.length > 0).toBe(adapter !== 'embedded')
    expect(written(await readAgain(result))).toEqual(written(result))
  })

  test.each([
    'embedded',
    'embedded:call-state-always-conferenced',
    'embedded:crash-last-party-deletes',
    'embedded:released-missing',
  ])('of three shards is that of the whole run: %s', async (adapter) => {
    const shards = []
    for (const index of [2, 3, 1])
      shards.push({ where: `${index}`, run: await readAgain(await run(adapter, index, 3)) })
    const merged = mergeRuns(shards)
    if (merged === undefined) throw new Error('nothing was merged')
    expect(written(merged)).toEqual(written(await run(adapter)))
  })
})

describe('a report that is not whole is refused', () => {
  const path = (...names: readonly string[]): string => join(directory, ...names)

  async function refusal(): Promise<string> {
    const read = await readReport(directory)
    expect(read).toBeInstanceOf(Error)
    const text = read instanceof Error ? read.message : ''
    expect(text).not.toContain('\n')
    return text
  }

  /** Changes the text of a file. */
  async function edit(name: string, change: (text: string) => string): Promise<void> {
    await writeFile(path(name), change(await readFile(path(name), 'utf8')))
  }

  test('where there is none', async () => {
    expect(await refusal()).toContain('report.json cannot be read (ENOENT)')
  })

  test('where it is cut off, or another file', async () => {
    await writeReports(await run('embedded'), directory)
    await edit('report.json', (text) => text.slice(0, 500))
    expect(await refusal()).toContain('is not a report')
    await writeFile(path('report.json'), '{"schema": "partyline/report/2"}')
    expect(await refusal()).toContain('schema: "partyline/report/1" is needed')
  })

  test('where it says what cannot be', async () => {
    await writeReports(await run('embedded'), directory)
    await edit('report.json', (text) => text.replace('"scripts": 600', '"scripts": -1'))
    expect(await refusal()).toContain('stats.scripts')
    await edit('report.json', (text) =>
      text.replace('"scripts": -1', '"scripts": 600').replace('"index": 1', '"index": 2'),
    )
    expect(await refusal()).toContain('shard: there is no such shard')
  })

  test('where a finding is missing, of another name, or contradicts itself', async () => {
    const result = await run('embedded:released-missing')
    await writeReports(result, directory)
    const [{ fingerprint } = { fingerprint: '' }] = result.findings
    const file = join('findings', `${fingerprint}.json`)
    await edit(file, (text) => text.replace('"released-once"', '"released-twice"'))
    expect(await refusal()).toContain('seen: it does not break the rule released-twice')
    await edit(file, (text) =>
      text
        .replace('"released-twice"', '"released-once"')
        .replace(`"${fingerprint}"`, '"000000000000"'),
    )
    expect(await refusal()).toContain('is the file of another finding, 000000000000')
    await edit(file, (text) =>
      text.replace('"000000000000"', `"${fingerprint}"`).replaceAll('"ThisDN":', '"thisDn":'),
    )
    expect(await refusal()).toContain('seen: there is an event that is none')
    await rm(path(file))
    expect(await refusal()).toContain(`${fingerprint}.json cannot be read (ENOENT)`)
  })

  test('where a name in it leads elsewhere', async () => {
    await writeReports(await run('embedded:released-missing'), directory)
    await edit('report.json', (text) =>
      text.replace(/"fingerprint": "\w+"/, '"fingerprint": "../../etc/x"'),
    )
    expect(await refusal()).toContain('findings[0].fingerprint')
  })
})
