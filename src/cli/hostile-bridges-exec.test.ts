import { describe, expect, it } from 'vitest'
import { hostileBridges, isToBeWaitedFor } from './hostile-bridges.fixture.ts'
import { expectOutcome, modesOfBridge } from './hostile-run.fixture.ts'

const bridges = hostileBridges.filter(({ over }) => over !== 'tcp')

it('every mode of the hostile bridge has an outcome', async () => {
  const modes = new Set(hostileBridges.map(({ mode }) => mode))
  expect([...modes].toSorted()).toEqual((await modesOfBridge()).toSorted())
  expect(modes.size).toBeGreaterThanOrEqual(40)
})

describe('a hostile bridge over exec', () => {
  for (const bridge of bridges.filter((one) => !isToBeWaitedFor(one)))
    it(bridge.mode, (context) => expectOutcome(bridge, 'exec', context))
})

describe.concurrent('a hostile bridge over exec that has to be waited for', () => {
  for (const bridge of bridges.filter(isToBeWaitedFor))
    it(bridge.mode, (context) => expectOutcome(bridge, 'exec', context))
})
