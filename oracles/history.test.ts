import { expect, it } from 'vitest'
import { inFlight, release, round } from './history.fixture.ts'
import { isInFlight, onlyAction } from './history.ts'

const two = [release('A'), release('B')]

it('several requests are in flight, and so is one of which it is told when its events came', () => {
  expect(isInFlight(inFlight(two))).toBe(true)
  expect(isInFlight({ ...round(release('A')), sent: [] })).toBe(true)
  expect(isInFlight(round(release('A')))).toBe(false)
})

it('the only action of a round is none where there are several, or there is nothing', () => {
  expect(onlyAction(round(release('A')))).toEqual(release('A'))
  expect(onlyAction(inFlight(two))).toBeUndefined()
  expect(onlyAction(inFlight([]))).toBeUndefined()
})
