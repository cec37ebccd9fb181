import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { faultSubjects, faults } from '../tserver/faults.ts'
import { expectRefusal, workingDirectory } from './command.fixture.ts'

const { partyline, path, files } = workingDirectory()

afterEach(() => void vi.unstubAllEnvs())

/** Of every subject the first two faults: those that were there from the beginning. */
const spread = faultSubjects.flatMap(({ faults }) => faults.slice(0, 2).map(({ name }) => name))

const report = async (): Promise<unknown> =>
  JSON.parse(await readFile(path('reports', 'selftest.json'), 'utf8'))

/** Every process of Node that is started, and every thread, begins with this. */
function beginWith(code: string): void {
  vi.stubEnv('NODE_OPTIONS', `--import=data:text/javascript,${encodeURIComponent(code)}`)
}

describe('partyline selftest', () => {
  it('finds faults of every kind, and acquits the correct T-Servers', async () => {
    const { status, stdout, stderr } = await partyline('selftest', '--quiet', '--fault', ...spread)
    expect(stdout).toContain(
      `\nAll ${spread.length} faults were found, and no correct T-Server was accused.\n`,
    )
    expect(stdout).toContain('\nembedded conforms (5,000 scripts).\n')
    expect(stdout).toContain('\nembedded:nondeterministic conforms (5,000 scripts).\n')
    expect(stdout).toMatch(/\nReport: reports\/selftest\.html\n$/)
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(stderr).toBe('')
    expect(await report()).toMatchObject({
      ...{ passed: true, seed: 1, runs: 5000, found: spread.length },
      faults: spread.map((name) => ({ name, tried: true, finding: {} })),
    })
    expect(await files()).toEqual(['reports/selftest.html', 'reports/selftest.json'])
    expect(status).toBe(0)
  })

  it('answers 1 where a fault is not found', async () => {
    // A conference of seven takes more than one script.
    const missed = ['--fault', 'party-deleted-missing-sixth', '--runs', '1']
    const { status, stdout } = await partyline('selftest', ...missed)
    expect(stdout).toMatch(/^party-deleted-missing-sixth +not found in 1 script$/m)
    expect(stdout).toContain('\nNot found: party-deleted-missing-sixth.\n')
    expect(await report()).toMatchObject({ passed: false, found: 0 })
    expect(status).toBe(1)
  })

  it('finds the same for the same seed, and something else for another one', async () => {
    const written = async (seed: string): Promise<readonly string[]> => {
      const where = path(`seed-${seed}`)
      const fault = ['--fault', 'party-deleted-missing-sixth', 'released-twice']
      await partyline('selftest', ...fault, '--seed', seed, '--report-dir', where)
      const names = ['selftest.html', 'selftest.json']
      return Promise.all(names.map((name) => readFile(`${where}/${name}`, 'utf8')))
    }
    const first = await written('7')
    expect(await written('7')).toEqual(first)
    expect((await written('8'))[1]?.replace('"seed": 8', '"seed": 7')).not.toBe(first[1])
  })

  it('is interrupted by Ctrl-C: it writes what it has, and the status is 130', async () => {
    // When the first thread has been started.
    beginWith(`process.once('worker', () => process.kill(process.pid, 'SIGINT'))`)
    const { status, stdout, stderr } = await partyline('selftest', '--quiet')
    expect(stderr).toBe('')
    expect(stdout).toMatch(
      new RegExp(
        `\nThe selftest was interrupted: \\d+ of ${faults.length} faults found so far\\.\n`,
      ),
    )
    expect(await report()).toMatchObject({ passed: false, interrupted: true })
    expect(status).toBe(130)
  })

  it('answers 70 and shows the stack where a thread fails', async () => {
    beginWith(`
      import { isMainThread, parentPort } from 'node:worker_threads'
      function onPurpose() { throw new Error('thrown on purpose') }
      if (!isMainThread) parentPort.on('message', onPurpose)`)
    const fault = ['--quiet', '--fault', 'released-twice']
    const { status, stdout, stderr } = await partyline('selftest', ...fault)
    expect(stderr).toMatch(
      /^partyline: a fault of partyline.*: the run against embedded\S* failed: Error: thrown on purpose\n/,
    )
    expect(stderr).toMatch(/^ +at \S*onPurpose /m)
    expect(stdout).toBe('')
    expect(status).toBe(70)
  })
})

describe('partyline selftest --list', () => {
  it('says what every fault is, in 80 columns, and tries none', async () => {
    const { status, stdout, stderr } = await partyline('selftest', '--list')
    const flat = stdout.replace(/\n {4}/g, ' ')
    for (const { name, description } of faults) expect(flat).toContain(`\n${name}: ${description}`)
    expect(flat.match(/ Under the profile strict\.\n/g)).toHaveLength(
      faults.filter(({ profile }) => profile === 'strict').length,
    )
    for (const { title } of faultSubjects) expect(`\n${stdout}`).toContain(`\n${title}\n`)
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(stderr).toBe('')
    expect(await files()).toEqual([])
    expect(status).toBe(0)
  })

  it('says it of those that are asked for', async () => {
    const { stdout } = await partyline('selftest', '--list', '--fault', 'released-twice')
    expect(stdout).toBe(`Who is told, how often and when
released-twice: A party that leaves gets EventReleased twice.
`)
  })
})

describe('wrong usage of a selftest is told in one line', () => {
  it.each([
    ['--fault released-twise', '"released-twise"; close to it: released-missing'],
    ['--fault released-twice nonsense', 'the embedded T-Server has no fault "nonsense"; '],
    [
      '--fault nondeterministic',
      '--fault nondeterministic: that T-Server is correct, and is tried',
    ],
    ['--fault', "option '--fault <name...>' argument missing"],
    ['--runs 0', "'--runs <n>' argument '0' is invalid"],
    ['--seed x', "'--seed <n>' argument 'x' is invalid"],
    ['released-twice', "too many arguments for 'selftest'"],
  ])('selftest %s', async (line, complaint) => {
    expectRefusal(await partyline('selftest', ...line.split(' ')), complaint)
    expect(await files()).toEqual([])
  })

  it('before anything is tried, where the reports cannot be written', async () => {
    await writeFile(path('reports'), '')
    expectRefusal(await partyline('selftest'), 'the reports cannot be written to reports: ')
    await mkdir(path('others', 'selftest.json'), { recursive: true })
    expectRefusal(
      await partyline('selftest', '--report-dir', 'others'),
      'selftest.json is a directory',
    )
  })
})
