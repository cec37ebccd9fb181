import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAs } from './malformed.ts'
import { isDone, isEstablished, methods, versionSchema } from './messages.ts'

const initialized = {
  protocolVersion: 1,
  implementation: { name: 'acme-tserver', version: '9.1' },
  capabilities: { maxParties: 16, maxCalls: 2, addParty: true, dns: ['7001', '7002'] },
}

const readInitialized = (value: unknown) =>
  readAs(methods.initialize.result, value, 'the answer to initialize')

describe('the answer to initialize', () => {
  it('is taken as it is', () => {
    expect(readInitialized(initialized)).toEqual(initialized)
  })

  it('may come without a version and without a capability', () => {
    const least = { protocolVersion: 1, implementation: { name: 'a' }, capabilities: {} }
    expect(readInitialized(least)).toEqual(least)
  })

  it('may offer capabilities that are not known yet', () => {
    const answer = { ...initialized, capabilities: { holdsCalls: true } }
    expect(readInitialized(answer).capabilities).toEqual({})
  })

  it.each<[string, unknown, string]>([
    ['is null', null, 'the answer to initialize: it is null; the protocol wants an object'],
    [
      'has no implementation',
      { ...initialized, implementation: undefined },
      'the answer to initialize: implementation is missing; the protocol wants an object',
    ],
    [
      'has an implementation without a name',
      { ...initialized, implementation: {} },
      'implementation.name is missing; the protocol wants a string of 1 to 256 characters',
    ],
    [
      'has a version that is a number',
      { ...initialized, implementation: { name: 'a', version: 9 } },
      'implementation.version is 9; the protocol wants a string',
    ],
    ['has no capabilities', { ...initialized, capabilities: [] }, 'capabilities is []'],
    ...(
      [
        [
          { maxParties: 1 },
          'capabilities.maxParties is 1; the protocol wants an integer of 2 or more',
        ],
        [{ maxParties: '8' }, 'capabilities.maxParties is "8"'],
        [{ maxCalls: 0 }, 'capabilities.maxCalls is 0; the protocol wants an integer of 1 or more'],
        [{ maxCalls: 1.5 }, 'capabilities.maxCalls is 1.5'],
        [{ addParty: 'yes' }, 'capabilities.addParty is "yes"; the protocol wants true or false'],
        [{ concurrent: 1 }, 'capabilities.concurrent is 1'],
        [{ dns: '7001' }, 'capabilities.dns is "7001"; the protocol wants a list of DNs'],
        [{ dns: ['7001'] }, 'the protocol wants two DNs or more'],
        [{ dns: ['7001', 7002] }, 'capabilities.dns.1 is 7002'],
        [{ dns: ['7001', '7001'] }, 'the protocol wants DNs that are all different'],
      ] as const
    ).map(([capabilities, message]): [string, unknown, string] => [
      `has the capability ${JSON.stringify(capabilities)}`,
      { ...initialized, capabilities },
      message,
    ]),
  ])('is refused where it %s', (_, answer, message) => {
    expect(() => readInitialized(answer)).toThrow(message)
  })

  it('tells its version whatever else the version changes', () => {
    expect(readAs(versionSchema, { protocolVersion: 2, server: 'a' }, 'it').protocolVersion).toBe(2)
    expect(() => readAs(versionSchema, { protocolVersion: '1' }, 'it')).toThrow(
      'it: protocolVersion is "1"; the protocol wants the number 1',
    )
  })
})

describe('the answer to establish', () => {
  const readConnID = (value: unknown) =>
    readAs(methods.establish.result, value, 'the answer to establish').connID

  it.each(['1', '006c02462a161006', '1@meta'])('is the ConnID %s', (connID) => {
    expect(readConnID({ connID })).toBe(connID)
  })

  it.each<[unknown, string]>([
    [{}, 'the answer to establish: connID is missing; the protocol wants a string of 1 to 1024'],
    [{ connID: 1 }, 'connID is 1'],
    [{ connID: '' }, 'connID is ""'],
    [
      { connID: '@1' },
      'connID is "@1"; the protocol wants a string with something before its first',
    ],
    [{ connID: '1'.repeat(1025) }, 'connID is "111'],
  ])('is refused: %j', (answer, message) => {
    expect(() => readConnID(answer)).toThrow(message)
  })
})

it.each(['addParty', 'send', 'fence', 'discard', 'reset', 'shutdown'] as const)(
  'the answer to %s is an object',
  (method) => {
    expect(readAs<unknown>(methods[method].result, { more: 1 }, 'it')).toEqual({})
    expect(() => readAs<unknown>(methods[method].result, null, 'it')).toThrow(
      'it: it is null; the protocol wants an object',
    )
  },
)

describe('requests', () => {
  it.each([
    ['initialize', { protocolVersion: 1, harness: { name: 'partyline', version: '0.1.0' } }],
    ['establish', { dns: ['7001', '7002', '7003'] }],
    ['establish', { dns: ['7001'], unmonitored: ['+49'] }],
    ['addParty', { connID: '1', by: '7001', dn: '7004' }],
    ['send', { request: 'TReleaseCall', thisDN: '7002', connID: '1' }],
    ['send', { request: 'TDeleteFromConference', thisDN: '7002', connID: '1', otherDN: '7001' }],
    ['fence', {}],
    ['discard', { connID: '1' }],
    ['reset', {}],
    ['shutdown', {}],
  ] as const)('%s takes %j', (method, params) => {
    expect(readAs<unknown>(methods[method].params, params, method)).toEqual(params)
  })

  it.each([
    ['initialize', { protocolVersion: 2, harness: { name: 'partyline', version: '0.1.0' } }],
    ['establish', { dns: ['7001'] }],
    ['establish', { dns: ['7001', '7001'] }],
    ['establish', { dns: ['7001', '7002'], unmonitored: ['7001'] }],
    ['establish', { dns: ['7001', '7002'], unmonitored: [] }],
    ['addParty', { connID: '1', dn: '7004' }],
    ['send', { request: 'TClearCall', thisDN: '7002', connID: '1' }],
    ['send', { request: 'TDeleteFromConference', thisDN: '7002', connID: '1' }],
    ['send', { request: 'TReleaseCall', thisDN: '7002', connID: '1', otherDN: '7001' }],
    ['fence', { connID: '1' }],
    ['discard', {}],
  ] as const)('%s does not take %j', (method, params) => {
    expect(() => readAs<unknown>(methods[method].params, params, method)).toThrow()
  })
})

describe('what is checked by hand', () => {
  const result = fc.oneof(
    fc.jsonValue(),
    fc.record({
      connID: fc.oneof(
        fc.constantFrom('', '@', '@1', '1@', '\n', 'ffff', 7, null, [], 'x'.repeat(1024)),
        fc.constantFrom('x'.repeat(1025), '@'.repeat(2), '\u2028@'),
        fc.string(),
      ),
      more: fc.jsonValue(),
    }),
  )

  it.each([
    ['establish', isEstablished, methods.establish.result],
    ['send', isDone, methods.send.result],
  ] as const)('of the answer to %s is what its schema says', (_, isRight, schema) => {
    const accepted = { yes: 0, no: 0 }
    fc.assert(
      fc.property(result, (given) => {
        const read = schema.safeParse(given)
        expect(isRight(given)).toBe(read.success)
        accepted[read.success ? 'yes' : 'no'] += 1
      }),
      { numRuns: 3000, seed: 1 },
    )
    expect(Math.min(accepted.yes, accepted.no)).toBeGreaterThan(300)
  })
})
