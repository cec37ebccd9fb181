/** What a thread that runs ranges is told, and what it says: one answer for each question. */
import type { MessagePort } from 'node:worker_threads'
import type { Capabilities, Implementation } from '../adapter/adapter.ts'
import type { Failure } from './failure.ts'
import type { Range } from './range.ts'
import type { Busy, Decision, Done, Found, StintEnd } from './overseer.ts'
import type { RunnerOptions } from './range-runner.ts'
import type { Stint } from './stint.ts'

/** What a thread is started with. */
export interface ThreadTask {
  readonly port: MessagePort
  /** Shared by all: see `flag`. */
  readonly flags: Int32Array
  /** As for `--adapter`. */
  readonly adapter: string
  /** For one answer of the adapter, in milliseconds. */
  readonly timeoutMs: number
  /** Its number among the threads, from 1. */
  readonly worker: number
  readonly options: RunnerOptions
}

/** Places in the flags, each 1 once it is true: no further script is begun; the run is interrupted. */
export const flag = { over: 0, interrupted: 1 } as const

/** Likenesses of failures that are known, each with the fingerprint of its finding. */
export type Known = ReadonlyMap<string, string>

export type ToThread =
  | {
      readonly say: 'run'
      readonly stint: Stint
      readonly known: Known
      /** The range that it will be told to run next, if that is known. */
      readonly ahead?: Range
    }
  | { readonly say: 'decided'; readonly decision: Decision; readonly known: Known }
  | { readonly say: 'noted'; readonly goOn: boolean }
  | { readonly say: 'close' }

export type FromThread =
  | {
      readonly say: 'ready'
      readonly implementation: Implementation
      readonly capabilities: Capabilities
    }
  /** The T-Server cannot be reached; in the handshake, or there is nobody. */
  | { readonly say: 'unavailable'; readonly why: string; readonly inHandshake: boolean }
  | { readonly say: 'progress'; readonly scripts: number; readonly busy?: Busy }
  | { readonly say: 'decide'; readonly done: Done; readonly failure: Failure }
  | { readonly say: 'found'; readonly found: Found; readonly failure: Failure }
  | { readonly say: 'ended'; readonly end: StintEnd }
  /** @param why how the adapter failed at its end. */
  | { readonly say: 'closed'; readonly why?: string }

export interface Inbound<Message> {
  /** What comes next; rejects once all has been heard and there is nobody who will say more. */
  next(): Promise<Message>
  /** To be called where nothing more will come, and why. */
  end(error: unknown): void
}

/**
 * What comes through a port, one after the other, for one listener. Nothing is kept of what has been heard:
 * each is asked for by a promise of its own, and none of them by a race with one that stays.
 */
export function inbound<Message>(port: MessagePort): Inbound<Message> {
  const come: Message[] = []
  let asked: PromiseWithResolvers<Message> | undefined
  let ended: { readonly error: unknown } | undefined
  port.on('message', (message: Message) => {
    if (asked === undefined) come.push(message)
    else asked.resolve(message)
    asked = undefined
  })
  return {
    next: () => {
      const next = come.shift()
      if (next !== undefined) return Promise.resolve(next)
      asked = Promise.withResolvers<Message>()
      if (ended !== undefined) asked.reject(ended.error)
      return asked.promise
    },
    end: (error) => {
      ended = { error }
      asked?.reject(error)
    },
  }
}
