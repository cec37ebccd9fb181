import { expect, test, vi } from 'vitest'
import type { Breach } from '../../oracles/verdict.ts'
import { campaign } from './campaign.fixture.ts'

/** A rule that names what the reference model accepts: one of the two must be wrong. */
vi.mock(import('../../oracles/rules.ts'), async (original) => ({
  ...(await original()),
  breaches: (): readonly Breach[] => [{ rule: 'too-strict', thisDN: 'A', text: 'no reason' }],
}))

test('a rule that names what the model accepts is a fault of ours, and said so', async () => {
  await expect(campaign()).rejects.toThrow(
    'The rule too-strict names a history that the reference model accepts. Please report this.',
  )
})
