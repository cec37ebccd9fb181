/** What a report directory says, whatever run over a bridge has written it. */
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** What is of its own run: times, what the wire looked like, and what a T-Server counts. */
const ofTheRun = new Set(['seconds', 'history', 'wire', 'CallID', 'ReferenceID'])

/** All that report.json and the findings say, but for what is of the run, ConnIDs, and where they stand. */
export async function reportFacts(directory: string): Promise<readonly unknown[]> {
  const found = await readdir(join(directory, 'findings')).catch(() => [])
  const files = ['report.json', ...found.toSorted().map((file) => join('findings', file))]
  const texts = await Promise.all(files.map((file) => readFile(join(directory, file), 'utf8')))
  return texts.map((text): unknown =>
    JSON.parse(
      text.replaceAll(`${basename(directory)}/`, '').replaceAll(/\b006c[\da-f]{12}\b/g, 'a ConnID'),
      (key, value: unknown) => (ofTheRun.has(key) ? undefined : value),
    ),
  )
}
