/** Writes the reports of a selftest: each file new and whole, or not at all. */
import { join } from 'node:path'
import type { SelftestResult } from '../selftest/selftest.ts'
import { checkDirectory, makeFolder, writeWhole } from './report-directory.ts'
import { selftestFiles } from './report-files.ts'
import { selftestHtml } from './selftest-html.ts'
import { selftestJson } from './selftest-json.ts'

/**
 * Says before a selftest whether its reports can be written, by writing and removing a file. Makes
 * the directory where it does not exist.
 * @throws Error, one line long: which directory, why not, what to do.
 */
export function checkSelftestDirectory(directory: string): Promise<void> {
  return checkDirectory(directory, Object.values(selftestFiles))
}

/** The same result gives the same bytes. Nothing else in the directory is touched. */
export async function writeSelftest(result: SelftestResult, directory: string): Promise<void> {
  await makeFolder(directory)
  await writeWhole(join(directory, selftestFiles.html), selftestHtml(result))
  await writeWhole(join(directory, selftestFiles.json), selftestJson(result))
}
