/**
 * One turn of a job of `scale`, in a process of its own: `run WORKERS SCRIPTS SEED` runs scripts on the
 * embedded T-Server, `merge SHARDS SCRIPTS` writes the reports of shards and joins them. Prints JSON.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { profiles } from '../oracles/profile.ts'
import { readReport } from '../src/report/read-report.ts'
import { writeReports } from '../src/report/write-reports.ts'
import { runCampaign } from '../src/run/campaign.ts'
import type { CampaignOptions } from '../src/run/campaign-settings.ts'
import type { RunResult } from '../src/run/finding.ts'
import { boundGarbage } from '../src/run/garbage.ts'
import { mergeRuns } from '../src/run/merge-runs.ts'
import { embedded } from '../src/tserver/embedded.ts'

function campaign(fault: string | undefined, options: Partial<CampaignOptions>) {
  return runCampaign({
    adapter: embedded(fault),
    adapterSpec: fault === undefined ? 'embedded' : `embedded:${fault}`,
    profile: profiles.default,
    seed: 1,
    runs: 1000,
    maxFindings: 10,
    maxParties: 8,
    maxSteps: 12,
    now: () => performance.now(),
    ...options,
  })
}

/** Scripts a second once a tenth has been run: the start of threads is over then, and all is compiled. */
async function run(workers: number, scripts: number, seed: number) {
  boundGarbage()
  let warm: { readonly scripts: number; readonly at: number } | undefined
  const { stats } = await campaign(undefined, {
    ...{ workers, seed, runs: scripts },
    progress: (progress) => {
      if (progress.scripts >= scripts / 10)
        warm ??= { scripts: progress.scripts, at: performance.now() }
    },
  })
  if (warm === undefined) throw new Error('the run is over before it is warm')
  return { rate: (1000 * (stats.scripts - warm.scripts)) / (performance.now() - warm.at) }
}

/** Of shards with all the findings of a fault. What a report holds does not grow with its scripts. */
async function merge(count: number, scripts: number) {
  const directory = await mkdtemp(join(tmpdir(), 'partyline-scale-'))
  try {
    const found = await campaign('released-late', {})
    const directories = Array.from({ length: count }, (_, at) => join(directory, String(at + 1)))
    for (const [at, one] of directories.entries()) {
      const shard: RunResult = {
        ...found,
        shard: { index: at + 1, count },
        options: { ...found.options, runs: count * scripts },
        stats: { ...found.stats, scripts },
      }
      await writeReports(shard, one)
    }
    const before = process.cpuUsage()
    const started = performance.now()
    const shards = []
    for (const where of directories) shards.push({ where, run: await readReport(where) })
    const merged = mergeRuns(shards)
    if (merged?.verdict !== 'violates' || merged.stats.scripts !== count * scripts)
      throw new Error(`the shards are to be one run: ${merged?.incomplete ?? ''}`)
    await writeReports(merged, join(directory, 'merged'))
    const seconds = (performance.now() - started) / 1000
    const { user, system } = process.cpuUsage(before)
    const findings = merged.findings.length
    const mebibytes = process.resourceUsage().maxRSS / 1024
    return { seconds, processor: (user + system) / 1e6, mebibytes, findings }
  } finally {
    await rm(directory, { recursive: true })
  }
}

const [job, ...numbers] = process.argv.slice(2)
const [first = 0, second = 0, third = 0] = numbers.map(Number)
console.log(
  JSON.stringify(await (job === 'run' ? run(first, second, third) : merge(first, second))),
)
