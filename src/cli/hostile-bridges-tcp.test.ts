import { describe, it } from 'vitest'
import { hostileBridges, isToBeWaitedFor } from './hostile-bridges.fixture.ts'
import { expectOutcome } from './hostile-run.fixture.ts'

const bridges = hostileBridges.filter(({ over }) => over !== 'exec')

describe('a hostile bridge over tcp', () => {
  for (const bridge of bridges.filter((one) => !isToBeWaitedFor(one)))
    it(bridge.mode, (context) => expectOutcome(bridge, 'tcp', context))
})

describe.concurrent('a hostile bridge over tcp that has to be waited for', () => {
  for (const bridge of bridges.filter(isToBeWaitedFor))
    it(bridge.mode, (context) => expectOutcome(bridge, 'tcp', context))
})
