/** The findings that are written by hand for these tests are such as the judge would make them. */
import { expect, it } from 'vitest'
import { judge } from '../../oracles/judge.ts'
import { profiles } from '../../oracles/profile.ts'
import { manyThings, wrongCallState } from './example-finding.fixture.ts'
import { lostUpdate, swapped } from './in-flight-findings.fixture.ts'
import { keptFromEarlierCall, leak } from './several-calls-findings.fixture.ts'

it.each([
  ['a wrong CallState', wrongCallState],
  ['many things', manyThings],
  ['a lost update', lostUpdate],
  ['a swapped order', swapped],
  ['a leak', leak],
  ['a state that was kept', keptFromEarlierCall],
])('%s', (_, { history, violation }) => {
  expect(judge(history, profiles.default)).toMatchObject({
    verdict: 'violates',
    round: violation?.round,
    explanations: violation?.explanations,
  })
})
