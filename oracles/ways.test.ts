import { expect, it } from 'vitest'
import { waysTo } from './ways.ts'

/** `transitions.test.ts` tries what takes up to three steps; these take more. */
it('one leaves, comes back, and another one leaves, who asks once more', () => {
  const gone = { monitored: 1, gone: true } as const
  expect(waysTo(gone, 2, 'returner')).toEqual([
    { parties: 3, steps: 4, dns: 3, calls: 1, capabilities: ['addParty'] },
  ])
  // Of calls of three, either four were there at the start, or a fourth one joins at last.
  expect(waysTo(gone, 3, 'returner')).toEqual([
    { parties: 4, steps: 4, dns: 4, calls: 1, capabilities: ['addParty'] },
    { parties: 3, steps: 5, dns: 4, calls: 1, capabilities: ['addParty'] },
  ])
})

it('the departure, but no joining, may be in flight with what follows from it', () => {
  const gone = { monitored: 1, gone: true } as const
  const inFlight = waysTo(gone, 4, 'in-flight').filter(({ calls }) => calls === 1)
  expect(inFlight.map(({ parties, steps, dns }) => ({ parties, steps, dns }))).toEqual([
    { parties: 5, steps: 2, dns: 5 },
    { parties: 4, steps: 4, dns: 5 },
    { parties: 5, steps: 4, dns: 5 },
    { parties: 4, steps: 6, dns: 5 },
  ])
})

it('another call needs two DNs more, unless it shares its parties, or the stranger is of it', () => {
  const stranger = { monitored: 1, stranger: true } as const
  const [apart, shared] = waysTo(stranger, 3, 'in-flight').filter(({ calls }) => calls === 2)
  expect(apart).toEqual({ parties: 3, steps: 2, dns: 5, calls: 2, capabilities: [] })
  expect(shared).toEqual({
    parties: 3,
    steps: 2,
    dns: 4,
    calls: 2,
    capabilities: ['sharedParties'],
  })
  const gone = { monitored: 1, gone: true } as const
  // A newcomer is of no other call.
  expect(waysTo(gone, 3, 'in-flight')).toContainEqual({
    ...{ parties: 3, steps: 4, dns: 6, calls: 2 },
    capabilities: ['addParty'],
  })
})

it('where nothing has happened before, there is one way: the request alone', () => {
  for (const parties of [2, 3, 5])
    expect(waysTo({ monitored: 1 }, parties, 'plain')).toEqual([
      { parties, steps: 1, dns: parties, calls: 1, capabilities: [] },
    ])
})
