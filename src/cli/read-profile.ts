/** The profile that an option asks for: by its name, or a file. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { profiles, type Profile } from '../../oracles/profile.ts'
import { UsageError } from './exit-status.ts'

/** A profile's file: what it does not name is as in the profile `default`. */
const profileFile = z.strictObject({
  'self-delete': z.enum(['release', 'refuse', 'any']).optional(),
  'two-party-delete': z.enum(['release', 'refuse', 'any']).optional(),
  refusal: z.enum(['error', 'silent', 'any']).optional(),
  'delete-by': z.enum(['anyone', 'owner']).optional(),
  'leaver-other-dn': z.enum(['any', 'absent']).optional(),
})

const keys = Object.keys(profileFile.shape)

/**
 * @param asked the name of a profile, or the path of a JSON file.
 * @throws UsageError
 */
export async function readProfile(asked: string): Promise<Profile> {
  const named = Object.values(profiles).find(({ name }) => name === asked)
  if (named !== undefined) return named
  const names = Object.keys(profiles).join(', ')
  const text = await readFile(asked, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `--profile ${asked}: no profile of that name (there are ${names}), and no file that can be read (${error.code ?? error.message}).`,
    )
  })
  const parsed = profileFile.safeParse(parseJson(text, asked))
  if (!parsed.success)
    throw new UsageError(`${asked} is not a profile: ${firstIssue(parsed.error)}`)
  const { default: open } = profiles
  return {
    name: asked,
    selfDelete: parsed.data['self-delete'] ?? open.selfDelete,
    twoPartyDelete: parsed.data['two-party-delete'] ?? open.twoPartyDelete,
    refusal: parsed.data.refusal ?? open.refusal,
    deleteBy: parsed.data['delete-by'] ?? open.deleteBy,
    leaverOtherDN: parsed.data['leaver-other-dn'] ?? open.leaverOtherDN,
  }
}

/** What is wrong first, after the path of the key that it is wrong with. */
function firstIssue({ issues: [issue] }: z.ZodError): string {
  const path = issue?.path.map((key) => `${String(key)}: `) ?? []
  const known = issue?.code === 'unrecognized_keys' ? `; its keys may be ${keys.join(', ')}` : ''
  return `${path.join('')}${issue?.message ?? ''}${known}`
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(
      `${path} is not a profile: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
