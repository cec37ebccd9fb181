/** `partyline worker`: takes work of campaigns from a queue, beside a T-Server of its own. */
import { hostname } from 'node:os'
import type { Command } from 'commander'
import { openAdapter } from '../adapter/adapter-spec.ts'
import { printable } from '../adapter/printable.ts'
import type { Redis } from 'ioredis'
import type { Served } from '../queue/serve-campaign.ts'
import { Connection } from '../run/connection.ts'
import { configured, type Configured } from './configured.ts'
import { exitStatus, UsageError } from './exit-status.ts'
import { onInterrupt } from './interrupt.ts'
import { endWithoutRedis, interruptedWhileAway } from './left-away.ts'
import { addOptions, campaignOption } from './options.ts'
import { ProgressLine } from './progress-line.ts'
import { proofFor } from './proof-budget.ts'
import { withQueuePackages } from './queue-packages.ts'

/** Milliseconds between two looks whether there is a campaign. */
const lookEvery = 500

interface WorkerOptions extends Configured {
  readonly adapter: string
  readonly timeout: number
  readonly inFlight?: number
  readonly queue?: string
  readonly campaign?: string
  readonly quiet?: boolean
}

export function addWorker(program: Command): void {
  const command = program
    .command('worker')
    .description(
      'Take work of campaigns that were begun by "partyline fuzz --queue": run scripts against one T-Server, and shrink what is found there. Any number of workers, on any number of machines, share the work.',
    )
  addOptions(command, 'adapter', 'timeout', 'inFlight', 'queue', 'quiet')
  command.addOption(
    campaignOption('only that campaign, and end with it (default: all, until interrupted)'),
  )
  configured(command)
    .addHelpText('after', workerExamples)
    .action(async ({ queue, ...options }: WorkerOptions) => {
      if (queue === undefined)
        throw new UsageError('worker needs --queue redis://HOST:PORT, as fuzz was given it')
      process.exitCode = await work({ ...options, queue })
      endWithoutRedis()
    })
}

const workerExamples = `
Examples:
  $ partyline worker --queue redis://lab:6379 --adapter "exec:python3 bridge.py"
  $ partyline worker --queue redis://lab:6379 --target staging
  $ partyline worker --queue redis://lab:6379 --campaign night

Ctrl-C gives the scripts back that are being run. Start one worker for each
T-Server; all of a campaign need T-Servers alike.

Exit status: 0 its campaign has ended, 2 wrong usage, no T-Server, no Redis, or
another T-Server or version than the campaign's, 3 the T-Server was lost,
70 a fault of partyline itself, 130 interrupted.`

/** @returns the exit status. */
async function work(options: WorkerOptions & { readonly queue: string }): Promise<number> {
  const { queue, quiet } = options
  const { connectRedis } = await withQueuePackages(() => import('../queue/redis.ts'))
  const { stderr } = process
  const line = new ProgressLine({
    write: (text) => stderr.write(text),
    columns: stderr.isTTY ? stderr.columns : undefined,
    now: () => performance.now(),
  })
  const note = (text: string): void => line.note(`partyline: ${text}`)
  const adapter = await openAdapter(options.adapter, { timeoutMs: options.timeout })
  const { redis, close } = await connectRedis(queue, note)
  try {
    const connection = await Connection.open(adapter)
    const interrupt = onInterrupt()
    const tell = quiet ? undefined : line.tell
    try {
      const interrupted = interrupt.signal
      const away = interruptedWhileAway(redis, interrupted).then(() => {
        note('leaves without giving its scripts back; another worker has them when Redis is there')
        return exitStatus.interrupted
      })
      return await Promise.race([
        serve({ ...options, redis, connection, interrupted, note, tell }),
        away,
      ])
    } finally {
      line.clear()
      interrupt.release()
      const failed = await connection.end()
      if (failed !== undefined) note(`the T-Server failed while no script was under way: ${failed}`)
    }
  } finally {
    close()
  }
}

interface Serving extends WorkerOptions {
  readonly redis: Redis
  readonly connection: Connection
  readonly interrupted: AbortSignal
  /** Told at once. */
  readonly note: (line: string) => void
  /** Told of progress. */
  readonly tell: ((line: string) => void) | undefined
}

/** One campaign after the other, or the one that was named. */
async function serve(serving: Serving): Promise<number> {
  const { campaign, interrupted, note, tell } = serving
  const refused = new Set<string>()
  while (!interrupted.aborted) {
    const fits = (name: string): boolean =>
      campaign === undefined ? !refused.has(name) : name === campaign
    const name = await orInterrupted(oneToServe(serving, fits), interrupted)
    if (name === undefined) {
      tell?.(campaign === undefined ? 'waits for a campaign' : `waits for the campaign ${campaign}`)
      await orInterrupted(new Promise((go) => setTimeout(go, lookEvery)), interrupted)
      continue
    }
    try {
      const served = await serveOne(name, serving)
      if (served?.end === 'lost') {
        note(
          `its T-Server is lost, its scripts go to another worker: ${printable(served.loss.why)}`,
        )
        return exitStatus.incomplete
      }
      if (served?.end === 'over') note(`the campaign ${name} has ended`)
      if (served?.end === 'idle') note(`the campaign ${name} has no work left`)
      if (served?.end === 'over' && campaign !== undefined) return exitStatus.conforms
    } catch (error) {
      if (!(error instanceof UsageError) || campaign !== undefined) throw error
      refused.add(name)
      note(`leaves the campaign ${name} alone: ${error.message}`)
    }
  }
  return exitStatus.interrupted
}

/** The oldest one; where none was named, only what has work: others may wait for being fetched. */
async function oneToServe(
  { redis, campaign }: Serving,
  fits: (name: string) => boolean,
): Promise<string | undefined> {
  const { campaignNames, SharedCampaign } = await import('../queue/shared-campaign.ts')
  for (const name of (await campaignNames(redis)).filter(fits))
    if (campaign !== undefined || (await new SharedCampaign(redis, name).hasWork())) return name
  return undefined
}

/** @returns undefined where it has ended meanwhile. */
async function serveOne(
  name: string,
  { redis, connection, adapter, inFlight, campaign: named, interrupted, note, tell }: Serving,
): Promise<Served | undefined> {
  const { SharedCampaign } = await import('../queue/shared-campaign.ts')
  const { serveCampaign } = await import('../queue/serve-campaign.ts')
  const campaign = new SharedCampaign(redis, name)
  const settings = await campaign.settings()
  if (settings === undefined) return undefined
  return serveCampaign({
    ...{ redis, campaign, settings, connection, adapter, interrupted },
    prove: proofFor(settings.prove, adapter),
    inFlight,
    toItsEnd: named !== undefined,
    name: `${hostname()}-${process.pid}`,
    progress: (scripts, busy) =>
      tell?.(
        `${scripts} scripts of the campaign ${name} run here${busy === undefined ? '' : `, ${busy}`}`,
      ),
    tell: note,
    now: () => performance.now(),
  })
}

/** What is asked of Redis takes as long as Redis is away. */
function orInterrupted<T>(asked: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const interrupt = (): void => resolve(undefined)
  signal.addEventListener('abort', interrupt)
  return Promise.race([asked, promise]).finally(() => {
    signal.removeEventListener('abort', interrupt)
  })
}
