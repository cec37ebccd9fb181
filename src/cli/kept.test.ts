/** What a nightly pipeline lives on: kept findings, known failures, the history. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { expectRefusal, workingDirectory } from './command.fixture.ts'

const { partyline, path, files } = workingDirectory()

const reportSchema = z.object({
  verdict: z.string(),
  stats: z.object({ scripts: z.int() }),
  findings: z.array(
    z.object({
      fingerprint: z.string(),
      shape: z.string(),
      rules: z.array(z.string()),
      known: z.boolean(),
      corpus: z.string().optional(),
      since: z.looseObject({ runs: z.int(), of: z.int() }).optional(),
    }),
  ),
  corpus: z.array(z.object({ file: z.string(), result: z.string() })).optional(),
  knownFailures: z.array(z.looseObject({ state: z.string() })).optional(),
})

async function report() {
  return reportSchema.parse(JSON.parse(await readFile(path('reports', 'report.json'), 'utf8')))
}

async function history(): Promise<readonly unknown[]> {
  const text = await readFile(path('reports', 'history.jsonl'), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const know = (...known: readonly object[]): Promise<void> =>
  writeFile(path('partyline.config.mjs'), `export default ${JSON.stringify({ known })}`)

const faulty = ['fuzz', '--seed', '1', '--adapter', 'embedded:call-state-counts-leaver'] as const
const right = ['fuzz', '--seed', '1'] as const
const unwrapped = (text: string): string => text.replace(/\s+/g, ' ')

async function findOne() {
  await partyline(...faulty)
  const [finding] = (await report()).findings
  if (finding === undefined) throw new Error('there is to be a finding')
  return finding
}

describe('partyline keep', () => {
  it('copies a finding to where every fuzz runs it first', async () => {
    const { fingerprint } = await findOne()
    const { status, stdout, stderr } = await partyline('keep', fingerprint.slice(0, 4))
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toBe(
      `Kept ${fingerprint}: reports/corpus/${fingerprint}.json\nEvery fuzz runs it first from now on. Commit it.\n`,
    )
    const again = await partyline('keep', fingerprint)
    expect(again).toMatchObject({
      status: 0,
      stdout: `${fingerprint} is in the corpus already: reports/corpus/${fingerprint}.json\n`,
    })
    const fails = await partyline(...faulty, '--runs', '1')
    expect(fails.status).toBe(1)
    expect(fails.stdout).toContain(`From corpus/${fingerprint}.json.`)
    expect(fails.stdout).toContain('Corpus: 1 script, 1 fails.')
    expect((await report()).findings).toMatchObject([{ corpus: `${fingerprint}.json` }])
    const holds = await partyline(...right)
    expect(holds.status).toBe(0)
    expect(holds.stdout).toContain('Corpus: 1 script, none fails.')
    expect((await report()).stats.scripts).toBe(1000)
    expect(await files()).toContain(`reports/corpus/${fingerprint}.json`)
  })

  it('refuses what is none, and names those that there are', async () => {
    expectRefusal(
      await partyline('keep', 'nothing'),
      'there is no finding nothing in reports/findings',
    )
    const { fingerprint } = await findOne()
    expectRefusal(
      await partyline('keep', '000000000000'),
      `there is no finding 000000000000 in reports/findings; there is ${fingerprint}`,
    )
    expectRefusal(await partyline('keep'), "missing required argument 'fingerprint'")
  })

  it('looks in the report directory of the configuration', async () => {
    const { fingerprint } = await findOne()
    await rename(path('reports'), path('nightly'))
    await writeFile(path('partyline.config.mjs'), `export default { reportDir: 'nightly' }`)
    expect(await partyline('keep', fingerprint)).toMatchObject({ status: 0 })
    expect(await files()).toContain(`nightly/corpus/${fingerprint}.json`)
  })
})

describe('the corpus', () => {
  it.each([
    ['{}', "reports/corpus/a.json is not a finding's file: it names no schema"],
    ['', "reports/corpus/a.json is not a finding's file: it is empty"],
  ])('that cannot be read is wrong usage: %j', async (text, complaint) => {
    await mkdir(path('reports', 'corpus'), { recursive: true })
    await writeFile(path('reports', 'corpus', 'a.json'), text)
    expectRefusal(await partyline('fuzz'), complaint)
  })

  it('is no part of exhaust', async () => {
    await mkdir(path('reports', 'corpus'), { recursive: true })
    await writeFile(path('reports', 'corpus', 'a.json'), '{}')
    const { status } = await partyline('exhaust', '--parties', '2', '--steps', '1')
    expect(status).toBe(0)
    expect(await files()).not.toContain('reports/history.jsonl')
  })
})

describe('a known failure', () => {
  it('does not fail the run, until it does not fail any more', async () => {
    const { fingerprint } = await findOne()
    await partyline('keep', fingerprint)
    await know({ fingerprint, reason: 'ACME-12', link: 'https://tickets.example/ACME-12' })
    const fails = await partyline(...faulty)
    expect(fails.status).toBe(0)
    expect(fails.stdout).toContain('Known: ACME-12 (https://tickets.example/ACME-12).')
    expect(unwrapped(fails.stdout)).toContain(
      'partyline-embedded:call-state-counts-leaver conforms to the document but for 1 known failure.',
    )
    expect(await report()).toMatchObject({
      verdict: 'conforms',
      findings: [{ known: true }],
      knownFailures: [{ state: 'fails' }],
    })
    const mended = await partyline(...right)
    expect(mended.status).toBe(1)
    expect(unwrapped(mended.stdout)).toContain(
      `The known failure ${fingerprint} no longer fails (corpus/${fingerprint}.json passes): remove its entry from the configuration. It says: ACME-12`,
    )
    expect(await report()).toMatchObject({
      verdict: 'violates',
      findings: [],
      knownFailures: [{ state: 'mended' }],
    })
  })

  it('by its rule and its script in words, as the report has them', async () => {
    const { rules, shape } = await findOne()
    await know({ rule: rules[0], shape, reason: 'ACME-12' })
    expect((await partyline(...faulty)).status).toBe(0)
    await know({ rule: rules[0], shape: shape.replace('A releases', 'B releases'), reason: 'x' })
    expect((await partyline(...faulty)).status).toBe(1)
  })

  it('that was not met proves nothing without its script', async () => {
    await know({ fingerprint: '0123456789ab', reason: 'ACME-12' })
    const { status, stdout } = await partyline(...right)
    expect(status).toBe(0)
    expect(unwrapped(stdout)).toContain(
      'The known failure 0123456789ab: cannot tell whether it still fails; it was not met, and its script is not in the corpus: when it is met again, keep it with npx partyline keep 0123456789ab.',
    )
  })

  it('counts again after its last day', async () => {
    const { fingerprint } = await findOne()
    await know({ fingerprint, reason: 'ACME-12', until: '9999-12-31' })
    expect((await partyline(...faulty)).status).toBe(0)
    await know({ fingerprint, reason: 'ACME-12', until: '2020-02-29' })
    const { status, stdout } = await partyline(...faulty)
    expect(status).toBe(1)
    expect(unwrapped(stdout)).toContain(
      `The known failure ${fingerprint} was known until 2020-02-29: it fails, and counts again.`,
    )
  })

  it('is known to exhaust too', async () => {
    const { fingerprint } = await findOne()
    await know({ fingerprint, reason: 'ACME-12' })
    const size = ['--parties', '3', '--steps', '1'] as const
    const adapter = ['--adapter', 'embedded:call-state-counts-leaver'] as const
    expect((await partyline('exhaust', ...size, ...adapter)).status).toBe(0)
    const { status, stdout } = await partyline('exhaust', ...size)
    expect(status).toBe(0)
    expect(unwrapped(stdout)).toContain('exhaust does not run the corpus')
  })
})

describe('the history', () => {
  it('has a line a run, and says since when a finding is there', async () => {
    await partyline(...faulty)
    expect((await report()).findings[0]).not.toHaveProperty('since')
    await partyline(...right)
    const { stdout } = await partyline(...faulty)
    const [first, second, third] = await history()
    expect(first).toMatchObject({
      schema: 'partyline/history/1',
      adapter: 'embedded:call-state-counts-leaver',
      seed: 1,
      verdict: 'violates',
      scripts: 1000,
    })
    expect(second).toMatchObject({ adapter: 'embedded', verdict: 'conforms', findings: [] })
    expect(third).toMatchObject({ verdict: 'violates' })
    expect(stdout).toMatch(/Since \d{4}-\d\d-\d\d: in all 2 runs\./)
    expect(stdout).toMatch(/History: 2 runs since \d{4}-\d\d-\d\d\./)
    expect((await report()).findings[0]?.since).toMatchObject({ runs: 2, of: 2 })
    expect(await readFile(path('reports', 'report.html'), 'utf8')).toContain('id="history"')
  })

  it('outlives lines that cannot be read, and a file that cannot is wrong usage', async () => {
    await mkdir(path('reports'))
    await writeFile(path('reports', 'history.jsonl'), '{"torn":')
    const { status, stdout } = await partyline(...right)
    expect(status).toBe(0)
    expect(stdout).toContain('1 line of history.jsonl cannot be read.')
    expect(await readFile(path('reports', 'history.jsonl'), 'utf8')).toMatch(
      /^\{"torn":\n\{.*\}\n$/,
    )
    await mkdir(path('other', 'history.jsonl'), { recursive: true })
    expectRefusal(
      await partyline(...right, '--report-dir', 'other'),
      'other/history.jsonl cannot be read: EISDIR',
    )
  })
})
