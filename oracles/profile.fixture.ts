/** Profiles that a test is to be held under: the ones with a name, and others that narrow more. */
import { profiles, type Profile } from './profile.ts'

const { default: open, strict, workspace } = profiles

export const manyProfiles: readonly [Profile, ...Profile[]] = [
  open,
  strict,
  profiles['sip-server'],
  workspace,
  { ...open, name: 'obeys', selfDelete: 'release', twoPartyDelete: 'release' },
  { ...open, name: 'refuses', selfDelete: 'refuse', twoPartyDelete: 'refuse' },
  { ...open, name: 'answers', refusal: 'error' },
  { ...open, name: 'ignores', refusal: 'silent' },
  { ...strict, name: 'ignores, but not the owner', refusal: 'silent', deleteBy: 'owner' },
  { ...workspace, name: 'obeys the owner', refusal: 'silent', twoPartyDelete: 'release' },
  { ...workspace, name: 'answers members', refusal: 'error', twoPartyDelete: 'refuse' },
]
