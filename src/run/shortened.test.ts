import { describe, expect, test } from 'vitest'
import type { History } from '../../oracles/history.ts'
import { judge } from '../../oracles/judge.ts'
import { profiles } from '../../oracles/profile.ts'
import type { Event } from '../../oracles/tlib.ts'
import { mostBeside, shortened } from './shortened.ts'

const released = (ThisDN: string): Event => ({
  name: 'EventReleased',
  ConnID: '1',
  ThisDN,
  CallState: 'OK',
})
const partyDeleted = (ThisDN: string): Event => ({
  ...released(ThisDN),
  name: 'EventPartyDeleted',
  OtherDN: 'A',
  OtherDNRole: 'DeletedParty',
  ThirdPartyDN: 'A',
  ThirdPartyDNRole: 'DeletedBy',
})

function historyOf(
  events: readonly Event[],
  late: readonly Event[] = [],
  { early = [], sent }: { early?: readonly Event[]; sent?: readonly number[] } = {},
): History {
  const actions = [{ request: 'TReleaseCall', thisDN: 'A', connID: '1' }] as const
  return {
    calls: [{ connID: '1', dns: ['A', 'B', 'C'], unmonitored: [] }],
    early,
    rounds: [{ actions, events, late, ...(sent && { sent }) }],
  }
}

function violationOf(history: History) {
  const verdict = judge(history, profiles.default)
  if (verdict.verdict !== 'violates') throw new Error('it conforms')
  return verdict
}

const many = (event: Event, count: number): readonly Event[] =>
  Array.from({ length: count }, () => ({ ...event }))

describe('a history', () => {
  test('of which no more came than anybody reads stays as it is', () => {
    const history = historyOf([
      ...many(released('A'), mostBeside + 1),
      partyDeleted('B'),
      partyDeleted('C'),
    ])
    const violation = violationOf(history)
    const shown = shortened(history, violation)
    expect(shown.history).toBe(history)
    expect(shown.violation).toBe(violation)
    expect(shown.leftOut).toBeUndefined()
  })

  test('keeps of a flood what was expected, and its beginning', () => {
    const history = historyOf(
      [...many(released('A'), 5000), partyDeleted('B'), partyDeleted('C')],
      many(released('B'), 300),
    )
    const { history: shown, leftOut, violation } = shortened(history, violationOf(history))
    const [round] = shown.rounds
    expect(round?.events.length).toBe(mostBeside + 3)
    expect(round?.events.slice(-2).map(({ ThisDN }) => ThisDN)).toEqual(['B', 'C'])
    expect(round?.late.length).toBe(mostBeside)
    expect(leftOut).toEqual([{ round: 0, events: 4999 - mostBeside + 100 }])
    expect(violation?.explanations[0]?.surplus.length).toBe(2 * mostBeside)
    expect(violation?.explanations[0]?.missing).toEqual([])
  })

  test('of a failure keeps the beginning of each round, and when it arrived', () => {
    const sent = Array.from({ length: 5000 }, (_, at) => (at < 100 ? 0 : 1))
    const early = many(released('A'), 201)
    const flood = historyOf(many(released('A'), 5000), [], { early, sent })
    const { history, leftOut } = shortened(flood, undefined)
    expect(history.early.length).toBe(mostBeside)
    expect(history.rounds[0]?.events.length).toBe(mostBeside)
    expect(history.rounds[0]?.sent).toEqual(sent.slice(0, mostBeside))
    expect(leftOut).toEqual([
      { round: -1, events: 1 },
      { round: 0, events: 4800 },
    ])
  })
})

test('a rule is told to be broken a hundred times at the most', () => {
  const error = { name: 'EventError', ConnID: '1', ThisDN: 'A' }
  const history = historyOf([
    released('A'),
    partyDeleted('B'),
    partyDeleted('C'),
    ...many(error, 150_000),
  ])
  const counts = Map.groupBy(violationOf(history).breaches, ({ rule }) => rule)
  expect(counts.get('error-means-refused')?.length).toBe(100)
})
