/** The directory that reports are written to: each file new and whole, or not at all. */
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { printable } from '../adapter/printable.ts'

/**
 * Says before a run whether its reports can be written, by writing and removing a file. Makes the
 * directory, and the folders below it, where they do not exist.
 * @param files names of the reports: none of them may be a directory.
 * @throws Error, one line long: which directory, why not, what to do.
 */
export async function checkDirectory(
  directory: string,
  files: readonly string[],
  folders: readonly string[] = [],
): Promise<void> {
  try {
    for (const folder of [directory, ...folders.map((name) => join(directory, name))]) {
      await makeFolder(folder)
      const probe = temporary(join(folder, 'probe'))
      await writeFile(probe, '')
      await rm(probe)
    }
    for (const name of files) await refuseFolder(join(directory, name))
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    throw new Error(
      `the reports cannot be written to ${printable(directory)}: ${printable(why)}; name another directory with --report-dir`,
      { cause: thrown },
    )
  }
}

/** Not mkdir's own `recursive`: it never ends where a file system takes no directories, as /proc. */
export async function makeFolder(path: string): Promise<void> {
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

/** Beside the file, as only within one file system a rename is whole. */
export async function writeWhole(path: string, text: string): Promise<void> {
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
