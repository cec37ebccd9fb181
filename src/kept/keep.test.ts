import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runWith, wrongCallState } from '../report/example-finding.fixture.ts'
import { findingFileText } from '../report/finding-file.ts'
import { keep } from './keep.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'partyline-keep-'))
})
afterEach(() => rm(directory, { recursive: true }))

const path = (...names: readonly string[]): string => join(directory, ...names)
const textOf = (fingerprint: string): string => {
  const finding = { ...wrongCallState, fingerprint }
  return findingFileText(finding, runWith([finding]))
}

async function found(...fingerprints: readonly string[]): Promise<void> {
  await mkdir(path('findings'), { recursive: true })
  for (const one of fingerprints) await writeFile(path('findings', `${one}.json`), textOf(one))
}

describe('keep', () => {
  test('copies the file of the finding, as it is', async () => {
    await found('b1946ac92492', 'b1946ac92493')
    expect(await keep('b1946ac92492', directory)).toEqual({
      fingerprint: 'b1946ac92492',
      path: path('corpus', 'b1946ac92492.json'),
      before: false,
    })
    expect(await readdir(path('corpus'))).toEqual(['b1946ac92492.json'])
    expect(await readFile(path('corpus', 'b1946ac92492.json'), 'utf8')).toBe(textOf('b1946ac92492'))
  })

  test('takes as much as tells it from the others', async () => {
    await found('b1946ac92492', 'b2946ac92493')
    expect(await keep('B2', directory)).toMatchObject({ fingerprint: 'b2946ac92493' })
    await expect(keep('b', directory)).rejects.toThrow(
      'b is the beginning of b1946ac92492, b2946ac92493: write more of it',
    )
  })

  test('leaves what is kept already as it was', async () => {
    await found('b1946ac92492')
    await mkdir(path('corpus'))
    await writeFile(path('corpus', 'b1946ac92492.json'), 'mine')
    await writeFile(path('corpus', 'c00000000000.json'), 'gone from the findings')
    expect(await keep('b19', directory)).toMatchObject({ before: true })
    expect(await readFile(path('corpus', 'b1946ac92492.json'), 'utf8')).toBe('mine')
    expect(await keep('c00', directory)).toMatchObject({ before: true })
  })

  test('names those that are there, where it does not know one', async () => {
    await expect(keep('b1946ac92492', directory)).rejects.toThrow(
      `there is no finding b1946ac92492 in ${path('findings')}, nor any other: name another directory with --report-dir, or run partyline fuzz first`,
    )
    await found('b1946ac92492')
    await expect(keep('a', directory)).rejects.toThrow(
      `there is no finding a in ${path('findings')}; there is b1946ac92492`,
    )
    await expect(keep('', directory)).rejects.toThrow('there is no finding')
    await found(...Array.from({ length: 9 }, (_, at) => `00000000000${at}`))
    await expect(keep('a', directory)).rejects.toThrow(/there are 000000000000, .* and 2 more$/)
  })

  test('reaches no file outside of the findings', async () => {
    await found('b1946ac92492')
    await writeFile(path('secret.json'), '{}')
    await expect(keep('../secret', directory)).rejects.toThrow('there is no finding ../secret in')
  })

  test('keeps nothing that is no finding', async () => {
    await found('b1946ac92492')
    await writeFile(path('findings', 'b1946ac92492.json'), textOf('b1946ac92492').slice(0, 100))
    await expect(keep('b1946ac92492', directory)).rejects.toThrow(
      /b1946ac92492\.json is not a finding's file: it is not JSON, or was cut off: .*; run partyline fuzz again$/,
    )
    expect(await readdir(directory)).toEqual(['findings'])
  })

  test('says that the corpus is no folder', async () => {
    await found('b1946ac92492')
    await writeFile(path('corpus'), '')
    await expect(keep('b1946ac92492', directory)).rejects.toThrow(
      `${path('corpus')} cannot be read (ENOTDIR)`,
    )
  })
})
