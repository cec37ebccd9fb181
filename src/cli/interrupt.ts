/**
 * Ctrl-C, SIGTERM, and the end of the terminal. Exit hooks end what was started: a bridge does not get
 * these signals.
 */
import { exitStatus } from './exit-status.ts'

export interface Interrupt {
  happened(): boolean
  /** Aborted as soon as it has happened. */
  readonly signal: AbortSignal
  /** Gives the signals back. */
  release(): void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** For a command with nothing to write: the first signal ends the process. */
export function endOnInterrupt(): void {
  for (const signal of signals) process.on(signal, () => process.exit(exitStatus.interrupted))
}

/**
 * For a run with reports to write: the first signal asks it to end, the second one ends it. The end of
 * a terminal may come as two, from the shell and from the system, and only asks.
 */
export function onInterrupt(): Interrupt {
  const controller = new AbortController()
  const happened = (): boolean => controller.signal.aborted
  const handle = (signal: NodeJS.Signals): void => {
    if (happened() && signal !== 'SIGHUP') process.exit(exitStatus.interrupted)
    controller.abort()
  }
  for (const signal of signals) process.on(signal, handle)
  return {
    happened,
    signal: controller.signal,
    release: () => {
      for (const signal of signals) process.off(signal, handle)
    },
  }
}
