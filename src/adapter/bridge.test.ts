import { describe, expect, it } from 'vitest'
import type { Event } from '../../oracles/tlib.ts'
import { AdapterFailure } from './adapter.ts'
import { connectBridge, type Link, type Receiver } from './bridge.ts'
import { leftOut } from './kept-attributes.ts'

/** A bridge in memory: answers everything, and before the answer to a `send` says what it is told to. */
function bridge(
  beforeAnswer: (say: (params: object) => void) => void,
): Link & { killed(): boolean } {
  let receiver: Receiver | undefined
  let killed = false
  const answers: Readonly<Record<string, object>> = {
    initialize: { protocolVersion: 1, implementation: { name: 'in memory' }, capabilities: {} },
    establish: { connID: '1' },
  }
  const say = (message: object): void =>
    receiver?.received(Buffer.from(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`))

  function answer(line: string): void {
    const { id, method }: { id: number; method: string } = JSON.parse(line)
    if (method === 'send') beforeAnswer((params) => say({ method: 'event', params }))
    say({ id, result: answers[method] ?? {} })
  }
  return {
    listen: (to) => (receiver = to),
    write: (text) => queueMicrotask(() => text.trimEnd().split('\n').forEach(answer)),
    log: () => [],
    logged: () => 0,
    close: () => Promise.resolve(),
    kill: () => Promise.resolve(void (killed = true)),
    killed: () => killed,
  }
}

async function connected(link: Link) {
  const events: Event[] = []
  const deliver = (event: Event): void => void events.push(event)
  const tserver = await connectBridge('a test', () => Promise.resolve(link), deliver, {
    timeoutMs: 60_000,
  })
  const connID = await tserver.establish(['7001', '7002'], [])
  const release = async () => tserver.send({ request: 'TReleaseCall', thisDN: '7001', connID })
  return { tserver, events, release }
}

const released = { name: 'EventReleased', ConnID: '1', ThisDN: '7001' }

describe('a bridge that sends events without end', () => {
  it('breaks the protocol after 100,000 for one step', async () => {
    let steps = 0
    const link = bridge((say) => {
      steps += 1
      const events = 100_000 + (steps === 1 ? 0 : 1)
      for (let event = 0; event < events; event++) say(released)
    })
    const { events, release } = await connected(link)
    await release()
    expect(events.length).toBe(100_000)
    const failure: unknown = await release().catch((error: unknown) => error)
    if (!(failure instanceof AdapterFailure)) throw failure
    expect(failure.kind).toBe('protocol-error')
    expect(failure.message).toMatch(/^more than 100000 events came for one step; the line is: /)
    expect(events.length).toBe(200_000)
    expect(link.killed()).toBe(true)
  })

  it('breaks it sooner where they are large', async () => {
    const large = { ...released, UserData: 'x'.repeat(4 * 1024 * 1024 + 1000) }
    const { events, release } = await connected(
      bridge((say) => {
        for (let event = 0; event < 8; event++) say(large)
      }),
    )
    await expect(release()).rejects.toThrow(/^more than 335\d+ characters of events came/)
    expect(events.length).toBe(7)
    expect(JSON.stringify(events).length).toBeLessThan(7 * 200)
    expect(events[0]).toEqual({ ...released, [leftOut]: expect.stringMatching(/^attributes: 1, /) })
  })

  it('may send as many again for the next call', async () => {
    const large = { ...released, UserData: 'x'.repeat(7 * 1024 * 1024) }
    const { tserver, events, release } = await connected(bridge((say) => say(large)))
    for (let call = 0; call < 4; call++) await release()
    await tserver.establish(['7001', '7002'], [])
    for (let call = 0; call < 4; call++) await release()
    expect(events.length).toBe(8)
    await expect(release()).rejects.toThrow(/^more than 335\d+ characters/)
  })
})
