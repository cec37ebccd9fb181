/**
 * `npm run bank`: the bank of faults, looked for by ten seeds. Is each found by all of them, and made as
 * small as can be? `partyline selftest` does the same with one seed.
 */
import { availableParallelism } from 'node:os'
import { profiles, type Profile } from '../oracles/profile.ts'
import { openAdapter } from '../src/adapter/adapter-spec.ts'
import { ProgressLine } from '../src/cli/progress-line.ts'
import { partyCount, scriptSchema, stepCount, type Script } from '../src/plan/script.ts'
import { runCampaign } from '../src/run/campaign.ts'
import type { Finding, RunResult } from '../src/run/finding.ts'
import { enoughExecutions } from '../src/run/prove.ts'
import { countSmallerScripts } from '../src/run/smaller-scripts.ts'
import { figuresOf } from '../src/selftest/figures.ts'
import { selftest, type SelftestResult, type TriedFault } from '../src/selftest/selftest.ts'
import { inWorkers } from '../src/selftest/worker-pool.ts'
import { faultSubjects } from '../src/tserver/faults.ts'
import { smallestScripts } from '../src/tserver/smallest-scripts.ts'
import { brokenPromises, type Reached, type SeedFigures } from './bank-promises.ts'
import { median } from './turns.ts'

const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const runs = 5000
/** As `fuzz` has it. */
const furtherFindings = 10
/** So many for a proof where the names matter, and nobody can tell beforehand how many it takes. */
const proofOfNames = 100_000

const { stderr } = process
const line = new ProgressLine({
  write: (text) => stderr.write(text),
  columns: stderr.isTTY ? stderr.columns : undefined,
  now: () => performance.now(),
})

/** Prints a line a seed, and what was not as it is promised; then the exit status is 1. */
async function tryBank(): Promise<void> {
  console.log(`at most ${runs} scripts for each fault; medians (most)`)
  const before = process.cpuUsage()
  const all: SeedFigures[] = []
  for (const seed of seeds) {
    const figures = await figuresOfSeed(seed)
    line.clear()
    console.log(`${lineOf(figures)}`)
    all.push(figures)
  }
  const { user, system } = process.cpuUsage(before)
  console.log(
    `all seeds: found after ${spread(all.flatMap(({ scripts }) => scripts))} scripts, ` +
      `made small in ${spread(all.flatMap(({ executions }) => executions))} runs; ` +
      `${Math.round((user + system) / 1e6)} s of processor time`,
  )
  const broken = brokenPromises(all)
  for (const promise of broken) console.log(`NOT AS PROMISED: ${promise}`)
  if (broken.length > 0) process.exitCode = 1
}

async function figuresOfSeed(seed: number): Promise<SeedFigures> {
  const result = await selftest({
    ...{ bank: faultSubjects, seed, runs, prove: enoughExecutions },
    tryEach: (assignments, ended) =>
      inWorkers(assignments, ended, {
        workers: availableParallelism(),
        interrupted: new AbortController().signal,
      }),
    progress: ({ done, of }) => line.tell(`seed ${seed}: ${done} of ${of} T-Servers tried`),
  })
  const { missed, accused } = figuresOf(result)
  const found = result.faults.flatMap(({ tried }) =>
    tried?.finding === undefined ? [] : [{ scripts: tried.scripts, finding: tried.finding }],
  )
  return {
    seed,
    missed: missed.map(({ name }) => name),
    accused: accused.map(({ adapter, profile }) => `${adapter} under ${profile}`),
    scripts: found.map(({ scripts }) => scripts),
    executions: found.map(({ finding }) => finding.shrinkExecutions),
    reached: await reachedOf(result),
  }
}

/** How near to its smallest script each fault was brought. */
async function reachedOf({ seed, faults }: SelftestResult): Promise<readonly Reached[]> {
  const reached: Reached[] = []
  for (const fault of faults) {
    const finding = fault.tried?.finding
    const known = smallestScripts.find((one) => one.fault === fault.name)
    if (known === undefined) throw new Error(`no smallest script of ${fault.name} is known`)
    if (finding === undefined) continue
    const script = scriptSchema.parse(known.script)
    line.tell(`seed ${seed}: how small ${fault.name} can be`)
    const first = isProvedAt(finding, script)
    reached.push({
      fault: fault.name,
      parties: partyCount(script),
      steps: stepCount(script),
      certain: known.certain ?? true,
      first: {
        parties: partyCount(finding.script),
        steps: stepCount(finding.script),
        proved: finding.minimal === 'proved',
      },
      smallest: first ? 'first' : await amongFurther(fault, script, seed),
    })
  }
  return reached
}

/** Is the finding as small as that script, and proved to be the smallest? */
function isProvedAt({ script, minimal }: Finding, smallest: Script): boolean {
  return minimal === 'proved' && sizeOf(script) <= sizeOf(smallest)
}

const sizeOf = (script: Script): number => partyCount(script) + stepCount(script)

/**
 * A fault may show in several ways, each with a finding of its own: the first one is made small for
 * the rule that it breaks, and the smallest script may break another one.
 */
async function amongFurther(
  { name, profile: profileName }: TriedFault,
  smallest: Script,
  seed: number,
): Promise<'further' | 'not'> {
  const campaign = async (prove: number): Promise<RunResult> =>
    runCampaign({
      adapter: await openAdapter(`embedded:${name}`, { timeoutMs: 5000 }),
      adapterSpec: `embedded:${name}`,
      profile,
      ...{ seed, runs, maxFindings: furtherFindings },
      ...{ prove: { executions: prove }, maxParties: 8, maxSteps: 12 },
      now: () => 0,
    })
  const profile = profileNamed(profileName)
  const { findings, capabilities } = await campaign(0)
  const near = findings.find(({ script }) => sizeOf(script) <= sizeOf(smallest))
  if (near === undefined) return 'not'
  // What takes more is larger, and need not be proved.
  const enough =
    countSmallerScripts(near.script, { capabilities, profile }, enoughExecutions) ?? proofOfNames
  const proved = await campaign(enough)
  return proved.findings.some((finding) => isProvedAt(finding, smallest)) ? 'further' : 'not'
}

function profileNamed(profileName: string): Profile {
  const profile = Object.values(profiles).find(({ name }) => name === profileName)
  if (profile === undefined) throw new Error(`there is no profile ${profileName}`)
  return profile
}

function lineOf({ seed, missed, scripts, executions, reached }: SeedFigures): string {
  const how = (what: Reached['smallest']): number =>
    reached.filter(({ smallest }) => smallest === what).length
  return (
    `seed ${seed}: ${scripts.length} of ${scripts.length + missed.length} found after ` +
    `${spread(scripts)} scripts, made small in ${spread(executions)} runs; ` +
    `${reached.filter(({ first }) => first.proved).length} proved; the smallest script of ` +
    `${how('first')} by the first finding, of ${how('further')} by a further one`
  )
}

function spread(numbers: readonly number[]): string {
  return `${median(numbers)} (${Math.max(...numbers)})`
}

await tryBank()
