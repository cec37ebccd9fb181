/** What the one does who has asked for a campaign: begins or joins it, and takes in what comes of it. */
import { UsageError } from '../cli/exit-status.ts'
import {
  CrewOfQueue,
  dropCampaign,
  fillQueue,
  queueOf,
  type QueueCrewOptions,
} from './crew-of-queue.ts'
import { connectRedis } from './redis.ts'
import { SharedCampaign, type SharedSettings, type SharedTServer } from './shared-campaign.ts'

/** Milliseconds between two looks whether somebody works. */
const lookEvery = 250

export interface Lead {
  /** As they were when the campaign was begun. */
  readonly settings: SharedSettings
  /** It was not there before. */
  readonly isNew: boolean
  /**
   * The T-Server of the first worker, once there is one.
   * @param waiting asked now and then; once it answers false, nobody waits any more.
   * @returns undefined where nobody waits any more.
   */
  tserver(waiting: () => boolean): Promise<SharedTServer | undefined>
  /** All workers; they run on T-Servers like that one. */
  crew(tserver: SharedTServer, told: Pick<QueueCrewOptions, 'found' | 'tell'>): CrewOfQueue
  close(): void
}

export interface LeadOptions {
  /** The address of Redis. */
  readonly url: string
  readonly name: string
  /** With what it is begun, where there is none of that name. */
  readonly settings: SharedSettings
  /** Told in a line when Redis goes away, and when it is back. */
  readonly tell: (line: string) => void
  /** The time of day, in milliseconds. */
  readonly now: number
}

/** @throws UsageError where Redis is not there, or the campaign is of another version. */
export async function leadCampaign(options: LeadOptions): Promise<Lead> {
  const { redis, close } = await connectRedis(options.url, options.tell)
  try {
    const campaign = new SharedCampaign(redis, options.name)
    const isNew = await campaign.begin(options.settings, options.now)
    const settings = await campaign.settings()
    if (settings === undefined)
      throw new UsageError(
        `the campaign ${options.name} has just been fetched or dropped elsewhere`,
      )
    const queue = queueOf(redis, options.name)
    await fillQueue(queue, settings.runs)
    return {
      ...{ settings, isNew, close },
      async tserver(waiting) {
        for (;;) {
          const tserver = await campaign.tserver()
          if (tserver !== undefined || !waiting()) return tserver
          await new Promise((resolve) => setTimeout(resolve, lookEvery))
        }
      },
      crew: (tserver, told) =>
        new CrewOfQueue({ redis, queue, campaign, settings, tserver, ...told }),
    }
  } catch (error) {
    close()
    throw error
  }
}

/**
 * Removes a campaign with all that was found, whatever its workers are at.
 * @throws UsageError where there is none, or Redis is not there.
 */
export async function drop(url: string, name: string, tell: (line: string) => void): Promise<void> {
  const { redis, close } = await connectRedis(url, tell)
  try {
    const campaign = new SharedCampaign(redis, name)
    const isThere = await campaign.exists()
    // Of one that was fetched by somebody who was killed at that, there may be something left.
    await dropCampaign(campaign, queueOf(redis, name))
    if (!isThere) throw new UsageError(`--drop: there is no campaign ${name}`)
  } finally {
    close()
  }
}
