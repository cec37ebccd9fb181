/** `--workers` as a user meets it: over bridges, with modules, and when something comes to an end. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { gone } from '../adapter/fixtures/survives.ts'
import { built, workingDirectory } from './command.fixture.ts'

const { partyline, path, start } = workingDirectory()

const violating = fileURLToPath(new URL('../adapter/fixtures/violating.mjs', import.meta.url))
const bridge = `exec:"${process.execPath}" "${violating}"`
const seeded = ['fuzz', '--seed', '1', '--quiet'] as const

const reportSchema = z.object({
  verdict: z.string(),
  incomplete: z.optional(z.string()),
  stats: z.object({ scripts: z.number(), events: z.number() }),
  findings: z.array(
    z.object({ fingerprint: z.string(), script: z.unknown(), occurrences: z.int() }),
  ),
})

/** What does not hang on time, nor on ConnIDs. */
async function report(directory: string): Promise<z.infer<typeof reportSchema>> {
  return reportSchema.parse(JSON.parse(await readFile(path(directory, 'report.json'), 'utf8')))
}

/** Of the bridges of two workers. */
async function pids(): Promise<readonly number[]> {
  const texts = ['pids-1', 'pids-2'].map((file) => readFile(path(file), 'utf8'))
  const numbers = (await Promise.all(texts)).flatMap((text) => text.trim().split(' ').map(Number))
  return process.platform === 'linux' ? numbers : []
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve))
}

describe('two workers', () => {
  it('find over a bridge each what one finds over one', async () => {
    const run = [...seeded, '--runs', '600', '--adapter', bridge]
    await partyline(...run, '--report-dir', 'one')
    const { status } = await partyline(...run, '--workers', '2', '--report-dir', 'two')
    expect(status).toBe(1)
    const one = await report('one')
    expect(one.findings).not.toEqual([])
    expect(await report('two')).toEqual(one)
    for (const pid of await pids()) await gone(pid)
  })

  it('load a module each, which knows its worker', async () => {
    const embedded = pathToFileURL(built('tserver/embedded.js')).href
    await writeFile(
      path('module.mjs'),
      `import { writeFileSync } from 'node:fs'
       import { embedded } from ${JSON.stringify(embedded)}
       export default {
         connect(deliver) {
           writeFileSync('module-' + process.env.PARTYLINE_WORKER, '')
           return embedded('released-twice').connect(deliver)
         },
       }`,
    )
    const run = [...seeded, '--runs', '600', '--adapter', './module.mjs']
    await partyline(...run, '--report-dir', 'one')
    await partyline(...run, '--workers', '2', '--report-dir', 'two')
    expect([existsSync(path('module-1')), existsSync(path('module-2'))]).toEqual([true, true])
    const one = await report('one')
    expect(one.findings).not.toEqual([])
    expect(await report('two')).toEqual(one)
  })

  it('go on as one where the other has lost its T-Server, and are incomplete', async () => {
    const dying = `${bridge} --dying 2`
    const args = ['--runs', '2000', '--workers', '2', '--adapter', dying]
    const { status, stdout } = await partyline(...seeded, ...args)
    expect(status).toBe(3)
    expect(stdout).toContain('1 of 2 workers lost the T-Server')
    const { incomplete, stats, findings } = await report('reports')
    expect(incomplete).toContain('could not be started again')
    expect(stats.scripts).toBeGreaterThan(1000)
    expect(stats.scripts).toBeLessThan(2000)
    expect(findings).not.toEqual([])
  })

  it('end at Ctrl-C with their bridges, and what was found is written', async () => {
    const args = ['--runs', '1000000000', '--max-findings', '1000', '--workers', '2']
    const { child, ended } = start([...seeded, ...args, '--adapter', bridge])
    await until(() => existsSync(path('reports', 'report.json')))
    child.kill('SIGINT')
    expect((await ended).status).toBe(130)
    const { incomplete, findings } = await report('reports')
    expect(incomplete).toBe('interrupted')
    expect(findings).not.toEqual([])
    for (const pid of await pids()) await gone(pid)
  })
})

describe('a run that is killed', () => {
  it.each(['1', '2'])('goes on, with %s workers, to the report of a whole one', async (workers) => {
    const run = [...seeded, '--runs', '8000', '--adapter', 'embedded:released-missing']
    await partyline(...run, '--report-dir', 'whole')
    const { child, ended } = start([...run, '--workers', workers])
    await until(() => existsSync(path('reports', 'resume.json')))
    child.kill('SIGKILL')
    await ended
    expect(child.signalCode).toBe('SIGKILL')
    const left = await report('reports')
    expect(left.verdict).toBe('incomplete')
    expect(left.stats.scripts).toBeLessThan(8000)
    expect((await partyline(...run, '--workers', workers, '--resume')).status).toBe(1)
    expect(await report('reports')).toEqual(await report('whole'))
  })
})
