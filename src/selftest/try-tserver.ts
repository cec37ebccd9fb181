/** A campaign against one T-Server, up to its first finding. */
import { profiles } from '../../oracles/profile.ts'
import { openAdapter } from '../adapter/adapter-spec.ts'
import { runCampaign } from '../run/campaign.ts'
import type { Assignment, Tried } from './selftest.ts'

export async function tryTServer({
  adapter,
  profile,
  seed,
  runs,
  prove,
}: Assignment): Promise<Tried> {
  const named = Object.values(profiles).find(({ name }) => name === profile)
  if (named === undefined) throw new Error(`there is no profile ${profile}`)
  const { verdict, incomplete, stats, findings } = await runCampaign({
    adapter: await openAdapter(adapter, { timeoutMs: 5000 }),
    adapterSpec: adapter,
    profile: named,
    seed,
    runs,
    maxFindings: 1,
    prove: { executions: prove },
    // As `fuzz` has them where nothing else is asked for.
    maxParties: 8,
    maxSteps: 12,
    // How long it takes makes no difference, so that every machine says the same.
    now: () => 0,
  })
  const [finding] = findings
  return {
    verdict,
    ...(incomplete === undefined ? {} : { incomplete }),
    scripts: stats.scripts,
    ...(finding === undefined ? {} : { finding }),
  }
}
