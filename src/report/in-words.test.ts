import { describe, expect, it } from 'vitest'
import {
  counted,
  dnInWords,
  expectationInWords,
  listInWords,
  requestInWords,
  roughCount,
  sizeInWords,
  valueInWords,
} from './in-words.ts'

describe('dnInWords', () => {
  it.each([
    ['7001', '7001'],
    ['+1*2#', '+1*2#'],
    ['Zoë', 'Zoë'],
    ['70 01', '"70 01"'],
    ['', '""'],
    ['7001, 7002', '"7001, 7002"'],
    ['absent', '"absent"'],
    [' 7001', '" 7001"'],
  ])('%j is shown as %s', (dn, words) => {
    expect(dnInWords(dn)).toBe(words)
  })
})

describe('valueInWords', () => {
  it.each([
    ['CallState', 'OK', 'OK'],
    ['CallState', 0, '0 (OK)'],
    ['CallState', 'CallStateConferenced', 'CallStateConferenced (Conferenced)'],
    ['CallState', 77, '77'],
    ['OtherDNRole', '8', '8 (DeletedParty)'],
    ['ThirdPartyDNRole', 'DeletedBy', 'DeletedBy'],
    ['OtherDN', '0', '0'],
    ['OtherDN', { a: 1 }, '{"a":1}'],
    ['ConnID', null, 'null'],
  ])('%s %j is shown as %s', (attribute, value, words) => {
    expect(valueInWords(attribute, value)).toBe(words)
  })
})

describe('expectationInWords', () => {
  it('has words for each kind', () => {
    expect(expectationInWords({ accepts: 'exactly', value: 'OK' })).toBe('OK')
    expect(expectationInWords({ accepts: 'absent-or', value: '7001' })).toBe('absent or 7001')
    expect(expectationInWords({ accepts: 'absent-or-none-of', values: ['7001', '7002'] })).toBe(
      'absent or none of 7001, 7002',
    )
    expect(expectationInWords({ accepts: 'absent-or-none-of', values: [] })).toBe('anything')
    expect(expectationInWords({ accepts: 'absent' })).toBe('absent')
    expect(expectationInWords({ accepts: 'anything' })).toBe('anything')
  })
})

describe('counted', () => {
  it('minds the number', () => {
    expect(counted(1, 'step')).toBe('1 step')
    expect(counted(0, 'step')).toBe('0 steps')
    expect(counted(1310, 'time')).toBe('1,310 times')
    expect(sizeInWords({ parties: 1, steps: 2 })).toBe('1 party and 2 steps')
  })
})

describe('requestInWords', () => {
  it('tells who asks for what', () => {
    expect(requestInWords({ request: 'TReleaseCall', thisDN: '7001', connID: '1' })).toBe(
      '7001 releases',
    )
    expect(
      requestInWords({
        request: 'TDeleteFromConference',
        thisDN: '7001',
        connID: '1',
        otherDN: '70 02',
      }),
    ).toBe('7001 deletes "70 02"')
  })
})

describe('listInWords', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('%j', (items, words) => {
    expect(listInWords(items)).toBe(words)
  })
})

describe('roughCount', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1.0k'],
    // 1.9 - 1 is a little less than 0.9.
    [1900, '1.9k'],
    [9999, '9.9k'],
    [10_000, '10k'],
    [999_999, '999k'],
    [1_234_567, '1.2M'],
    [987_654_321, '987M'],
    [4_294_967_295, '4.2G'],
  ])('%d: %s', (count, words) => {
    expect(roughCount(count)).toBe(words)
  })
})
