/** Processes that are known by a mark in their environment, wherever they have gone. */
import { readdirSync, readFileSync } from 'node:fs'

/** More than it takes but where one process starts another, and that the next, without an end. */
const mostLooks = 10

const variable = 'PARTYLINE_BRIDGE'

// Process ids come again, and a process may hold this module twice, in workers for example.
const harness = `${process.pid}-${process.hrtime.bigint()}-`

let marks = 0

/** With this begin, as an entry of the environment, the marks of all bridges of this harness. */
export const marksOfHarness = `${variable}=${harness}`

/** What is put into the environment of one bridge, and of no other on this machine. */
export interface Mark {
  readonly [variable]: string
}

export function newMark(): Mark {
  marks += 1
  return { [variable]: `${harness}${marks}` }
}

/**
 * Kills all processes that carry the mark. An environment can be looked at on Linux only; on other
 * systems what has left its process group is out of reach, and so is everywhere what has left the
 * group and cleared its environment too.
 */
export function killMarked(mark: Mark): void {
  if (process.platform !== 'linux') return
  const entry = `${variable}=${mark[variable]}`
  const killed = new Set<string>()
  for (let look = 0; look < mostLooks; look++) {
    const found = readdirSync('/proc').filter(
      (name) => /^\d+$/.test(name) && !killed.has(name) && hasEntry(name, entry),
    )
    // What has been killed starts nothing any more, so that there can be no others now.
    if (found.length === 0) return
    for (const pid of found) {
      kill(Number(pid))
      killed.add(pid)
    }
  }
}

function hasEntry(pid: string, entry: string): boolean {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`.includes(`\0${entry}\0`)
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
