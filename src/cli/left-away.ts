/** How a command ends that shares a campaign, while Redis is away. */
import type { Redis } from 'ioredis'

/** Milliseconds that what is under way may still take, once the command has come to its end. */
const patience = 1000

/** Resolves once the command has been interrupted and Redis is not there: nothing can be given back. */
export function interruptedWhileAway(redis: Redis, interrupted: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (interrupted.aborted && redis.status !== 'ready') resolve()
    }
    interrupted.addEventListener('abort', look)
    redis.on('close', look)
    look()
  })
}

/**
 * To be called when all is done and the exit status is set. What still tries to reach a Redis that is
 * away would keep the process alive until that is back.
 */
export function endWithoutRedis(): void {
  setTimeout(() => process.exit(), patience).unref()
}
