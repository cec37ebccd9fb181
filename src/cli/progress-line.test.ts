import { describe, expect, it } from 'vitest'
import { ProgressLine } from './progress-line.ts'

const progress = { scripts: 500, runs: 1000, findings: 1, seconds: 2 }

/** A progress line with a clock that stands still until it is set. */
function progressLine(columns: number | undefined) {
  const written: string[] = []
  const clock = { now: 0 }
  const line = new ProgressLine({
    write: (text) => void written.push(text),
    columns,
    now: () => clock.now,
  })
  return { line, clock, written }
}

describe('the progress on a terminal', () => {
  it('is a line that is redrawn ten times a second', () => {
    const { line, clock, written } = progressLine(80)
    for (clock.now = 1; clock.now <= 250; clock.now++) line.update(progress)
    expect(written).toEqual(Array(2).fill('\r\x1b[2K500 of 1000 scripts, 250 a second, 1 finding'))
  })

  it('is never longer than the line, so that it can be redrawn', () => {
    const { line, clock, written } = progressLine(20)
    clock.now = 1000
    line.update(progress)
    expect(written).toEqual([`\r\x1b[2K${'500 of 1000 scripts'}`])
  })

  it('is taken away at the end, where there was one', () => {
    const { line, clock, written } = progressLine(80)
    line.clear()
    expect(written).toEqual([])
    clock.now = 1000
    line.update(progress)
    line.clear()
    line.clear()
    expect(written.slice(1)).toEqual(['\r\x1b[2K'])
  })
})

describe('a note', () => {
  it('stays, and takes the place of what is redrawn', () => {
    const { line, clock, written } = progressLine(80)
    clock.now = 1000
    line.update(progress)
    line.note('Redis is back')
    line.note('once more')
    expect(written.slice(1)).toEqual(['\r\x1b[2K', 'Redis is back\n', 'once more\n'])
  })
})

describe('the progress elsewhere', () => {
  it('is a line every ten seconds, without escape sequences', () => {
    const { line, clock, written } = progressLine(undefined)
    for (const now of [9_999, 10_000, 19_999, 20_000]) {
      clock.now = now
      line.update({ ...progress, findings: 0, seconds: now / 1000 })
    }
    line.clear()
    expect(written).toEqual([
      '500 of 1000 scripts, 50 a second, 0 findings\n',
      '500 of 1000 scripts, 25 a second, 0 findings\n',
    ])
  })
})

describe('the progress', () => {
  it.each([
    [{ findings: 2 }, '500 of 1000 scripts, 250 a second, 2 findings\n'],
    [{ busy: 'shrinking' as const }, '500 of 1000 scripts, 250 a second, 1 finding, shrinking\n'],
    [{ busy: 'proving' as const }, '500 of 1000 scripts, 250 a second, 1 finding, proving\n'],
    [{ workers: 0 }, '500 of 1000 scripts, 250 a second, 1 finding, 0 workers\n'],
    [{ workers: 1 }, '500 of 1000 scripts, 250 a second, 1 finding, 1 worker\n'],
    [
      { workers: 3, busy: 'shrinking' as const },
      '500 of 1000 scripts, 250 a second, 1 finding, 3 workers, shrinking\n',
    ],
    [{ scripts: 0, seconds: 0 }, '0 of 1000 scripts, 0 a second, 1 finding\n'],
  ])('tells %j', (change, text) => {
    const { line, clock, written } = progressLine(undefined)
    clock.now = 10_000
    line.update({ ...progress, ...change })
    expect(written).toEqual([text])
  })
})
