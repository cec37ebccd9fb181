import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventSchema, isWellFormed, readEvent } from './event.ts'

const released = { name: 'EventReleased', ThisDN: '7002' }
const deleted = {
  name: 'EventPartyDeleted',
  ConnID: '1',
  ThisDN: 'A',
  OtherDN: 'B',
  OtherDNRole: 'DeletedParty',
  ThirdPartyDN: 'B',
  ThirdPartyDNRole: 6,
  CallState: 0,
}

function nested(depth: number): unknown {
  return depth === 0 ? 'deep' : [nested(depth - 1)]
}

describe('readEvent', () => {
  it('takes an event with nothing but a name and a ThisDN, and one with everything', () => {
    expect(readEvent(released)).toEqual(released)
    expect(readEvent(deleted)).toEqual(deleted)
  })

  it('keeps attributes that it does not know', () => {
    const event = { ...released, UserData: { key: ['value', null, 1.5, true] }, time: 1 }
    expect(readEvent(event)).toEqual(event)
  })

  it.each<[string, unknown, string]>([
    [
      'no object',
      [],
      'event: it is []; the protocol wants an object: the name of the event and its attributes',
    ],
    [
      'null',
      null,
      'event: it is null; the protocol wants an object: the name of the event and its attributes',
    ],
    ['nothing', undefined, 'event: it is missing; the protocol wants an object'],
    ['no name', { ThisDN: '1' }, 'event: name is missing; the protocol wants a string of 1 to 256'],
    ['an empty name', { name: '', ThisDN: '1' }, 'event: name is ""; the protocol wants'],
    [
      'no ThisDN',
      { name: 'EventReleased' },
      'event EventReleased: ThisDN is missing; the protocol wants a string of 1 to 1024 characters',
    ],
    ['an empty ThisDN', { ...released, ThisDN: '' }, 'event EventReleased: ThisDN is "";'],
    [
      'a ThisDN that is a number',
      { ...released, ThisDN: 7002 },
      'ThisDN is 7002; the protocol wants a string',
    ],
    ['a long ThisDN', { ...released, ThisDN: '7'.repeat(1025) }, 'ThisDN is "777'],
    [
      'a ConnID that is a number',
      { ...released, ConnID: 1 },
      'ConnID is 1; the protocol wants a string, or the attribute left out',
    ],
    [
      'an OtherDN that is null',
      { ...released, OtherDN: null },
      'OtherDN is null; the protocol wants',
    ],
    [
      'a ThirdPartyDN that is a list',
      { ...released, ThirdPartyDN: ['1'] },
      'ThirdPartyDN is ["1"];',
    ],
    [
      'a CallState that is a fraction',
      { ...released, CallState: 0.5 },
      'CallState is 0.5; the protocol wants a string of at most 256 characters, an integer,',
    ],
    ['a role that is an object', { ...released, OtherDNRole: {} }, 'OtherDNRole is {};'],
    ['a role that is null', { ...released, ThirdPartyDNRole: null }, 'ThirdPartyDNRole is null;'],
    [
      'attributes nested too deep',
      { ...released, UserData: nested(64) },
      'the protocol wants attributes that fit into JSON, nested at most 64 deep',
    ],
    ['an attribute that does not fit into JSON', { ...released, CallID: 1n }, 'fit into JSON'],
  ])('refuses %s', (_, event, message) => {
    expect(() => readEvent(event)).toThrow(message)
  })

  it('takes attributes nested as deep as is allowed', () => {
    const event = { ...released, UserData: nested(63) }
    expect(readEvent(event)).toEqual(event)
  })

  it('makes what it blames printable', () => {
    expect(() => readEvent({ name: '\u001b[2J' })).toThrow('event \\x1b[2J: ThisDN is missing')
  })

  it('takes nothing from a __proto__ in JSON, and leaves it out', () => {
    const proto = JSON.parse('{"name":"EventReleased","__proto__":{"ThisDN":"7002"}}')
    expect(() => readEvent(proto)).toThrow('ThisDN is missing')
    const event = readEvent(JSON.parse('{"name":"E","ThisDN":"1","__proto__":{"OtherDN":"2"}}'))
    expect(Object.entries(event)).toEqual([
      ['name', 'E'],
      ['ThisDN', '1'],
    ])
    expect(event.OtherDN).toBeUndefined()
  })
})

describe('isWellFormed', () => {
  const value = fc.oneof(
    fc.constantFrom(
      undefined,
      null,
      '',
      'OK',
      '7001',
      0,
      -1,
      2,
      1.5,
      1e300,
      true,
      nested(63),
      nested(64),
    ),
    fc.constantFrom(256, 257, 1024, 1025).map((length) => '7'.repeat(length)),
    fc.jsonValue(),
  )
  const wellFormed = fc.constantFrom(released, deleted)
  /** An event with a few attributes replaced, and others left out. */
  const event = fc
    .tuple(
      wellFormed,
      fc.dictionary(fc.constantFrom(...Object.keys(deleted), 'UserData', 'constructor'), value, {
        maxKeys: 3,
      }),
    )
    .map(([base, changes]): unknown => JSON.parse(JSON.stringify({ ...base, ...changes })))

  it('says of every event in JSON what the schema says, which keeps it as it is', () => {
    const accepted = { yes: 0, no: 0 }
    fc.assert(
      fc.property(fc.oneof(event, fc.jsonValue()), (given) => {
        const read = eventSchema.safeParse(given)
        expect(isWellFormed(given)).toBe(read.success)
        if (read.success) expect(read.data).toEqual(given)
        accepted[read.success ? 'yes' : 'no'] += 1
      }),
      { numRuns: 5000, seed: 1 },
    )
    expect(Math.min(accepted.yes, accepted.no)).toBeGreaterThan(500)
  })
})
