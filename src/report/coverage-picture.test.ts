import { describe, expect, it } from 'vitest'
import { transitions as known } from '../../oracles/transitions.ts'
import { transitions } from './coverage.fixture.ts'
import { coveragePicture, coverageSample } from './coverage-picture.ts'
import { transitionTable } from './transition-table.ts'
import { noXmlParser, parsedXml } from './xml.fixture.ts'

const table = transitionTable(transitions)
const plain = coveragePicture(table, 'plain', 'p')

const count = (svg: string, part: RegExp): number => svg.match(part)?.length ?? 0

describe('the picture of what was exercised', () => {
  it('has a square for each transition that can be, with its name and count', () => {
    expect(count(plain, /<rect /g)).toBe(7)
    expect(plain).toContain('<title>release-first/3/plain: 1,310 times</title>')
    expect(plain).toContain('<title>release-middle/3/plain: never</title>')
    expect(plain).not.toContain('release-middle/2/plain')
  })

  it('is darker by a level for every factor of ten', () => {
    const level = (times: number): string | undefined =>
      /level-\d/.exec(coverageSample('exercised', times))?.[0]
    expect([1, 9].map(level)).toEqual(['level-0', 'level-0'])
    expect([10, 99].map(level)).toEqual(['level-1', 'level-1'])
    expect([100, 999, 1_000, 9_999].map(level)).toEqual([2, 2, 3, 3].map((at) => `level-${at}`))
    expect([10_000, 100_000, 4_000_000_000].map(level)).toEqual(['level-4', 'level-5', 'level-5'])
    expect(plain).toMatch(/<rect class="level-2" [^>]*><\/?.*?>412</)
  })

  it('tells what was never exercised, and what is ruled out, without a colour', () => {
    expect(count(plain, /class="hatch"/g)).toBe(1)
    const inFlight = coveragePicture(table, 'in-flight', 'p')
    expect(count(inFlight, /class="not-applicable"/g)).toBe(7)
    expect(inFlight).not.toMatch(/hatch|class="count/)
    const former = coveragePicture(table, 'former-conference', 'p')
    expect(count(former, /class="hatch"/g)).toBe(3)
  })

  it('hatches the square and nothing beside it', () => {
    const strokes = /class="hatch" d="([^"]*)"/.exec(plain)?.[1] ?? ''
    const points = [...strokes.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) =>
      [x, y].map(Number),
    )
    expect(points.length).toBeGreaterThan(8)
    for (const [x = -1, y = -1] of points) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(32)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(18)
    }
  })

  it('tells the same to those who do not see it', () => {
    expect(plain).toContain('role="img" aria-labelledby="p-title p-desc"')
    expect(plain).toContain('<title id="p-title">Exercised, plain: moves by parties</title>')
    expect(plain).toContain(
      '<desc id="p-desc">6 transitions exercised, 0 not applicable; 1 never exercised: release-middle of 3</desc>',
    )
  })

  it('has room for every name', () => {
    const all = transitionTable(
      known.map(({ id }) => ({ transition: id, exercised: 0, applicable: true })),
    )
    // 164 pixels, and 7.3 a character at the most.
    for (const move of all.moves) expect(move.length * 7.3).toBeLessThanOrEqual(164)
  })

  it.skipIf(noXmlParser)('is well-formed, whatever the names are (needs python3)', () => {
    const hostile = transitionTable([{ transition: '<a>&"/]]>/x', exercised: 1, applicable: true }])
    const elements = new Set(parsedXml(plain).split('\n'))
    const ofHostile = parsedXml(coveragePicture(hostile, 'x', 'p')).split('\n')
    expect(ofHostile.length).toBeGreaterThan(5)
    expect(ofHostile.filter((each) => !elements.has(each))).toEqual([])
  })
})
