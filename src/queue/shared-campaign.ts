/** A campaign in Redis, by its name: what it is, on which T-Server it runs, and what is known so far. */
import { isDeepStrictEqual } from 'node:util'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Profile } from '../../oracles/profile.ts'
import type { Capabilities, Implementation } from '../adapter/adapter.ts'
import { harness } from '../adapter/harness.ts'
import { printable } from '../adapter/printable.ts'
import { UsageError } from '../cli/exit-status.ts'
import { isCampaignName } from '../cli/option-values.ts'
import { capabilitiesOfFile, implementationOfFile, profileChoices } from '../report/finding-file.ts'
import { pathInWords } from '../report/path-in-words.ts'
import type { ProofBudget } from '../run/prove.ts'

/** All that its scripts, and what becomes of them, depend on. */
export interface SharedSettings {
  readonly seed: number
  readonly runs: number
  readonly maxParties: number
  readonly maxSteps: number
  readonly maxFindings: number
  readonly profile: Profile
  /** As for `--prove`; where it is not told, each worker takes what is usual for its adapter. */
  readonly prove?: ProofBudget | 'none'
}

/** What a worker says of the T-Server that it has. */
export interface SharedTServer {
  readonly implementation: Implementation
  readonly capabilities: Capabilities
  /** As for `--adapter`, of the first worker. */
  readonly adapter: string
}

/** What workers need not look into any more; it only grows. */
export interface SharedKnown {
  /** Likenesses of failures that are known, with the fingerprints of their findings. */
  readonly likenesses: readonly (readonly [likeness: string, fingerprint: string])[]
  /** Names of failures that are known, should they not come each time. */
  readonly sometimes: readonly string[]
}

/** Characters that are read of a field at the most. */
const longestField = 4 * 1024 * 1024

/** All campaigns that are not fetched yet, the oldest first. */
const allCampaigns = 'partyline-campaigns'

const keyOf = (name: string): string => `partyline-campaign:${name}`

/** Findings that workers have told of, before it is settled whether they count; in that order. */
const foundKeyOf = (name: string): string => `partyline-found:${name}`

/** So many of them are kept. */
const mostFound = 1000

/** What is told of a campaign that has just ended would stay for ever. */
const sayWhereItIs = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
return redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2])`
const tellWhereItIs = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if redis.call('LLEN', KEYS[2]) >= tonumber(ARGV[2]) then return 0 end
return redis.call('RPUSH', KEYS[2], ARGV[1])`

/** Of the queues of all campaigns, as BullMQ has it. */
export const queuePrefix = 'partyline'

const count = z.int().min(0)
const text = z.string().max(10_000)

const versionSchema = z.object({ partyline: z.string() })

const campaignSchema = z.strictObject({
  partyline: z.literal(harness.version),
  seed: z.int(),
  runs: count,
  maxParties: z.int().min(2),
  maxSteps: count,
  maxFindings: z.int().min(1),
  profile: z.strictObject({ name: z.string(), ...profileChoices }),
  prove: z
    .union([
      z.literal('none'),
      z.strictObject({ executions: count }),
      z.strictObject({ milliseconds: count }),
    ])
    .exactOptional(),
})

const tserverSchema = z.strictObject({
  implementation: implementationOfFile,
  capabilities: capabilitiesOfFile,
  adapter: z.string(),
})

const knownSchema = z.strictObject({
  likenesses: z.array(z.tuple([text, text])).max(100_000),
  sometimes: z.array(text).max(100_000),
})

const nothingKnown: SharedKnown = { likenesses: [], sometimes: [] }

export class SharedCampaign {
  readonly name: string
  readonly #redis: Redis

  /** @param name one that `isCampaignName` takes. */
  constructor(redis: Redis, name: string) {
    this.#redis = redis
    this.name = name
  }

  /**
   * Begins it, where there is none of that name.
   * @param now the time of day, in milliseconds.
   * @returns whether there was none.
   */
  async begin(settings: SharedSettings, now: number): Promise<boolean> {
    const campaign = JSON.stringify({ partyline: harness.version, ...settings })
    const isNew = (await this.#redis.hsetnx(keyOf(this.name), 'campaign', campaign)) === 1
    await this.#redis.zadd(allCampaigns, 'NX', now, this.name)
    return isNew
  }

  /**
   * @returns undefined where there is none.
   * @throws UsageError where it is of another version, or cannot be read.
   */
  async settings(): Promise<SharedSettings | undefined> {
    const json = await this.#field('campaign')
    if (json === undefined) return undefined
    const { partyline } = this.#read(versionSchema, json)
    if (partyline !== harness.version)
      throw new UsageError(
        `the campaign ${this.name} was begun by partyline ${printable(partyline)}, and this is ${harness.version}: use that version, or end it with partyline fuzz --drop`,
      )
    const { partyline: _, ...settings } = this.#read(campaignSchema, json)
    return settings
  }

  /** Is it still to be worked at? */
  async exists(): Promise<boolean> {
    return (await this.#redis.exists(keyOf(this.name))) === 1
  }

  /** Is something left to be run, or being run? As BullMQ names its lists. */
  async hasWork(): Promise<boolean> {
    const lists = ['wait', 'active'].map((list) => `${queuePrefix}:${this.name}:${list}`)
    return (await this.#redis.exists(...lists)) > 0
  }

  /**
   * Says on which T-Server a worker would run it; the first one says for all.
   * @throws UsageError where that is another one.
   */
  async agreeOn(tserver: SharedTServer): Promise<void> {
    const json = JSON.stringify(tserver)
    await this.#redis.eval(sayWhereItIs, 1, keyOf(this.name), 'tserver', json)
    const [first, own] = [await this.tserver(), tserverSchema.parse(JSON.parse(json))]
    for (const what of ['implementation', 'capabilities'] as const)
      if (first !== undefined && !isDeepStrictEqual(own[what], first[what]))
        throw new UsageError(
          `the campaign ${this.name} runs on a T-Server with the ${what} ${shortened(first[what])}, and this one has ${shortened(own[what])}: all its workers need T-Servers alike`,
        )
  }

  /** The T-Server of the first worker; undefined as long as there was none. */
  async tserver(): Promise<SharedTServer | undefined> {
    const json = await this.#field('tserver')
    return json === undefined ? undefined : this.#read(tserverSchema, json)
  }

  async publish(known: SharedKnown): Promise<void> {
    await this.#redis.hset(keyOf(this.name), 'known', JSON.stringify(known))
  }

  async known(): Promise<SharedKnown> {
    const json = await this.#field('known')
    return json === undefined ? nothingKnown : this.#read(knownSchema, json)
  }

  /** Tells of a finding at once. */
  async tellFound(finding: unknown): Promise<void> {
    const keys = [keyOf(this.name), foundKeyOf(this.name)] as const
    await this.#redis.eval(tellWhereItIs, 2, ...keys, JSON.stringify(finding), String(mostFound))
  }

  /** What was told, but for the first ones. */
  async found(first: number): Promise<readonly string[]> {
    return this.#redis.lrange(foundKeyOf(this.name), first, -1)
  }

  /** Ends it: workers leave it as soon as they see that. Its queue remains. */
  async end(): Promise<void> {
    await this.#redis.zrem(allCampaigns, this.name)
    await this.#redis.del(keyOf(this.name))
  }

  /** Deletes all that it has left, once nobody works at it. */
  async sweep(): Promise<void> {
    await this.#redis.unlink(foundKeyOf(this.name))
    const all = { match: `${queuePrefix}:${this.name}:*`, count: 1000 }
    for await (const keys of this.#redis.scanStream(all)) {
      const found = z.array(z.string()).parse(keys)
      if (found.length > 0) await this.#redis.unlink(...found)
    }
  }

  async #field(field: string): Promise<unknown> {
    const key = keyOf(this.name)
    if ((await this.#redis.hstrlen(key, field)) > longestField)
      throw this.#unreadable(`its ${field} is too long`)
    const json = await this.#redis.hget(key, field)
    if (json === null) return undefined
    try {
      return JSON.parse(json)
    } catch {
      throw this.#unreadable(`its ${field} is no JSON`)
    }
  }

  #read<T>(schema: z.ZodType<T>, json: unknown): T {
    const read = schema.safeParse(json)
    if (read.success) return read.data
    const [issue] = read.error.issues
    throw this.#unreadable(`${pathInWords(issue?.path ?? [])}: ${printable(issue?.message ?? '')}`)
  }

  #unreadable(why: string): UsageError {
    return new UsageError(`the campaign ${this.name} in Redis cannot be read: ${why}`)
  }
}

/** The names of all campaigns that may be worked at, the oldest first. */
export async function campaignNames(redis: Redis): Promise<readonly string[]> {
  const names = await redis.zrange(allCampaigns, '0', '999')
  return names.filter(isCampaignName)
}

function shortened(value: object): string {
  return printable(JSON.stringify(value), 120)
}
