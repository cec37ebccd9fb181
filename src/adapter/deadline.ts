/** How long one answer may take, watched by one timer for all the answers that are waited for. */

export interface Deadline {
  /** Something is waited for now. Cheap where something was before. */
  arm(): void
  /** Nothing is waited for any more. */
  disarm(): void
}

/** The longest time that setTimeout takes, in milliseconds; a longer one would fire at once. */
export const longestTimer = 2 ** 31 - 1

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

  function check(): void {
    timer = undefined
    lastLook = undefined
    const since = waitingSince()
    if (since === undefined) return
    const left = since + timeoutMs - performance.now()
    if (left > 0) timer = setTimeout(check, Math.min(Math.ceil(left), longestTimer))
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
      if (timer === undefined && lastLook === undefined)
        timer = setTimeout(check, Math.min(timeoutMs, longestTimer))
    },
    disarm() {
      clearTimeout(timer)
      clearImmediate(lastLook)
      timer = undefined
      lastLook = undefined
    },
  }
}
