/** A run of the command against a hostile bridge: held against what it has to come to, and measured. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, type TestContext } from 'vitest'
import { z } from 'zod'
import { gone } from '../adapter/fixtures/survives.ts'
import { commandEnvironment, main, node, type Ended } from './command.fixture.ts'
import type { HostileBridge, Outcome, Wire, Words } from './hostile-bridges.fixture.ts'

const bridgeFile = fileURLToPath(new URL('./hostile-bridge.fixture.mjs', import.meta.url))

/** That of the harness, in bytes. Against a bridge that conforms it is 90 MiB. */
const mostMemory = 300 * 2 ** 20

/** All files of the reports together, in bytes; those of an ordinary finding have 40 KiB. */
const mostReports = 2 * 2 ** 20

/** Milliseconds for one answer: a bridge that answers at all is not to be taken for one that hangs. */
const patience = 60_000
const shortPatience = 1000

/** Few scripts, small ones, that exercise every clause; and one finding is enough. */
const options = '--quiet --seed 59 --runs 30 --max-parties 3 --max-steps 3 --max-findings 1'

const reportSchema = z.object({
  verdict: z.enum(['conforms', 'violates', 'incomplete']),
  incomplete: z.string().default(''),
  findings: z.array(
    z.object({ kind: z.string(), rules: z.array(z.string()), headline: z.string() }),
  ),
})

type Report = z.infer<typeof reportSchema>

interface Run extends Ended {
  readonly reports: ReadonlyMap<string, string>
  /** The most memory that the harness's process ever had, in bytes. */
  readonly peak: number
  readonly diary: Diary
}

/** What the bridge wrote down about itself. */
interface Diary {
  readonly starts: number
  readonly pids: readonly number[]
}

/** The modes that the bridge has. */
export async function modesOfBridge(): Promise<readonly string[]> {
  const { stdout } = spawn(node, [bridgeFile, '--modes'], { stdio: ['ignore', 'pipe', 'inherit'] })
  return z.array(z.string()).parse(JSON.parse(await text(stdout)))
}

/** Runs the command against the bridge, and expects of it what the table says and what holds of all. */
export async function expectOutcome(
  bridge: HostileBridge,
  wire: Wire,
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'partyline-hostile-'))
  onTestFinished(() => cleanUp(directory))
  const run = await runAgainst(bridge, wire, directory, onTestFinished)
  expectSafe(run)
  expectCommanded(run, bridge.comesTo, wire)
  expect(run.peak).toBeLessThan(mostMemory)
  expect(run.diary.starts).toBeLessThanOrEqual(bridge.mostStarts)
  // Over TCP the bridge is not the harness's to end.
  if (wire === 'exec') for (const pid of run.diary.pids) await gone(pid)
}

async function runAgainst(
  { mode, hangs, oneStep }: HostileBridge,
  wire: Wire,
  directory: string,
  onTestFinished: TestContext['onTestFinished'],
): Promise<Run> {
  const diary = join(directory, 'diary')
  const adapter =
    wire === 'exec'
      ? `exec:"${node}" "${bridgeFile}" "${mode}" "${diary}"`
      : `tcp://127.0.0.1:${await listening(mode, diary, onTestFinished)}`
  const timeout = hangs ? shortPatience : patience
  const steps = oneStep ? ['--max-steps', '1'] : []
  const args = [...options.split(' '), ...steps, '--timeout', `${timeout}ms`, '--adapter', adapter]
  const child = spawn(node, ['--import', peakHook(directory), main, 'fuzz', ...args], {
    cwd: directory,
    env: commandEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return {
    status: child.exitCode,
    stdout,
    stderr,
    reports: await filesIn(join(directory, 'reports')),
    peak: await readPeak(directory),
    diary: await readDiary(directory),
  }
}

/** Starts the bridge, to be reached by TCP. @returns its port. */
async function listening(
  mode: string,
  diary: string,
  onTestFinished: TestContext['onTestFinished'],
): Promise<string> {
  const child = spawn(node, [bridgeFile, mode, diary, '--listen'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  for await (const port of createInterface({ input: child.stdout })) return port
  throw new Error(`the bridge ended before it listened: ${mode}`)
}

/** A module that has the process write down its peak when it ends. */
function peakHook(directory: string): string {
  const file = JSON.stringify(join(directory, 'peak'))
  const module = `import { writeFileSync } from 'node:fs'
    process.on('exit', () => writeFileSync(${file}, String(process.resourceUsage().maxRSS)))`
  return `data:text/javascript,${encodeURIComponent(module)}`
}

async function readPeak(directory: string): Promise<number> {
  // Nothing, where the process was ended from outside, or ran out of memory.
  const kibibytes = await readFile(join(directory, 'peak'), 'utf8').catch(() => 'Infinity')
  return Number(kibibytes) * 1024
}

async function readDiary(directory: string): Promise<Diary> {
  // A port that nobody has connected to has nothing to tell.
  const diary = await readFile(join(directory, 'diary'), 'utf8').catch(() => '')
  return {
    starts: diary.match(/^start/gm)?.length ?? 0,
    pids: [...diary.matchAll(/^(?:start|child) (\d+)$/gm)].map(([, pid]) => Number(pid)),
  }
}

/** Whatever has become of the test, nothing is left behind. */
async function cleanUp(directory: string): Promise<void> {
  for (const pid of (await readDiary(directory)).pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has gone, as it should.
    }
  }
  await rm(directory, { recursive: true })
}

/** By their paths; none where there is no such directory. */
async function filesIn(directory: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const files = paths.map(
    async (path) => [path.slice(directory.length + 1), await readFile(path, 'utf8')] as const,
  )
  return new Map(await Promise.all(files))
}

/** Nothing that the bridge sent moves a terminal's cursor, or gives orders to whoever reads a log. */
function expectSafe({ stdout, stderr, reports }: Run): void {
  const printed = stdout + stderr
  for (const written of [printed, ...reports.values()]) expect(written).not.toMatch(/[^\P{Cc}\n]/u)
  expect(printed).not.toMatch(/^\s*::/m)
  expect(printed).not.toContain('##[')
  const size = [...reports.values()].reduce((sum, { length }) => sum + length, 0)
  expect(size).toBeLessThan(mostReports)
}

function expectCommanded(run: Run, outcome: Outcome, wire: Wire): void {
  if (outcome.is === 'refused') return expectRefused(run, on(wire, outcome.says))
  expect(run.stderr).toBe('')
  const report = readReport(run)
  switch (outcome.is) {
    case 'conforms':
      expect(report.findings).toEqual([])
      expect(report.verdict).toBe('conforms')
      expect(run.stdout).toContain('conforms to the document.')
      expect(run.status).toBe(0)
      return
    case 'found':
      expectFinding(run, report, outcome, wire)
      if (outcome.rule !== undefined) expect(report.findings[0]?.rules).toContain(outcome.rule)
      expect(report.verdict).toBe('violates')
      expect(run.status).toBe(1)
      return
    case 'incomplete':
      expect(report.findings).toEqual([])
      expectIncomplete(run, report, on(wire, outcome.because))
      return
    case 'lost':
      expectFinding(run, report, outcome, wire)
      expectIncomplete(run, report, on(wire, outcome.because))
  }
}

function expectIncomplete({ status, stdout }: Run, report: Report, because: string): void {
  expect(report.incomplete).toContain(because)
  expect(onOneLine(stdout)).toContain(because)
  expect(report.verdict).toBe('incomplete')
  expect(status).toBe(3)
}

function expectRefused({ status, stdout, stderr, reports }: Run, says: string): void {
  expect(stderr).toMatch(/^partyline: [^\n]+\n$/)
  expect(stderr).toContain(says)
  expect(stdout).toBe('')
  expect([...reports.keys()]).toEqual([])
  expect(status).toBe(2)
}

function expectFinding(
  { stdout, reports }: Run,
  { findings }: Report,
  { kind, says }: Extract<Outcome, { is: 'found' | 'lost' }>,
  wire: Wire,
): void {
  expect(findings).toEqual([expect.objectContaining({ kind })])
  expect(findings[0]?.headline).toContain(on(wire, says))
  expect(onOneLine(stdout)).toContain(on(wire, says))
  expect([...reports.keys()].filter((path) => path.startsWith('findings/')).length).toBe(1)
}

function readReport({ reports, stdout, status }: Run): Report {
  const written = reports.get('report.json')
  if (written === undefined) throw new Error(`no report; status ${status}, and it said: ${stdout}`)
  return reportSchema.parse(JSON.parse(written))
}

const on = (wire: Wire, words: Words): string => (typeof words === 'string' ? words : words[wire])

/** Without the line breaks of a terminal. */
const onOneLine = (printed: string): string => printed.replaceAll(/\s+/g, ' ')
