/**
 * The processes that the harness has started, each in a group of its own: none may outlive it, nor
 * may what they have started themselves. On Windows there are no process groups, and only the process
 * itself is killed.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { startGuardian, tellGuardian } from './guardian.ts'
import { killMarked, newMark, type Mark } from './marked-processes.ts'

/** Their marks, by the process ids of their leaders. */
const groups = new Map<number, Mark>()

/**
 * Starts a command in a group of its own. When it ends, and however the harness's process ends, what
 * is left of the group is killed, with what has left the group.
 * @returns its process, which may still fail to start, as by `spawn`.
 */
export function startGroup(
  command: string,
  args: readonly string[],
): ChildProcessWithoutNullStreams {
  startGuardian()
  const mark = newMark()
  const env = { ...process.env, ...mark }
  const child = spawn(command, args, { detached: true, stdio: 'pipe', env })
  const { pid } = child
  if (pid === undefined) return child
  if (groups.size === 0) process.on('exit', killAll)
  groups.set(pid, mark)
  tellGuardian([...groups.keys()])
  child.on('exit', () => killGroup(pid))
  return child
}

/**
 * Kills every process of a group, and forgets the group: once its leader has been waited for, its
 * number may come to belong to somebody else.
 * @param pid the process id of its leader.
 */
export function killGroup(pid: number): void {
  const mark = groups.get(pid)
  if (mark === undefined) return
  groups.delete(pid)
  if (groups.size === 0) process.off('exit', killAll)
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
  killMarked(mark)
  // Not before: the harness might be killed in between.
  tellGuardian([...groups.keys()])
}

function killAll(): void {
  for (const pid of groups.keys()) killGroup(pid)
}
