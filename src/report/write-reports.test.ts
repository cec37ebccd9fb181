import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { crash, hostileFinding, runWith, wrongCallState } from './example-finding.fixture.ts'
import { checkReportDirectory, writeReports } from './write-reports.ts'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'partyline-reports-'))
})

afterEach(async () => {
  await rm(directory, { recursive: true })
})

async function files(): Promise<readonly string[]> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .toSorted()
}

describe('writeReports', () => {
  it('writes every file, and leaves no other', async () => {
    await writeReports(runWith([wrongCallState, crash]), directory)
    expect(await files()).toEqual([
      'findings/92eb5ffee6ae.json',
      'findings/b1946ac92492.json',
      'junit.xml',
      'report.html',
      'report.json',
      'report.md',
      'report.sarif',
    ])
  })

  it('makes the directory', async () => {
    await writeReports(runWith([]), join(directory, 'a', 'b'))
    expect(await files()).toContain('a/b/report.json')
  })

  it('removes the findings of earlier runs, and nothing else', async () => {
    await writeReports(runWith([wrongCallState, crash]), directory)
    await mkdir(join(directory, 'corpus'))
    await writeFile(join(directory, 'corpus', '92eb5ffee6ae.json'), 'kept')
    await writeFile(join(directory, 'findings', 'notes.json'), 'kept')
    await writeReports(runWith([wrongCallState]), directory)
    expect(await files()).toEqual([
      'corpus/92eb5ffee6ae.json',
      'findings/b1946ac92492.json',
      'findings/notes.json',
      'junit.xml',
      'report.html',
      'report.json',
      'report.md',
      'report.sarif',
    ])
  })

  it('writes the same bytes for the same result', async () => {
    const all = async (): Promise<readonly string[]> => {
      await writeReports(structuredClone(runWith([hostileFinding(), crash])), directory)
      return Promise.all((await files()).map((file) => readFile(join(directory, file), 'utf8')))
    }
    expect(await all()).toEqual(await all())
  })

  it('leaves nothing half-written where a file cannot be replaced', async () => {
    await mkdir(join(directory, 'report.json', 'in-the-way'), { recursive: true })
    await expect(writeReports(runWith([]), directory)).rejects.toThrow()
    expect((await files()).filter((file) => file.endsWith('.tmp'))).toEqual([])
  })
})

describe('checkReportDirectory', () => {
  it('makes the directory and leaves nothing in it', async () => {
    await checkReportDirectory(join(directory, 'new'))
    expect(await readdir(directory)).toEqual(['new'])
    expect(await files()).toEqual([])
  })

  it('says that a file stands in its place', async () => {
    const file = join(directory, 'reports')
    await writeFile(file, '')
    await expect(checkReportDirectory(file)).rejects.toThrow(
      /^the reports cannot be written to .*reports: .*; name another directory with --report-dir$/,
    )
  })

  it('says that a directory stands in the place of a report', async () => {
    await mkdir(join(directory, 'report.html'))
    await expect(checkReportDirectory(directory)).rejects.toThrow(/report\.html is a directory/)
  })

  it('says it where nothing may be made', async () => {
    await expect(checkReportDirectory('/proc/reports')).rejects.toThrow(/^the reports cannot be/)
  })
})
