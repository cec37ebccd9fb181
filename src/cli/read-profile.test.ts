import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { UsageError } from './exit-status.ts'
import { readProfile } from './read-profile.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'partyline-profile-'))
})
afterEach(() => rm(directory, { recursive: true }))

async function profileFile(content: unknown): Promise<string> {
  const file = join(directory, 'mine.json')
  await writeFile(file, JSON.stringify(content))
  return file
}

describe('readProfile', () => {
  it.each(Object.keys(profiles))('knows %s', async (name) => {
    expect((await readProfile(name)).name).toBe(name)
  })

  it('reads every key of a file', async () => {
    const file = await profileFile({
      'self-delete': 'refuse',
      'two-party-delete': 'release',
      refusal: 'silent',
      'delete-by': 'owner',
      'leaver-other-dn': 'absent',
    })
    expect(await readProfile(file)).toEqual({
      name: file,
      selfDelete: 'refuse',
      twoPartyDelete: 'release',
      refusal: 'silent',
      deleteBy: 'owner',
      leaverOtherDN: 'absent',
    })
  })

  it('takes what a file does not name from the default profile', async () => {
    const file = await profileFile({})
    expect(await readProfile(file)).toEqual({ ...profiles.default, name: file })
  })

  it.each([
    [{ refusals: 'any' }, 'there is no refusals; close to it: refusal, '],
    [{ name: 'mine' }, 'there is no name; close to it: '],
    [{ 'delete-by': 'nobody' }, 'delete-by: Invalid option: expected one of "anyone"|"owner"'],
    ['strict', 'Invalid input: expected object, received string'],
  ])('refuses %j', async (content, complaint) => {
    const file = await profileFile(content)
    await expect(readProfile(file)).rejects.toThrow(UsageError)
    await expect(readProfile(file)).rejects.toThrow(`${file} is not a profile: ${complaint}`)
  })

  it('refuses a directory', async () => {
    await expect(readProfile(directory)).rejects.toThrow('no file that can be read (EISDIR)')
  })
})
