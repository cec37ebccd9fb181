import { expect, test } from 'vitest'
import type { History } from '../../oracles/history.ts'
import { Recording } from '../../oracles/recording.ts'
import { released } from './fake-tserver.fixture.ts'
import { Tally, undecidedInWords } from './tally.ts'

test('requests and events are counted, also late ones, and parties that joined are not', () => {
  const tally = new Tally()
  const request = { request: 'TReleaseCall', thisDN: 'A', connID: '1' } as const
  const joined = { request: 'addParty', connID: '1', by: 'A', dn: 'C' } as const
  const history: History = {
    calls: [],
    early: [released('A')],
    rounds: [
      { actions: [request, request], events: [released('A')], late: [released('B')] },
      { actions: [joined], events: [], late: [] },
    ],
  }
  tally.add(Recording.of(history))
  expect([tally.scripts, tally.requests, tally.events]).toEqual([1, 2, 2])
})

test('what is not judged is told', () => {
  expect(undecidedInWords(1)).toBe(
    'in 1 script the search for an order of the requests in flight was given up; it is not judged',
  )
  expect(undecidedInWords(2)).toMatch(/^in 2 scripts .*; they are not judged$/)
})
