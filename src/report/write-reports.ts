/** Writes the reports of a run: each file new and whole, or not at all. */
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { RunResult } from '../run/finding.ts'
import { findingFileText } from './finding-file.ts'
import { junitXml } from './junit.ts'
import { printable } from '../adapter/printable.ts'
import { findingPath, findingsFolder, reportFiles } from './report-files.ts'
import { reportHtml } from './report-html.ts'
import { reportJson } from './report-json.ts'
import { reportMarkdown } from './report-markdown.ts'

/**
 * Says before a run whether its reports can be written, by writing and removing a file. Makes the
 * directory where it does not exist.
 * @throws Error, one line long: which directory, why not, what to do.
 */
export async function checkReportDirectory(directory: string): Promise<void> {
  try {
    for (const folder of [directory, join(directory, findingsFolder)]) {
      await makeFolder(folder)
      const probe = temporary(join(folder, 'probe'))
      await writeFile(probe, '')
      await rm(probe)
    }
    for (const name of Object.values(reportFiles)) await refuseFolder(join(directory, name))
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    throw new Error(
      `the reports cannot be written to ${printable(directory)}: ${printable(why)}; name another directory with --report-dir`,
      { cause: thrown },
    )
  }
}

/** Not mkdir's own `recursive`: it never ends where a file system takes no directories, as /proc. */
async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return
  const parent = dirname(path)
  if (parent !== path) await makeFolder(parent)
  await mkdir(path)
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() ?? false
}

async function refuseFolder(path: string): Promise<void> {
  if (await isFolder(path)) throw new Error(`${path} is a directory`)
}

/**
 * Writes all reports of a run. The same result gives the same bytes. Findings of earlier runs are
 * removed; nothing else in the directory is touched, least of all its corpus.
 * @param directory the report directory, as it was named by the user.
 */
export async function writeReports(run: RunResult, directory: string): Promise<void> {
  await makeFolder(join(directory, findingsFolder))
  for (const finding of run.findings)
    await writeWhole(
      join(directory, findingPath(finding.fingerprint)),
      findingFileText(finding, run),
    )
  await writeWhole(join(directory, reportFiles.html), reportHtml(run, directory))
  await writeWhole(join(directory, reportFiles.markdown), reportMarkdown(run, directory))
  await writeWhole(join(directory, reportFiles.junit), junitXml(run, directory))
  // After the findings that it names, and before those that only the report before it names go.
  await writeWhole(join(directory, reportFiles.json), reportJson(run))
  await removeOldFindings(run, join(directory, findingsFolder))
}

async function removeOldFindings({ findings }: RunResult, folder: string): Promise<void> {
  const present = new Set(findings.map(({ fingerprint }) => `${fingerprint}.json`))
  for (const name of await readdir(folder))
    if (/^[0-9a-f]{12}\.json$/.test(name) && !present.has(name)) await rm(join(folder, name))
}

/** Beside the file, as only within one file system a rename is whole. */
async function writeWhole(path: string, text: string): Promise<void> {
  const written = temporary(path)
  try {
    await writeFile(written, text)
    await rename(written, path)
  } catch (thrown) {
    await rm(written, { force: true })
    throw thrown
  }
}

function temporary(path: string): string {
  return `${path}.${process.pid}.tmp`
}
