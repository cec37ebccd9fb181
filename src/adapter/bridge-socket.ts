/** A bridge that listens: the protocol over one TCP connection. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { AdapterUnavailable } from './adapter.ts'
import type { Link } from './bridge.ts'
import { longestTimer } from './deadline.ts'
import { firstLine } from './shown.ts'

/** Between two attempts to connect to a port where nobody listens yet, in milliseconds. */
const betweenAttempts = 50

export interface Address {
  readonly host: string
  readonly port: number
}

/**
 * Connects. A bridge that is being started, or started again by whoever watches over it, is not there
 * at once: what is refused is tried again.
 * @param name what is connected to, for messages.
 * @param timeoutMs how long that may take altogether, and the bridge's end after the protocol's
 *   `shutdown`, in milliseconds.
 * @throws AdapterUnavailable where nobody is reached: why, and what to do.
 */
export async function openSocket(name: string, address: Address, timeoutMs: number): Promise<Link> {
  const over = AbortSignal.timeout(Math.min(timeoutMs, longestTimer))
  for (let refused = false; ; refused = true)
    try {
      if (refused) await pause(betweenAttempts, undefined, { signal: over })
      return linkOver(await connected(address, over), timeoutMs)
    } catch (error) {
      const code = codeOf(error)
      if (code === 'ECONNREFUSED') continue
      const why = code === 'ABORT_ERR' ? tooLong(refused, timeoutMs) : unreachable(code, error)
      throw new AdapterUnavailable(`${name}: ${why}`)
    }
}

async function connected(address: Address, over: AbortSignal): Promise<Socket> {
  const socket = connect({ ...address, noDelay: true })
  try {
    await once(socket, 'connect', { signal: over })
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  }
}

function codeOf(error: unknown): unknown {
  // A name with several addresses fails once for each.
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function tooLong(refused: boolean, timeoutMs: number): string {
  return refused
    ? `nobody listens there, and did not for ${timeoutMs} ms: start the bridge, and look at its port`
    : `nobody answered there within ${timeoutMs} ms: look at the host, and at what filters on the way`
}

function unreachable(code: unknown, error: unknown): string {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'there is no host of that name'
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'there is no way to that host'
    default:
      return `it cannot be connected to (${firstLine(error)})`
  }
}

function linkOver(socket: Socket, timeoutMs: number): Link {
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  let lost: unknown
  socket.on('error', (error) => (lost = error))
  return {
    listen(receiver) {
      socket.on('data', (chunk: Buffer) => receiver.received(chunk))
      // One that is only half closed has nothing more to say either.
      socket.on('end', () => receiver.ended('closed the connection'))
      socket.on('close', () => receiver.ended(howItEnded(lost)))
    },
    write: (text) => void socket.write(text),
    // It has a log of its own, which does not come this way.
    log: () => [],
    logged: () => 0,
    async close() {
      socket.end()
      const patience = setTimeout(
        () => socket.destroy(new Error('it was not closed in time')),
        Math.min(timeoutMs, longestTimer),
      )
      await closed
      clearTimeout(patience)
    },
    async kill() {
      socket.destroy()
      await closed
    },
  }
}

function howItEnded(lost: unknown): string {
  if (lost === undefined) return 'closed the connection'
  return codeOf(lost) === 'ECONNRESET'
    ? 'reset the connection'
    : `lost the connection (${firstLine(lost)})`
}
