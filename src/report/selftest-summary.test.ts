import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { rules } from '../../oracles/rules.ts'
import type { TriedFault } from '../selftest/selftest.ts'
import { caught, correct, fault, passedAll, resultWith } from '../selftest/tried.fixture.ts'
import { displayWidth } from './display-width.ts'
import { wrongCallState } from './example-finding.fixture.ts'
import { selftestSummary } from './selftest-summary.ts'

const plain = { columns: 80, colour: false, reportDir: 'reports', seconds: 12.5 }

const summary = (faults: readonly TriedFault[], more = {}): string =>
  selftestSummary(resultWith(faults, more), plain)

/** Without the breaks of its lines. */
const flat = (text: string): string => text.replace(/\s+/g, ' ')

const number = (id: string): number => rules.findIndex((rule) => rule.id === id) + 1

const found = fault('call-state-wrong', caught(12, ['party-deleted-call-state', 'conn-id']))
const missed = fault('never-shown', passedAll)
const crashed = fault('crashes', caught(3, [], { kind: 'crash', minimal: 'local' }), 'What is done')
const now = { reproduced: { failed: 3, of: 10 }, minimal: 'local' } as const
const flaky = fault('now-and-then', caught(1, ['late'], now), 'What is done')

describe('the summary of a selftest', () => {
  it('has a line for each fault: scripts, size, runs, rules by number', () => {
    const lines = summary([found]).split('\n')
    const both = `${number('party-deleted-call-state')} ${number('conn-id')}`
    // Of wrongCallState: a conference of three, one release, 31 scripts run to make it so.
    expect(lines).toContain(`call-state-wrong     12   3+1 ✓    31  ${both}`)
    expect(lines).toContain('Fault             Found  Size    Runs  Rules')
  })

  it('groups the faults', () => {
    expect(summary([found, crashed])).toMatch(
      /\n\nWhat the events say\ncall-state-wrong .*\n\nWhat is done\ncrashes /,
    )
  })

  it('ticks what is proved, and nothing else', () => {
    expect(summary([found])).toContain('3+1 ✓')
    expect(summary([crashed])).toMatch(/^crashes +3 +3\+1 {6}31 /m)
  })

  it('says of one that no rule names what happened', () => {
    expect(summary([found, crashed])).toMatch(/^crashes .* crash$/m)
    expect(summary([found, crashed])).toContain('Found, but named by no rule: crashes.\n')
    expect(summary([found])).not.toContain('named by no rule')
  })

  it('says of one that fails only sometimes how often', () => {
    expect(summary([flaky])).toMatch(/^now-and-then .* 1, fails 3 of 10 times$/m)
  })

  it('shows a fault that was not found', () => {
    const text = summary([found, missed])
    expect(text).toMatch(/^never-shown +not found in 5,000 scripts$/m)
    expect(text).toContain('\n1 of 2 faults was not found.\n')
    expect(text).toContain('\nNot found: never-shown.\n')
  })

  it('shows what each rule names and what breaks it, and those that catch nothing', () => {
    const text = summary([found, flaky])
    const line = (id: string, named: number, broken: number): string =>
      `\n${String(number(id)).padStart(6)}  ${String(named).padStart(6)}  ${String(broken).padStart(6)}  ${id}\n`
    expect(text).toContain(line('party-deleted-call-state', 1, 1))
    expect(text).toContain(line('conn-id', 0, 1))
    expect(text).not.toContain(line('released-once', 0, 0))
    const idle = rules
      .map(({ id }) => id)
      .filter((id) => !['late', 'conn-id', 'party-deleted-call-state'].includes(id))
    expect(flat(text)).toContain(
      `${idle.length} rules of ${rules.length} catch none of these 2 faults: ${idle.slice(0, -1).join(', ')} and ${idle.at(-1)}. `,
    )
  })

  it('says no such thing where each rule catches something', () => {
    const all = fault(
      'all-wrong',
      caught(
        1,
        rules.map(({ id }) => id),
      ),
    )
    expect(summary([all])).not.toMatch(/catch(es)? none/)
  })

  it('ends with the verdict, the correct T-Servers, and the figures', () => {
    const other = fault('other', caught(101, ['late'], { shrinkExecutions: 60 }))
    const text = summary([found, other]).slice(-1000)
    expect(text).toContain(`
All 2 faults were found, and no correct T-Server was accused.
embedded conforms (5,000 scripts).
Scripts until found: median 56.5, at most 101 (other).
Runs to make it small: median 45.5, at most 60 (other).
Proved to be the smallest: 2 of 2 findings.
`)
    expect(text).toMatch(
      /\nSeed 1, at most 5,000 scripts a fault, 12\.5 seconds\.\nReport: reports\/selftest\.html\n$/,
    )
  })

  it('says of what a correct T-Server is accused, or why it is not acquitted', () => {
    const strict = { ...correct, adapter: 'embedded', profile: 'strict' }
    const text = summary([found], {
      correct: [
        { ...correct, tried: { verdict: 'violates', scripts: 9, finding: wrongCallState } },
        { ...strict, tried: { verdict: 'incomplete', incomplete: 'it was lost', scripts: 4 } },
      ],
    })
    expect(flat(text)).toContain(
      ' A correct T-Server was accused; the fault was found. embedded is accused after 9 scripts: 7001 saw CallState Conferenced in EventPartyDeleted; ',
    )
    expect(flat(text)).toContain(
      ' embedded under the profile strict could not be acquitted (4 scripts): it was lost. ',
    )
  })

  it('says what was not tried, where it was interrupted', () => {
    const text = summary([found, fault('later')])
    expect(text).toMatch(/^later +not tried to the end$/m)
    expect(text).toContain('\nThe selftest was interrupted: 1 of 2 faults found so far.\n')
    expect(text).not.toContain('Not found')
  })

  it('has no figures where nothing was found', () => {
    expect(summary([missed])).not.toContain('median')
  })
})

describe('on any terminal', () => {
  const long = 'a-fault-with-a-name-that-is-longer-than-all-other-names-of-faults-that-there-are'
  const everyRule = rules.map(({ id }) => id)
  const faults = [
    ...[found, missed, crashed, flaky, fault('later')],
    ...[fault(long, caught(5000, everyRule)), fault(`${long}-too`, passedAll)],
  ]

  it.each([20, 40, 59, 60, 80, 132])('the summary keeps to %i columns', (columns) => {
    const text = selftestSummary(resultWith(faults), { ...plain, columns })
    const wide = text.split('\n').filter((line) => displayWidth(line) > Math.max(40, columns))
    expect(wide).toEqual([])
    expect(text.replace(/\s/g, '')).toContain(everyRule.at(-1))
  })

  it('it is coloured only where it is asked for', () => {
    const coloured = selftestSummary(resultWith(faults), { ...plain, colour: true })
    expect(coloured).toContain('\u001b[')
    expect(stripVTControlCharacters(coloured)).toBe(summary(faults))
  })
})
