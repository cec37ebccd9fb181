/** What earlier runs have left in history.jsonl. */
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { printable } from '../adapter/printable.ts'
import { counted } from '../report/in-words.ts'
import { historyFile } from '../report/report-files.ts'
import type { History, PastRun } from '../run/past-run.ts'
import { historyLine, readHistoryLine } from './history-line.ts'

/** In bytes, from the end of the file: some thousands of runs. */
const mostRead = 8 * 2 ** 20

/**
 * Reads what is there.
 * @param directory the report directory, as it was named by the user.
 * @throws Error, one line long, where the file is there and cannot be read.
 */
export async function readHistory(directory: string): Promise<History> {
  const { text, cut } = await withFile(directory, 'r', endOf)
  return historyIn(text, cut)
}

/** @param cut the text is the end of a longer one: what stands before its first line feed is no line. */
export function historyIn(text: string, cut = false): History {
  const lines = text.split('\n').slice(cut ? 1 : 0)
  const read = lines.filter((line) => line.trim() !== '').map(readHistoryLine)
  const runs = read.filter((run) => run !== undefined)
  const unreadable = counted(read.length - runs.length, 'line')
  return {
    runs,
    leftOut: [
      ...(cut ? [`only the last ${mostRead / 2 ** 20} MiB of ${historyFile} are read`] : []),
      ...(runs.length === read.length ? [] : [`${unreadable} of ${historyFile} cannot be read`]),
    ],
  }
}

/** The runs against the same adapter, and then this one. */
export function upTo(run: PastRun, { runs, leftOut }: History): History {
  const alike = runs.filter(
    ({ adapter, target }) => adapter === run.adapter && target === run.target,
  )
  return { runs: [...alike, run], leftOut }
}

async function endOf(file: FileHandle | undefined) {
  const size = (await file?.stat())?.size ?? 0
  const start = Math.max(0, size - mostRead)
  const bytes = Buffer.alloc(size - start)
  const read = (await file?.read(bytes, 0, bytes.length, start))?.bytesRead ?? 0
  return { text: bytes.toString('utf8', 0, read), cut: start > 0 }
}

/**
 * Adds a line in one piece, so that runs at the same time do not mix theirs; after a line that was cut
 * off it begins a new one. What is there is never written anew.
 * @throws Error, one line long.
 */
export async function appendToHistory(directory: string, run: PastRun): Promise<void> {
  await withFile(directory, 'a+', async (file) => {
    if (file === undefined) return
    const { size } = await file.stat()
    const last = Buffer.alloc(1)
    if (size > 0) await file.read(last, 0, 1, size - 1)
    const whole = size === 0 || last.toString() === '\n'
    await file.write(`${whole ? '' : '\n'}${historyLine(run)}\n`)
  })
}

/** @param use gets undefined where the file to be read is not there. */
async function withFile<T>(
  directory: string,
  flags: 'r' | 'a+',
  use: (file: FileHandle | undefined) => Promise<T>,
): Promise<T> {
  const path = join(directory, historyFile)
  let file: FileHandle | undefined
  try {
    file = await open(path, flags).catch((thrown: NodeJS.ErrnoException) => {
      if (thrown.code === 'ENOENT' && flags === 'r') return undefined
      throw thrown
    })
    return await use(file)
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    throw new Error(
      `${printable(path)} cannot be ${flags === 'r' ? 'read' : 'written'}: ${printable(why)}`,
      { cause: thrown },
    )
  } finally {
    await file?.close()
  }
}
