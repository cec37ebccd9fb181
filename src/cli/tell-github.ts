/** On GitHub, what a run has found stands above its log, and in the summary of its job. */
import { appendFile, stat } from 'node:fs/promises'
import { printable } from '../adapter/printable.ts'
import { annotations } from '../report/annotations.ts'
import { reportMarkdown } from '../report/report-markdown.ts'
import type { RunResult } from '../run/finding.ts'
import { print } from './print.ts'

/** GitHub takes no longer summary of a step, in bytes. */
const longestSummary = 1_048_576

/** With less room than this there is no report to speak of. */
const shortestSummary = 32_768

interface Writable {
  write(text: string): unknown
}

export interface GitHub {
  /** The variables of the process: GITHUB_ACTIONS, GITHUB_STEP_SUMMARY. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly stdout: Writable
  readonly stderr: Writable
}

/**
 * Prints annotations, and appends the report to the summary of the job. Does nothing elsewhere. A summary
 * that cannot be written is said in one line, and is no failure of the run.
 * @param directory the report directory, as it was named by the user: for the replay commands.
 */
export async function tellGitHub(
  run: RunResult,
  directory: string,
  { environment, stdout, stderr }: GitHub,
): Promise<void> {
  if (environment['GITHUB_ACTIONS'] !== 'true') return
  // Not by `print`: these are commands, and their own text has been escaped.
  stdout.write(annotations(run, directory))
  const path = environment['GITHUB_STEP_SUMMARY']
  if (path === undefined || path === '') return
  try {
    await appendSummary(run, directory, path)
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    print(
      stderr,
      `partyline: the job summary cannot be written to ${printable(path)}: ${printable(why)}; the reports are in ${printable(directory)}\n`,
    )
  }
}

async function appendSummary(run: RunResult, directory: string, path: string): Promise<void> {
  const before = await stat(path).catch(() => undefined)
  // Other commands of the step may have left a line that does not end.
  const gap = before === undefined || before.size === 0 ? '' : '\n\n'
  const room = longestSummary - (before?.size ?? 0) - gap.length
  if (room < shortestSummary)
    throw new Error(
      `there is room for ${Math.max(0, room)} more bytes, and ${shortestSummary} are needed`,
    )
  await appendFile(path, gap + reportMarkdown(run, directory, room))
}
