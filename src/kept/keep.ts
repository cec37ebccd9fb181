/** Keeps a finding: copies its file into the corpus. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { printable } from '../adapter/printable.ts'
import { readFindingFile } from '../report/finding-file.ts'
import { counted } from '../report/in-words.ts'
import { makeFolder, writeWhole } from '../report/report-directory.ts'
import { corpusFolder, findingsFolder } from '../report/report-files.ts'

export interface KeptFinding {
  readonly fingerprint: string
  /** Where it is. */
  readonly path: string
  /** It was there before, and was left as it was. */
  readonly before: boolean
}

/** So many findings are named to somebody who named none of them. */
const mostNamed = 8

/**
 * @param fingerprint of a finding of the last run, or the beginning of one.
 * @param directory the report directory, as it was named by the user.
 * @throws Error, one line long: what was wrong, and what to do.
 */
export async function keep(fingerprint: string, directory: string): Promise<KeptFinding> {
  const findings = join(directory, findingsFolder)
  const corpus = join(directory, corpusFolder)
  const [found, kept] = [await fingerprintsIn(findings), await fingerprintsIn(corpus)]
  const [whole, ...others] = matching(fingerprint, [...new Set([...found, ...kept])])
  if (whole === undefined) throw new Error(noSuch(fingerprint, findings, found))
  if (others.length > 0)
    throw new Error(
      `${printable(fingerprint)} is the beginning of ${named([whole, ...others])}: write more of it`,
    )
  const path = join(corpus, `${whole}.json`)
  if (kept.includes(whole)) return { fingerprint: whole, path, before: true }
  const source = join(findings, `${whole}.json`)
  const text = await readFile(source, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
    throw new Error(`${printable(source)} cannot be read (${thrown.code ?? thrown.message})`)
  })
  const finding = readFindingFile(text, source)
  if (finding instanceof Error) throw new Error(`${finding.message}; run partyline fuzz again`)
  try {
    await makeFolder(corpus)
    await writeWhole(path, text)
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    throw new Error(`${printable(path)} cannot be written: ${printable(why)}`, { cause: thrown })
  }
  return { fingerprint: whole, path, before: false }
}

/** The one itself, or else all that begin so. */
function matching(fingerprint: string, all: readonly string[]): readonly string[] {
  const begun = fingerprint.toLowerCase()
  if (all.includes(begun)) return [begun]
  return begun === '' ? [] : all.filter((one) => one.startsWith(begun))
}

async function fingerprintsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return []
    throw new Error(`${printable(folder)} cannot be read (${thrown.code ?? thrown.message})`)
  })
  return names.filter((name) => /^[0-9a-f]{12}\.json$/.test(name)).map((name) => name.slice(0, 12))
}

function noSuch(fingerprint: string, folder: string, found: readonly string[]): string {
  const none = `there is no finding ${printable(fingerprint, 60)} in ${printable(folder)}`
  return found.length === 0
    ? `${none}, nor any other: name another directory with --report-dir, or run partyline fuzz first`
    : `${none}; there ${found.length === 1 ? 'is' : 'are'} ${named(found)}`
}

function named(fingerprints: readonly string[]): string {
  const more = fingerprints.length - mostNamed
  const some = fingerprints.toSorted().slice(0, mostNamed).join(', ')
  return more > 0 ? `${some} and ${counted(more, 'more', 'more')}` : some
}
