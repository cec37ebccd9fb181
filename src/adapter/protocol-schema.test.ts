/**
 * The published schema says what the harness reads. `npx vitest run src/adapter/protocol-schema -u`
 * renews it.
 */
import fc from 'fast-check'
import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AdapterFailure, AdapterUnavailable, type TServer } from './adapter.ts'
import { connectBridge, type Link, type Receiver } from './bridge.ts'
import { isWellFormed } from './event.ts'
import { methods, type Method } from './messages.ts'
import { ajv, fits, published } from './protocol-schema.fixture.ts'
import { protocolSchema } from './protocol-schema.ts'

it('is the checked-in one', async () => {
  const style = await resolveConfig(import.meta.filename)
  const text = await format(JSON.stringify(protocolSchema()), { ...style, parser: 'json' })
  await expect(text).toMatchFileSnapshot('../../docs/adapter-protocol.schema.json')
})

it('is a JSON Schema, with a definition of each request and of each answer', () => {
  expect(ajv.validateSchema(published), ajv.errorsText()).toBe(true)
  const wanted = Object.keys(methods).flatMap((name) => [`${name}Request`, `${name}Answer`])
  expect(Object.keys(published.$defs)).toEqual(expect.arrayContaining(wanted))
})

const message = (rest: object): object => ({ jsonrpc: '2.0', ...rest })
const capabilities = { addParty: true, unmonitored: true }
const introduction = { protocolVersion: 1, implementation: { name: 'acme' }, capabilities }
/** The result of anything, when the bridge does well. */
const well = { ...introduction, connID: '006c02462a161006@meta' }

/** Has the harness ask for something; for `initialize` it asks by itself. */
const ask: Record<Method, (tserver: TServer) => unknown> = {
  initialize: () => undefined,
  establish: (tserver) => tserver.establish(['7001', '7002'], ['+49 30 1']),
  addParty: (tserver) => tserver.addParty?.('1', '7001', '7003'),
  send: (tserver) =>
    tserver.send({
      request: 'TDeleteFromConference',
      thisDN: '7001',
      connID: '1',
      otherDN: '7002',
    }),
  fence: (tserver) => tserver.fence(),
  discard: (tserver) => tserver.discard('1'),
  reset: (tserver) => tserver.reset(),
  shutdown: (tserver) => tserver.shutdown(),
}

/**
 * Has the harness ask for something, and the bridge write something then.
 * @returns what the harness has written, and what it took the bridge's lines for.
 */
async function exchange(method: Method, reply: (id: unknown) => readonly object[]) {
  const written: object[] = []
  let receiver: Receiver | undefined
  const link: Link = {
    listen: (to) => (receiver = to),
    write(text) {
      const request = z.looseObject({ id: z.int(), method: z.string() }).parse(JSON.parse(text))
      written.push(request)
      const { id } = request
      const lines = request.method === method ? reply(id) : [message({ id, result: well })]
      const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
      queueMicrotask(() => receiver?.received(bytes))
    },
    log: () => [],
    logged: () => 0,
    close: () => Promise.resolve(),
    kill: () => Promise.resolve(),
  }
  const options = { timeoutMs: 60_000 }
  try {
    const tserver = await connectBridge(
      'a test',
      () => Promise.resolve(link),
      () => undefined,
      options,
    )
    await ask[method](tserver)
    return { written, took: 'well' }
  } catch (error) {
    const failure = error instanceof AdapterUnavailable ? error.cause : error
    if (!(failure instanceof AdapterFailure)) throw error
    return { written, took: failure.kind }
  }
}

const methodNames: readonly Method[] = [
  ...(['initialize', 'establish', 'addParty', 'send'] as const),
  ...(['fence', 'discard', 'reset', 'shutdown'] as const),
]

it.each(methodNames)(
  'what the harness writes for %s fits it, and no other request',
  async (name) => {
    const { written, took } = await exchange(name, (id) => [message({ id, result: well })])
    expect(took).toBe('well')
    const line = written.find((request) => Reflect.get(request, 'method') === name)
    expect(methodNames.filter((other) => fits(line, `${other}Request`))).toEqual([name])
    expect(fits(line, 'fromHarness')).toBe(true)
    expect(fits(line, 'fromBridge')).toBe(false)
  },
)

describe('an answer', () => {
  const answers = (result: unknown) => (id: unknown) => message({ id, result })
  const offers = (offered: object) => answers({ ...introduction, capabilities: offered })
  const everything = {
    ...{ maxParties: 2, maxCalls: 1, sharedParties: true, addParty: false, concurrent: true },
    ...{ unmonitored: false, dns: ['7001', '7002'], holdsCalls: 'is not known' },
  }

  it.each<[string, Method, (id: unknown) => object]>([
    ['with nothing but what has to be', 'initialize', offers({})],
    ['with every capability', 'initialize', offers(everything)],
    ['with more than is asked for', 'initialize', answers({ ...introduction, since: 2024 })],
    ['with a ConnID', 'establish', answers({ connID: '1' })],
    ['with a ConnID and more', 'establish', answers({ connID: '1@meta', state: 'talking' })],
    ['with the longest ConnID', 'establish', answers({ connID: '1'.repeat(1024) })],
    ...methodNames
      .slice(2)
      .map((name): [string, Method, (id: unknown) => object] => ['', name, answers({})]),
    ['with more', 'fence', answers({ events: 3 })],
    ['with a member of its own', 'fence', (id) => message({ id, result: {}, took: '3 ms' })],
  ])('%s to %s is right', async (_, method, reply) => {
    expect((await exchange(method, (id) => [reply(id)])).took).toBe('well')
    expect(fits(reply(1), `${method}Answer`)).toBe(true)
    expect(fits(reply(1), 'fromBridge')).toBe(true)
  })

  it.each<[string, Method, (id: unknown) => object]>([
    ['without a result', 'fence', (id) => message({ id })],
    ['with a result of null', 'fence', answers(null)],
    ['with a result that is a string', 'send', answers('done')],
    ['with a result that is a list', 'reset', answers([])],
    ['with result and error', 'fence', (id) => message({ id, result: {}, error: trouble })],
    ['with a method', 'fence', (id) => message({ id, method: 'fence', result: {} })],
    ['without jsonrpc', 'fence', (id) => ({ id, result: {} })],
    ['of JSON-RPC 1', 'fence', (id) => ({ jsonrpc: '1.0', id, result: {} })],
    ['whose jsonrpc is a number', 'fence', (id) => ({ jsonrpc: 2, id, result: {} })],
    ['with its id as a string', 'discard', (id) => message({ id: String(id), result: {} })],
    ['with no id', 'discard', () => message({ result: {} })],
    ['with the id null', 'discard', () => message({ id: null, result: {} })],
    ['with the id 0', 'discard', () => message({ id: 0, result: {} })],
    ['with the id 1.5', 'discard', () => message({ id: 1.5, result: {} })],
    ['without a ConnID', 'establish', answers({})],
    ['that is a ConnID by itself', 'establish', answers('1')],
    ['with an empty ConnID', 'establish', answers({ connID: '' })],
    ['with a ConnID that is a number', 'establish', answers({ connID: 1 })],
    ['with a ConnID that is metainformation', 'establish', answers({ connID: '@meta' })],
    ['with a ConnID too long', 'establish', answers({ connID: '1'.repeat(1025) })],
    ['with ConnID in capitals', 'establish', answers({ ConnID: '1' })],
    ['of another version', 'initialize', answers({ ...introduction, protocolVersion: 2 })],
    [
      'with the version as a string',
      'initialize',
      answers({ ...introduction, protocolVersion: '1' }),
    ],
    ['without a version', 'initialize', answers({ ...introduction, protocolVersion: undefined })],
    [
      'without implementation',
      'initialize',
      answers({ ...introduction, implementation: undefined }),
    ],
    ['without a name', 'initialize', answers({ ...introduction, implementation: {} })],
    [
      'with an empty name',
      'initialize',
      answers({ ...introduction, implementation: { name: '' } }),
    ],
    [
      'with a name that is a number',
      'initialize',
      answers({ ...introduction, implementation: { name: 1 } }),
    ],
    [
      'with a name too long',
      'initialize',
      answers({ ...introduction, implementation: { name: 'a'.repeat(257) } }),
    ],
    [
      'with a version that is a number',
      'initialize',
      answers({ ...introduction, implementation: { name: 'a', version: 9.1 } }),
    ],
    ['without capabilities', 'initialize', answers({ ...introduction, capabilities: undefined })],
    [
      'with capabilities that are a list',
      'initialize',
      answers({ ...introduction, capabilities: ['addParty'] }),
    ],
    ...(
      [
        ...[{ maxParties: '8' }, { maxParties: 1 }, { maxParties: 2.5 }, { maxParties: null }],
        ...[{ maxCalls: '1' }, { maxCalls: 0 }, { maxCalls: true }],
        ...[{ sharedParties: 'true' }, { addParty: 1 }, { concurrent: null }, { unmonitored: [] }],
        ...[{ dns: '7001' }, { dns: ['7001'] }, { dns: ['7001', 7002] }, { dns: ['7001', ''] }],
        ...[{ dns: ['7001', '7001'] }, { dns: null }, { dns: ['7001', '7'.repeat(1025)] }],
      ] as const
    ).map((offered): [string, Method, (id: unknown) => object] => [
      `with the capability ${JSON.stringify(offered).slice(0, 40)}`,
      'initialize',
      offers(offered),
    ]),
  ])('%s to %s is wrong', async (_, method, reply) => {
    expect((await exchange(method, (id) => [reply(id)])).took).toBe('protocol-error')
    expect(fits(reply(1), `${method}Answer`)).toBe(false)
  })
})

const trouble = { code: -32000, message: 'the connection to the T-Server is lost' }

describe('an error', () => {
  it.each<[string, (id: unknown) => object]>([
    ['of a request', (id) => message({ id, error: trouble })],
    ['with data', (id) => message({ id, error: { ...trouble, data: ['7001'] } })],
    ['of a request that could not be read', () => message({ id: null, error: trouble })],
  ])('%s is right, and a crash', async (_, reply) => {
    expect((await exchange('fence', (id) => [reply(id)])).took).toBe('crash')
    expect(fits(reply(1), 'errorAnswer')).toBe(true)
    expect(fits(reply(1), 'fromBridge')).toBe(true)
  })

  it.each<[string, (id: unknown) => object]>([
    ['that is a string', (id) => message({ id, error: 'lost' })],
    ['that is null', (id) => message({ id, error: null })],
    ['without a code', (id) => message({ id, error: { message: 'lost' } })],
    ['with a code that is a name', (id) => message({ id, error: { ...trouble, code: 'ELOST' } })],
    ['without a message', (id) => message({ id, error: { code: -32000 } })],
    ['without an id', () => message({ error: trouble })],
  ])('%s is wrong', async (_, reply) => {
    expect((await exchange('fence', (id) => [reply(id)])).took).toBe('protocol-error')
    expect(fits(reply(1), 'fromBridge')).toBe(false)
  })
})

describe('an event', () => {
  const released = { name: 'EventReleased', ThisDN: '7002' }
  const deleted = {
    ...{ name: 'EventPartyDeleted', ConnID: '1@meta', ThisDN: '7001', OtherDN: '7002' },
    ...{ OtherDNRole: 'DeletedParty', ThirdPartyDN: '7002', ThirdPartyDNRole: 6, CallState: '0' },
  }
  const phone = '\u{1f4de}'
  const notification = (params: unknown) => message({ method: 'event', params })
  const followed = (line: object) => (id: unknown) => [line, message({ id, result: {} })]

  it.each<[string, object]>([
    ['with a name and ThisDN', released],
    ['with everything', deleted],
    [
      'with the longest ThisDN, in characters of four bytes',
      { ...released, ThisDN: phone.repeat(1024) },
    ],
    ['of another name', { name: 'EventRinging', ThisDN: '7001' }],
    [
      'with attributes beside the judged ones',
      { ...released, UserData: { vip: [1, null] }, id: 3 },
    ],
    ['with an empty ConnID, which is a finding', { ...released, ConnID: '' }],
  ])('%s is right', async (_, params) => {
    const line = notification(params)
    expect((await exchange('fence', followed(line))).took).toBe('well')
    expect(fits(line, 'event')).toBe(true)
    expect(fits(line, 'fromBridge')).toBe(true)
  })

  it.each<[string, object]>([
    ['without ThisDN', notification({ name: 'EventReleased' })],
    ['with AttributeThisDN', notification({ name: 'EventReleased', AttributeThisDN: '7002' })],
    ['with a DN that is a number', notification({ ...released, ThisDN: 7002 })],
    ['with an empty ThisDN', notification({ ...released, ThisDN: '' })],
    ['with a ThisDN too long', notification({ ...released, ThisDN: '7'.repeat(1025) })],
    ['with too many of them', notification({ ...released, ThisDN: phone.repeat(1025) })],
    ['without a name', notification({ ThisDN: '7002' })],
    ['with an empty name', notification({ ...released, name: '' })],
    ['with a name that is a number', notification({ ...released, name: 65 })],
    ['with a name too long', notification({ ...released, name: 'E'.repeat(257) })],
    ['with a ConnID that is a number', notification({ ...released, ConnID: 1 })],
    ['with a ConnID too long', notification({ ...released, ConnID: '1'.repeat(1025) })],
    ['with an OtherDN of null', notification({ ...deleted, OtherDN: null })],
    ['with a list as ThirdPartyDN', notification({ ...deleted, ThirdPartyDN: ['7002'] })],
    ['with an object as OtherDNRole', notification({ ...deleted, OtherDNRole: { role: 8 } })],
    ['with true as ThirdPartyDNRole', notification({ ...deleted, ThirdPartyDNRole: true })],
    ['with a fraction as CallState', notification({ ...deleted, CallState: 0.5 })],
    ['with a CallState too large', notification({ ...deleted, CallState: 1e300 })],
    ['within another level', notification({ event: released })],
    ['in a list', notification([released])],
    ['without params', message({ method: 'event' })],
    ['under its own name', message({ method: 'EventReleased', params: released })],
    ['with an id', message({ id: 1, method: 'event', params: released })],
    ['with the id null', message({ id: null, method: 'event', params: released })],
    ['without jsonrpc', { method: 'event', params: released }],
  ])('%s is wrong', async (_, line) => {
    expect((await exchange('fence', followed(line))).took).toBe('protocol-error')
    expect(fits(line, 'event')).toBe(false)
    expect(fits(line, 'fromBridge')).toBe(false)
  })

  it('in JSON is right exactly where the harness says so', () => {
    const seen = { right: 0, wrong: 0 }
    const value = fc.oneof(fc.constantFrom('', '7001', 'OK', 0, 2, 1.5, null, true), fc.jsonValue())
    const changes = fc.dictionary(fc.constantFrom(...Object.keys(deleted), 'UserData'), value, {
      maxKeys: 3,
    })
    fc.assert(
      fc.property(fc.constantFrom(released, deleted), changes, (event, changed) => {
        const line = notification({ ...event, ...changed })
        const right = isWellFormed({ ...event, ...changed })
        expect(fits(line, 'event')).toBe(right)
        seen[right ? 'right' : 'wrong'] += 1
      }),
      { numRuns: 2000, seed: 1 },
    )
    expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(300)
  })
})

it.each<[Method, object]>([
  ['initialize', { protocolVersion: 2, harness: { name: 'partyline', version: '0.1.0' } }],
  ['establish', {}],
  ['establish', { dns: ['7001'] }],
  ['establish', { dns: [], unmonitored: ['7001', '7002'] }],
  ['establish', { dns: ['7001', '7001'] }],
  ['establish', { dns: ['7001', '7002'], unmonitored: [] }],
  ['establish', { dns: ['7001', 7002] }],
  ['addParty', { connID: '1', dn: '7004' }],
  ['send', { request: 'TClearCall', thisDN: '7002', connID: '1' }],
  ['send', { request: 'TDeleteFromConference', thisDN: '7002', connID: '1' }],
  ['send', { request: 'TReleaseCall', thisDN: '7002', connID: '1', otherDN: '7001' }],
  ['send', { request: 'TReleaseCall', thisDN: '7002', connID: '' }],
  ['fence', { connID: '1' }],
  ['discard', {}],
])('%s with the params %j is no request of the harness', (method, params) => {
  expect(methods[method].params.safeParse(params).success).toBe(false)
  expect(fits(message({ id: 1, method, params }), `${method}Request`)).toBe(false)
})

describe('what JSON Schema cannot say is said in words:', () => {
  const described = (name: string) => JSON.stringify(published.$defs[name])
  const nested = (depth: number): unknown => (depth === 0 ? 'deep' : [nested(depth - 1)])

  it('dns and unmonitored have no DN in common', () => {
    const params = { dns: ['7001', '7002'], unmonitored: ['7001'] }
    expect(methods.establish.params.safeParse(params).success).toBe(false)
    expect(fits(message({ id: 1, method: 'establish', params }), 'establishRequest')).toBe(true)
    expect(described('establishRequest')).toContain('dns and unmonitored have no DN in common')
  })

  it('attributes are nested at most 64 deep', async () => {
    const line = message({
      method: 'event',
      params: { name: 'EventReleased', ThisDN: '7001', UserData: nested(64) },
    })
    expect((await exchange('fence', () => [line])).took).toBe('protocol-error')
    expect(fits(line, 'event')).toBe(true)
    expect(described('event')).toContain('nested at most 64 deep')
  })

  it('an answer has the id of its request', async () => {
    const line = message({ id: 99, result: {} })
    expect((await exchange('fence', () => [line])).took).toBe('protocol-error')
    expect(fits(line, 'fenceAnswer')).toBe(true)
    expect(described('id')).toContain('An answer has that of its request')
  })
})
