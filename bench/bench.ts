/**
 * `npm run bench`: scripts a second of the full path, beside the same job done with `fc.commands`
 * and beside the bare T-Server. The three take turns in one run; medians and ratios are printed.
 */
import { profiles } from '../oracles/profile.ts'
import type { Adapter, Deliver, TServer } from '../src/adapter/adapter.ts'
import { decode } from '../src/plan/decode.ts'
import { dnFamilies } from '../src/plan/dns.ts'
import { planArbitrary, planAt } from '../src/plan/plan.ts'
import type { Script } from '../src/plan/script.ts'
import { runCampaign } from '../src/run/campaign.ts'
import { embedded } from '../src/tserver/embedded.ts'
import { fcCommands, type Done } from './fc-commands.ts'

const scriptsARun = 50_000
const turns = 7

/** The embedded T-Server as far as the job goes: nobody joins, and nobody stands outside. */
const plainCalls: Adapter = {
  connect: (deliver) => ({ ...connected(deliver), capabilities: { maxParties: 8 } }),
}

function connected(deliver: Deliver): TServer {
  const tserver = embedded().connect(deliver)
  if (tserver instanceof Promise) throw new Error('the embedded T-Server is to connect at once')
  return tserver
}

/** Plans, T-Server, history, model, rules, coverage: what `partyline fuzz` does. */
async function fullPath(seed: number): Promise<Done> {
  const { stats, findings } = await runCampaign({
    adapter: plainCalls,
    adapterSpec: 'embedded',
    profile: profiles.default,
    seed,
    runs: scriptsARun,
    maxFindings: 10,
    maxParties: 8,
    maxSteps: 12,
    now: () => performance.now(),
  })
  if (findings.length > 0) throw new Error('the embedded T-Server is to conform')
  return stats
}

/** The scripts of a seed, made beforehand. */
function premade(seed: number): readonly Script[] {
  const plans = planArbitrary(12)
  const options = {
    maxParties: 8,
    families: dnFamilies(10),
    addParty: false,
    unmonitored: false,
    deletesAreCertain: true,
  }
  return Array.from({ length: scriptsARun }, (_, index) =>
    decode(planAt(plans, seed, index), options),
  )
}

/** The floor: the T-Server with scripts that were made beforehand, nothing kept and nothing checked. */
function bareTServer(scripts: readonly Script[]): Done {
  let events = 0
  const tserver = connected(() => {
    events += 1
  })
  for (const { calls, rounds } of scripts) {
    const call = calls[0]
    if (call === undefined) continue
    const connID = tserver.establish(call.dns, call.unmonitored) as string
    for (const [step] of rounds) {
      if (step?.do === 'TReleaseCall')
        tserver.send({ request: 'TReleaseCall', thisDN: step.thisDN, connID })
      else if (step?.do === 'TDeleteFromConference')
        tserver.send({
          request: 'TDeleteFromConference',
          thisDN: step.thisDN,
          connID,
          otherDN: step.otherDN,
        })
    }
    tserver.discard(connID)
  }
  return { scripts: scripts.length, events }
}

interface Rates {
  readonly scripts: number[]
  readonly events: number[]
}

async function timed(rates: Rates, job: () => Done | Promise<Done>): Promise<void> {
  const started = performance.now()
  const { scripts, events } = await job()
  const seconds = (performance.now() - started) / 1000
  rates.scripts.push(scripts / seconds)
  rates.events.push(events / seconds)
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

const newRates = (): Rates => ({ scripts: [], events: [] })
const jobs = { 'full path': newRates(), 'fc.commands': newRates(), 'bare T-Server': newRates() }

for (let turn = 0; turn < turns; turn++) {
  const scripts = premade(turn)
  await timed(jobs['full path'], () => fullPath(turn))
  await timed(jobs['fc.commands'], () => fcCommands(scriptsARun, turn))
  await timed(jobs['bare T-Server'], () => bareTServer(scripts))
}

const ratio = (of: keyof typeof jobs, unit: keyof Rates): string =>
  median(jobs['full path'][unit].map((rate, turn) => rate / (jobs[of][unit][turn] ?? NaN))).toFixed(
    2,
  )

console.log(`${scriptsARun} scripts a run, ${turns} turns, medians (least to most)`)
for (const [name, { scripts, events }] of Object.entries(jobs)) {
  const spread = (rates: readonly number[]): string =>
    `${Math.round(median(rates))} (${Math.round(Math.min(...rates))} to ${Math.round(Math.max(...rates))})`
  console.log(`${name.padEnd(14)} ${spread(scripts)} scripts/s, ${spread(events)} events/s`)
}
console.log(
  `full path / fc.commands:   ${ratio('fc.commands', 'scripts')} by scripts, ${ratio('fc.commands', 'events')} by events`,
)
console.log(
  `full path / bare T-Server: ${ratio('bare T-Server', 'scripts')} by scripts, ${ratio('bare T-Server', 'events')} by events`,
)
