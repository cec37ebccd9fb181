/** The Redis that a campaign is shared by. */
import { Redis } from 'ioredis'
import { printable } from '../adapter/printable.ts'
import { UsageError } from '../cli/exit-status.ts'

/** Milliseconds between two attempts to connect again, at the most. */
const longestPause = 2000

/** The address without what is secret in it. */
export function addressInWords(url: string): string {
  const { protocol, host, pathname } = new URL(url)
  return printable(`${protocol}//${host}${pathname}`)
}

export interface RedisLink {
  readonly redis: Redis
  /** Ends the connection, whether Redis is there or not. */
  close(): void
}

/**
 * Connects, and from then on waits wherever Redis is away.
 * @param tell told in a line when Redis goes away, and when it is back.
 * @throws UsageError where it cannot be reached.
 */
export async function connectRedis(url: string, tell: (line: string) => void): Promise<RedisLink> {
  const address = addressInWords(url)
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(100 * times, longestPause),
  })
  let why = ''
  let away = false
  redis.on('error', (error: Error) => {
    why = error.message
  })
  try {
    await redis.connect()
    await redis.ping()
  } catch (error) {
    redis.disconnect()
    const said = why === '' && error instanceof Error ? error.message : why
    throw new UsageError(
      `--queue: Redis at ${address} cannot be reached: ${printable(said)} (is redis-server running there?)`,
    )
  }
  // What is connected anew from these options is to be connected at once.
  redis.options.lazyConnect = false
  let ended = false
  redis.on('close', () => {
    if (!away && !ended) tell(`Redis at ${address} is away; waiting for it`)
    away = true
  })
  redis.on('ready', () => {
    if (away) tell(`Redis at ${address} is back`)
    away = false
  })
  return {
    redis,
    close() {
      ended = true
      redis.disconnect()
    },
  }
}
