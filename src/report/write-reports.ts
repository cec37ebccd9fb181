/** Writes the reports of a run: each file new and whole, or not at all. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding, RunResult } from '../run/finding.ts'
import { findingFileText, type RunOfFinding } from './finding-file.ts'
import { junitXml } from './junit.ts'
import { checkDirectory, makeFolder, writeWhole } from './report-directory.ts'
import { findingPath, findingsFolder, reportFiles } from './report-files.ts'
import { reportHtml } from './report-html.ts'
import { reportJson } from './report-json.ts'
import { reportMarkdown } from './report-markdown.ts'
import { reportSarif } from './report-sarif.ts'

/**
 * Says before a run whether its reports can be written, by writing and removing a file. Makes the
 * directory where it does not exist.
 * @throws Error, one line long: which directory, why not, what to do.
 */
export function checkReportDirectory(directory: string): Promise<void> {
  return checkDirectory(directory, Object.values(reportFiles), [findingsFolder])
}

/**
 * Writes all reports of a run. The same result gives the same bytes. Findings of earlier runs are
 * removed; nothing else in the directory is touched, least of all its corpus.
 * @param directory the report directory, as it was named by the user.
 */
export async function writeReports(run: RunResult, directory: string): Promise<void> {
  await makeFolder(directory)
  await writeWhole(join(directory, reportFiles.html), reportHtml(run, directory))
  await writeWhole(join(directory, reportFiles.markdown), reportMarkdown(run, directory))
  await writeWhole(join(directory, reportFiles.junit), junitXml(run, directory))
  await writeWhole(join(directory, reportFiles.sarif), reportSarif(run, directory))
  await writeFindings(run, directory)
}

/** What programs read: report.json and the findings; also while a run goes on. */
export async function writeFindings(run: RunResult, directory: string): Promise<void> {
  await makeFolder(join(directory, findingsFolder))
  for (const finding of run.findings) await writeFinding(finding, run, directory)
  // After the findings that it names, and before those that only the report before it names go.
  await writeWhole(join(directory, reportFiles.json), reportJson(run, directory))
  await removeOldFindings(run, join(directory, findingsFolder))
}

/** The file of one finding, also before it is settled whether it counts. */
export async function writeFinding(
  finding: Finding,
  run: RunOfFinding,
  directory: string,
): Promise<void> {
  await makeFolder(join(directory, findingsFolder))
  const path = join(directory, findingPath(finding.fingerprint))
  await writeWhole(path, findingFileText(finding, run))
}

async function removeOldFindings({ findings }: RunResult, folder: string): Promise<void> {
  const present = new Set(findings.map(({ fingerprint }) => `${fingerprint}.json`))
  for (const name of await readdir(folder))
    if (/^[0-9a-f]{12}\.json$/.test(name) && !present.has(name)) await rm(join(folder, name))
}
