import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importDefault, NotImportable } from './import-default.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'partyline-import-'))
})
afterAll(() => rm(directory, { recursive: true }))

/** What is said of a file that throws this, as Node would: not every Node can be had here. */
async function saidOf(name: string, error: string): Promise<string> {
  const file = join(directory, name)
  await writeFile(file, `throw Object.assign(${error})`)
  const thrown: unknown = await importDefault(file).catch((reason: unknown) => reason)
  if (!(thrown instanceof NotImportable)) throw thrown
  return thrown.message
}

describe('what to do about a file that cannot be imported', () => {
  const unknown = (extension: string): string =>
    `new TypeError('Unknown file extension "${extension}"'), { code: 'ERR_UNKNOWN_FILE_EXTENSION' }`

  it.each(['early.ts', 'early.mts'])('%s, where Node reads no TypeScript', async (name) => {
    expect(await saidOf(name, unknown('.ts'))).toBe(
      `Unknown file extension ".ts": Node ${process.versions.node} reads no TypeScript, 22.18 or later does; or write it in JavaScript`,
    )
  })

  it.each([
    ['other.mjs', unknown('.py'), 'Unknown file extension ".py"'],
    [
      'own.mjs',
      `new SyntaxError('Unexpected token in the licence'), {}`,
      'Unexpected token in the',
    ],
    [
      'missing.mjs',
      `new Error("Cannot find package 'acme' imported from a"), { code: 'ERR_MODULE_NOT_FOUND' }`,
      "Cannot find package 'acme' imported from a",
    ],
  ])('is not told of %s, about which only the user can know', async (name, error, message) => {
    const said = await saidOf(name, error)
    expect(said).toContain(message)
    expect(said).not.toMatch(/npm install|\.mjs|TypeScript/)
  })
})
