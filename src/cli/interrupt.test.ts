import { existsSync, readFileSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { gone } from '../adapter/fixtures/survives.ts'
import { hasWritten, telling, workingDirectory } from './command.fixture.ts'

const { partyline, path, files, start } = workingDirectory()

const endless = ['fuzz', '--runs', '1000000000', '--max-findings', '1000000000']

const turnOfTheLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Starts a bridge that never answers, whatever becomes of its standard input. */
async function deafBridge(): Promise<string> {
  await writeFile(
    path('deaf.mjs'),
    `import { writeFileSync } from 'node:fs'
     writeFileSync('pid', String(process.pid))
     setInterval(() => undefined, 1_000_000)`,
  )
  return `exec:"${process.execPath}" deaf.mjs`
}

async function pidOfBridge(): Promise<number> {
  for (;;) {
    const pid = existsSync(path('pid')) ? readFileSync(path('pid'), 'utf8') : ''
    if (pid !== '') return Number(pid)
    await turnOfTheLoop()
  }
}

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', (signal) => {
  it('ends a run: what was found so far is written, and the status is 130', async () => {
    const running = start([...endless, '--adapter', telling])
    // After a finding the T-Server is reset.
    await hasWritten(running, 'reset')
    running.child.kill(signal)
    const { status, stdout } = await running.ended
    expect(status).toBe(130)
    const report: unknown = JSON.parse(await readFile(path('reports', 'report.json'), 'utf8'))
    expect(report).toMatchObject({
      schema: 'partyline/report/1',
      incomplete: 'interrupted',
      findings: [{ rules: expect.arrayContaining(['released-once']) }],
    })
    expect(stdout).toContain('npx partyline replay')
    expect(await readdir(path('reports', 'findings'))).toHaveLength(1)
    expect((await files()).filter((name) => !/\.(json|html|md|xml)$/.test(name))).toEqual([])
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
    const bridge = await pidOfBridge()
    child.kill(signal)
    expect((await ended).status).toBe(130)
    await gone(bridge)
  })
})

it('a second Ctrl-C ends a run that waits for its T-Server, and the bridge with it', async () => {
  const { child, ended } = start([...endless, '--timeout', '8h', '--adapter', await deafBridge()])
  const bridge = await pidOfBridge()
  let over = false
  const end = ended.finally(() => (over = true))
  // Two that come at once are one.
  while (!over) {
    child.kill('SIGINT')
    await turnOfTheLoop()
  }
  expect((await end).status).toBe(130)
  await gone(bridge)
})
