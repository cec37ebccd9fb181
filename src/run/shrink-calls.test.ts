import { describe, expect, test } from 'vitest'
import { generationsOf } from '../plan/generations.ts'
import type { Script, Step } from '../plan/script.ts'
import { call, partiesOf, release, remove } from '../tserver/one-call.ts'
import {
  dropCalls,
  dropFromFlight,
  joinGenerations,
  keepGenerations,
  lessInFlight,
  ownDNs,
  replaceCallByAnother,
  reuseDNs,
  swapCalls,
  swapInFlight,
} from './shrink-calls.ts'

const plain = ['A', 'B', 'C', 'D', 'E', 'F']

/** The step in the call of that position. */
const inCall = (at: number, step: Step): Step => ({ ...step, call: at })
const [a, b, c] = [release('A'), release('B'), release('C')]

/** Calls at once, and rounds of steps. */
const atOnce = (calls: readonly string[], ...rounds: readonly (readonly Step[])[]): Script => ({
  calls: calls.map(partiesOf),
  rounds,
})

/** One call after the other, with a round of steps in each. */
const inTurn = (...generations: readonly (readonly [string, readonly Step[]])[]): Script => ({
  calls: generations.map(([parties], at) =>
    at === 0 ? partiesOf(parties) : { ...partiesOf(parties), from: at },
  ),
  rounds: generations.map(([, steps], at) => steps.map((step) => inCall(at, step))),
})

describe('keepGenerations', () => {
  test('proposes each one alone, the last first, then two that stand together', () => {
    const script = inTurn(['A B', [a]], ['B C', [b]], ['C D', [c]])
    expect([...keepGenerations(script)]).toEqual([
      call('C D', c),
      call('B C', b),
      call('A B', a),
      inTurn(['B C', [b]], ['C D', [c]]),
      inTurn(['A B', [a]], ['B C', [b]]),
    ])
    expect([...keepGenerations(call('A B', a))]).toEqual([])
  })
})

describe('dropCalls', () => {
  test('proposes a script without a call and what is asked of it, or without two', () => {
    const unknown: Step = { do: 'TReleaseCall', call: 'unknown', thisDN: 'C' }
    const script = atOnce(['A B', 'C D', 'E F'], [a, inCall(1, c)], [unknown, inCall(2, b)])
    expect([...dropCalls(script)]).toEqual([
      atOnce(['A B', 'C D'], [a, inCall(1, c)], [unknown]),
      atOnce(['A B'], [a], [unknown]),
      atOnce(['C D'], [c], [unknown]),
      atOnce(['A B', 'E F'], [a], [unknown, inCall(1, b)]),
      atOnce(['E F'], [unknown, b]),
      atOnce(['C D', 'E F'], [c], [unknown, inCall(1, b)]),
    ])
    expect([...dropCalls(call('A B', a))]).toEqual([])
  })

  test('drops a generation with its only call', () => {
    expect([...dropCalls(inTurn(['A B', [a]], ['B C', [b]]))]).toEqual([
      call('A B', a),
      call('B C', b),
    ])
  })
})

describe('replaceCallByAnother', () => {
  test('proposes that one call takes what was asked of another: as it is, or by position', () => {
    const script = atOnce(['A B', 'C D'], [a], [inCall(1, remove('C', 'D'))])
    expect([...replaceCallByAnother(script)]).toEqual([
      call('A B', a, remove('C', 'D')),
      call('A B', a, remove('A', 'B')),
      call('A B', a, remove('B', 'A')),
      call('C D', a, remove('C', 'D')),
      call('C D', c, remove('C', 'D')),
      call('C D', release('D'), remove('C', 'D')),
    ])
  })

  test('leaves calls alone that are not there together', () => {
    expect([...replaceCallByAnother(inTurn(['A B', [a]], ['C D', [c]]))]).toEqual([])
  })
})

describe('joinGenerations', () => {
  test('proposes two generations as one, the later calls as they are or under own names', () => {
    const script = inTurn(['A B', [a]], ['B C', [b]], ['A C', [a]])
    const joined = [...joinGenerations(script, plain)]
    expect(joined.map((one) => generationsOf(one).length)).toEqual([2, 2, 2, 2])
    expect(joined[0]).toEqual({
      calls: [partiesOf('A B'), partiesOf('B C'), { ...partiesOf('A C'), from: 2 }],
      rounds: [[a], [inCall(1, b)], [inCall(2, a)]],
    })
    expect(joined[1]?.calls[1]).toEqual(partiesOf('D C'))
    expect(joined[1]?.rounds[1]).toEqual([inCall(1, release('D'))])
  })

  test('proposes nothing where there is one', () => {
    expect([...joinGenerations(call('A B', a), plain)]).toEqual([])
  })
})

describe('lessInFlight', () => {
  test('proposes a round of two one after the other', () => {
    expect([...lessInFlight(call('A B C', [a, b], c))]).toEqual([call('A B C', a, b, c)])
  })

  test('proposes all rounds so, one round so, or one step before or after the others', () => {
    expect([...lessInFlight(call('A B C', [a, b, c], [a, c]))]).toEqual([
      call('A B C', a, b, c, a, c),
      call('A B C', a, b, c, [a, c]),
      call('A B C', a, [b, c], [a, c]),
      call('A B C', [b, c], a, [a, c]),
      call('A B C', b, [a, c], [a, c]),
      call('A B C', [a, c], b, [a, c]),
      call('A B C', c, [a, b], [a, c]),
      call('A B C', [a, b], c, [a, c]),
      call('A B C', [a, b, c], a, c),
    ])
  })

  test('moves the rounds from which later calls are there', () => {
    const script: Script = {
      calls: [partiesOf('A B'), { ...partiesOf('C D'), from: 1 }],
      rounds: [[a, b], [inCall(1, c)]],
    }
    expect([...lessInFlight(script)]).toEqual([
      {
        calls: [partiesOf('A B'), { ...partiesOf('C D'), from: 2 }],
        rounds: [[a], [b], [inCall(1, c)]],
      },
    ])
  })
})

test('dropFromFlight: some of the requests that are in flight, never all of them', () => {
  expect([...dropFromFlight(call('A B C', [a, b, c], a))]).toEqual([
    call('A B C', [a], a),
    call('A B C', [c], a),
    call('A B C', [a, b], a),
    call('A B C', [a, c], a),
    call('A B C', [b, c], a),
  ])
})

describe('ownDNs', () => {
  test('proposes another name for one who is in two calls, in each of them', () => {
    const script = atOnce(['A B', 'A C'], [a, inCall(1, a)])
    expect([...ownDNs(script, plain)]).toEqual([
      atOnce(['D B', 'A C'], [release('D'), inCall(1, a)]),
      atOnce(['A B', 'D C'], [a, inCall(1, release('D'))]),
    ])
  })

  test('proposes nothing where nobody is, or no name is left', () => {
    expect([...ownDNs(atOnce(['A B', 'C D'], [a]), plain)]).toEqual([])
    expect([...ownDNs(atOnce(['A B', 'A C'], [a]), ['A', 'B', 'C'])]).toEqual([])
  })
})

test('reuseDNs: one who was there before in place of one whom only a later generation has', () => {
  const script = inTurn(['A B', [a]], ['A C', [c]])
  expect([...reuseDNs(script)]).toEqual([inTurn(['A B', [a]], ['A B', [b]])])
  expect([...reuseDNs(inTurn(['A B', [a]], ['A B', [b]]))]).toEqual([])
})

test('swapCalls: two that are there together', () => {
  const script = atOnce(['A B', 'C D'], [a, inCall(1, c)])
  expect([...swapCalls(script)]).toEqual([atOnce(['C D', 'A B'], [inCall(1, a), c])])
  expect([...swapCalls(inTurn(['A B', [a]], ['C D', [c]]))]).toEqual([])
})

test('swapInFlight: two requests that are sent one after the other', () => {
  expect([...swapInFlight(call('A B C', [a, b, c], a))]).toEqual([
    call('A B C', [b, a, c], a),
    call('A B C', [a, c, b], a),
  ])
})
