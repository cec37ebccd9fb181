import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hostile, runWith, wrongCallState } from '../report/example-finding.fixture.ts'
import type { PastRun } from '../run/past-run.ts'
import { commitOf, historyLine, pastRunOf, readHistoryLine } from './history-line.ts'
import { appendToHistory, historyIn, readHistory, upTo } from './history.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'partyline-history-'))
})
afterEach(() => rm(directory, { recursive: true }))

const path = (): string => join(directory, 'history.jsonl')
const when = new Date('2026-11-27T02:00:00Z')
const known = { fingerprint: wrongCallState.fingerprint, reason: 'expected' }
const run = pastRunOf(runWith([wrongCallState, { ...wrongCallState, known }]), { when })
const night = (day: number, change: Partial<PastRun> = {}): PastRun => ({
  ...run,
  when: new Date(Date.UTC(2020, 0, day)).toISOString(),
  seed: day,
  ...change,
})

describe('what is remembered of a run', () => {
  test('is what its report tells', () => {
    expect(run).toEqual({
      when: '2026-11-27T02:00:00.000Z',
      implementation: { name: 'acme-tserver', version: '9.1' },
      adapter: 'exec:python3 bridge.py',
      seed: 7,
      verdict: 'violates',
      scripts: 1000,
      requests: 4210,
      events: 23011,
      seconds: 1.94,
      coverage: {
        clauses: { exercised: 4, applicable: 5 },
        transitions: { exercised: 10, applicable: 14 },
      },
      findings: [
        { fingerprint: 'b1946ac92492', known: false },
        { fingerprint: 'b1946ac92492', known: true },
      ],
    })
  })

  test('has the target and the commit, where they are told', () => {
    const occasion = { when, target: 'staging', commit: 'abcdef1' }
    expect(pastRunOf(runWith([]), occasion)).toMatchObject({
      target: 'staging',
      commit: 'abcdef1',
    })
  })

  test('is one line, whatever a T-Server calls itself, and reads back', () => {
    const implementation = { name: hostile.long, version: hostile.terminal }
    const past = pastRunOf({ ...runWith([]), implementation, adapter: hostile.bidi }, { when })
    const line = historyLine(past)
    expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
    expect(line.length).toBeLessThan(2000)
    expect(readHistoryLine(line)).toEqual(past)
  })
})

test.each([
  [{ GITHUB_SHA: '0a1b2c3d4e', GIT_COMMIT: 'ffffffff' }, '0a1b2c3d4e'],
  [{ CI_COMMIT_SHA: 'A'.repeat(40) }, 'A'.repeat(40)],
  [{ GIT_COMMIT: '1234567' }, '1234567'],
  [{ GITHUB_SHA: '', GIT_COMMIT: '1234567' }, '1234567'],
  [{ GITHUB_SHA: '$(rm -rf /)' }, undefined],
  [{}, undefined],
])('the commit of %j is %s', (environment, commit) => {
  expect(commitOf(environment)).toBe(commit)
})

describe('history.jsonl', () => {
  test('is empty where it is not there', async () => {
    expect(await readHistory(directory)).toEqual({ runs: [], leftOut: [] })
  })

  test.each([1, 2, 30, 1000])('has the runs in their order: %i', async (count) => {
    const nights = Array.from({ length: count }, (_, at) => night(at + 1))
    await writeFile(path(), nights.map((one) => `${historyLine(one)}\n`).join(''))
    expect(await readHistory(directory)).toEqual({ runs: nights, leftOut: [] })
  })

  test('gets one line a run, and what is there stays', async () => {
    await appendToHistory(directory, night(1))
    await appendToHistory(directory, night(2))
    const before = await readFile(path(), 'utf8')
    await appendToHistory(directory, night(3))
    const after = await readFile(path(), 'utf8')
    expect(after).toBe(`${before}${historyLine(night(3))}\n`)
    expect((await readHistory(directory)).runs).toEqual([night(1), night(2), night(3)])
  })

  test('keeps the lines of runs at the same time apart', async () => {
    const days = Array.from({ length: 40 }, (_, at) => at + 1)
    await Promise.all(days.map((day) => appendToHistory(directory, night(day))))
    const { runs, leftOut } = await readHistory(directory)
    expect(leftOut).toEqual([])
    expect(runs.map(({ seed }) => seed).toSorted((one, other) => one - other)).toEqual(days)
  })

  test('survives a line that was cut off, and tells of it', async () => {
    await appendToHistory(directory, night(1))
    const cut = historyLine(night(2)).slice(0, 100)
    await appendFile(path(), cut)
    await appendToHistory(directory, night(3))
    expect(await readHistory(directory)).toEqual({
      runs: [night(1), night(3)],
      leftOut: ['1 line of history.jsonl cannot be read'],
    })
    expect(await readFile(path(), 'utf8')).toContain(`${cut}\n`)
  })

  const good = historyLine(night(1))
  test.each([
    ['nonsense', 'nonsense'],
    ['another version', good.replace('history/1', 'history/2')],
    ['no date', good.replace('2020-01-01T00:00:00.000Z', 'yesterday')],
    ['a negative number', good.replace('"scripts":1000', '"scripts":-1')],
    ['a number that is none', good.replace('"scripts":1000', '"scripts":1e999')],
    ['markup for a fingerprint', good.replace('b1946ac92492', '<script>')],
    ['another verdict', good.replace('"violates"', '"perfect"')],
    ['a list', `[${good}]`],
    ['null', 'null'],
    ['deep brackets', '['.repeat(100_000)],
    ['a line without end', `${good.slice(0, -1)},"x":"${'x'.repeat(2 ** 20)}"}`],
    ['a prototype', good.replace('"findings":[', '"__proto__":{"findings":[]},"findings":[{},')],
  ])('leaves out what is none of ours: %s', (_, line) => {
    expect(historyIn(`${good}\n${line}\n\n${good}\n`)).toEqual({
      runs: [night(1), night(1)],
      leftOut: ['1 line of history.jsonl cannot be read'],
    })
  })

  test('may say more than is known today', () => {
    const line = good.replace('{', '{"weather":"fine",')
    expect(historyIn(line).runs).toEqual([night(1)])
  })

  test('is read from its end where it is very long', async () => {
    const long = { ...night(1), findings: Array(9000).fill(run.findings[0]) }
    const lines = `${historyLine(long)}\n`.repeat(25)
    expect(lines.length).toBeGreaterThan(8 * 2 ** 20)
    await writeFile(path(), lines)
    await appendToHistory(directory, night(2))
    const { runs, leftOut } = await readHistory(directory)
    expect(leftOut).toEqual(['only the last 8 MiB of history.jsonl are read'])
    expect(runs.at(-1)).toEqual(night(2))
    expect(runs.length).toBeGreaterThan(10)
    expect(runs.length).toBeLessThan(25)
  })

  test('that is a folder cannot be read or written, and says so', async () => {
    await mkdir(path())
    await expect(readHistory(directory)).rejects.toThrow(`${path()} cannot be read: EISDIR`)
    await expect(appendToHistory(directory, run)).rejects.toThrow(
      `${path()} cannot be written: EISDIR`,
    )
  })
})

test('only runs against the same adapter and target are compared, and this one is the last', () => {
  const others = [
    night(1),
    night(2, { adapter: 'embedded' }),
    night(3, { target: 'staging' }),
    night(4),
  ]
  const now = night(5)
  expect(upTo(now, { runs: others, leftOut: ['x'] })).toEqual({
    runs: [night(1), night(4), now],
    leftOut: ['x'],
  })
  const staging = night(6, { target: 'staging' })
  expect(upTo(staging, { runs: others, leftOut: [] }).runs).toEqual([
    night(3, { target: 'staging' }),
    staging,
  ])
})
