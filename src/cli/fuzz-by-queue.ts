/** `partyline fuzz --queue`: the campaign is run by workers, on any number of machines. */
import { randomBytes, randomInt } from 'node:crypto'
import type { Command } from 'commander'
import { writeFinding } from '../report/write-reports.ts'
import { runCampaignBy } from '../run/campaign.ts'
import type { CampaignSettings, Progress } from '../run/campaign-settings.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import type { Lead } from '../queue/lead-campaign.ts'
import type { SharedSettings } from '../queue/shared-campaign.ts'
import { conduct, type CampaignRunner, type ConductOptions } from './conduct.ts'
import { exitStatus, UsageError } from './exit-status.ts'
import { endOnInterrupt } from './interrupt.ts'
import type { ProgressLine } from './progress-line.ts'
import { withQueuePackages } from './queue-packages.ts'
import { readProfile } from './read-profile.ts'

export interface FuzzByQueueOptions extends Omit<ConductOptions, 'resume'> {
  readonly queue: string
  readonly campaign?: string
  readonly seed?: number
  readonly runs: number
  readonly maxParties: number
  readonly maxSteps: number
}

/** What is said to the workers. */
const ofWorkers = ['adapter', 'timeout', 'workers', 'inFlight']

/** What makes no sense where the campaign is shared, each with what to do instead. */
const instead = {
  shard: 'the workers share the scripts as it is',
  resume: '--campaign NAME joins a campaign again',
} as const

/** Where troubles are told: once there is a line of progress, in its place. */
interface Voice {
  tell: (line: string) => void
}

const note = (line: string): void => void process.stderr.write(`partyline: ${line}\n`)

/** @throws UsageError where an option was given that has no meaning here. */
function refuseOthers(command: Command): void {
  const given = (name: string): boolean => command.getOptionValueSource(name) === 'cli'
  const worker = command.options.find(
    (option) => ofWorkers.includes(option.attributeName()) && given(option.attributeName()),
  )
  if (worker !== undefined)
    throw new UsageError(`${worker.long} belongs to partyline worker, where --queue is given`)
  for (const [name, why] of Object.entries(instead))
    if (given(name)) throw new UsageError(`--${name} and --queue do not go together: ${why}`)
}

/**
 * Begins a campaign, or joins the one of that name, and takes in what comes of it.
 * @returns the exit status.
 */
export async function fuzzByQueue(options: FuzzByQueueOptions, command: Command): Promise<number> {
  refuseOthers(command)
  const { queue: url, campaign: name = `run-${randomBytes(4).toString('hex')}` } = options
  const { leadCampaign } = await withQueuePackages(() => import('../queue/lead-campaign.ts'))
  const { seed = randomInt(2 ** 31), runs, maxParties, maxSteps, maxFindings, prove } = options
  const asked: SharedSettings = {
    ...{ seed, runs, maxParties, maxSteps, maxFindings },
    profile: await readProfile(options.profile),
    ...(prove === undefined ? {} : { prove }),
  }
  const voice: Voice = { tell: note }
  const tell = (line: string): void => voice.tell(line)
  const lead = await leadCampaign({ url, name, settings: asked, tell, now: Date.now() })
  try {
    if (!lead.isNew) refuseAnother(lead.settings, asked, name, command)
    const { settings } = lead
    const { profile } = settings
    const joined = { ...options, profile, maxFindings: settings.maxFindings, resume: undefined }
    const scripts = { seed: settings.seed, runs: settings.runs }
    const size = { maxParties: settings.maxParties, maxSteps: settings.maxSteps }
    return await conduct(joined, { ...scripts, ...size }, () =>
      Promise.resolve(runnerOf(lead, { ...options, campaign: name }, voice)),
    )
  } finally {
    lead.close()
  }
}

/** Who joins a campaign may leave its options away; those that are given have to be the same. */
function refuseAnother(
  settings: SharedSettings,
  asked: SharedSettings,
  name: string,
  command: Command,
): void {
  const names = [
    'seed',
    'runs',
    'maxParties',
    'maxSteps',
    'maxFindings',
    'profile',
    'prove',
  ] as const
  for (const one of names) {
    const source = command.getOptionValueSource(one)
    if (source === undefined || source === 'default') continue
    const [its, other] = [JSON.stringify(settings[one]), JSON.stringify(asked[one])]
    if (its !== other)
      throw new UsageError(
        `--campaign ${name}: it was begun with other options: its ${one} is ${its ?? 'not told'}, and not ${other}; leave them away to join it, or give another name`,
      )
  }
}

function runnerOf(lead: Lead, options: FuzzByQueueOptions, voice: Voice): CampaignRunner {
  const { queue, campaign, quiet, reportDir } = options
  const arrived = new Map<string, Finding>()
  const join = `partyline fuzz --queue ${queueInWords(queue)} --campaign ${campaign}`
  let fetched = async (): Promise<void> => undefined
  return {
    async run(settings, line): Promise<RunResult> {
      const started = settings.now()
      voice.tell = (text) => line.note(`partyline: ${text}`)
      if (quiet !== true) line.note(beginning(lead, queue, campaign))
      const tserver = await lead.tserver(() => {
        if (quiet !== true) line.tell('waits for the first worker')
        return settings.interrupted?.() !== true
      })
      if (tserver === undefined) return leave(line, join)
      const writing = new Turned()
      const { seed, profile } = lead.settings
      const found = (finding: Finding): void => {
        arrived.set(finding.fingerprint, finding)
        const findings = [...arrived.values()]
        const run = { seed, profile, ...tserver, findings }
        writing.next(() => writeFinding(finding, run, reportDir))
      }
      const crew = lead.crew(tserver, { found, tell: voice.tell })
      fetched = () => crew.drop()
      const { keep } = settings
      const result = await runCampaignBy(
        crew,
        {
          ...withWorkers(settings, crew, arrived),
          adapterSpec: tserver.adapter,
          ...(keep && {
            keep: {
              ...keep,
              write: (...what) => writing.next(() => keep.write(...what)),
            },
          }),
        },
        started,
      )
      await writing.all
      return result
    },
    shared: {
      unsettled: () => [...arrived.values()],
      async reported(line, interrupted) {
        if (!interrupted) return fetched()
        line.note(`The campaign ${campaign} goes on. To join it again: ${join}`)
      },
    },
  }
}

/** One after the other: two that write the same file would be in each other's way. */
class Turned {
  all: Promise<void> = Promise.resolve()

  next(write: () => Promise<void>): Promise<void> {
    const written = this.all.then(write)
    this.all = written
    // Whoever waits for all of them hears of it.
    written.catch(() => undefined)
    return written
  }
}

/** Progress tells who works, too, and counts what has arrived and is not settled. */
function withWorkers<Settings extends Pick<CampaignSettings, 'progress'>>(
  settings: Settings,
  crew: { readonly workers: number },
  arrived: ReadonlyMap<string, Finding>,
): Settings {
  const { progress } = settings
  if (progress === undefined) return settings
  return {
    ...settings,
    progress: (told: Progress) =>
      progress({
        ...told,
        findings: Math.max(told.findings, arrived.size),
        workers: crew.workers,
      }),
  }
}

/** There is nothing to report. */
function leave(line: ProgressLine, join: string): never {
  line.note(`Nobody has worked at the campaign yet. To join it again: ${join}`)
  process.exit(exitStatus.interrupted)
}

function beginning({ isNew, settings }: Lead, queue: string, campaign = ''): string {
  const { runs, seed } = settings
  const what = `the campaign ${campaign}: ${runs} scripts, seed ${seed}`
  const worker = `partyline worker --queue ${queueInWords(queue)} --adapter …`
  return isNew ? `Begins ${what}\nIts workers: ${worker}` : `Joins ${what}`
}

/** Without what is secret in it. */
function queueInWords(url: string): string {
  const { protocol, host, pathname, password } = new URL(url)
  return `${protocol}//${password === '' ? '' : '…@'}${host}${pathname}`
}

/** `partyline fuzz --drop`: removes a campaign, and all that was found. */
export async function dropByName({
  queue,
  campaign,
}: {
  readonly queue: string
  readonly campaign?: string
}): Promise<void> {
  if (campaign === undefined) throw new UsageError('--drop needs --campaign NAME')
  endOnInterrupt()
  const { drop } = await withQueuePackages(() => import('../queue/lead-campaign.ts'))
  await drop(queue, campaign, note)
  note(`the campaign ${campaign} is removed`)
}
