import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { AdapterFailure } from './adapter.ts'
import { JsonRpcClient } from './json-rpc.ts'
import { Malformed, readAs } from './malformed.ts'

/** A client whose peer is the test. */
function connected(timeoutMs = 60_000) {
  const written: string[] = []
  const notified: unknown[] = []
  const failed = vi.fn()
  const client = new JsonRpcClient({
    write: (text) => written.push(text),
    notified(method, params) {
      if (method !== 'event') throw new Malformed(`the bridge sent a notification "${method}"`)
      notified.push(params)
    },
    failed,
    log: () => ['the last line'],
    timeoutMs,
  })
  return {
    client,
    written,
    notified,
    failed,
    ask: (method: string, params: object = {}) =>
      client.request(method, params, (result) => result),
    feed: (...lines: readonly string[]) =>
      client.received(Buffer.from(lines.map((line) => `${line}\n`).join(''))),
  }
}

const answer = (id: unknown, result: unknown = {}) => JSON.stringify({ jsonrpc: '2.0', id, result })
const event = (params: unknown) => JSON.stringify({ jsonrpc: '2.0', method: 'event', params })
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

describe('requests', () => {
  it('are lines of JSON-RPC 2.0 with ids of their own', async () => {
    const { ask, written } = connected()
    void ask('establish', { dns: ['7001', 'Zoë\n'] })
    void ask('fence')
    await nextTurn()
    const lines = written.join('').split('\n')
    expect(lines.pop()).toBe('')
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      { jsonrpc: '2.0', id: 1, method: 'establish', params: { dns: ['7001', 'Zoë\n'] } },
      { jsonrpc: '2.0', id: 2, method: 'fence', params: {} },
    ])
  })

  it('of one turn go out in one write, and those of the next in another', async () => {
    const { ask, written } = connected()
    void ask('send')
    void ask('fence')
    await nextTurn()
    expect(written.length).toBe(1)
    void ask('fence')
    await nextTurn()
    expect(written.length).toBe(2)
  })

  it('of one turn do not wait for its end once they are long enough, and keep their order', async () => {
    const { ask, written } = connected()
    const parties = Array.from({ length: 20 }, (_, nth) => `70${nth}`)
    for (let nth = 0; nth < 50; nth++) void ask('establish', { dns: parties })
    const atOnce = written.length
    expect(atOnce).toBeGreaterThan(1)
    for (const text of written) expect(text.endsWith('}\n')).toBe(true)
    await nextTurn()
    expect(written.length).toBe(atOnce + 1)
    const ids = written.join('').match(/(?<="id":)\d+/g)
    expect(ids).toEqual(Array.from({ length: 50 }, (_, nth) => String(nth + 1)))
    // The turn is over, and nothing is left of it.
    await nextTurn()
    expect(written.length).toBe(atOnce + 1)
  })

  it('that are long end the exchange by their time-out as others do', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    try {
      const { ask, failed } = connected(1000)
      const long = ask('establish', { dns: ['x'.repeat(5000)] })
      const told = expect(long).rejects.toMatchObject({ kind: 'hang' })
      await vi.advanceTimersByTimeAsync(2500)
      await told
      expect(failed).toHaveBeenCalledOnce()
    } finally {
      vi.useRealTimers()
    }
  })

  it('of all that goes on because of one chunk go out in one write', async () => {
    const { ask, feed, written } = connected()
    const goesOn = async () => {
      await ask('fence')
      void ask('send')
      void ask('fence')
    }
    void Promise.all([goesOn(), goesOn(), goesOn()])
    await nextTurn()
    feed(answer(1), answer(2), answer(3))
    await nextTurn()
    await nextTurn()
    expect(written.length).toBe(2)
    expect(written[1]?.match(/\n/g)?.length).toBe(6)
  })

  it('get their answers in any order', async () => {
    const { ask, feed } = connected()
    const asked = [ask('a'), ask('b'), ask('c')]
    feed(answer(3, 'third'), answer(1, 'first'))
    feed(answer(2, 'second'))
    expect(await Promise.all(asked)).toEqual(['first', 'second', 'third'])
  })

  it('get their answers however the bytes are cut', async () => {
    const { client, ask, notified } = connected()
    const asked = ask('fence')
    const bytes = Buffer.from(`\r\n\n${event({ ThisDN: 'Zoë ☎' })}\r\n${answer(1, 'Zoë')}\r\n`)
    for (const byte of bytes) client.received(Buffer.from([byte]))
    expect(await asked).toBe('Zoë')
    expect(notified).toEqual([{ ThisDN: 'Zoë ☎' }])
  })
})

describe('what comes in one chunk with an answer', () => {
  it('is taken before whoever awaits the answer goes on, or after, as the lines stand', async () => {
    const { ask, feed, notified } = connected()
    const seen: unknown[] = []
    const round = async (asked: Promise<unknown>) => {
      await asked
      seen.push([...notified])
    }
    const rounds = [round(ask('establish')), round(ask('addParty')), round(ask('fence'))]
    feed(event(1), answer(1), event(2), answer(2), answer(3), event(3))
    await Promise.all(rounds)
    await nextTurn()
    expect(seen).toEqual([[1], [1, 2], [1, 2]])
    expect(notified).toEqual([1, 2, 3])
  })

  it('waits also for those who go on through several promises', async () => {
    const { ask, feed, notified } = connected()
    const sent = [ask('send'), ask('send')]
    const fence = ask('fence')
    const seen = (async () => {
      await Promise.all([...sent, fence].map(async (asked) => await asked))
      return [...notified]
    })()
    feed(answer(1), event('in time'), answer(2), answer(3), event('late'))
    expect(await seen).toEqual(['in time'])
    await nextTurn()
    expect(notified).toEqual(['in time', 'late'])
  })

  it('keeps its order with the chunk that comes next', async () => {
    const { ask, feed, notified } = connected()
    void ask('fence')
    feed(answer(1), event(1))
    feed(event(2))
    expect(notified).toEqual([])
    await nextTurn()
    expect(notified).toEqual([1, 2])
  })

  it('is still taken where the peer has ended meanwhile', async () => {
    const { client, ask, feed, notified } = connected()
    const fences = [ask('fence'), ask('fence')]
    feed(answer(1), event(1), answer(2))
    client.ended('ended with exit status 0')
    expect(await Promise.all(fences)).toEqual([{}, {}])
    expect(notified).toEqual([1])
    await nextTurn()
    expect(client.failure?.message).toBe(
      'the bridge ended with exit status 0 without having been asked to',
    )
  })
})

/** The failure of the requests in flight after these lines; all of them must have the same. */
async function failureAfter(...lines: readonly string[]): Promise<AdapterFailure> {
  const { client, ask, feed, failed, notified } = connected()
  const asked = [ask('send', { thisDN: '7001' }), ask('fence')]
  feed(...lines, event('after the failure'))
  const ends = await Promise.allSettled(asked)
  await nextTurn()
  const { failure } = client
  if (!failure) throw new Error('there is no failure')
  expect(ends.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0)
  for (const end of ends) if (end.status === 'rejected') expect(end.reason).toBe(failure)
  expect(failed).toHaveBeenCalledTimes(1)
  expect(failure.log).toEqual(['the last line'])
  expect(notified).toEqual([])
  await expect(ask('fence')).rejects.toBe(failure)
  return failure
}

describe('a protocol error', () => {
  it.each<[string, string, string]>([
    [
      'text',
      'Listening on 3000',
      'the bridge sent a line that is not JSON; the line is: Listening on 3000',
    ],
    [
      'half of a line',
      '{"jsonrpc":"2.0",',
      'the bridge sent a line that is not JSON; the line is: {"jsonrpc":"2.0",',
    ],
    [
      'a batch',
      `[${answer(1)}]`,
      'the bridge sent a JSON array; batches are not used; the line is: [{',
    ],
    ['a string', '"ready"', 'the bridge sent a line that is JSON, but not an object'],
    ['null', 'null', 'the bridge sent a line that is JSON, but not an object'],
    [
      'another version',
      '{"id":1,"result":{}}',
      'the bridge sent a message without "jsonrpc": "2.0"',
    ],
    [
      'an answer to an id never asked',
      answer(3),
      'the bridge sent an answer to the id 3, which was never asked',
    ],
    [
      'an answer to the id 0',
      answer(0),
      'the bridge sent an answer to the id 0, which was never asked',
    ],
    [
      'an answer to an id as text',
      answer('1'),
      'the bridge sent an answer to the id "1", which was never asked',
    ],
    [
      'an answer to null',
      answer(null),
      'the bridge sent an answer to the id null, which was never asked',
    ],
    [
      'an answer without an id',
      '{"jsonrpc":"2.0","result":{}}',
      'the bridge sent an answer to the id undefined',
    ],
    [
      'neither result nor error',
      '{"jsonrpc":"2.0","id":1}',
      'that has not either a result or an error',
    ],
    [
      'both result and error',
      '{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":"a"}}',
      'that has not either a result or an error',
    ],
    [
      'an error without a code',
      '{"jsonrpc":"2.0","id":1,"error":{"message":"a"}}',
      'the error of an answer: code is missing; the protocol wants an integer',
    ],
    [
      'another notification',
      '{"jsonrpc":"2.0","method":"log"}',
      'the bridge sent a notification "log"; the line is',
    ],
    [
      'a request',
      '{"jsonrpc":"2.0","id":1,"method":"event","params":{}}',
      'the bridge sent a request, "event"; only the harness sends requests',
    ],
    [
      'a method that is no string',
      '{"jsonrpc":"2.0","method":7}',
      'the bridge sent a message with the method 7, not a string',
    ],
  ])('is %s', async (_, line, message) => {
    const failure = await failureAfter(line)
    expect(failure.kind).toBe('protocol-error')
    expect(failure.message).toContain(message)
  })

  it('is a second answer, after the first has been taken', async () => {
    const failure = await failureAfter(answer(1), answer(1))
    expect(failure.message).toContain('a second answer to the request with the id 1')
  })

  it('is a line that is too long, although it has no end', async () => {
    const { client, ask } = connected()
    const asked = ask('fence')
    for (let sent = 0; sent < 9; sent += 1) client.received(Buffer.alloc(1024 * 1024, 'x'))
    await expect(asked).rejects.toMatchObject({
      kind: 'protocol-error',
      message: expect.stringContaining('the bridge sent a line longer than 8388608 bytes'),
    })
  })

  it('is a line that is not UTF-8', async () => {
    const { client, ask } = connected()
    const asked = ask('fence')
    client.received(Buffer.from([0x22, 0xc3, 0x22, 0x0a]))
    await expect(asked).rejects.toMatchObject({
      kind: 'protocol-error',
      message: 'the bridge sent a line that is not UTF-8; the line is: "\ufffd"',
    })
  })

  it('is a line nested so deep that nothing in it is what it should be', async () => {
    const depth = 1_000_000
    const failure = await failureAfter(`${'['.repeat(depth)}${']'.repeat(depth)}`)
    expect(failure.message).toContain('the bridge sent JSON nested more than 128 deep')
  })

  it('is a result that is not one of the method', async () => {
    const { client, feed } = connected()
    const connID = z.object({ connID: z.string({ error: 'a string' }) })
    const asked = client.request('establish', {}, (result) => readAs(connID, result, 'the answer'))
    feed(answer(1))
    await expect(asked).rejects.toMatchObject({
      kind: 'protocol-error',
      message: expect.stringContaining(
        'the answer: connID is missing; the protocol wants a string',
      ),
    })
  })

  it('shows the line printable and cut', async () => {
    const failure = await failureAfter(`\u001b[2J${'x'.repeat(1000)}`)
    const [, line = ''] = failure.message.split('the line is: ')
    expect(line).toMatch(/^\\x1b\[2Jx+…x+$/)
    expect(line.length).toBe(200)
  })
})

describe('a crash', () => {
  it('is the end of the peer, and says what it left unanswered', async () => {
    const { client, ask, failed } = connected()
    const asked = [ask('send', { thisDN: '7001' }), ask('fence')]
    client.ended('was ended by SIGSEGV')
    const failure = {
      kind: 'crash',
      message: 'the bridge was ended by SIGSEGV before it answered send {"thisDN":"7001"}',
      log: ['the last line'],
    }
    await expect(asked[0]).rejects.toMatchObject(failure)
    await expect(asked[1]).rejects.toMatchObject(failure)
    expect(failed).toHaveBeenCalledTimes(1)
  })

  it('is an error answer: the bridge itself says that it is in trouble', async () => {
    const error = { code: -32603, message: 'licence\u0007 lost', data: { more: 1 } }
    const failure = await failureAfter(JSON.stringify({ jsonrpc: '2.0', id: 1, error }))
    expect(failure.kind).toBe('crash')
    expect(failure.message).toBe(
      'the bridge answered send {"thisDN":"7001"} with error -32603: licence\\x07 lost',
    )
  })

  it('is an error answer to nothing that could be read', async () => {
    const error = { code: -32700, message: 'Parse error' }
    const failure = await failureAfter(JSON.stringify({ jsonrpc: '2.0', id: null, error }))
    expect(failure.kind).toBe('crash')
    expect(failure.message).toBe(
      'the bridge answered a request that it could not read with error -32700: Parse error',
    )
  })
})

describe('a hang', () => {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'],
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
  })

  it('is an answer that does not come, and says which, and how long it was waited for', async () => {
    const { ask, feed, failed } = connected(200)
    const fence = ask('fence')
    const release = ask('send', { thisDN: '7001' })
    await vi.advanceTimersByTimeAsync(150)
    feed(answer(1))
    await expect(fence).resolves.toEqual({})
    await vi.advanceTimersByTimeAsync(52)
    await expect(release).rejects.toMatchObject({
      kind: 'hang',
      message: 'the bridge did not answer send {"thisDN":"7001"} within 200 ms',
    })
    expect(failed).toHaveBeenCalledTimes(1)
  })

  it('is none while everything is answered in time', async () => {
    const { client, ask, feed } = connected(200)
    for (let id = 1; id <= 5; id += 1) {
      const asked = ask('fence')
      await vi.advanceTimersByTimeAsync(150)
      feed(answer(id))
      await asked
    }
    await vi.advanceTimersByTimeAsync(1000)
    expect(client.failure).toBeUndefined()
  })

  it('counts from when a request went out, however busy the harness was until then', async () => {
    let busy = 0
    const now = performance.now.bind(performance)
    vi.spyOn(performance, 'now').mockImplementation(() => now() + busy)
    const { client, ask, feed } = connected(200)
    void ask('fence')
    await vi.advanceTimersByTimeAsync(150)
    feed(answer(1))
    const asked = ask('fence')
    busy = 300
    await vi.advanceTimersByTimeAsync(150)
    expect(client.failure).toBeUndefined()
    await vi.advanceTimersByTimeAsync(100)
    await expect(asked).rejects.toMatchObject({ kind: 'hang' })
  })
})

it('takes and sends nothing once it is closed', async () => {
  const { client, ask, feed, written, notified, failed } = connected()
  const asked = ask('shutdown')
  client.close()
  feed(event(1))
  client.ended('ended with exit status 0')
  await nextTurn()
  await expect(asked).rejects.toMatchObject({ message: 'the bridge has been shut down' })
  await expect(ask('fence')).rejects.toMatchObject({ message: 'the bridge has been shut down' })
  expect([written, notified]).toEqual([[], []])
  expect(failed).not.toHaveBeenCalled()
})
