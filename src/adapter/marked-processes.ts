/** Processes that are known by their environment, wherever they have gone. */
import { readdirSync, readFileSync } from 'node:fs'

/** One may be starting another while it is looked for. */
const mostLooks = 5

/**
 * Kills all processes in whose environment an entry stands. That of a process is to be seen on Linux
 * only; on other systems one that has left its process group is out of reach.
 * @param mark the whole entry: `NAME=value`.
 */
export function killMarked(mark: string): void {
  if (process.platform !== 'linux') return
  for (let look = 0; look < mostLooks; look++) {
    const found = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isMarked(name, mark))
    if (found.length === 0) return
    for (const pid of found) kill(Number(pid))
  }
}

function isMarked(pid: string, mark: string): boolean {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`.includes(`\0${mark}\0`)
  } catch {
    // It has ended, or is somebody else's.
    return false
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}
