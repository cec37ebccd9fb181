import { describe, expect, it } from 'vitest'
import { transitions as known } from '../../oracles/transitions.ts'
import { clauses } from '../../oracles/clauses.ts'
import type { RunResult } from '../run/finding.ts'
import { coverageText } from './coverage-text.ts'
import { displayWidth } from './display-width.ts'
import { runWith } from './example-finding.fixture.ts'
import { stylist } from './styled.ts'

const plain = stylist(false)
const text = (run: RunResult, columns: number): string =>
  coverageText(run, columns, plain).join('\n')

/** Each with a large count, with gaps, and with parts that are ruled out. */
const full: RunResult = {
  ...runWith([]),
  coverage: clauses.map(({ id }) => ({ clause: id, exercised: 4_000_000_000, applicable: true })),
  transitions: known.map(({ id }, at) => ({
    transition: id,
    exercised: at % 7 === 0 ? 0 : 987_654_321,
    applicable: at % 3 > 0,
  })),
}

describe('the tables of what was exercised', () => {
  it('stand side by side where there is room', () => {
    expect(text(runWith([]), 80)).toBe(
      `
Clause                  times   Move by parties      2     3     4    5+
release                   412   release-first      415  1.3k*  23k  1.2M*
release-from-conference  1.3k   release-middle          never   10    12
delete-from-conference  never   Circumstance         2     3     4    5+
footnote-conferenced      871   plain              412  1.3k*  23k  1.2M
footnote-ok               439   former-conference    3  never    8     2*
departures-in-flight        -   in-flight            -     -     -     -
* some of it never: release-first/3/former-conference,
release-first/5+/former-conference, release-middle/3/plain,
release-middle/3/former-conference.
- not applicable: ruled out by the adapter's capabilities (no concurrent, no
sharedParties, no unmonitored, one call at once) or by the size of the scripts
(up to 8 parties and 12 steps).
`.trim(),
    )
  })

  it('stand below each other where there is none, and names are broken at their hyphens', () => {
    expect(text(runWith([]), 40)).toContain(
      `
departures-in-flight        -

Move by parties     2     3     4    5+
release-first     415  1.3k*  23k  1.2M*
release-middle         never   10    12
Circumstance        2     3     4    5+
plain             412  1.3k*  23k  1.2M
former-             3  never    8     2*
conference
in-flight           -     -     -     -
* some of it never:
`,
    )
  })

  it.each([40, 60, 80, 132])('keep to %d columns, however much there is', (columns) => {
    const lines = coverageText(full, columns, plain)
    expect(lines.filter((line) => displayWidth(line) > columns)).toEqual([])
    expect(lines.filter((line) => line !== line.trimEnd())).toEqual([])
  })

  it('are short enough for the end of a log', () => {
    expect(coverageText(full, 80, plain).length).toBeLessThan(30)
  })

  it('are left out where nothing was exercised', () => {
    const none = <T extends { readonly exercised: number }>(counts: readonly T[]): T[] =>
      counts.map((count) => ({ ...count, exercised: 0 }))
    const { coverage, transitions } = runWith([])
    const run = { ...runWith([]), coverage: none(coverage), transitions: none(transitions) }
    expect(coverageText(run, 80, plain)).toEqual([])
    expect(text({ ...run, coverage }, 80)).toContain('never')
  })

  it('need no legend where nothing is amiss', () => {
    const run: RunResult = {
      ...runWith([]),
      coverage: [{ clause: 'release', exercised: 1, applicable: true }],
      transitions: [{ transition: 'release-first/2/plain', exercised: 1, applicable: true }],
    }
    expect(text(run, 80)).toBe(
      `
Clause  times   Move by parties    2
release     1   release-first      1
                Circumstance       2
                plain              1
`.slice(1, -1),
    )
  })
})
