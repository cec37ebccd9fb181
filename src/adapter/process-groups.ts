/**
 * The processes that the harness has started, in groups: none may outlive it, nor may what they have
 * started themselves. On Windows there are no process groups, and only the bridge itself is killed.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { Socket } from 'node:net'
import { killMarked } from './marked-processes.ts'

export interface Group {
  /** The process id of its leader. */
  readonly pid: number
  /** In the environment of its processes: known by it where they have left the group. */
  readonly mark: string
}

/** Each with what kills it once the harness is gone. */
const groups = new Map<Group, ChildProcess>()

/**
 * Keeps in mind a group. However the harness's process ends, what is left of the group is killed
 * with it.
 */
export function addGroup(group: Group): void {
  if (groups.size === 0) process.on('exit', killAll)
  groups.set(group, guardianOf(group))
}

/**
 * Kills every process of a group, and forgets the group: once its leader has been waited for, its
 * number may come to belong to somebody else.
 */
export function killGroup(group: Group): void {
  const guardian = groups.get(group)
  if (guardian === undefined) return
  groups.delete(group)
  guardian.kill('SIGKILL')
  if (groups.size === 0) process.off('exit', killAll)
  try {
    process.kill(process.platform === 'win32' ? group.pid : -group.pid, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
  killMarked(group.mark)
}

function killAll(): void {
  for (const group of groups.keys()) killGroup(group)
}

/**
 * What no hook of the harness can do: where it is killed itself, by SIGKILL or for want of memory,
 * the pipe to this process closes. It has a session of its own, so that no Ctrl-C reaches it.
 */
function guardianOf({ pid, mark }: Group): ChildProcess {
  const guardian = spawn('/bin/sh', ['-c', whenHarnessIsGone, 'partyline', String(pid), mark], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  // Where there is no such shell, the hook on exit is all there is.
  for (const it of [guardian, guardian.stdin]) it?.on('error', () => undefined)
  guardian.unref()
  if (guardian.stdin instanceof Socket) guardian.stdin.unref()
  return guardian
}

const whenHarnessIsGone = `
read _
kill -KILL -- "-$1"
for environ in /proc/[0-9]*/environ; do
  grep -qzxF "$2" "$environ" || continue
  pid=\${environ#/proc/}
  kill -KILL "\${pid%/environ}"
done`
