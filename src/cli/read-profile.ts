/** The profile that an option asks for: by its name, or a file. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { profiles, type Profile } from '../../oracles/profile.ts'
import type { ProfileChoices } from '../config/config.ts'
import { UsageError } from './exit-status.ts'
import { firstIssue } from './first-issue.ts'
import { strictObject } from './strict-object.ts'

/** A profile's file: what it does not name is as in the profile `default`. */
export const profileChoices = strictObject({
  'self-delete': z.enum(['release', 'refuse', 'any']).optional(),
  'two-party-delete': z.enum(['release', 'refuse', 'any']).optional(),
  refusal: z.enum(['error', 'silent', 'any']).optional(),
  'delete-by': z.enum(['anyone', 'owner']).optional(),
  'leaver-other-dn': z.enum(['any', 'absent']).optional(),
})

/**
 * @param asked the name of a profile, or the path of a JSON file; or a profile, which is given back.
 * @throws UsageError
 */
export async function readProfile(asked: string | Profile): Promise<Profile> {
  if (typeof asked !== 'string') return asked
  const named = Object.values(profiles).find(({ name }) => name === asked)
  if (named !== undefined) return named
  const names = Object.keys(profiles).join(', ')
  const text = await readFile(asked, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `profile ${asked}: no profile of that name (there are ${names}), and no file that can be read (${error.code ?? error.message}).`,
    )
  })
  const parsed = profileChoices.safeParse(parseJson(text, asked))
  if (!parsed.success)
    throw new UsageError(`${asked} is not a profile: ${firstIssue(parsed.error)}`)
  return profileOf(asked, parsed.data)
}

/** The profile that makes these choices. */
export function profileOf(name: string, choices: ProfileChoices): Profile {
  const { default: open } = profiles
  return {
    name,
    selfDelete: choices['self-delete'] ?? open.selfDelete,
    twoPartyDelete: choices['two-party-delete'] ?? open.twoPartyDelete,
    refusal: choices.refusal ?? open.refusal,
    deleteBy: choices['delete-by'] ?? open.deleteBy,
    leaverOtherDN: choices['leaver-other-dn'] ?? open.leaverOtherDN,
  }
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
