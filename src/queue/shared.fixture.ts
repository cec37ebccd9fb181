/** Campaigns that are shared in the process of a test. */
import { Redis } from 'ioredis'
import { profiles } from '../../oracles/profile.ts'
import type { Adapter } from '../adapter/adapter.ts'
import { runCampaignBy } from '../run/campaign.ts'
import type { CampaignSettings } from '../run/campaign-settings.ts'
import { Connection } from '../run/connection.ts'
import type { RunResult } from '../run/finding.ts'
import type { CrewOfQueue } from './crew-of-queue.ts'
import { leadCampaign } from './lead-campaign.ts'
import { serveCampaign, type Patience, type Served } from './serve-campaign.ts'
import { SharedCampaign, type SharedSettings } from './shared-campaign.ts'

/** Ten jobs. */
export const settings: SharedSettings = {
  ...{ seed: 1, runs: 1000, maxParties: 8, maxSteps: 12, maxFindings: 10 },
  ...{ profile: profiles.default, prove: 'none' },
}

/** So that no test waits long for a worker that says nothing. */
const shortPatience: Patience = { lockDuration: 1000, stalledInterval: 200 }

/** @param name one that no other test of the file has. */
export function sharing(url: string, name: string) {
  const told: string[] = []
  const tell = (line: string): void => void told.push(line)
  return {
    told,
    /** Puts the jobs into the queue once there is a worker, and gives the crew. */
    async lead(): Promise<{
      readonly crew: CrewOfQueue
      readonly result: (options?: Partial<CampaignSettings>) => Promise<RunResult>
    }> {
      const lead = await leadCampaign({ url, name, settings, tell, now: 0 })
      const tserver = await lead.tserver(() => true)
      if (tserver === undefined) throw new Error('nobody has come')
      const crew = lead.crew(tserver, { found: () => undefined, tell })
      const result = async (changed: Partial<CampaignSettings> = {}): Promise<RunResult> => {
        const { prove: _, ...scripts } = lead.settings
        const options = { ...scripts, adapterSpec: tserver.adapter, now: () => 0, ...changed }
        try {
          return await runCampaignBy(crew, options, 0)
        } finally {
          await crew.drop()
          lead.close()
        }
      }
      return { crew, result }
    },
    /** A worker, until the campaign has ended. */
    async serve(
      adapter: Adapter,
      { interrupted = new AbortController().signal }: { interrupted?: AbortSignal } = {},
    ): Promise<Served> {
      const redis = new Redis(url, { maxRetriesPerRequest: null })
      const campaign = new SharedCampaign(redis, name)
      const connection = await Connection.open(adapter)
      try {
        // It may come before the campaign is begun.
        while (!(await campaign.exists())) await new Promise((go) => setTimeout(go, 20))
        return await serveCampaign({
          ...{ redis, campaign, settings, connection, interrupted, tell },
          ...{
            adapter: 'embedded',
            prove: undefined,
            toItsEnd: true,
            name: 'in-a-test',
            patience: shortPatience,
          },
          progress: () => undefined,
          now: () => performance.now(),
        })
      } finally {
        await connection.close()
        redis.disconnect()
      }
    },
  }
}
