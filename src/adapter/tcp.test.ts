import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Event } from '../../oracles/tlib.ts'
import { AdapterFailure, AdapterUnavailable, type TServer } from './adapter.ts'
import { tcp } from './tcp.ts'

const requestSchema = z.looseObject({ id: z.int(), method: z.string() })
type Request = z.infer<typeof requestSchema>

/** What a bridge does where it is not what the protocol wants; false where it does just that. */
type Habit = (request: Request, socket: Socket) => void | false

const servers: Server[] = []
const sockets: Socket[] = []

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const server of servers.splice(0)) {
    if (!server.listening) continue
    server.close()
    await once(server, 'close')
  }
})

const line = (message: object): string => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`
const event = (ThisDN: string): string =>
  line({ method: 'event', params: { name: 'EventReleased', ConnID: '1', ThisDN } })

const results: Readonly<Record<string, object>> = {
  initialize: { protocolVersion: 1, implementation: { name: 'listening' }, capabilities: {} },
  establish: { connID: '1' },
}

function answer({ id, method }: Request, socket: Socket): void {
  if (!socket.writable) return
  socket.write(line({ id, result: results[method] ?? {} }))
  if (method === 'shutdown') socket.end()
}

/** A bridge on a port of its own, and its connections in their order. */
async function listening(habit: Habit = () => false, port = 0) {
  const connections: Socket[] = []
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    connections.push(socket)
    sockets.push(socket)
    socket.on('error', () => undefined)
    createInterface({ input: socket }).on('line', (text) => {
      const request = requestSchema.parse(JSON.parse(text))
      if (habit(request, socket) === false) answer(request, socket)
    })
  })
  servers.push(server)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return { spec: `tcp://127.0.0.1:${portOf(server)}`, connections, server }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('no TCP port')
  return address.port
}

async function connected(habit?: Habit, timeoutMs = 60_000) {
  const { spec, connections } = await listening(habit)
  const events: Event[] = []
  const adapter = tcp(spec, { timeoutMs })
  const tserver = await adapter.connect((given) => events.push(given))
  return { adapter, tserver, events, connections }
}

const at =
  (method: string, what: (socket: Socket, request: Request) => void): Habit =>
  (request, socket) =>
    request.method === method ? what(socket, request) : false

async function failure(asked: unknown): Promise<AdapterFailure> {
  const error: unknown = await Promise.resolve(asked).catch((thrown: unknown) => thrown)
  if (!(error instanceof AdapterFailure)) throw error
  return error
}

async function unavailable(spec: string, timeoutMs: number): Promise<string> {
  const connecting = tcp(spec, { timeoutMs }).connect(() => undefined)
  const error: unknown = await Promise.resolve(connecting).catch((thrown: unknown) => thrown)
  if (!(error instanceof AdapterUnavailable)) throw error
  return error.message
}

/** Resolves once the harness has closed its side. */
async function hasEnded(connection: Socket | undefined): Promise<boolean> {
  if (connection?.readableEnded === false) await once(connection, 'end')
  return connection?.readableEnded ?? false
}

const release = (tserver: TServer): unknown =>
  tserver.send({ request: 'TReleaseCall', thisDN: '7001', connID: '1' })

describe('a bridge that listens', () => {
  it('is asked and heard over one connection, and shut down', async () => {
    const { tserver, events, connections } = await connected(
      at('fence', (socket, { id }) => socket.write(event('7001') + line({ id, result: {} }))),
    )
    expect(tserver.implementation).toEqual({ name: 'listening' })
    expect(await tserver.establish(['7001', '7002'], [])).toBe('1')
    void release(tserver)
    await tserver.fence()
    expect(events.map(({ ThisDN }) => ThisDN)).toEqual(['7001'])
    await tserver.shutdown()
    expect(connections.length).toBe(1)
    expect((await failure(tserver.fence())).message).toBe('the bridge has been shut down')
  })

  it('may write a line in pieces, and several at once', async () => {
    const { tserver, events } = await connected(
      at('fence', (socket, { id }) => {
        const bytes = Buffer.from(event('Zoë') + event('7002') + line({ id, result: {} }))
        // In the middle of a character.
        const middle = bytes.indexOf(0xc3) + 1
        socket.write(bytes.subarray(0, middle))
        setImmediate(() => socket.write(bytes.subarray(middle)))
      }),
    )
    await tserver.fence()
    expect(events.map(({ ThisDN }) => ThisDN)).toEqual(['Zoë', '7002'])
  })

  it('that does not close after shutdown is not waited for', async () => {
    const { tserver, connections } = await connected(
      at('shutdown', (socket, { id }) => socket.write(line({ id, result: {} }))),
      200,
    )
    await tserver.shutdown()
    expect(connections.map(({ writable }) => writable)).toEqual([true])
  })
})

describe('a connection that fails', () => {
  it.each<[string, (socket: Socket) => void, RegExp]>([
    [
      'closed',
      (socket) => socket.destroy(),
      /^the bridge closed the connection before it answered send \{/,
    ],
    [
      'half closed',
      (socket) => socket.end(),
      /^the bridge closed the connection before it answered/,
    ],
    [
      'reset',
      (socket) => socket.resetAndDestroy(),
      /^the bridge reset the connection before it answered/,
    ],
  ])('because it is %s is a crash', async (_, end, message) => {
    const { tserver } = await connected(at('send', end))
    void release(tserver)
    const failed = await failure(tserver.fence())
    expect(failed.kind).toBe('crash')
    expect(failed.message).toMatch(message)
    expect(await failure(tserver.fence())).toBe(failed)
    await tserver.shutdown()
  })

  it('with half a line is a crash as well', async () => {
    const { tserver } = await connected(at('fence', (socket) => socket.end('{"jsonrpc"')))
    expect((await failure(tserver.fence())).kind).toBe('crash')
  })

  it('without an answer is a hang, and is closed', async () => {
    const { tserver, connections } = await connected(
      at('fence', () => undefined),
      200,
    )
    const failed = await failure(tserver.fence())
    expect(failed.kind).toBe('hang')
    expect(failed.message).toBe('the bridge did not answer fence within 200 ms')
    expect(await hasEnded(connections[0])).toBe(true)
  })

  it('by nonsense is a protocol error, and is closed', async () => {
    const { tserver, connections } = await connected(
      at('fence', (socket) => socket.write('hello\n')),
    )
    const failed = await failure(tserver.fence())
    expect(failed.kind).toBe('protocol-error')
    expect(failed.message).toBe('the bridge sent a line that is not JSON; the line is: hello')
    expect(await hasEnded(connections[0])).toBe(true)
  })

  it('is opened anew by the next connect, which hears nothing of the old one', async () => {
    const { adapter, tserver, connections } = await connected(at('send', () => undefined))
    void release(tserver)
    const [old] = connections
    old?.resetAndDestroy()
    expect((await failure(tserver.fence())).kind).toBe('crash')
    const events: Event[] = []
    const second = await adapter.connect((given) => events.push(given))
    expect(connections.length).toBe(2)
    old?.write(event('7001'))
    await second.fence()
    expect(events).toEqual([])
    expect((await failure(tserver.fence())).kind).toBe('crash')
  })
})

describe('a bridge that is not there', () => {
  it('is waited for, as it may be starting', async () => {
    const { server, spec } = await listening()
    const port = portOf(server)
    server.close()
    await once(server, 'close')
    const connecting = tcp(spec, { timeoutMs: 60_000 }).connect(() => undefined)
    await new Promise((resolve) => setImmediate(resolve))
    await listening(undefined, port)
    expect((await connecting).implementation.name).toBe('listening')
  })

  it('for all that time is said to be missing', async () => {
    const { server, spec } = await listening()
    server.close()
    await once(server, 'close')
    expect(await unavailable(spec, 200)).toBe(
      `${spec}: nobody listens there, and did not for 200 ms: start the bridge, and look at its port`,
    )
  })

  it('at a host that there is not', async () => {
    expect(await unavailable('tcp://no-such-host.invalid:3000', 60_000)).toBe(
      'tcp://no-such-host.invalid:3000: there is no host of that name',
    )
  })

  it.each<[string, (socket: Socket) => void, RegExp]>([
    [
      'closes at once',
      (socket) => socket.destroy(),
      /: the bridge (closed|reset) the connection before it answered initialize/,
    ],
    [
      'is somebody else',
      (socket) => socket.write('220 mail ESMTP\r\n'),
      /: the bridge sent a line that is not JSON; the line is: 220 mail ESMTP$/,
    ],
  ])('because who listens %s', async (_, habit, message) => {
    const { spec, server } = await listening()
    server.on('connection', habit)
    expect(await unavailable(spec, 60_000)).toMatch(message)
  })

  it('because who listens says nothing', async () => {
    const { spec } = await listening(at('initialize', () => undefined))
    expect(await unavailable(spec, 200)).toMatch(
      /: the bridge did not answer initialize \{.*\} within 200 ms$/,
    )
  })
})
