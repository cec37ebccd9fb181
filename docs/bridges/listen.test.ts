/** The example bridges that are programs, listening on a port. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { openAdapter } from '../../src/adapter/adapter-spec.ts'
import { campaign } from '../../src/run/campaign.fixture.ts'
import { describePrograms, linesOf, timeoutMs, type Started } from './example-bridges.fixture.ts'

const answerSchema = z.object({ id: z.number(), result: z.record(z.string(), z.string()) })
const eventSchema = z.object({ method: z.literal('event'), params: z.object({ name: z.string() }) })

/** One that is left open would keep all others waiting. */
const sockets: Socket[] = []

/** Asks for one thing after the other. */
function client(port: number) {
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  const lines = linesOf(socket)
  const next = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? 'null')
  let id = 0

  return {
    socket,
    /** The result, and the names of the events that came before it. */
    async ask(method: string, params: object = {}) {
      id += 1
      socket.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`)
      const events: string[] = []
      for (let line = await next(); ; line = await next()) {
        const event = eventSchema.safeParse(line)
        if (!event.success) return { result: answerSchema.parse(line).result, events }
        events.push(event.data.params.name)
      }
    },
    /** Whether nothing more came. */
    ended: async () => (await lines.next()).done,
  }
}

const dns = ['7001', '7002']
const release = (connID: string | undefined) => ({
  request: 'TReleaseCall',
  thisDN: '7001',
  connID,
})

describePrograms(({ command, args, start }) => {
  let started: Started
  let port = 0
  beforeAll(async () => {
    started = await start()
    port = Number(new URL(started.spec).port)
  })
  afterAll(() => started.end())
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy()
  })

  it('conforms in a campaign', async () => {
    const adapter = await openAdapter(started.spec, { timeoutMs })
    const { verdict, findings } = await campaign({ adapter, runs: 500 })
    expect({ verdict, findings }).toEqual({ verdict: 'conforms', findings: [] })
  })

  it('closes the connection after the answer to shutdown', async () => {
    const { ask, ended } = client(port)
    expect(await ask('shutdown')).toEqual({ result: {}, events: [] })
    expect(await ended()).toBe(true)
  })

  it('serves one connection after the other', async () => {
    const first = client(port)
    await first.ask('fence')
    const second = client(port)
    const answer = second.ask('fence').then(() => 'second')
    expect(await Promise.race([answer, first.ask('fence').then(() => 'first')])).toBe('first')
    first.socket.end()
    expect(await answer).toBe('second')
    await second.ask('shutdown')
  })

  it.each([
    ['is shut down', async ({ ask }: ReturnType<typeof client>) => void (await ask('shutdown'))],
    ['ends within a line', ({ socket }: ReturnType<typeof client>) => void socket.end('{"json')],
    ['is reset', ({ socket }: ReturnType<typeof client>) => void socket.resetAndDestroy()],
  ])('lets no call outlive a connection that %s', async (_how, end) => {
    const first = client(port)
    const { connID } = (await first.ask('establish', { dns })).result
    expect((await first.ask('send', release('unknown'))).events).toEqual(['EventError'])
    await end(first)

    const second = client(port)
    expect((await second.ask('send', release(connID))).events).toEqual(['EventError'])
    const again = (await second.ask('establish', { dns })).result
    expect((await second.ask('send', release(again['connID']))).events).toEqual([
      'EventReleased',
      'EventReleased',
    ])
    await second.ask('shutdown')
  })

  it.each(['99999', 'http', 'taken'])('does not listen on %s', async (name) => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    const wanted = name === 'taken' && typeof address === 'object' ? address?.port : name
    const { status, stdout, stderr } = spawnSync(command, [...args, '--listen', String(wanted)], {
      encoding: 'utf8',
    })
    taken.close()
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(String(wanted))
    // No stack, neither Python's nor Java's.
    expect(stderr).not.toMatch(/Traceback|^\s+at /m)
  })
})
