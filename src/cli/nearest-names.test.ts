import { expect, it } from 'vitest'
import { nearestNames } from './nearest-names.ts'

const known = ['release', 'refusal', 'self-delete', 'two-party-delete', 'ended-call']

it.each([
  ['relaese', ['release', 'refusal']],
  ['selfdelete', ['self-delete', 'release']],
  ['delete', ['release', 'self-delete']],
  ['ended', ['ended-call', 'release']],
  ['', ['release', 'refusal']],
  ['party-delete', ['two-party-delete', 'self-delete']],
])('nearest to %j', (name, nearest) => {
  expect(nearestNames(name, known, 2)).toEqual(nearest)
})
