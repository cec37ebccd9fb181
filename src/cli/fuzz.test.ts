import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { type } from 'node:os'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { harness } from '../adapter/harness.ts'
import { telling, workingDirectory } from './command.fixture.ts'

const { partyline, path, files } = workingDirectory()

/** What pipelines hold on to. */
const report = z.object({
  schema: z.literal('partyline/report/1'),
  verdict: z.enum(['conforms', 'violates', 'incomplete']),
  implementation: z.object({ name: z.string(), version: z.string().optional() }),
  seed: z.int(),
  shard: z.object({ index: z.literal(1), count: z.literal(1) }),
  stats: z.object({
    scripts: z.int(),
    requests: z.int(),
    events: z.int(),
    seconds: z.number(),
  }),
  environment: z.object({
    partyline: z.literal(harness.version),
    node: z.string().regex(/^v24\./),
    system: z.string().startsWith(type()),
  }),
  coverage: z.array(z.object({ clause: z.string(), exercised: z.int() })),
  findings: z.array(
    z.object({
      fingerprint: z.string().regex(/^[0-9a-f]{12}$/),
      kind: z.enum(['violation', 'crash', 'hang', 'protocol-error']),
      rules: z.array(z.string()),
      reproduced: z.object({ failed: z.int(), of: z.int() }),
      minimal: z.enum(['proved', 'local']),
      parties: z.int(),
      steps: z.int(),
      known: z.literal(false),
      headline: z.string(),
      replay: z.string(),
      file: z.string(),
      script: z.looseObject({}),
    }),
  ),
})

async function readReport(directory = 'reports') {
  return report.parse(JSON.parse(await readFile(path(directory, 'report.json'), 'utf8')))
}

const reports = [
  'history.jsonl',
  'junit.xml',
  'report.html',
  'report.json',
  'report.md',
  'report.sarif',
]

describe('partyline fuzz', () => {
  it('answers 0 where the T-Server conforms', async () => {
    const { status, stdout, stderr } = await partyline('fuzz', '--seed', '7')
    expect(stderr).toBe('')
    expect(stdout).toMatch(/\n\npartyline-embedded conforms to the document\.\n1,000 scripts, /)
    expect(status).toBe(0)
    const { verdict, seed, stats, coverage, findings } = await readReport()
    expect({ verdict, seed, findings }).toEqual({ verdict: 'conforms', seed: 7, findings: [] })
    expect(stats.scripts).toBe(1000)
    for (const { exercised } of coverage) expect(exercised).toBeGreaterThan(0)
    expect(await files()).toEqual(reports.map((name) => `reports/${name}`))
  })

  it('answers 1 where it does not, with the finding in the reports', async () => {
    const { status, stdout } = await partyline('fuzz', '--adapter', 'embedded:released-twice')
    const { verdict, implementation, findings } = await readReport()
    expect(status).toBe(1)
    expect(verdict).toBe('violates')
    expect(implementation.name).toBe('partyline-embedded:released-twice')
    expect(findings).toContainEqual(
      expect.objectContaining({
        kind: 'violation',
        rules: expect.arrayContaining(['released-once']),
        reproduced: { failed: 5, of: 5 },
        parties: 2,
        steps: 1,
      }),
    )
    const named = findings.map(({ file }) => file)
    expect(await files()).toEqual(
      [...named, ...reports].map((name) => `reports/${name}`).toSorted(),
    )
    for (const file of named) expect(stdout).toContain(`npx partyline replay reports/${file}`)
  })

  it('answers 3 where less was run than was asked', async () => {
    const { status, stdout } = await partyline('fuzz', '--runs', '1', '--max-steps', '1')
    expect(stdout).toMatch(/nothing exercised/)
    expect(status).toBe(3)
    expect((await readReport()).verdict).toBe('incomplete')
  })

  it('answers 70 and not 1 where an exception ends it', async () => {
    await writeFile(
      path('throws.mjs'),
      'export default { connect: () => new Promise(() => setImmediate(() => { throw new Error("lost its head") })) }',
    )
    const { status, stderr } = await partyline('fuzz', '--adapter', './throws.mjs')
    expect(stderr).toMatch(/^partyline: a fault of .*: Error: lost its head\n +at /)
    expect(status).toBe(70)
  })

  it('draws the same scripts and finds the same with the same seed', async () => {
    for (const directory of ['a', 'b', 'c'])
      await partyline(
        ...['fuzz', '--adapter', 'embedded:call-state-counts-leaver', '--report-dir', directory],
        ...['--seed', directory === 'c' ? '8' : '7'],
      )
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map(withoutSeconds))
    expect(b).toEqual(a)
    expect(c).not.toEqual(a)
    expect(await readdir(path('a', 'findings'))).toEqual(await readdir(path('b', 'findings')))
  })

  it('draws a seed where none is given, and tells it', async () => {
    const { stdout } = await partyline('fuzz', '--runs', '100')
    const { seed } = await readReport()
    expect(stdout.replaceAll('\n', ' ')).toContain(`seed ${seed},`)
  })

  it('runs so many scripts, of so many requests, and ends after so many findings', async () => {
    const shown = ['--adapter', 'embedded:refused-delete-removes', '--seed', '1']
    await partyline('fuzz', ...shown)
    expect((await readReport()).findings.length).toBeGreaterThan(2)
    await partyline('fuzz', ...shown, '--max-findings', '2')
    expect((await readReport()).findings.length).toBe(2)
    await partyline('fuzz', '--runs', '100', '--max-steps', '2')
    const { stats } = await readReport()
    expect(stats.scripts).toBe(100)
    expect(stats.requests).toBeLessThanOrEqual(200)
  })

  it('makes conferences of so many parties', async () => {
    const ofSix = ['fuzz', '--adapter', 'embedded:party-deleted-missing-sixth']
    expect((await partyline(...ofSix)).status).toBe(1)
    expect((await partyline(...ofSix, '--max-parties', '5')).status).toBe(0)
  })

  it('ends after so long a time, and is complete then', async () => {
    const { status } = await partyline('fuzz', '--runs', '100000000', '--time', '500ms')
    const { verdict, stats } = await readReport()
    expect({ status, verdict }).toEqual({ status: 0, verdict: 'conforms' })
    expect(stats.scripts).toBeLessThan(100_000_000)
  })

  it('replaces the findings of the run before, and leaves the corpus alone', async () => {
    await partyline('fuzz', '--adapter', 'embedded:released-twice')
    await mkdir(path('reports', 'corpus'))
    await writeFile(path('reports', 'corpus', 'notes.txt'), 'ours')
    await partyline('fuzz')
    expect(await files()).toEqual(['corpus/notes.txt', ...reports].map((name) => `reports/${name}`))
  })

  it('reads a profile from a file, and by its name', async () => {
    // The embedded T-Server answers what it refuses with EventError.
    await writeFile(path('error.json'), '{"refusal": "error"}')
    await writeFile(path('silent.json'), '{"refusal": "silent"}')
    const answers = [
      ['strict', 0],
      ['error.json', 0],
      ['silent.json', 1],
    ] as const
    for (const [profile, status] of answers) {
      const ended = await partyline('fuzz', '--profile', profile)
      expect(ended.stdout.replaceAll('\n', ' ')).toContain(`profile ${profile}.`)
      expect(ended.status).toBe(status)
    }
  })

  it('writes no escape sequence where there is no terminal', async () => {
    const { stdout, stderr } = await partyline('fuzz', '--adapter', telling)
    expect(stdout + stderr).not.toContain('\x1b')
  })
})

/** report.json without the time that it took, and without the directory in its replay commands. */
async function withoutSeconds(directory: string): Promise<unknown> {
  const text = await readFile(path(directory, 'report.json'), 'utf8')
  const { stats, ...rest } = z
    .looseObject({ stats: z.looseObject({ seconds: z.number() }) })
    .parse(JSON.parse(text.replaceAll(`replay ${directory}/`, 'replay reports/')))
  return { ...rest, stats: { ...stats, seconds: 0 } }
}
