import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { annotations } from '../report/annotations.ts'
import { manyThings, runWith, wrongCallState } from '../report/example-finding.fixture.ts'
import { reportMarkdown } from '../report/report-markdown.ts'
import type { RunResult } from '../run/finding.ts'
import { commandEnvironment, main, node } from './command.fixture.ts'
import { tellGitHub } from './tell-github.ts'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'partyline-github-'))
})

afterEach(async () => {
  await rm(directory, { recursive: true })
})

const run = runWith([wrongCallState])

/** What is printed, on both streams. */
async function told(
  environment: Readonly<Record<string, string>>,
  result: RunResult = run,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const written = { stdout: '', stderr: '' }
  await tellGitHub(result, 'reports', {
    environment,
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
  })
  return written
}

const onGitHub = (summary: string) => ({ GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary })

describe('tellGitHub', () => {
  it('says nothing elsewhere', async () => {
    const path = join(directory, 'summary')
    const elsewhere = { GITHUB_ACTIONS: 'false', GITHUB_STEP_SUMMARY: path }
    expect(await told(elsewhere)).toEqual({ stdout: '', stderr: '' })
    expect(await told({})).toEqual({ stdout: '', stderr: '' })
    await expect(readFile(path)).rejects.toThrow(/ENOENT/)
  })

  it('prints annotations', async () => {
    const printed = { stdout: annotations(run, 'reports'), stderr: '' }
    expect(printed.stdout).toContain('::error title=')
    expect(await told({ GITHUB_ACTIONS: 'true' })).toEqual(printed)
    expect(await told(onGitHub(''))).toEqual(printed)
  })

  it('writes the summary of the job, and keeps what is there', async () => {
    const path = join(directory, 'summary')
    await told(onGitHub(path))
    const report = reportMarkdown(run, 'reports')
    expect(await readFile(path, 'utf8')).toBe(report)
    await writeFile(path, 'an earlier step')
    await told(onGitHub(path))
    expect(await readFile(path, 'utf8')).toBe(`an earlier step\n\n${report}`)
  })

  it('keeps to the room that GitHub gives', async () => {
    const path = join(directory, 'summary')
    await writeFile(path, 'x'.repeat(1_000_000))
    const findings = Array.from({ length: 50 }, () => manyThings)
    const { stderr } = await told(onGitHub(path), runWith(findings))
    expect(stderr).toBe('')
    const text = await readFile(path, 'utf8')
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_048_576)
    expect(text).toContain('There was no room for all: see `report.html`.')
  })

  it('says in one line that there is no room, and leaves the summary alone', async () => {
    const path = join(directory, 'summary')
    await writeFile(path, 'x'.repeat(1_040_000))
    expect((await told(onGitHub(path))).stderr).toBe(
      `partyline: the job summary cannot be written to ${path}: there is room for 8574 more bytes, and 32768 are needed; the reports are in reports\n`,
    )
    expect(await readFile(path, 'utf8')).toHaveLength(1_040_000)
  })

  it('says in one line that the summary cannot be written', async () => {
    const path = join(directory, 'folder')
    await mkdir(path)
    const { stdout, stderr } = await told(onGitHub(path))
    expect(stderr).toMatch(
      /^partyline: the job summary cannot be written to .*folder: EISDIR.*; the reports are in reports\n$/,
    )
    expect(stdout).toContain('::error title=')
    expect((await told(onGitHub(join(directory, 'none', '\n::error::x')))).stderr).toMatch(
      /^partyline: [^\n]*\n$/,
    )
  })
})

describe('partyline fuzz on GitHub', () => {
  it('annotates its findings after the summary, also where it is quiet, and writes the summary of the job', async () => {
    const path = join(directory, 'summary')
    const args = [
      'fuzz',
      '--adapter',
      'embedded:released-twice',
      '--seed',
      '1',
      '--runs',
      '50',
      '--quiet',
    ]
    const { status, stdout, stderr } = spawnSync(node, [main, ...args], {
      cwd: directory,
      encoding: 'utf8',
      env: { ...commandEnvironment(), ...onGitHub(path) },
    })
    expect([status, stderr]).toEqual([1, ''])
    expect(stdout).toMatch(
      /\nReport: reports\/report\.html\n::error title=partyline%3A [a-z-]+ \([0-9a-f]{12}\)::/,
    )
    expect(stdout).toMatch(
      /\n::notice title=partyline::partyline-embedded:released-twice violates [^\n]*\n$/,
    )
    expect(await readFile(path, 'utf8')).toMatch(
      /^# partyline\\-embedded:released\\-twice violates [^]*```mermaid/,
    )
  })
})
