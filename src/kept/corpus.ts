/** The corpus: findings that the user has kept, to be run first by every `fuzz`. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { printable } from '../adapter/printable.ts'
import { readFindingFile, type FindingFile } from '../report/finding-file.ts'
import { corpusFolder } from '../report/report-files.ts'

/** In bytes: a whole flood of events is smaller. */
const largestFile = 32 * 2 ** 20

export interface CorpusScript {
  /** Its name in the folder. */
  readonly file: string
  readonly finding: FindingFile
}

/**
 * Reads what the corpus holds, in the order of the names: all files that end in `.json`.
 * @param directory the report directory, as it was named by the user.
 * @throws Error, one line long, where one of them cannot be read or is no finding's file.
 */
export async function readCorpus(directory: string): Promise<readonly CorpusScript[]> {
  const folder = join(directory, corpusFolder)
  const names = await readdir(folder).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return []
    throw new Error(`${printable(folder)} cannot be read (${thrown.code ?? thrown.message})`)
  })
  const scripts: CorpusScript[] = []
  for (const file of names.filter((name) => name.endsWith('.json')).toSorted(byCodeUnits))
    scripts.push({ file, finding: await readScript(join(folder, file)) })
  return scripts
}

/** The same on every machine, whatever its language. */
function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : 1
}

async function readScript(path: string): Promise<FindingFile> {
  const text = await textOf(path).catch((thrown: NodeJS.ErrnoException) => {
    throw new Error(
      `${printable(path)} cannot be read (${printable(thrown.code ?? thrown.message)}); take it out of the corpus`,
    )
  })
  const finding = readFindingFile(text, path)
  if (finding instanceof Error)
    throw new Error(`${finding.message}; mend it, or take it out of the corpus`)
  return finding
}

async function textOf(path: string): Promise<string> {
  const { size } = await stat(path)
  if (size > largestFile)
    throw new Error(`it has ${size} bytes, and at most ${largestFile} are read`)
  return readFile(path, 'utf8')
}
