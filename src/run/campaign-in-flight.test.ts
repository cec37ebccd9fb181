/** However many scripts are in flight, a campaign finds the same. */
import { describe, expect, test } from 'vitest'
import { checked } from '../adapter/checked.ts'
import { embedded } from '../tserver/embedded.ts'
import { campaign } from './campaign.fixture.ts'
import type { CampaignOptions } from './campaign.ts'
import { answeringLater } from './fake-tserver.fixture.ts'

function inFlight(scripts: number, fault?: string, options: Partial<CampaignOptions> = {}) {
  const adapter = answeringLater(checked('embedded', embedded(fault), 60_000))
  return campaign({ adapter, inFlight: scripts, runs: 250, maxSteps: 6, ...options })
}

describe('8 or 64 scripts in flight', () => {
  test.each([
    [undefined, {}],
    ['call-state-always-conferenced', { prove: { executions: 100 } }],
    ['party-deleted-twice', { maxFindings: 3 }],
    ['crash-last-party-deletes', {}],
    ['released-missing', { exhaust: { parties: 3, steps: 1, calls: 1 } }],
    ['released-missing', { shard: { index: 2, count: 2 } }],
  ] as const)('find what one finds: %s', async (fault, options) => {
    const one = await inFlight(1, fault, options)
    expect(one.findings.length > 0).toBe(fault !== undefined)
    expect(await inFlight(8, fault, options)).toEqual(one)
    expect(await inFlight(64, fault, options)).toEqual(one)
  })

  test('find the same where what others do hides some of the failures', async () => {
    const fingerprints = async (scripts: number): Promise<readonly string[]> =>
      (await inFlight(scripts, 'released-late', { maxFindings: 2 })).findings.map(
        ({ fingerprint }) => fingerprint,
      )
    expect(await fingerprints(8)).toEqual(await fingerprints(1))
  })
})
