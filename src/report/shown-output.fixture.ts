/** What a guide shows of the terminal, held against what the command prints. */
import { profiles } from '../../oracles/profile.ts'
import { openAdapter } from '../adapter/adapter-spec.ts'
import { runCampaign } from '../run/campaign.ts'
import type { RunResult } from '../run/finding.ts'
import { enoughExecutions } from '../run/prove.ts'
import { terminalSummary } from './terminal-summary.ts'

/** The run of `partyline fuzz --seed 1` against that adapter, an embedded one. */
export async function shownRun(
  adapterSpec: string,
  { maxParties = 8 }: { readonly maxParties?: number },
): Promise<RunResult> {
  return runCampaign({
    adapter: await openAdapter(adapterSpec, { timeoutMs: 5000 }),
    adapterSpec,
    profile: profiles.default,
    seed: 1,
    runs: 1000,
    maxFindings: 10,
    maxParties,
    maxSteps: 12,
    prove: { executions: enoughExecutions },
    now: () => 0,
  })
}

/**
 * The guide with what the command prints in the block that follows the command. The time that it took
 * is another one each time, and stays as it is.
 * @param part the part of it that is shown.
 */
export function withOutput(
  guide: string,
  command: string,
  run: RunResult,
  part: (summary: string) => string = (summary) => summary.trimStart(),
): string {
  const fence = '```\n'
  const at = guide.indexOf(`${command}\n${fence}`)
  const begin = guide.indexOf(fence, at + command.length + 1 + fence.length) + fence.length
  const end = guide.indexOf(fence, begin)
  if (at < 0 || end < 0) throw new Error(`the guide shows no output of ${command}`)
  const seconds = Number(/in ([\d.]+)\s+seconds/.exec(guide.slice(begin, end))?.[1] ?? 0)
  const summary = terminalSummary(
    { ...run, stats: { ...run.stats, seconds } },
    { columns: 80, colour: false, reportDir: 'reports' },
  )
  return guide.slice(0, begin) + part(summary) + guide.slice(end)
}
