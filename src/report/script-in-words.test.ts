import { describe, expect, it } from 'vitest'
import { scriptSchema, type Script } from '../plan/script.ts'
import { hostile } from './example-finding.fixture.ts'
import { lostUpdate, swapped } from './in-flight-findings.fixture.ts'
import { keptFromEarlierCall, leak } from './several-calls-findings.fixture.ts'
import { scriptInWords } from './script-in-words.ts'
import { isPrintable } from '../adapter/printable.ts'

const conference = { dns: ['7001', '7002', '7003'], unmonitored: [] }

function script(...rounds: Script['rounds']): Script {
  return scriptSchema.parse({ calls: [conference], rounds })
}

const releases = (thisDN: string, call: number | 'unknown' = 0) =>
  ({ do: 'TReleaseCall', call, thisDN }) as const

const deletes = (thisDN: string, otherDN: string, call = 0) =>
  ({ do: 'TDeleteFromConference', call, thisDN, otherDN }) as const

describe('scriptInWords', () => {
  it('tells a release', () => {
    expect(scriptInWords(script([releases('7002')]))).toBe(
      'In a conference of 7001, 7002, 7003: 7002 releases.',
    )
  })

  it('tells rounds one after the other', () => {
    const added = { do: 'addParty', call: 0, by: '7001', dn: '7004' } as const
    expect(scriptInWords(script([added], [deletes('7001', '7003')], [releases('7001')]))).toBe(
      'In a conference of 7001, 7002, 7003: 7001 adds 7004; then 7001 deletes 7003; then 7001 releases.',
    )
  })

  it.each([
    [[releases('7001'), releases('7002')], '7001 and 7002 release at once'],
    [[releases('7001'), releases('7002'), releases('7003')], '7001, 7002 and 7003 release at once'],
    [[deletes('7001', '7003'), deletes('7002', '7003')], '7001 and 7002 delete 7003 at once'],
    [
      [deletes('7001', '7003'), releases('7002')],
      '7001 deletes 7003 and 7002 releases, both at once',
    ],
    [
      [deletes('7001', '7003'), releases('7002'), releases('7001')],
      '7001 deletes 7003, 7002 releases and 7001 releases, all at once',
    ],
    [[releases('7001'), releases('7001')], '7001 releases twice at once'],
    [
      [releases('7001'), releases('7002'), releases('7001'), releases('7001')],
      '7001 releases 3 times and 7002 releases, all at once',
    ],
    [
      [releases('7001'), releases('7002', 'unknown')],
      '7001 releases and 7002 releases (with a ConnID that no call has), both at once',
    ],
  ])('tells what is in flight together: %#', (round, words) => {
    expect(scriptInWords(script(round))).toBe(`In a conference of 7001, 7002, 7003: ${words}.`)
  })

  it('tells several calls apart, and who is not monitored', () => {
    const words = scriptInWords(
      scriptSchema.parse({
        calls: [conference, { dns: ['7004'], unmonitored: ['+1555'] }],
        rounds: [[releases('7004', 1)]],
      }),
    )
    expect(words).toBe(
      'Call 1 is a conference of 7001, 7002, 7003; call 2 is a call of 7004, +1555 (unmonitored): 7004 releases in call 2.',
    )
  })

  it('tells who is in several calls', () => {
    expect(scriptInWords(leak.script)).toBe(
      'Call 1 is a conference of 7001, 7002, 7003; call 2 is a conference of 7001, 7004, 7005; 7001 is in both: 7001 releases in call 1 and 7004 releases in call 2, both at once.',
    )
    const words = scriptInWords(
      scriptSchema.parse({
        calls: [conference, { dns: ['7001', '7002'], unmonitored: [] }, conference],
        rounds: [],
      }),
    )
    expect(words).toContain('; 7001 and 7002 are in calls 1, 2 and 3; 7003 is in calls 1 and 3: ')
  })

  it('tells calls one after the other', () => {
    expect(scriptInWords(keptFromEarlierCall.script)).toBe(
      'First, in a call of 7001, 7002: 7001 releases. Then, in a new conference of 7001, 7003, 7004 (the earlier call discarded): 7003 releases.',
    )
  })

  it('tells several calls after several others', () => {
    const pair = (...dns: string[]) => ({ dns, unmonitored: [] })
    const words = scriptInWords(
      scriptSchema.parse({
        calls: [
          pair('1', '2'),
          pair('3', '4'),
          { ...pair('1', '3'), from: 2 },
          { ...pair('5', '6'), from: 2 },
        ],
        rounds: [[releases('1')], [releases('3', 1)], [releases('1', 2), releases('5', 3)]],
      }),
    )
    expect(words).toBe(
      'First, call 1 is a call of 1, 2; call 2 is a call of 3, 4: 1 releases in call 1; then 3 releases in call 2. Then, with the earlier calls discarded, call 3 is a call of 1, 3; call 4 is a call of 5, 6: 1 releases in call 3 and 5 releases in call 4, both at once.',
    )
  })

  it('tells that nothing is sent', () => {
    expect(scriptInWords(script())).toBe('In a conference of 7001, 7002, 7003: nothing is sent.')
  })

  it('is printable, on one line', () => {
    const words = scriptInWords({
      calls: [{ dns: Object.values(hostile), unmonitored: [] }],
      rounds: [[releases(hostile.terminal), deletes(hostile.markup, hostile.long)]],
    })
    expect(isPrintable(words)).toBe(true)
    expect(words.length).toBeLessThan(1000)
  })
})

describe('the examples', () => {
  it.each([lostUpdate, swapped, leak, keptFromEarlierCall])('are scripts: %#', (finding) => {
    expect(scriptSchema.parse(finding.script)).toEqual(finding.script)
  })
})
