import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runWith, wrongCallState } from '../report/example-finding.fixture.ts'
import { findingFileText } from '../report/finding-file.ts'
import { readCorpus } from './corpus.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'partyline-corpus-'))
})
afterEach(() => rm(directory, { recursive: true }))

const text = findingFileText(wrongCallState, runWith([wrongCallState]))

async function writeScript(name: string, content = text): Promise<string> {
  const path = join(directory, 'corpus', name)
  await mkdir(join(directory, 'corpus'), { recursive: true })
  await writeFile(path, content)
  return path
}

describe('the corpus', () => {
  test('is empty where there is no folder', async () => {
    expect(await readCorpus(directory)).toEqual([])
  })

  test('is read in the order of the names, the same in every language', async () => {
    for (const name of ['b.json', 'ä.json', 'B.json', 'a.json', '10.json', '9.json'])
      await writeScript(name)
    const scripts = await readCorpus(directory)
    expect(scripts.map(({ file }) => file)).toEqual([
      '10.json',
      '9.json',
      'B.json',
      'a.json',
      'b.json',
      'ä.json',
    ])
    expect(scripts[0]?.finding).toMatchObject({
      fingerprint: wrongCallState.fingerprint,
      script: wrongCallState.script,
    })
  })

  test('has nothing but files that end in .json', async () => {
    await writeScript('README.md', 'ours')
    await writeScript('a.json.tmp', '{')
    expect(await readCorpus(directory)).toEqual([])
  })

  test.each([
    ['', 'it is empty'],
    ['{', 'it is not JSON, or was cut off'],
    ['{}', 'it names no schema'],
    [text.replace('"finding/1"', '"finding/9"').replace('finding/1', 'finding/9'), 'its schema is'],
    [text.replace('"TReleaseCall"', '"TAnswerCall"'), 'script.rounds[0][0]'],
  ])(
    'names the file that is none of a finding, and what is wrong with it (%#)',
    async (content, wrong) => {
      await writeScript('a.json')
      await writeScript('b.json', content)
      const reading = readCorpus(directory)
      await expect(reading).rejects.toThrow(
        `${directory}/corpus/b.json is not a finding's file: ${wrong}`,
      )
      await expect(reading).rejects.toThrow('; mend it, or take it out of the corpus')
    },
  )

  test('names the file that cannot be read', async () => {
    await mkdir(join(directory, 'corpus', 'folder.json'), { recursive: true })
    await expect(readCorpus(directory)).rejects.toThrow(
      `${directory}/corpus/folder.json cannot be read (EISDIR); take it out of the corpus`,
    )
    await rm(join(directory, 'corpus', 'folder.json'), { recursive: true })
    await symlink(join(directory, 'nothing'), join(directory, 'corpus', 'link.json'))
    await expect(readCorpus(directory)).rejects.toThrow('link.json cannot be read (ENOENT)')
  })

  test('reads no file without bounds', async () => {
    await truncate(await writeScript('large.json', ''), 2 ** 30)
    await expect(readCorpus(directory)).rejects.toThrow(
      'large.json cannot be read (it has 1073741824 bytes, and at most 33554432 are read)',
    )
  })

  test('may not be a file', async () => {
    await writeFile(join(directory, 'corpus'), '')
    await expect(readCorpus(directory)).rejects.toThrow(
      `${directory}/corpus cannot be read (ENOTDIR)`,
    )
  })
})
