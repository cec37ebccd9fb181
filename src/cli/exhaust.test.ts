import { readdir, readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { expectRefusal, workingDirectory } from './command.fixture.ts'

const { partyline, path, files } = workingDirectory()

const small = ['exhaust', '--parties', '3', '--steps', '1']

const report = async (): Promise<unknown> =>
  JSON.parse(await readFile(path('reports', 'report.json'), 'utf8'))

describe('partyline exhaust', () => {
  it('runs as many scripts as it counts', async () => {
    const counted = await partyline(...small, '--count')
    expect(counted).toMatchObject({ status: 0, stderr: '' })
    expect(counted.stdout).toMatch(/^\d+\n$/)
    expect(await files()).toEqual([])
    const scripts = Number(counted.stdout)
    const { status, stdout } = await partyline(...small)
    const told = stdout.replaceAll('\n', ' ')
    expect(told).toContain(`every script of up to 3 parties and 1 step: ${scripts},`)
    expect(status).toBe(0)
    const size = { parties: 3, steps: 1, calls: 1 }
    expect(await report()).toMatchObject({
      verdict: 'conforms',
      stats: { scripts },
      exhaust: { ...size, scripts },
      shard: { index: 1, count: 1 },
    })
  })

  it('counts and runs a shard', async () => {
    const count = async (...args: readonly string[]): Promise<number> =>
      Number((await partyline(...small, ...args, '--count')).stdout)
    const scripts = await count('--shard', '2/3')
    const shards = [await count('--shard', '1/3'), scripts, await count('--shard', '3/3')]
    expect(shards.reduce((sum, one) => sum + one)).toBe(await count())
    await partyline(...small, '--shard', '2/3')
    expect(await report()).toMatchObject({ stats: { scripts }, shard: { index: 2, count: 3 } })
  })

  it('counts what the adapter can', async () => {
    const can = async (...adapter: readonly string[]): Promise<number> =>
      Number((await partyline(...small, '--count', ...adapter)).stdout)
    const little = `export default { connect: () => ({
      implementation: { name: 'little' }, capabilities: {}, establish: () => '1', send() {}, fence() {},
      discard() {}, reset() {}, shutdown() {},
    }) }`
    await writeFile(path('little.mjs'), little)
    expect(await can('--adapter', './little.mjs')).toBeLessThan(await can())
  })

  it('finds what is wrong, proves it to be the smallest, and answers 1', async () => {
    const fault = ['--adapter', 'embedded:released-missing', '--max-findings', '1']
    const { status, stdout } = await partyline(...small, ...fault)
    expect(stdout).toContain('No smaller script fails so: all')
    expect(status).toBe(1)
    expect(await report()).toMatchObject({ findings: [{ minimal: 'proved' }] })
    const findings = await readdir(path('reports', 'findings'))
    const replayed = await partyline('replay', `reports/findings/${findings[0]}`)
    expect(replayed.status).toBe(1)
  })

  it('does not begin what has no end', async () => {
    const endless = ['exhaust', '--parties', '9', '--steps', '9']
    const complaint = 'there are more than 1000000000 scripts of up to 9 parties and 9 steps'
    expectRefusal(await partyline(...endless), complaint)
    expectRefusal(await partyline(...endless, '--count'), complaint)
    expect(await files()).toEqual([])
  })
})

describe('--prove', () => {
  const fuzz = ['fuzz', '--seed', '1', '--adapter', 'embedded:released-missing']

  it.each([
    ['0', { minimal: 'local' }],
    ['1', { minimal: 'local', smallerScripts: { tried: 0 } }],
    ['1000', { minimal: 'proved' }],
    ['1h', { minimal: 'proved' }],
  ])('%s', async (prove, finding) => {
    await partyline(...fuzz, '--prove', prove)
    expect(await report()).toMatchObject({ findings: [finding] })
  })

  it('is made where nothing is said', async () => {
    await partyline(...fuzz)
    expect(await report()).toMatchObject({ findings: [{ minimal: 'proved' }] })
  })
})
