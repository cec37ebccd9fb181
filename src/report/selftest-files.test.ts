import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { caught, correct, fault, passedAll, resultWith } from '../selftest/tried.fixture.ts'
import { wrongCallState } from './example-finding.fixture.ts'
import { checkSelftestDirectory, writeSelftest } from './selftest-files.ts'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'partyline-selftest-'))
})

afterEach(async () => {
  await rm(directory, { recursive: true })
})

const smallerScripts = { tried: 4, of: 4 }
const found = fault('found', caught(12, ['conn-id', 'late'], { smallerScripts }))
const result = resultWith([found, fault('missed', passedAll), fault('later')])

const written = async (name: string): Promise<string> => readFile(join(directory, name), 'utf8')

describe('writeSelftest', () => {
  it('writes its two files, and touches no other', async () => {
    await writeFile(join(directory, 'report.json'), 'kept')
    await writeSelftest(result, directory)
    expect((await readdir(directory)).toSorted()).toEqual([
      'report.json',
      'selftest.html',
      'selftest.json',
    ])
    expect(await written('report.json')).toBe('kept')
    expect(await written('selftest.html')).toMatch(/^<!doctype html>/)
  })

  it('makes the directory, and writes the same bytes for the same result', async () => {
    await writeSelftest(result, join(directory, 'a', 'b'))
    await writeSelftest(structuredClone(result), directory)
    for (const name of ['selftest.json', 'selftest.html'])
      expect(await written(join('a', 'b', name))).toBe(await written(name))
  })

  it('leaves nothing half-written where a file cannot be replaced', async () => {
    await mkdir(join(directory, 'selftest.json'))
    await expect(writeSelftest(result, directory)).rejects.toThrow()
    expect((await readdir(directory)).toSorted()).toEqual(['selftest.html', 'selftest.json'])
  })
})

describe('selftest.json', () => {
  it('has the verdict, the figures, every fault and every rule', async () => {
    await writeSelftest(result, directory)
    const json: unknown = JSON.parse(await written('selftest.json'))
    expect(json).toMatchObject({
      ...{ schema: 'partyline/selftest/1', passed: false, interrupted: true, seed: 1, runs: 5000 },
      found: 1,
      proved: 1,
      scripts: { median: 12, most: 12, mostOf: 'found' },
      shrinkExecutions: { median: 31, most: 31, mostOf: 'found' },
      correct: [{ adapter: 'embedded', profile: 'default', verdict: 'conforms', scripts: 5000 }],
      rules: expect.arrayContaining([
        { id: 'conn-id', named: 1, broken: 1 },
        { id: 'late', named: 0, broken: 1 },
      ]),
      faults: [
        {
          ...{ name: 'found', subject: 'What the events say', profile: 'default', tried: true },
          description: 'It has the fault found.',
          scripts: 12,
          finding: {
            ...{ kind: 'violation', rules: ['conn-id', 'late'], minimal: 'proved' },
            ...{ parties: 3, steps: 1, shrinkExecutions: 31 },
            reproduced: { failed: 5, of: 5 },
            smallerScripts,
            script: wrongCallState.script,
          },
        },
        { name: 'missed', tried: true, scripts: 5000 },
        { name: 'later', tried: false },
      ],
    })
  })

  it('has what a correct T-Server is accused of', async () => {
    const tried = { verdict: 'violates', scripts: 9, finding: wrongCallState } as const
    await writeSelftest(resultWith([found], { correct: [{ ...correct, tried }] }), directory)
    expect(JSON.parse(await written('selftest.json'))).toMatchObject({
      passed: false,
      interrupted: false,
      correct: [{ verdict: 'violates', finding: { rules: ['party-deleted-call-state'] } }],
    })
  })
})

describe('checkSelftestDirectory', () => {
  it('makes the directory and leaves nothing in it', async () => {
    await checkSelftestDirectory(join(directory, 'new'))
    expect(await readdir(directory, { recursive: true })).toEqual(['new'])
  })

  it('says that a directory stands in the place of a file', async () => {
    await mkdir(join(directory, 'selftest.html'))
    await expect(checkSelftestDirectory(directory)).rejects.toThrow(
      /^the reports cannot be written to .*: .*selftest\.html is a directory; name another directory with --report-dir$/,
    )
  })
})
