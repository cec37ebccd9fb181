import { expect, it } from 'vitest'
import { profiles } from './profile.ts'

it('the default profile leaves open all that the document leaves open', () => {
  expect(profiles.default).toEqual({
    name: 'default',
    selfDelete: 'any',
    twoPartyDelete: 'any',
    refusal: 'any',
    deleteBy: 'anyone',
    leaverOtherDN: 'any',
  })
})

it.each(Object.entries(profiles))('%s is the name by which it is asked for', (name, profile) => {
  expect(profile.name).toBe(name)
})
