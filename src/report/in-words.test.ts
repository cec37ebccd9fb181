import { describe, expect, it } from 'vitest'
import type { Script } from '../plan/script.ts'
import { hostile } from './example-finding.fixture.ts'
import {
  counted,
  dnInWords,
  expectationInWords,
  scriptInWords,
  sizeInWords,
  valueInWords,
} from './in-words.ts'
import { isPrintable } from '../adapter/printable.ts'

const conference = { dns: ['7001', '7002', '7003'], unmonitored: [] }

function script(...rounds: Script['rounds']): Script {
  return { calls: [conference], rounds }
}

describe('scriptInWords', () => {
  it('tells a release', () => {
    expect(scriptInWords(script([{ do: 'TReleaseCall', call: 0, thisDN: '7002' }]))).toBe(
      'In a conference of 7001, 7002, 7003: 7002 releases.',
    )
  })

  it('tells rounds one after the other, and the steps of a round at once', () => {
    const words = scriptInWords(
      script(
        [{ do: 'addParty', call: 0, by: '7001', dn: '7004' }],
        [
          { do: 'TDeleteFromConference', call: 0, thisDN: '7001', otherDN: '7003' },
          { do: 'TReleaseCall', call: 'unknown', thisDN: '7002' },
        ],
      ),
    )
    expect(words).toBe(
      'In a conference of 7001, 7002, 7003: 7001 adds 7004; then at once 7001 deletes 7003 and 7002 releases (with a ConnID that no call has).',
    )
  })

  it('tells several calls apart, and who is not monitored', () => {
    const words = scriptInWords({
      calls: [conference, { dns: ['7004'], unmonitored: ['+1555'] }],
      rounds: [[{ do: 'TReleaseCall', call: 1, thisDN: '7004' }]],
    })
    expect(words).toBe(
      'Call 1 is a conference of 7001, 7002, 7003, call 2 is a call of 7004, +1555 (unmonitored): 7004 releases in call 2.',
    )
  })

  it('tells that nothing is sent', () => {
    expect(scriptInWords(script())).toBe('In a conference of 7001, 7002, 7003: nothing is sent.')
  })

  it('is printable, on one line', () => {
    const words = scriptInWords({
      calls: [{ dns: Object.values(hostile), unmonitored: [] }],
      rounds: [[{ do: 'TReleaseCall', call: 0, thisDN: hostile.terminal }]],
    })
    expect(isPrintable(words)).toBe(true)
    expect(words.length).toBeLessThan(1000)
  })
})

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
