/** Campaigns for tests, with a clock that stands still. */
import { profiles } from '../../oracles/profile.ts'
import { embedded } from '../tserver/embedded.ts'
import { runCampaign } from './campaign.ts'
import type { CampaignOptions } from './campaign-settings.ts'
import type { RunResult } from './finding.ts'

/** As `partyline fuzz` runs it, but for what a test wants otherwise. */
export function campaign(options: Partial<CampaignOptions> = {}): Promise<RunResult> {
  return runCampaign({
    adapter: embedded(),
    adapterSpec: 'embedded',
    profile: profiles.default,
    seed: 1,
    runs: 1000,
    maxFindings: 10,
    maxParties: 8,
    maxSteps: 12,
    now: () => 0,
    ...options,
  })
}

/** How often a clause was exercised. */
export function exercised({ coverage }: RunResult, clause: string): number | undefined {
  return coverage.find((one) => one.clause === clause)?.exercised
}
