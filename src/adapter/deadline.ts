/** How long one answer may take, watched by one timer for all the answers that are waited for. */

export interface Deadline {
  /** Something is waited for now. Cheap where something was before. */
  arm(): void
  /** Nothing is waited for any more. */
  disarm(): void
}

/** The longest time that setTimeout takes, in milliseconds; a longer one would fire at once. */
export const longestTimer = 2 ** 31 - 1

/** A timer that is later than that, in milliseconds, was one of a harness that was stopped. */
const longestDelay = 100

/**
 * @param timeoutMs how long one answer may take, in milliseconds.
 * @param waitingSince since when the oldest answer that has not come is waited for, by
 *   `performance.now()`; undefined where none is waited for.
 * @param expired called once that was too long; the deadline is then disarmed.
 */
export function deadline(
  timeoutMs: number,
  waitingSince: () => number | undefined,
  expired: () => void,
): Deadline {
  let timer: NodeJS.Timeout | undefined
  let lastLook: NodeJS.Immediate | undefined
  /** When the timer is to run. */
  let due = 0
  /** What was waited for since then has been given the whole time once more. */
  let renewed: number | undefined

  function start(milliseconds: number): void {
    const delay = Math.min(milliseconds, longestTimer)
    due = performance.now() + delay
    timer = setTimeout(check, delay)
  }

  function check(): void {
    timer = undefined
    lastLook = undefined
    const since = waitingSince()
    if (since === undefined) return
    const now = performance.now()
    const left = since + timeoutMs - now
    if (left > 0) start(Math.ceil(left))
    // A peer that has more to say than a pipe holds could not go on while nobody read.
    else if (now - due > longestDelay && renewed !== since) {
      renewed = since
      start(timeoutMs)
    }
    // Where the harness itself was busy for so long, the answer may lie there unread: what has
    // arrived is read before an immediate runs.
    else lastLook = setImmediate(() => (waitingSince() === since ? expire() : check()))
  }

  function expire(): void {
    lastLook = undefined
    expired()
  }

  return {
    arm() {
      if (timer === undefined && lastLook === undefined) start(timeoutMs)
    },
    disarm() {
      clearTimeout(timer)
      clearImmediate(lastLook)
      timer = undefined
      lastLook = undefined
    },
  }
}
