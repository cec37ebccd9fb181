import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AdapterUnavailable } from './adapter.ts'
import { loadModule } from './module.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'partyline-module-'))
})
afterAll(async () => {
  await rm(directory, { recursive: true })
})

async function written(name: string, text: string): Promise<string> {
  const path = join(directory, name)
  await writeFile(path, text)
  return path
}

describe('loadModule', () => {
  it.each([
    ['adapter.mjs', 'export default { connect: () => "connected" }'],
    ['adapter.ts', 'const answer: string = "connected"\nexport default { connect: () => answer }'],
    ['with space.mjs', 'export default { connect: () => "connected" }'],
  ])('gives the default export of %s', async (name, text) => {
    const adapter = await loadModule(await written(name, text))
    expect(adapter.connect(() => undefined)).toBe('connected')
  })

  it('takes a path that is relative to the working directory', async () => {
    const path = await written('relative.mjs', 'export default { connect: () => "connected" }')
    const adapter = await loadModule(relative(process.cwd(), path))
    expect(adapter.connect(() => undefined)).toBe('connected')
  })

  it.each([
    [
      'no-default.mjs',
      'export const connect = () => 1',
      'has no default export: write export default defineAdapter(',
    ],
    [
      'no-connect.mjs',
      'export default { conect: () => 1 }',
      'has a default export that has no function connect: write',
    ],
    ['null.mjs', 'export default null', 'has a default export that has no function connect: write'],
    ['function.mjs', 'export default () => 1', 'has a default export that has no function connect'],
    ['throws.mjs', 'throw new Error("no licence\\nat line 1")', 'cannot be imported: no licence'],
    ['syntax.mjs', 'export default {', 'cannot be imported: '],
    ['imports.mjs', 'import "partyline-no-such-package"', 'cannot be imported: '],
  ])('refuses %s', async (name, text, message) => {
    const path = await written(name, text)
    const error: unknown = await loadModule(path).catch((thrown: unknown) => thrown)
    if (!(error instanceof AdapterUnavailable)) throw error
    expect(error.message).toContain(`the module ${JSON.stringify(path)} ${message}`)
    expect(error.message).not.toContain('\n')
  })

  it.each(['no-such-file.mjs', '.'])('refuses %s, which is no file', async (path) => {
    await expect(loadModule(path)).rejects.toThrow(
      `there is no file "${path}": an adapter other than embedded`,
    )
  })
})
