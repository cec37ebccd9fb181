import { describe, expect, it } from 'vitest'
import { displayWidth } from './display-width.ts'
import { crash, hostileFinding, manyThings, wrongCallState } from './example-finding.fixture.ts'
import { lostUpdate, swapped } from './in-flight-findings.fixture.ts'
import { keptFromEarlierCall, leak } from './several-calls-findings.fixture.ts'
import { ladder } from './ladder.ts'
import { ladderList, ladderText } from './ladder-text.ts'
import { isPrintable } from '../adapter/printable.ts'

function widest(text: string): number {
  return Math.max(...text.split('\n').map(displayWidth))
}

const findings = [
  wrongCallState,
  manyThings,
  crash,
  lostUpdate,
  swapped,
  leak,
  keptFromEarlierCall,
  hostileFinding(),
]

describe('ladderText', () => {
  it('has a column for each DN where they fit', () => {
    expect(`\n${ladderText(ladder(wrongCallState))}\n`).toBe(`
T-Server                    7001  7002  7003
    │   call established      ●     ●     ●
    │                         │     │     │
    │◄─ TReleaseCall ─────────┼─────┤     │
    ├── EventReleased ────────┼────►│     │    ✓ as expected
    ├── EventPartyDeleted ───►│     │     │    ✗ differs
    │   CallState: expected OK, came Conferenced
    ├── EventPartyDeleted ────┼─────┼────►│    ✓ as expected
    │╌╌ fence ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌│╌╌╌╌╌│╌╌╌╌╌│╌╌
    │   7002 has left, 2 parties remain, CallState OK
    │                         │     ┊     │
`)
  })

  it('draws what did not come, what was too much and what came late', () => {
    const text = ladderText(ladder(manyThings), 120)
    expect(text).toMatch(/╌ EventPartyDeleted ╌.*╌►│.*− missing/)
    expect(text).toContain('expected OtherDN 7003, OtherDNRole DeletedParty')
    expect(text).toMatch(/─ EventReleased ─.*\+ surplus/)
    expect(text).toMatch(/─ EventPartyDeleted ─.*! late/)
    expect(text).toMatch(/─ EventUserEvent ─.*· not judged/)
    expect(text).toMatch(/addParty 7006 +├─.*►│/)
  })

  it('brackets what was in flight together', () => {
    expect(`\n${ladderText(ladder(lostUpdate))}\n`).toBe(`
T-Server                         7001  7002  7003  7004
    │   call established           ●     ●     ●     ●
    │                              │     │     │     │
  ┌ │◄─ TReleaseCall ──────────────┤     │     │     │    in flight
  └ │◄─ TReleaseCall ──────────────┼─────┤     │     │    in flight
    ├── EventPartyDeleted 7002 ────┼─────┼────►│     │    ✓ as expected
    ├── EventReleased ─────────────┼────►│     │     │    ✓ as expected
    ├── EventPartyDeleted 7002 ───►│     │     │     │    ✓ as expected
    ├── EventReleased ────────────►│     │     │     │    ✓ as expected
    ├── EventPartyDeleted 7001 ────┼─────┼────►│     │    ✓ as expected
    ├── EventPartyDeleted 7002 ────┼─────┼─────┼────►│    ✓ as expected
    ├── EventPartyDeleted 7001 ────┼─────┼─────┼────►│    ✗ differs
    │   CallState: expected OK, came Conferenced
    │╌╌ fence ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌│╌╌╌╌╌│╌╌╌╌╌│╌╌╌╌╌│╌╌
    │   no order of these requests explains what was seen; this one comes
    │   nearest:
    │   first 7002 releases: 3 parties remain, CallState Conferenced
    │   then 7001 releases: 2 parties remain, CallState OK
    │                              ┊     ┊     │     │
`)
  })

  it('keeps the bracket open around what came before the last of them was sent', () => {
    const brackets = ladderText(ladder(swapped), 100)
      .split('\n')
      .map((line) => line.slice(2, 3))
    expect(brackets.slice(3, 8)).toEqual(['┌', '│', '│', '└', ' '])
  })

  it('tells which of them each is where it is a list', () => {
    expect(ladderList(ladder(swapped), 100)).toContain(
      '7002 → T-Server: TReleaseCall, in flight together: 2 of 2\n',
    )
  })

  it('draws calls one after the other, with the lifelines of those who are in a call', () => {
    const lines = ladderText(ladder(keptFromEarlierCall)).split('\n')
    const line = (text: string): string => lines.find((one) => one.includes(text)) ?? ''
    expect(line('call 1 established')).toMatch(/● +● +┊ +┊$/)
    expect(line('call 1 discarded')).toMatch(/┊ +┊ +┊ +┊$/)
    expect(line('call 2 established')).toMatch(/● +┊ +● +●$/)
    expect(lines).toContain('    │   ConnID 006c02462a161007')
  })

  it('is a list where the columns do not fit', () => {
    const text = ladderText(ladder(manyThings), 80)
    expect(text).toBe(ladderList(ladder(manyThings), 80))
    expect(text).toContain('7001 → T-Server: TDeleteFromConference 7003\n')
    expect(text).toContain('T-Server → 7004: EventPartyDeleted − missing: expected OtherDN 7003,\n')
  })

  it('ends with the failure of the adapter', () => {
    expect(ladderText(ladder(crash)).split('\n').slice(-2)).toEqual([
      '    │   ✗ the adapter crashed: the bridge ended with status 1 before it answered',
      '    │   fence',
    ])
  })

  it.each([40, 60, 80, 120])('keeps to %d columns, and is printable', (columns) => {
    for (const finding of findings) {
      const text = ladderText(ladder(finding), columns)
      expect(widest(text)).toBeLessThanOrEqual(columns)
      expect(isPrintable(text.replaceAll('\n', ''))).toBe(true)
    }
  })

  it('stands in line with wide characters in a DN', () => {
    const wide = JSON.stringify(wrongCallState).replaceAll('7001', '內線')
    const lines = ladderText(ladder(JSON.parse(wide))).split('\n')
    // The lifelines stand in the same cells in the row of the request and in the one below it.
    const lifelines = lines
      .filter((line) => /as expected|differs|TReleaseCall/.test(line))
      .map((line) => displayWidth(line.slice(0, line.search(/[│┤](?!.*[│┤])/))))
    expect(new Set(lifelines).size).toBe(1)
  })
})
