import { chown, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UsageError } from '../cli/exit-status.ts'
import { isForeign, loadConfig } from './load-config.ts'

let directory: string
beforeEach(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), 'partyline-config-')))
  await mkdir(join(directory, 'lab', 'deep'), { recursive: true })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(directory, { recursive: true })
})

/** The working directory of a thread cannot be changed. */
const workIn = (...names: readonly string[]) =>
  vi.spyOn(process, 'cwd').mockReturnValue(join(directory, ...names))

const write = (name: string, text: string): Promise<void> => writeFile(join(directory, name), text)

async function refusal(asked?: string): Promise<string> {
  const error: unknown = await loadConfig(asked).catch((thrown: unknown) => thrown)
  if (!(error instanceof UsageError)) throw error
  return error.message
}

describe('the configuration is found', () => {
  it.each(['partyline.config.ts', 'partyline.config.js', 'partyline.config.mjs'])(
    'as %s in the working directory',
    async (name) => {
      await write(name, 'export default { seed: 7 }')
      workIn()
      expect(await loadConfig(undefined)).toMatchObject({ file: name, values: { seed: 7 } })
    },
  )

  it('as the first of these names', async () => {
    await write('partyline.config.mjs', 'export default { seed: 3 }')
    await write('partyline.config.js', 'export default { seed: 2 }')
    workIn()
    expect((await loadConfig(undefined))?.values['seed']).toBe(2)
    await write('partyline.config.ts', 'export default { seed: 1 }')
    expect((await loadConfig(undefined))?.values['seed']).toBe(1)
  })

  it('in the nearest directory above', async () => {
    await write('partyline.config.mjs', 'export default { seed: 1 }')
    workIn('lab', 'deep')
    expect((await loadConfig(undefined))?.file).toBe('../../partyline.config.mjs')
    await write('lab/partyline.config.mjs', 'export default { seed: 2 }')
    expect(await loadConfig(undefined)).toMatchObject({
      file: '../partyline.config.mjs',
      values: { seed: 2 },
    })
  })

  it('nowhere', async () => {
    workIn('lab')
    expect(await loadConfig(undefined)).toBe(undefined)
  })

  it('not as a directory', async () => {
    await mkdir(join(directory, 'lab', 'partyline.config.ts'))
    workIn('lab')
    expect(await loadConfig(undefined)).toBe(undefined)
  })

  it('where it is asked for, whatever its name, before any other', async () => {
    await write('partyline.config.mjs', 'export default { seed: 1 }')
    await write('lab/other.mjs', 'export default { seed: 2 }')
    workIn()
    expect(await loadConfig('lab/other.mjs')).toMatchObject({
      file: 'lab/other.mjs',
      values: { seed: 2 },
    })
  })
})

describe('paths are relative to the configuration', () => {
  const config = `export default {
    adapter: './adapter.ts', profile: 'mine.json', reportDir: 'out', requireCoverage: '/gate.json',
  }`

  it('and stay as they are in its own directory', async () => {
    await write('partyline.config.mjs', config)
    workIn()
    expect((await loadConfig(undefined))?.values).toEqual({
      ...{ adapter: './adapter.ts', profile: 'mine.json', reportDir: 'out' },
      requireCoverage: '/gate.json',
    })
  })

  it('are named from the working directory below it', async () => {
    await write('partyline.config.mjs', config)
    workIn('lab')
    expect((await loadConfig(undefined))?.values).toEqual({
      ...{ adapter: '../adapter.ts', profile: '../mine.json', reportDir: '../out' },
      requireCoverage: '/gate.json',
    })
  })

  it('are named from the working directory above it, as paths in any case', async () => {
    await write('lab/partyline.config.mjs', config)
    workIn()
    expect((await loadConfig('lab/partyline.config.mjs'))?.values).toEqual({
      ...{ adapter: './lab/adapter.ts', profile: './lab/mine.json', reportDir: './lab/out' },
      requireCoverage: '/gate.json',
    })
  })
})

describe('what is no configuration is refused', () => {
  it.each([
    ['throws.mjs', 'throw new Error("no licence\\nat all")', ' cannot be read: no licence'],
    ['rejects.mjs', '\n\nawait Promise.reject("no")', ' cannot be read: "no"'],
    ['nothing.mjs', '', ' has no default export: write export default defineConfig({ … })'],
    ['named.mjs', 'export const config = {}', ' has no default export: write export default'],
    ['null.mjs', 'export default null', ': Invalid input: expected object, received null'],
    ['wrong.mjs', 'export default { sed: 1 }', ': there is no sed; close to it: seed, '],
  ])('%s', async (name, text, message) => {
    await write(name, text)
    workIn()
    expect(await refusal(name)).toContain(name + message)
    expect(await refusal(name)).not.toContain('\n')
  })

  it.each(['none.ts', 'lab'])('%s, which is no file', async (name) => {
    workIn()
    expect(await refusal(name)).toBe(
      `--config ${name}: there is no such file; partyline init writes one`,
    )
  })
})

describe('a configuration above the working directory', () => {
  const mine = 1000
  const theirs = 1001

  it('of another user is not to be run', () => {
    expect(isForeign({ file: theirs, directory: mine, user: mine })).toBe(true)
    expect(isForeign({ file: theirs, directory: 0, user: 0 })).toBe(true)
  })

  const asRoot = process.getuid?.() === 0
  const skipped = asRoot ? '' : ' (skipped: only root can make one)'
  it.skipIf(!asRoot)(`of another user is refused${skipped}`, async () => {
    await write('partyline.config.mjs', 'throw new Error("it was run")')
    await chown(join(directory, 'partyline.config.mjs'), theirs, theirs)
    workIn('lab')
    expect(await refusal()).toBe(
      `${directory}/partyline.config.mjs belongs to another user, and is code that would be run: name it with --config if you trust it`,
    )
    expect(await refusal('../partyline.config.mjs')).toContain('it was run')
    workIn()
    expect(await refusal()).toContain('it was run')
  })

  it.each([
    ['of the user', { file: mine, directory: theirs, user: mine }],
    ["of the working directory's owner", { file: theirs, directory: theirs, user: 0 }],
    ['of the administrator', { file: 0, directory: mine, user: mine }],
  ])('%s may be run', (_, owners) => {
    expect(isForeign(owners)).toBe(false)
  })
})
