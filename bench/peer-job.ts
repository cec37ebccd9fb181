/**
 * One turn of one job of the bench, in a process of its own: what one leaves behind in the compiler
 * is not to slow another. Prints scripts and events a second of processor time, of all threads, as
 * JSON; after the same has been done once without being counted, so that the compiler is through.
 */
import { profiles } from '../oracles/profile.ts'
import type { Adapter, Deliver, TServer } from '../src/adapter/adapter.ts'
import { decode } from '../src/plan/decode.ts'
import { drawing } from '../src/plan/drawing.ts'
import { planAt } from '../src/plan/plan.ts'
import type { Script } from '../src/plan/script.ts'
import { runCampaign } from '../src/run/campaign.ts'
import { embedded } from '../src/tserver/embedded.ts'
import type { Done } from './departure-check.ts'
import { fcCommands } from './fc-commands.ts'
import { fcProperty } from './fc-property.ts'

/** The embedded T-Server as far as the job goes: nobody joins, and nobody stands outside. */
const plainCalls = { maxParties: 8 }

function connected(deliver: Deliver): TServer {
  const tserver = embedded().connect(deliver)
  if (tserver instanceof Promise) throw new Error('the embedded T-Server is to connect at once')
  return { ...tserver, capabilities: plainCalls }
}

/** Plans, T-Server, history, model, rules, coverage: what `partyline fuzz` does. */
async function fullPath(scripts: number, seed: number): Promise<Done> {
  const adapter: Adapter = { disposable: true, connect: connected }
  const { stats, findings } = await runCampaign({
    adapter,
    adapterSpec: 'embedded',
    profile: profiles.default,
    seed,
    runs: scripts,
    maxFindings: 10,
    maxParties: 8,
    maxSteps: 12,
    now: () => performance.now(),
  })
  if (findings.length > 0) throw new Error('the embedded T-Server is to conform')
  return stats
}

/** So many scripts are made beforehand, and played again and again: more would not fit into memory. */
const premadeScripts = 50_000

/** The first scripts of a seed, made beforehand. */
function premade(seed: number): readonly Script[] {
  const { decode: options } = drawing(plainCalls, 8, profiles.default)
  return Array.from({ length: premadeScripts }, (_, index) =>
    decode(planAt(12, seed, index), options),
  )
}

/** The floor: the T-Server with scripts that were made beforehand, nothing kept, nothing checked. */
function bareTServer(made: readonly Script[], scripts: number): Done {
  let events = 0
  const tserver = connected(() => {
    events += 1
  })
  for (let index = 0; index < scripts; index++) {
    const script = made[index % made.length]
    if (script !== undefined) play(script, tserver)
  }
  return { scripts, events }
}

function play({ calls, rounds }: Script, tserver: TServer): void {
  const connIDs: string[] = []
  let discarded = 0
  for (const [at, round] of rounds.entries()) {
    for (let call = calls[connIDs.length]; (call?.from ?? 0) === at && call !== undefined;) {
      for (; (calls[discarded]?.from ?? 0) < at; discarded++)
        void tserver.discard(connIDs[discarded] ?? '')
      const connID = tserver.establish(call.dns, call.unmonitored)
      if (typeof connID !== 'string') throw new Error('the embedded T-Server is to answer at once')
      connIDs.push(connID)
      call = calls[connIDs.length]
    }
    for (const step of round) {
      const connID = step.call === 'unknown' ? 'ffffffffffffffff' : (connIDs[step.call] ?? '')
      if (step.do === 'TReleaseCall')
        void tserver.send({ request: 'TReleaseCall', thisDN: step.thisDN, connID })
      else if (step.do === 'TDeleteFromConference')
        void tserver.send({ request: step.do, thisDN: step.thisDN, connID, otherDN: step.otherDN })
    }
  }
  for (; discarded < connIDs.length; discarded++) void tserver.discard(connIDs[discarded] ?? '')
}

/** @returns the job, ready to be timed. */
function prepared(job: string, scripts: number, seed: number): () => Done | Promise<Done> {
  switch (job) {
    case 'full path':
      return () => fullPath(scripts, seed)
    case 'fc.commands':
      return () => fcCommands(scripts, seed)
    case 'plain property':
      return () => fcProperty(scripts, seed)
    case 'bare T-Server': {
      const made = premade(seed)
      return () => bareTServer(made, scripts)
    }
    default:
      throw new Error(`no job ${job}`)
  }
}

const [job = '', scripts = '', seed = ''] = process.argv.slice(2)
const run = prepared(job, Number(scripts), Number(seed))
await run()
const started = process.cpuUsage()
const done = await run()
const { user, system } = process.cpuUsage(started)
const seconds = (user + system) / 1e6
console.log(JSON.stringify({ scripts: done.scripts / seconds, events: done.events / seconds }))
