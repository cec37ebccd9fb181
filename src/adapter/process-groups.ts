/** The process groups that the harness has started: none may outlive it. */

const groups = new Set<number>()

/**
 * Keeps in mind a group, named by the process id of its leader. However the harness's process
 * exits, what is left of the group is killed with it.
 */
export function addGroup(pid: number): void {
  if (groups.size === 0) process.on('exit', killAll)
  groups.add(pid)
}

/**
 * Kills every process of a group, and forgets the group: once its leader has been waited for, its
 * number may come to belong to somebody else.
 */
export function killGroup(pid: number): void {
  if (!groups.delete(pid)) return
  if (groups.size === 0) process.off('exit', killAll)
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
}

function killAll(): void {
  for (const pid of groups) killGroup(pid)
}
