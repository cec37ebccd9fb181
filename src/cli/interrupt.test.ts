import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { gone } from '../adapter/fixtures/survives.ts'
import { hasWritten, main, node, telling, workingDirectory } from './command.fixture.ts'
import { onInterrupt } from './interrupt.ts'

const { partyline, path, files, start } = workingDirectory()

const endless = ['fuzz', '--runs', '1000000000', '--max-findings', '1000000000']

const turnOfTheLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A bridge that never answers, whatever becomes of its standard input. */
async function deafBridge(): Promise<string> {
  await writeFile(
    path('deaf.mjs'),
    `import { writeFileSync } from 'node:fs'
     writeFileSync('pids', process.pid + '\\n')
     setInterval(() => undefined, 1_000_000)`,
  )
  return `exec:"${process.execPath}" deaf.mjs`
}

/** A bridge to a T-Server that violates, with a process that has left its group. */
const violating = fileURLToPath(new URL('../adapter/fixtures/violating.mjs', import.meta.url))
const violatingBridge = `exec:"${process.execPath}" "${violating}"`

/** Resolves with what a bridge has written to a file, once it ends with a line feed. */
async function written(file: string): Promise<string> {
  for (;;) {
    const text = existsSync(path(file)) ? readFileSync(path(file), 'utf8') : ''
    if (text.endsWith('\n')) return text
    await turnOfTheLoop()
  }
}

/** The processes of a bridge. */
async function pidsOfBridge(): Promise<readonly number[]> {
  const pids = (await written('pids')).trim().split(' ').map(Number)
  // Elsewhere what has left its group is out of reach.
  return process.platform === 'linux' ? pids : pids.slice(0, 1)
}

/** What was found so far is in the report; there may be time for more before the signal comes. */
async function expectReport(): Promise<void> {
  const report: unknown = JSON.parse(await readFile(path('reports', 'report.json'), 'utf8'))
  expect(report).toMatchObject({
    schema: 'partyline/report/1',
    incomplete: 'interrupted',
    findings: expect.arrayContaining([
      expect.objectContaining({ rules: expect.arrayContaining(['released-once']) }),
    ]),
  })
}

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', (signal) => {
  it('ends a run: what was found so far is written, and the status is 130', async () => {
    const running = start([...endless, '--adapter', telling])
    // After a finding the T-Server is reset.
    await hasWritten(running, 'reset')
    running.child.kill(signal)
    const { status, stdout } = await running.ended
    expect(status).toBe(130)
    await expectReport()
    expect(stdout).toContain('npx partyline replay')
    expect(await readdir(path('reports', 'findings'))).not.toHaveLength(0)
    expect((await files()).filter((name) => !/\.(jsonl?|html|md|xml|sarif)$/.test(name))).toEqual(
      [],
    )
  })

  it('ends a run over a bridge, and all that the bridge has started', async () => {
    const { child, ended } = start([...endless, '--adapter', violatingBridge])
    // After a finding the T-Server is reset.
    await written('reset')
    child.kill(signal)
    expect((await ended).status).toBe(130)
    await expectReport()
    for (const pid of await pidsOfBridge()) await gone(pid)
  })

  it('ends a replay, and the bridge with it', async () => {
    await partyline('fuzz', '--adapter', 'embedded:released-twice', '--max-findings', '1')
    const [finding] = await readdir(path('reports', 'findings'))
    const { child, ended } = start([
      'replay',
      `reports/findings/${finding}`,
      '--timeout',
      '8h',
      '--adapter',
      await deafBridge(),
    ])
    const bridge = await pidsOfBridge()
    child.kill(signal)
    expect((await ended).status).toBe(130)
    for (const pid of bridge) await gone(pid)
  })
})

it('a second Ctrl-C ends a run that waits for its T-Server, and the bridge with it', async () => {
  const { child, ended } = start([...endless, '--timeout', '8h', '--adapter', await deafBridge()])
  const bridge = await pidsOfBridge()
  let over = false
  const end = ended.finally(() => (over = true))
  // Two that come at once are one.
  while (!over) {
    child.kill('SIGINT')
    await turnOfTheLoop()
  }
  expect((await end).status).toBe(130)
  for (const pid of bridge) await gone(pid)
})

it('two ends of a terminal are one, and Ctrl-C is the end all the same', () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation((status) => {
    throw new Error(`exit ${status}`)
  })
  const interrupt = onInterrupt()
  try {
    for (const signal of ['SIGHUP', 'SIGHUP'] as const) process.emit(signal, signal)
    expect(interrupt.happened()).toBe(true)
    expect(() => process.emit('SIGINT', 'SIGINT')).toThrow('exit 130')
  } finally {
    interrupt.release()
    exit.mockRestore()
  }
})

const missing = spawnSync('python3', ['--version']).error
  ? ' (skipped: there is no python3 on this machine, to make a terminal)'
  : ''

/** Runs a command on a terminal, closes that once a finding is shown, and exits as it does. */
const closingTerminal = `
import os, pty, re, sys
pid, terminal = pty.fork()
if pid == 0: os.execv(sys.argv[1], sys.argv[1:])
shown = b''
while not re.search(b'[1-9] finding', shown): shown += os.read(terminal, 4096)
os.close(terminal)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))`

it.skipIf(missing)(`a terminal that is closed ends a run like Ctrl-C${missing}`, async () => {
  const command = [node, main, ...endless, '--adapter', 'embedded:released-twice']
  const terminal = spawn('python3', ['-c', closingTerminal, ...command], {
    cwd: path(),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  onTestFinished(() => void terminal.kill())
  expect(await once(terminal, 'exit')).toEqual([130, null])
  await expectReport()
})
