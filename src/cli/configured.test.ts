/** A configuration, as the commands take it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { expectRefusal, telling, workingDirectory } from './command.fixture.ts'

const { partyline, path, files } = workingDirectory()

const configure = (text: string): Promise<void> => writeFile(path('partyline.config.ts'), text)

const reportSchema = z.object({
  seed: z.number(),
  adapter: z.string(),
  stats: z.object({ scripts: z.number() }),
})

async function report(directory = 'reports') {
  return reportSchema.parse(JSON.parse(await readFile(path(directory, 'report.json'), 'utf8')))
}

describe('fuzz', () => {
  it('takes its options from the configuration, and says so', async () => {
    await configure(`const runs: number = 20
      export default { runs, seed: 7, profile: 'strict', reportDir: 'out', quiet: true }`)
    const { status, stdout } = await partyline('fuzz')
    expect(stdout).toContain('20 scripts, ')
    expect(stdout).toMatch(/seed 7, profile\sstrict\./)
    expect(stdout).toContain('\nConfiguration: partyline.config.ts.\nReport: out/report.html\n')
    expect(status).toBe(0)
    expect(await report('out')).toMatchObject({ seed: 7, stats: { scripts: 20 } })
  })

  it('takes the command line before the target, and the target before the configuration', async () => {
    await configure(`export default {
      runs: 20, seed: 1, adapter: 'embedded:released-twice',
      targets: { lab: { seed: 2, runs: 30, adapter: 'embedded' } },
    }`)
    const { stdout } = await partyline('fuzz', '--target', 'lab', '--runs', '10')
    expect(stdout).toContain('Configuration: partyline.config.ts, target lab.\n')
    expect(await report()).toMatchObject({ seed: 2, adapter: 'embedded', stats: { scripts: 10 } })
    // The default, where it is asked for, is no less said than another value.
    await partyline('fuzz', '--target', 'lab', '--adapter', 'embedded', '--runs', '1000')
    expect(await report()).toMatchObject({ seed: 2, stats: { scripts: 1000 } })
  })

  it('finds it above, and its files from there', async () => {
    await mkdir(path('lab'))
    await writeFile(path('lab', 'mine.json'), '{"refusal": "error"}')
    await writeFile(
      path('lab', 'partyline.config.mjs'),
      `export default { runs: 20, profile: 'mine.json', reportDir: 'out' }`,
    )
    const { stdout } = await partyline('fuzz', '--config', 'lab/partyline.config.mjs')
    expect(stdout).toMatch(/profile\s\.\/lab\/mine\.json\./)
    expect(await files()).toContain('lab/out/report.json')
  })

  it('takes choices as a profile, and a module as the adapter', async () => {
    await writeFile(
      path('silent.mjs'),
      `export default { connect: () => ({ implementation: { name: 'silent' }, capabilities: {},
        establish: () => '1', send() {}, fence() {}, discard() {}, reset() {}, shutdown() {} }) }`,
    )
    await configure(
      `export default { adapter: './silent.mjs', maxFindings: 1, profile: { refusal: 'error' } }`,
    )
    const { status, stdout } = await partyline('fuzz')
    expect(stdout).toContain('silent violates the document: 1 finding')
    expect(stdout).toContain('--adapter ./silent.mjs')
    expect(stdout).toMatch(/profile\spartyline\.config\.ts\./)
    expect(status).toBe(1)
  })
})

it('TypeScript is an ES module, whatever the package.json says that npm init writes', async () => {
  await writeFile(path('package.json'), '{"type": "commonjs"}')
  await writeFile(path('seed.ts'), 'export const seed: number = 9')
  await configure(`import { seed } from './seed.ts'
    export default { seed, runs: 5, adapter: './adapter.ts' }`)
  await writeFile(path('adapter.ts'), `export { default } from ${JSON.stringify(telling)}`)
  const { stderr } = await partyline('fuzz')
  expect(stderr).toMatch(/^connected\n/)
  expect(stderr).not.toContain('Warning')
  expect((await report()).seed).toBe(9)
})

describe('the other commands take it too', () => {
  it('exhaust', async () => {
    await configure('export default { parties: 2, steps: 1 }')
    const counted = await partyline('exhaust', '--count')
    await partyline('exhaust')
    expect(counted.stdout).toBe(`${(await report()).stats.scripts}\n`)
    const larger = await partyline('exhaust', '--count', '--steps', '2')
    expect(Number(larger.stdout)).toBeGreaterThan(Number(counted.stdout))
  })

  it('doctor', async () => {
    await configure(`export default { targets: { lab: { adapter: 'exec:partyline-no-such' } } }`)
    const { status, stdout } = await partyline('doctor')
    expect(stdout).toMatch(/^partyline doctor: embedded\nConfiguration: partyline\.config\.ts\n\n/)
    expect(status).toBe(0)
    expectRefusal(await partyline('doctor', '--target', 'lab'), '"partyline-no-such" cannot be')
  })

  it('replay', async () => {
    await partyline('fuzz', '--adapter', 'embedded:released-twice', '--max-findings', '1')
    await configure(`export default { adapter: 'embedded', times: 3 }`)
    const finding = (await files()).filter((name) => name.startsWith('reports/findings/'))
    const mended = await partyline('replay', ...finding)
    expect(mended.stdout).toContain('1 finding replayed: 0 still failing, 1 passing\n')
    expect(mended.stdout).toMatch(/\nConfiguration: partyline\.config\.ts\.\n$/)
    expect(mended.status).toBe(0)
    const adapter = ['--adapter', 'embedded:released-twice']
    expect((await partyline('replay', ...finding, ...adapter)).stdout).toContain('3 of 3')
  })
})

describe('what is wrong is told in one line', () => {
  it.each([
    ['export default { runs: 0 }', 'partyline.config.ts: runs: 0 is invalid. It takes a whole'],
    ['\nthrow new Error("boom")', 'partyline.config.ts:2 cannot be read: boom'],
    ['export default {\n  seed: 1,,\n}', 'partyline.config.ts:2 cannot be read: '],
    ['enum A { B }', 'partyline.config.ts:1 cannot be read: TypeScript enum is not supported'],
    ['import "./none.ts"', 'partyline.config.ts cannot be read: Cannot find module'],
    ['import "partyline"', ': npm install --save-dev partyline'],
    [
      `export default { profile: 'mine.json' }`,
      'partyline.config.ts: profile: profile mine.json: no profile of that name',
    ],
    [
      `export default { requireCoverage: 'gate.json' }`,
      'partyline.config.ts: requireCoverage: required coverage gate.json: no file',
    ],
  ])('%s', async (text, complaint) => {
    await configure(text)
    expectRefusal(await partyline('fuzz'), complaint)
    expect(await files()).toEqual(['partyline.config.ts'])
  })

  it('of a target', async () => {
    await configure(`export default { targets: { lab: { profile: 'mine.json' }, live: {} } }`)
    expectRefusal(
      await partyline('fuzz', '--target', 'lab'),
      'partyline.config.ts: targets.lab.profile: profile mine.json: no profile',
    )
    expectRefusal(
      await partyline('doctor', '--target', 'liv'),
      '--target liv: there is no such target in partyline.config.ts; it has live, lab',
    )
    // What is not used need not be there.
    expect((await partyline('fuzz', '--runs', '1', '--profile', 'strict')).status).not.toBe(2)
  })

  it('of a target where there is none', async () => {
    expectRefusal(
      await partyline('fuzz', '--target', 'lab'),
      '--target lab: there is no configuration that could have it; partyline init writes one',
    )
    await configure('export default {}')
    expectRefusal(await partyline('fuzz', '--target', 'lab'), 'it has no targets')
  })

  it('of JavaScript that is taken for no ES module', async () => {
    await writeFile(path('package.json'), '{"type": "commonjs"}')
    await writeFile(path('partyline.config.js'), 'export default {}')
    const { status, stderr } = await partyline('fuzz')
    // Node has a say too.
    expect(stderr).toMatch(/: its package\.json says that it is no ES module; name it \.mjs\n$/)
    expect(status).toBe(2)
    await writeFile(path('partyline.config.js'), 'module.exports = { runs: 1, seed: 4 }')
    await partyline('fuzz')
    expect((await report()).seed).toBe(4)
  })
})
