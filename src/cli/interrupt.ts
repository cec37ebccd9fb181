/** Ctrl-C and SIGTERM: the first one asks the run to end, the second one ends the process. */
import { exitStatus } from './exit-status.ts'

export interface Interrupt {
  happened(): boolean
  /** Gives the signals back. */
  release(): void
}

const signals = ['SIGINT', 'SIGTERM'] as const

export function onInterrupt(): Interrupt {
  let happened = false
  const handle = (): void => {
    // Exit hooks still end what was started.
    if (happened) process.exit(exitStatus.interrupted)
    happened = true
  }
  for (const signal of signals) process.on(signal, handle)
  return {
    happened: () => happened,
    release: () => {
      for (const signal of signals) process.off(signal, handle)
    },
  }
}
