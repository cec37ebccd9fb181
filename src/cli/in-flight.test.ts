/** `--in-flight` as a user meets it: over bridges, with workers, and when something comes to an end. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { gone } from '../adapter/fixtures/survives.ts'
import { workingDirectory } from './command.fixture.ts'
import { reportFacts } from './report-facts.fixture.ts'

const { partyline, path, start } = workingDirectory()

const bridgeFile = fileURLToPath(new URL('../run/in-flight-bridge.fixture.mjs', import.meta.url))
const bridge = `exec:"${process.execPath}" "${bridgeFile}" 100`
/** One script in seven shows it. */
const faulty = `${bridge} fault=refused-delete-told`
const seeded = ['fuzz', '--seed', '1', '--prove', '0', '--quiet'] as const

const reportSchema = z.looseObject({
  verdict: z.string(),
  incomplete: z.string().optional(),
  stats: z.looseObject({ scripts: z.int() }),
  findings: z.array(z.looseObject({ kind: z.string(), file: z.string() })),
})

async function report(directory: string): Promise<z.infer<typeof reportSchema>> {
  return reportSchema.parse(JSON.parse(await readFile(path(directory, 'report.json'), 'utf8')))
}

/** Those of all bridges, once there is a file to write them to. */
async function pids(): Promise<readonly number[]> {
  return (await readFile(path('pids'), 'utf8')).trim().split('\n').map(Number)
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve))
}

describe('eight in flight', () => {
  it.each([
    ['one that conforms', bridge, 0],
    ['one with a fault', faulty, 1],
  ])('on each of two workers find what one finds alone: %s', async (_, adapter, status) => {
    const run = [...seeded, '--runs', '400', '--adapter', adapter]
    const one = await partyline(...run, '--in-flight', '1', '--report-dir', 'one-by-one')
    const many = ['--workers', '2', '--in-flight', '8', '--report-dir', 'two-by-eight']
    const two = await partyline(...run, ...many)
    expect([one.status, two.status]).toEqual([status, status])
    const alone = await reportFacts(path('one-by-one'))
    // The report, and a file a finding.
    expect(alone.length > 1).toBe(status === 1)
    expect(await reportFacts(path('two-by-eight'))).toEqual(alone)
  })

  it('end with their T-Server: what was run counts, and what was in flight is told of', async () => {
    const lost = `${bridge} lost-at=90`
    const run = [...seeded, '--runs', '600', '--in-flight', '8', '--adapter', lost]
    await writeFile(path('pids'), '')
    const { status, stdout, stderr } = await partyline(...run)
    expect(stderr).toBe('')
    expect(status).toBe(3)
    const words = stdout.replaceAll(/\s+/g, ' ')
    expect(words).toContain('1. The adapter crashed: the bridge ended with exit status 3')
    expect(words).toContain('was not run again, and was seen with 7 other scripts in flight')
    const { verdict, incomplete, stats, findings } = await report('reports')
    expect(verdict).toBe('incomplete')
    expect(incomplete).toContain('the T-Server could not be started again in 5 attempts')
    expect(stats.scripts).toBeGreaterThan(1)
    expect(stats.scripts).toBeLessThan(90)
    expect(findings.map(({ kind }) => kind)).toEqual(['crash'])
    expect(existsSync(path('reports', findings[0]?.file ?? ''))).toBe(true)
    for (const pid of await pids()) await gone(pid)
  })

  it('end at Ctrl-C with their bridge, and what was found is written', async () => {
    const endless = ['--runs', '1000000000', '--max-findings', '1000']
    await writeFile(path('pids'), '')
    const run = [...seeded, ...endless, '--in-flight', '8', '--adapter', faulty]
    const { child, ended } = start(run)
    await until(() => existsSync(path('reports', 'report.json')))
    child.kill('SIGINT')
    expect((await ended).status).toBe(130)
    const { incomplete, findings } = await report('reports')
    expect(incomplete).toBe('interrupted')
    expect(findings).not.toEqual([])
    for (const pid of await pids()) await gone(pid)
  })

  it('end with their bridge when the time is over, and the run is complete', async () => {
    const endless = ['--runs', '1000000000', '--max-findings', '1000', '--time', '5s']
    await writeFile(path('pids'), '')
    const { status } = await partyline(
      ...seeded,
      ...endless,
      '--in-flight',
      '8',
      '--adapter',
      faulty,
    )
    expect(status).toBe(1)
    const { verdict, incomplete, stats, findings } = await report('reports')
    expect({ verdict, incomplete }).toEqual({ verdict: 'violates', incomplete: undefined })
    expect(stats.scripts).toBeLessThan(1_000_000_000)
    expect(findings).not.toEqual([])
    expect(existsSync(path('reports', 'resume.json'))).toBe(true)
    for (const pid of await pids()) await gone(pid)
  })

  it('that are killed go on to the report of a run that was not', async () => {
    const run = [...seeded, '--runs', '1000', '--in-flight', '8', '--adapter', faulty]
    await partyline(...run, '--report-dir', 'whole')
    await writeFile(path('pids'), '')
    const { child, ended } = start([...run, '--report-dir', 'killed'])
    await until(() => existsSync(path('killed', 'resume.json')))
    child.kill('SIGKILL')
    await ended
    expect(child.signalCode).toBe('SIGKILL')
    for (const pid of await pids()) await gone(pid)
    const left = await report('killed')
    expect(left.verdict).toBe('incomplete')
    expect(left.stats.scripts).toBeLessThan(1000)
    expect((await partyline(...run, '--report-dir', 'killed', '--resume')).status).toBe(1)
    expect(await reportFacts(path('killed'))).toEqual(await reportFacts(path('whole')))
  })
})
