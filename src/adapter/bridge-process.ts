/** A bridge as a child process: the protocol over its standard streams. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { AdapterUnavailable } from './adapter.ts'
import type { Link } from './bridge.ts'
import { longestTimer } from './deadline.ts'
import { lastLines } from './last-lines.ts'
import { killGroup, startGroup } from './process-groups.ts'
import { firstLine, shown } from './shown.ts'

/**
 * Starts a command in a process group of its own.
 * @param timeoutMs how long it may take to end after the protocol's `shutdown`, in milliseconds.
 * @throws AdapterUnavailable where the command cannot be started.
 */
export async function startProcess(
  command: string,
  args: readonly string[],
  timeoutMs: number,
): Promise<Link> {
  try {
    const child = startGroup(command, args)
    await once(child, 'spawn')
    return linkTo(child, timeoutMs)
  } catch (error) {
    throw new AdapterUnavailable(`the command ${shown(command)} cannot be started: ${why(error)}`)
  }
}

function why(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such command'
  if (code === 'EACCES') return 'it is not an executable file'
  return firstLine(error)
}

function linkTo(child: ChildProcessWithoutNullStreams, timeoutMs: number): Link {
  const { pid, stdin, stdout, stderr } = child
  const log = lastLines()
  const closed = once(child, 'close')
  // How a bridge ended is told by its exit, not by what could not be written to it.
  for (const stream of [stdin, stdout, stderr]) stream.on('error', () => undefined)
  stderr.on('data', (chunk: Buffer) => log.take(chunk))

  function kill(): void {
    if (pid !== undefined) killGroup(pid)
    // A process that has left the group may still hold the other ends.
    for (const stream of [stdin, stdout, stderr]) stream.destroy()
  }

  return {
    listen(receiver) {
      stdout.on('data', (chunk: Buffer) => receiver.received(chunk))
      child.on('close', (status, signal) => receiver.ended(howItEnded(status, signal)))
    },
    write: (text) => void stdin.write(text),
    log: () => log.lines(),
    logged: () => log.count(),
    async close() {
      stdin.end()
      const patience = setTimeout(kill, Math.min(timeoutMs, longestTimer))
      await closed
      clearTimeout(patience)
    },
    async kill() {
      kill()
      await closed
    },
  }
}

function howItEnded(status: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `ended with exit status ${status}` : `was ended by ${signal}`
}
