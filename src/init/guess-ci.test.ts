import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { guessCi } from './guess-ci.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'partyline-guess-'))
})
afterEach(() => rm(directory, { recursive: true }))

async function write(path: string, text = ''): Promise<void> {
  await mkdir(dirname(join(directory, path)), { recursive: true })
  await writeFile(join(directory, path), text)
}

describe('the CI of a project', () => {
  it.each([
    ['.github/workflows/ci.yml', 'github'],
    ['.gitlab-ci.yml', 'gitlab'],
    ['Jenkinsfile', 'jenkins'],
    ['README.md', 'none'],
  ])('is told by %s', async (path, ci) => {
    await write(path)
    expect(await guessCi(directory)).toBe(ci)
  })

  it.each([
    ['git@github.com:acme/lab.git', 'github'],
    ['https://github.com/acme/lab.git', 'github'],
    ['ssh://git@gitlab.acme.example:22/lab.git', 'gitlab'],
    ['https://token@gitlab.com/acme/lab', 'gitlab'],
    ['https://github.com.example/acme/lab', 'none'],
    ['https://git.acme.example/gitlab/github.com', 'none'],
    ['/srv/gitlab/lab.git', 'none'],
  ])('is told by the remote %s', async (url, ci) => {
    await write('.git/config', `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n`)
    expect(await guessCi(directory)).toBe(ci)
  })

  it('is told by its files rather than by its remote', async () => {
    await write('.git/config', '\turl = https://github.com/acme/lab\n')
    await write('Jenkinsfile')
    expect(await guessCi(directory)).toBe('jenkins')
  })
})
