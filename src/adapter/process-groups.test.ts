import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { gone } from './fixtures/survives.ts'
import { killGroup, startGroup } from './process-groups.ts'

const onLinux = process.platform === 'linux'
const { execPath: node } = process
const processGroups = JSON.stringify(new URL('process-groups.ts', import.meta.url).href)

/** Prints its process id, once more at each SIGUSR2, and stays. */
const idle = `
  process.on('SIGUSR2', () => console.log(process.pid)).emit('SIGUSR2')
  setInterval(() => undefined, 1_000_000)`

/** The same, with a process that it has started. */
const idleWithChild = (options: string): string =>
  `${idle}; require('node:child_process')
     .spawn(process.execPath, ['-e', ${JSON.stringify(idle)}], { stdio: 'inherit', ${options} })`
const idleWithStray = idleWithChild('detached: true')

/** The children of the process itself, with that of `ps`. */
const children = `
  spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .stdout.trim().split('\\n').map((line) => line.trim().split(/ +/).map(Number))
    .filter(([, parent]) => parent === process.pid).map(([pid]) => pid)`

/** Whatever has become of a test, nothing of it is left. */
const started: number[] = []

afterEach(() => {
  for (const pid of started.splice(0))
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has gone, as it should.
    }
})

function startedAs(told: unknown): number {
  const pid = Number(told)
  if (!Number.isInteger(pid) || pid <= 1) throw new Error(`not a process id: ${String(told)}`)
  started.push(pid)
  return pid
}

const linesOf = (output: Readable): AsyncIterator<string> =>
  createInterface({ input: output })[Symbol.asyncIterator]()

/** The process ids that are printed next, a line each. */
async function printed(lines: AsyncIterator<string>, count: number): Promise<readonly number[]> {
  const pids: number[] = []
  while (pids.length < count) pids.push(startedAs((await lines.next()).value))
  return pids
}

/** A process that starts a group with so many members that print their ids, and then does more. */
async function harness(command: readonly [string, ...string[]], members: number, then = '') {
  const [name, ...args] = command
  const script = `
    import { spawnSync } from 'node:child_process'
    import { once } from 'node:events'
    import { killGroup, startGroup } from ${processGroups}
    const group = startGroup(${JSON.stringify(name)}, ${JSON.stringify(args)})
    const [guardian] = ${children}.filter((pid) => pid !== group.pid)
    console.log(guardian)
    group.stdout.pipe(process.stdout)
    ${then}`
  const child = spawn(node, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  startedAs(child.pid)
  const [guardian = 0, ...pids] = await printed(linesOf(child.stdout), 1 + members)
  return { child, guardian, pids }
}

describe('a harness that is killed leaves nothing behind', () => {
  it('of the group, though its environment has been cleared', async () => {
    const { child, pids } = await harness(['env', '-i', node, '-e', idleWithChild('')], 2)
    child.kill('SIGKILL')
    for (const pid of pids) await gone(pid)
  })

  it.skipIf(!onLinux)('that has left the group: elsewhere it is out of reach', async () => {
    const { child, pids } = await harness([node, '-e', idleWithStray], 2)
    child.kill('SIGKILL')
    for (const pid of pids) await gone(pid)
  })

  it('though all processes had been asked to end before', async () => {
    const { child, guardian, pids } = await harness([node, '-e', idle], 1)
    for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) process.kill(guardian, signal)
    child.kill('SIGKILL')
    for (const pid of pids) await gone(pid)
  })

  it('though it is itself in a group that is killed', async () => {
    const inner = `
      const { startGroup } = await import(${processGroups})
      startGroup(process.execPath, ['-e', ${JSON.stringify(idle)}]).stdout.pipe(process.stdout)`
    const outer = startGroup(node, ['--input-type=module', '-e', inner])
    const [pid = 0] = await printed(linesOf(outer.stdout), 1)
    killGroup(startedAs(outer.pid))
    await gone(pid)
  })
})

describe('who kills when the harness is gone', () => {
  it('keeps no harness from ending, and ends with it', async () => {
    const then = `group.stdout.once('data', () => setImmediate(killGroup, group.pid))`
    const { child, guardian } = await harness([node, '-e', idle], 1, then)
    if (child.exitCode === null) await once(child, 'exit')
    expect(child.exitCode).toBe(0)
    await gone(guardian)
  })

  it('is one for all groups', async () => {
    const script = `
      import { spawnSync } from 'node:child_process'
      import { startGroup } from ${processGroups}
      for (let group = 0; group < 3; group++) startGroup(process.execPath, ['-e', ''])
      console.log(${children}.length)`
    const child = spawn(node, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    startedAs(child.pid)
    // Three groups, the guardian, and ps.
    expect(await text(child.stdout)).toBe('5\n')
  })
})

it('a group that is killed takes nothing of another one with it', async () => {
  const [one, other] = [
    startGroup(node, ['-e', idleWithStray]),
    startGroup(node, ['-e', idleWithStray]),
  ]
  const lines = linesOf(other.stdout)
  const [killed, spared] = await Promise.all([printed(linesOf(one.stdout), 2), printed(lines, 2)])
  // Elsewhere what has left the group is out of reach.
  const inReach = onLinux ? 2 : 1
  killGroup(startedAs(one.pid))
  for (const pid of killed.slice(0, inReach)) await gone(pid)
  for (const pid of spared) process.kill(pid, 'SIGUSR2')
  expect((await printed(lines, 2)).toSorted()).toEqual(spared.toSorted())
  killGroup(startedAs(other.pid))
  for (const pid of spared.slice(0, inReach)) await gone(pid)
})
