/**
 * The contract between the harness and a T-Server, whatever lies between them: a function call, a
 * bridge process, a socket.
 */
import type { DN, Event, Request } from '../../oracles/tlib.ts'
import type { WireTap } from './wire.ts'

/** A value, or a promise of one. The harness waits only for what is a promise. */
export type MaybePromise<T> = T | Promise<T>

/** What a T-Server, reached through its adapter, can be asked to do. All optional. */
export interface Capabilities {
  /** Parties in one call; 8 unless told. */
  readonly maxParties?: number
  /** Calls that may exist at once; 1 unless told. */
  readonly maxCalls?: number
  /** A DN may be in several calls at once. */
  readonly sharedParties?: boolean
  /** `addParty` works. */
  readonly addParty?: boolean
  /** Several requests of one call may be in flight at once. */
  readonly concurrent?: boolean
  /** `establish` takes parties to which the T-Server distributes nothing. */
  readonly unmonitored?: boolean
  /** The only DNs that may be used; without it the harness makes up its own. */
  readonly dns?: readonly DN[]
}

export interface Implementation {
  readonly name: string
  readonly version?: string
}

/** A T-Server that has been connected to. */
export interface TServer {
  readonly implementation: Implementation
  readonly capabilities: Capabilities
  /**
   * Makes a call in which exactly these parties talk, and returns its ConnID. What the T-Server
   * distributes meanwhile is delivered before the return and not judged.
   */
  establish(dns: readonly DN[], unmonitored: readonly DN[]): MaybePromise<string>
  /** `dn` joins the call as a monitored party, brought in by `by`. Set-up, like `establish`. */
  addParty?(connID: string, by: DN, dn: DN): MaybePromise<void>
  /** Hands a request to the T-Server on behalf of `request.thisDN`. A refusal is an EventError. */
  send(request: Request): MaybePromise<void>
  /** Returns when every event caused by a `send` before it has been delivered. */
  fence(): MaybePromise<void>
  /** The call, where it still exists, is gone; none of its events is delivered from now on. */
  discard(connID: string): MaybePromise<void>
  /** All calls are gone, as by `discard`. */
  reset(): MaybePromise<void>
  /**
   * Of a bridge, and the same as a `send` of each and a `fence`: they go out together, and nobody waits for
   * a single one.
   * @param fenced called when the fence has returned.
   * @returns when all have.
   */
  sendAll?(requests: readonly Request[], fenced: () => void): Promise<void>
  /** Ends the connection and whatever was started for it. */
  shutdown(): MaybePromise<void>
  /** Of a bridge: shows what goes over the wire. An adapter of your own has none. */
  readonly wire?: WireTap
}

/** Takes an event of the T-Server; events of one DN in the order of their distribution. */
export type Deliver = (event: Event) => void

/** How a T-Server is reached. `connect` is called again after every restart. */
export interface Adapter {
  /**
   * A T-Server costs nothing, lives in this process, and shares nothing with the one before: a new one
   * is taken often, and what came of a script follows from nothing that was run before.
   */
  readonly disposable?: boolean
  connect(deliver: Deliver): MaybePromise<TServer>
}

/**
 * Declares an adapter, as the default export of a module: types its argument, nothing else.
 * @example
 * export default defineAdapter({
 *   connect: (deliver) => new AcmeConnection('127.0.0.1:3000', deliver),
 * })
 */
export function defineAdapter(adapter: Adapter): Adapter {
  return adapter
}

/** What a failure of a bridge is seen by, for whoever looks closer than its message. */
export interface Evidence {
  /** The line that breaks the protocol, as it came; its first 1,000 characters at the most. */
  readonly line?: string
  /** The method of the request that had waited longest for its answer. */
  readonly waitedFor?: string
}

/** Thrown where the adapter, not the T-Server's answer, is in trouble: a finding of its own kind. */
export class AdapterFailure extends Error {
  override readonly name = 'AdapterFailure'
  readonly kind: 'crash' | 'hang' | 'protocol-error'
  readonly log: readonly string[]
  readonly evidence: Evidence

  /**
   * @param kind what happened: the peer ended (`crash`), did not answer (`hang`), or broke the
   *   protocol (`protocol-error`).
   * @param message one sentence for a person: what was asked, what came; printable.
   * @param log the last lines that the peer wrote to its own log, oldest first; printable.
   * @param evidence what it is seen by; not printable.
   */
  constructor(
    kind: 'crash' | 'hang' | 'protocol-error',
    message: string,
    log: readonly string[] = [],
    evidence: Evidence = {},
  ) {
    super(message)
    this.kind = kind
    this.log = log
    this.evidence = evidence
  }
}

/**
 * Thrown by `connect`, or while a specification is read: nothing can be run, and why. Where the
 * handshake failed, the failure is its cause.
 */
export class AdapterUnavailable extends Error {
  override readonly name = 'AdapterUnavailable'
}
