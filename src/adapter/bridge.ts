/** A T-Server behind a bridge: the adapter protocol, over whatever carries its lines. */
import type { z } from 'zod'
import type { DN } from '../../oracles/tlib.ts'
import { printable } from './printable.ts'
import { AdapterFailure, AdapterUnavailable } from './adapter.ts'
import type { Deliver, TServer } from './adapter.ts'
import { eventBudget } from './event-budget.ts'
import type { EventBudget } from './event-budget.ts'
import { readEvent } from './event.ts'
import { harness } from './harness.ts'
import { JsonRpcClient, type Asked } from './json-rpc.ts'
import { mostKept, withoutLongAttributes } from './kept-attributes.ts'
import { Malformed, readAs } from './malformed.ts'
import { isDone, isEstablished, methods, protocolVersion, versionSchema } from './messages.ts'
import type { Method, Params } from './messages.ts'
import { shown } from './shown.ts'
import { tapped } from './wire-tap.ts'

/** What carries the lines to a bridge and back: the streams of a process, or a socket. */
export interface Link {
  /** Says where to hand what comes; called once, before the first `write`. */
  listen(receiver: Receiver): void
  write(text: string): void
  /** The last lines of the bridge's own log, oldest first, printable. */
  log(): readonly string[]
  /** How many lines it has written to its log so far. */
  logged(): number
  /** Nothing more will be asked: gives the bridge a bounded time to end, then kills it. */
  close(): Promise<void>
  /** Ends the bridge and all that it started, at once; resolves when it is gone. */
  kill(): Promise<void>
}

/** What a link tells. */
export interface Receiver {
  received(chunk: Buffer): void
  /** Nothing more will come; `how` is a sentence's end: "the bridge …". */
  ended(how: string): void
}

/** What is the same for every way to a bridge. */
export interface BridgeOptions {
  /** How long the bridge may take for one answer, and for its end, in milliseconds. */
  readonly timeoutMs: number
  /** Puts something between the harness and the link, which sees or changes what goes over it. */
  readonly through?: (link: Link) => Link
}

/**
 * Opens a link to a bridge and shakes hands over it.
 * @param name what is connected to, for messages: `exec:python3 bridge.py`.
 * @param open gives a link that nobody has listened to yet.
 * @throws AdapterUnavailable where there is no bridge, or none for this version of the protocol; it
 *   has ended then.
 */
export async function connectBridge(
  name: string,
  open: () => Promise<Link>,
  deliver: Deliver,
  { timeoutMs, through = (link) => link }: BridgeOptions,
): Promise<TServer> {
  const { link, tap } = tapped(through(await open()))
  const budget = eventBudget()
  const client = new JsonRpcClient({
    write: (text) => link.write(text),
    notified(method, params, characters) {
      const event = readNotification(method, params)
      budget.event(characters)
      deliver(characters > mostKept ? withoutLongAttributes(event) : event)
    },
    failed: () => void link.kill(),
    log: () => link.log(),
    timeoutMs,
  })
  link.listen(client)
  try {
    return { ...(await initialize(client, link, budget)), wire: tap }
  } catch (error) {
    client.close()
    await link.kill()
    throw unavailable(name, error)
  }
}

function readNotification(method: string, params: unknown) {
  if (method === 'event') return readEvent(params)
  throw new Malformed(
    `the bridge sent a notification ${shown(method)}; the protocol has only "event"`,
  )
}

async function initialize(
  client: JsonRpcClient,
  link: Link,
  budget: EventBudget,
): Promise<TServer> {
  const introduction: Params<'initialize'> = { protocolVersion, harness }
  const answer = await client.request('initialize', introduction, readInitialized)
  return tServer(client, link, budget, answer)
}

function readInitialized(result: unknown): z.infer<typeof methods.initialize.result> {
  const where = 'the answer to initialize'
  const theirs = readAs(versionSchema, result, where).protocolVersion
  if (theirs !== protocolVersion)
    throw new Malformed(
      `the bridge speaks version ${theirs} of the adapter protocol, but ` +
        `${harness.name} ${harness.version} speaks version ${protocolVersion}: use a bridge that ` +
        `speaks version ${protocolVersion}, or a ${harness.name} that speaks version ${theirs}`,
    )
  return readAs(methods.initialize.result, result, where)
}

/** The failure of a handshake, in one line with what the bridge last wrote to its log. */
function unavailable(name: string, error: unknown): unknown {
  if (!(error instanceof AdapterFailure)) return error
  const log = error.log.slice(-3)
  const end = log.length === 0 ? '' : `; its log ends: ${log.join(' / ')}`
  return new AdapterUnavailable(`${printable(name)}: ${error.message}${end}`, { cause: error })
}

function tServer(
  client: JsonRpcClient,
  link: Link,
  budget: EventBudget,
  { implementation, capabilities }: Pick<TServer, 'implementation' | 'capabilities'>,
): TServer {
  /** A request whose answer has nothing to tell. */
  function ask<M extends Method>(method: M, params: Params<M>): Promise<void> {
    if (method !== 'fence') budget.step()
    return client.request(method, params, (result) => readDone(method, result))
  }

  return {
    implementation,
    capabilities,
    establish(dns, unmonitored) {
      budget.call(dns.length + unmonitored.length)
      const params: Params<'establish'> = unmonitored.length === 0 ? { dns } : { dns, unmonitored }
      return client.request('establish', params, readConnID)
    },
    ...(capabilities.addParty && {
      addParty: (connID: string, by: DN, dn: DN) => ask('addParty', { connID, by, dn }),
    }),
    send: (request) => ask('send', request),
    sendAll(requests, fenced) {
      const all: Asked<void>[] = []
      for (const request of requests) {
        budget.step()
        all.push({ method: 'send', params: request, read: readSent })
      }
      all.push(fence)
      return client.requestAll(all, fenced)
    },
    fence: () => ask('fence', {}),
    discard: (connID) => ask('discard', { connID }),
    reset: () => ask('reset', {}),
    async shutdown() {
      // After a failure there is nobody to ask, and the link is being closed already.
      try {
        if (!client.failure) await ask('shutdown', {})
      } finally {
        client.close()
        await link.close()
      }
    },
  }
}

function readDone(method: Method, result: unknown): void {
  if (!isDone(result)) readAs<unknown>(methods[method].result, result, `the answer to ${method}`)
}

const readSent = (result: unknown): void => readDone('send', result)
const fence: Asked<void> = {
  method: 'fence',
  params: {},
  read: (result) => readDone('fence', result),
}

const readConnID = (result: unknown): string =>
  (isEstablished(result)
    ? result
    : readAs(methods.establish.result, result, 'the answer to establish')
  ).connID
