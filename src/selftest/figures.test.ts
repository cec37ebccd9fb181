import { describe, expect, it } from 'vitest'
import { rules } from '../../oracles/rules.ts'
import { figuresOf, passed } from './figures.ts'
import type { TriedFault } from './selftest.ts'
import { caught, correct, fault, passedAll, resultWith } from './tried.fixture.ts'

const figures = (...faults: readonly TriedFault[]) => figuresOf(resultWith(faults))

const afterScripts = (scripts: number, shrinkExecutions: number): TriedFault =>
  fault(`after-${scripts}`, caught(scripts, ['late'], { shrinkExecutions }))

describe('the figures of a selftest', () => {
  it('have the median and the most, and whose that is', () => {
    const odd = figures(afterScripts(900, 5), afterScripts(1, 70), afterScripts(4, 30))
    expect(odd.scripts).toEqual({ median: 4, most: 900, mostOf: 'after-900' })
    expect(odd.shrinkExecutions).toEqual({ median: 30, most: 70, mostOf: 'after-1' })
    const even = figures(...[8, 1, 900, 3].map((scripts) => afterScripts(scripts, 1)))
    expect(even.scripts?.median).toBe((3 + 8) / 2)
  })

  it('have neither where nothing was found', () => {
    const none = figures(fault('missed', passedAll))
    expect([none.scripts, none.shrinkExecutions]).toEqual([undefined, undefined])
  })

  it('count for each rule what it names and what breaks it', () => {
    const { rules: counts } = figures(
      fault('one', caught(1, ['released-once', 'late'])),
      fault('two', caught(1, ['late', 'released-once'])),
      fault('three', caught(1, ['released-once'])),
    )
    expect(counts.filter(({ broken }) => broken > 0)).toEqual([
      { id: 'late', named: 1, broken: 2 },
      { id: 'released-once', named: 2, broken: 3 },
    ])
    expect(counts.map(({ id }) => id)).toEqual(rules.map(({ id }) => id))
  })

  it('count the findings that are proved to be the smallest', () => {
    const { proved, found } = figures(
      fault('one', caught(1, ['late'], { minimal: 'proved' })),
      fault('two', caught(1, ['late'], { minimal: 'local' })),
    )
    expect([proved, found.length]).toEqual([1, 2])
  })

  it('have those that no rule names', () => {
    const crashed = fault('crashes', caught(3, [], { kind: 'crash' }))
    const { unnamed } = figures(crashed, fault('named', caught(1, ['late'])))
    expect(unnamed).toEqual([crashed])
  })
})

describe('a selftest is passed', () => {
  const good = fault('found', caught(1, ['late']))

  it('when every fault was found, and the correct T-Servers conform', () => {
    expect(passed(figures(good))).toBe(true)
    expect(passed(figures(good, fault('crashes', caught(3, [], { kind: 'crash' }))))).toBe(true)
  })

  it('not when a fault was not found', () => {
    expect(passed(figures(good, fault('missed', passedAll)))).toBe(false)
  })

  it('not when one was not tried', () => {
    const { tried: _, ...untried } = correct
    expect(passed(figures(good, fault('untried')))).toBe(false)
    expect(passed(figuresOf(resultWith([good], { correct: [untried] })))).toBe(false)
  })

  it('not when a correct T-Server is accused, or is not acquitted', () => {
    for (const tried of [
      caught(9, ['late']),
      { verdict: 'incomplete', incomplete: 'nothing exercised refusal', scripts: 9 } as const,
    ])
      expect(passed(figuresOf(resultWith([good], { correct: [{ ...correct, tried }] })))).toBe(
        false,
      )
  })
})
