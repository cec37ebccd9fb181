import { expect, test, vi } from 'vitest'
import { embedded } from '../tserver/embedded.ts'
import { campaign } from './campaign.fixture.ts'

/** Sees nothing, and says that all is well. */
vi.mock(import('../../oracles/glance.ts'), () => ({ glance: () => [] }))

test('what the judge rejects that was seen to conform is a fault of ours, and said so', async () => {
  await expect(campaign({ adapter: embedded('released-missing') })).rejects.toThrow(
    'The judge rejects a history that was seen to conform. Please report this.',
  )
})
