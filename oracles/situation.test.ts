import { describe, expect, it } from 'vitest'
import { addition, call, deletion, inFlight, release, released, round } from './history.fixture.ts'
import type { EstablishedCall } from './history.ts'
import { moves, situationNumbers, situationOf, type Move, type Situation } from './situation.ts'
import {
  carriedOut,
  played,
  refused,
  situationsOf,
  type Choice,
  type Rounds,
} from './situations.fixture.ts'
import { eachSituation } from './each-situation.ts'

const plain: Omit<Situation, 'move' | 'parties'> = {
  carriedOut: true,
  formerConference: false,
  returner: false,
  unmonitored: false,
  inFlight: false,
  byOwner: false,
  afterDeparture: false,
  unseen: false,
}

/** The situation of the last request. */
function last(
  calls: EstablishedCall | readonly EstablishedCall[],
  rounds: Rounds,
  choose: Choice = carriedOut,
): Situation | undefined {
  return situationsOf(played([calls].flat(), rounds, choose)).at(-1)
}

describe('a move', () => {
  it.each<[string, EstablishedCall, Rounds, Move]>([
    ['the first of two hangs up', call('AB'), [release('A')], 'release-first'],
    ['the other one hangs up', call('AB'), [release('B')], 'release-last'],
    ['one in the middle hangs up', call('ABCD'), [release('C')], 'release-middle'],
    ['the first is deleted', call('ABC'), [deletion('C', 'A')], 'delete-first'],
    ['the first of two is deleted', call('AB'), [deletion('B', 'A')], 'delete-first'],
    ['the middle, by the first', call('ABC'), [deletion('A', 'B')], 'delete-middle-by-first'],
    ['the middle, by another', call('ABC'), [deletion('C', 'B')], 'delete-middle-by-other'],
    ['the last, by the first', call('ABC'), [deletion('A', 'C')], 'delete-last-by-first'],
    ['the last of two', call('AB'), [deletion('A', 'B')], 'delete-last-by-first'],
    ['the last, by another', call('ABC'), [deletion('B', 'C')], 'delete-last-by-other'],
    ['an unmonitored one is deleted', call('AB', 'X'), [deletion('B', 'X')], 'delete-unmonitored'],
    ['a party deletes itself', call('ABC'), [deletion('A', 'A')], 'self-delete'],
    ['one who left asks', call('ABC'), [release('B'), release('B')], 'refused-by-gone'],
    [
      'the first of three who left asks',
      call('ABCDE'),
      [release('B'), release('C'), release('D'), release('B')],
      'refused-by-gone',
    ],
    [
      'one who came back and left again asks',
      call('ABCD'),
      [release('B'), addition('A', 'B'), release('B'), release('B')],
      'refused-by-gone',
    ],
    ['one who left deletes', call('ABC'), [release('B'), deletion('B', 'A')], 'refused-by-gone'],
    ['a stranger asks', call('AB'), [release('Z')], 'refused-by-stranger'],
    ['a stranger deletes a stranger', call('AB'), [deletion('Y', 'Z')], 'refused-by-stranger'],
    ['one who left is deleted', call('ABC'), [release('B'), deletion('A', 'B')], 'refused-of-gone'],
    ['a stranger is deleted', call('AB'), [deletion('A', 'Z')], 'refused-of-stranger'],
    ['the call is over', call('AB'), [release('A'), release('B')], 'to-ended-call'],
    ['there is no such call', call('AB'), [release('A', '9')], 'to-unknown-call'],
  ])('%s', (_, calls, rounds, move) => {
    expect(last(calls, rounds)?.move).toBe(move)
  })

  it.each<[string, Rounds, Move]>([
    ['the last monitored one is the last', [release('B')], 'release-last'],
    ['and the first monitored one the first', [release('A')], 'release-first'],
    ['the last is deleted by the first', [deletion('A', 'B')], 'delete-last-by-first'],
    // A, B and X: A has left, and C has joined.
    [
      'also where those behind it have changed',
      [addition('A', 'C'), release('A'), deletion('C', 'B')],
      'delete-first',
    ],
    [
      'also where all have left who stood before it',
      [addition('A', 'C'), release('A'), release('B'), release('C')],
      'release-first',
    ],
  ])('of a call with an unmonitored party: %s', (_, rounds, move) => {
    expect(last(call('AB', 'X'), rounds)?.move).toBe(move)
  })

  it('goes by who is there now', () => {
    const rounds = [release('A'), addition('B', 'A')]
    expect(last(call('ABC'), [...rounds, release('B')])?.move).toBe('release-first')
    expect(last(call('ABC'), [...rounds, release('A')])?.move).toBe('release-last')
    expect(last(call('ABC'), [...rounds, deletion('A', 'C')])?.move).toBe('delete-middle-by-other')
  })

  it('is the same whatever the T-Server makes of it', () => {
    expect(last(call('AB'), [deletion('A', 'B')], refused)).toMatchObject({
      move: 'delete-last-by-first',
      carriedOut: false,
    })
  })
})

describe('a situation', () => {
  it('says how many parties there are, up to five', () => {
    for (const [dns, parties] of [
      ['AB', 2],
      ['ABC', 3],
      ['ABCD', 4],
      ['ABCDE', 5],
      ['ABCDEFG', 5],
    ] as const)
      expect(last(call(dns), [deletion('B', 'B')])).toEqual({
        ...plain,
        move: 'self-delete',
        parties,
      })
  })

  it('says who asks: the owner is the first of all, whoever is the first now', () => {
    expect(last(call('ABC'), [release('A')])?.byOwner).toBe(true)
    expect(last(call('ABC'), [release('B')])?.byOwner).toBe(false)
    expect(last(call('ABC'), [release('A'), release('B')])?.byOwner).toBe(false)
    const back = [release('A'), addition('B', 'A'), release('A')]
    expect(last(call('ABC'), back)?.byOwner).toBe(true)
  })

  it('says whether somebody has left before', () => {
    expect(last(call('ABC'), [release('A')])?.formerConference).toBe(false)
    expect(last(call('ABC'), [release('A'), release('B')])?.formerConference).toBe(true)
    expect(last(call('AB'), [addition('A', 'C'), release('B')])?.formerConference).toBe(false)
    const back = [release('A'), addition('B', 'A')]
    expect(last(call('ABC'), [...back, release('B')])?.formerConference).toBe(true)
    // A refusal takes nobody out.
    expect(last(call('ABC'), [release('Z'), release('B')])?.formerConference).toBe(false)
  })

  it('says whether one is there who had left', () => {
    const back = [release('A'), addition('B', 'A')]
    expect(last(call('ABC'), [...back, release('B')])?.returner).toBe(true)
    expect(last(call('ABC'), [...back, release('A')])?.returner).toBe(true)
    expect(last(call('ABCD'), [...back, release('A'), release('B')])?.returner).toBe(false)
    const two = [release('A'), release('B'), addition('C', 'A'), addition('C', 'B'), release('A')]
    expect(last(call('ABCD'), [...two, release('C')])?.returner).toBe(true)
    expect(last(call('ABC'), [release('A'), addition('B', 'D'), release('B')])?.returner).toBe(
      false,
    )
  })

  it('says whether an unmonitored party is there', () => {
    expect(last(call('AB', 'X'), [release('A')])?.unmonitored).toBe(true)
    expect(last(call('ABC', 'X'), [deletion('A', 'X'), release('A')])?.unmonitored).toBe(false)
    expect(last(call('ABC', 'XY'), [deletion('A', 'X'), release('A')])?.unmonitored).toBe(true)
  })

  it('says whether nobody is monitored that stays', () => {
    expect(last(call('A', 'XY'), [release('A')])?.unseen).toBe(true)
    expect(last(call('AB', 'X'), [release('A')])?.unseen).toBe(false)
    expect(last(call('A', 'XY'), [release('Z')])?.unseen).toBe(false)
  })

  it('says whether others are in flight with it, also of other calls or of none', () => {
    const two = [call('AB'), call('CD', '', '2')]
    expect(last(call('ABC'), [[release('A'), release('B')]])?.inFlight).toBe(true)
    expect(last(two, [[release('A'), release('C', '2')]])?.inFlight).toBe(true)
    expect(last(two, [[release('A'), release('A', '9')]])).toMatchObject({
      move: 'to-unknown-call',
      inFlight: true,
    })
    expect(last(two, [release('A'), release('C', '2')])?.inFlight).toBe(false)
  })

  it('says whether somebody of its call has left in the same round', () => {
    const race = [[release('A'), release('B')]]
    expect(last(call('ABC'), race)?.afterDeparture).toBe(true)
    expect(situationsOf(played([call('ABC')], race))[0]?.afterDeparture).toBe(false)
    const two = [call('ABC'), call('DEF', '', '2')]
    expect(last(two, [[release('A'), release('D', '2')]])?.afterDeparture).toBe(false)
    // Long ago.
    const later = [release('A'), [release('B'), release('Z')]]
    expect(situationsOf(played([call('ABCD')], later))[1]?.afterDeparture).toBe(false)
  })

  it.each<[string, Rounds, boolean]>([
    ['who asks has just left', [[release('A'), release('A')]], true],
    ['who asks has just been deleted', [[deletion('A', 'B'), deletion('B', 'C')]], true],
    ['who is to go has just left', [[release('A'), deletion('B', 'A')]], true],
    ['it is about a stranger', [[release('A'), deletion('B', 'Z')]], false],
    ['a stranger asks, of one who has just left', [[release('A'), deletion('Z', 'A')]], false],
    ['one who just left deletes a stranger', [[release('A'), deletion('A', 'Z')]], false],
    ['who asks had left long ago', [release('A'), [release('B'), release('A')]], false],
    ['the call is over by then', [release('C'), release('D'), [release('A'), release('B')]], true],
  ])('of a refusal says whether one left in that round whom it is about: %s', (_, rounds, is) => {
    expect(last(call('ABCD'), rounds)).toMatchObject({ carriedOut: false, afterDeparture: is })
  })
})

describe('the number of a situation', () => {
  it('is below the number of them, and each number is one situation', () => {
    const all = Array.from({ length: situationNumbers }, (_, number) =>
      JSON.stringify(situationOf(number)),
    )
    expect(new Set(all).size).toBe(situationNumbers)
    expect(situationOf(0).move).toBe(moves[0])
    expect(moves).toHaveLength(16)
  })
})

describe('the situations of a history', () => {
  it('are those of the requests that have an outcome', () => {
    const { history, outcomes } = played([call('ABC')], [release('A'), release('B')])
    const found: number[] = []
    eachSituation(history, outcomes.slice(0, 1), (number) => found.push(number))
    expect(found.map(situationOf).map(({ move }) => move)).toEqual(['release-first'])
  })

  it('stand in the order in which the requests took effect', () => {
    const { history, outcomes } = played([call('ABC')], [[release('A'), release('B')]])
    const sent = { ...history, rounds: [inFlight([release('B'), release('A')])] }
    expect(situationsOf({ history: sent, outcomes }).map(({ move }) => move)).toEqual([
      'release-first',
      'release-first',
    ])
  })

  it('know a call by its ConnID without metainformation', () => {
    const calls = [call('ABC', '', '1@7'), call('DE', '', '2@7')]
    const rounds = [addition('D', 'F', '2'), release('F', '2@9'), addition('D', 'F', '2@3')]
    expect(last(calls, [...rounds, release('D', '2')])).toMatchObject({
      move: 'release-first',
      parties: 3,
      returner: true,
    })
  })

  it('are those of new calls where such take the place of those before, under the same ConnID', () => {
    const first = played([call('ABC')], [release('A'), release('B')])
    const second = played([call('ABC')], [release('A')])
    const history = {
      calls: [call('ABC'), { ...call('ABC'), from: 2 }],
      early: [],
      rounds: [...first.history.rounds, ...second.history.rounds],
    }
    const outcomes = [...first.outcomes, ...second.outcomes]
    expect(
      situationsOf({ history, outcomes }).map(({ formerConference }) => formerConference),
    ).toEqual([false, true, false])
  })

  it('say nothing of a round in which nothing was done', () => {
    const { history, outcomes } = played([call('AB')], [release('A')])
    const rounds = [{ actions: [], events: [], late: [released('A')] }, ...history.rounds]
    expect(situationsOf({ history: { ...history, rounds }, outcomes })).toHaveLength(1)
  })

  it('say nothing of a party that joins no call', () => {
    const { history, outcomes } = played([call('AB')], [release('A')])
    const rounds = [round(addition('A', 'C', '9')), ...history.rounds]
    expect(situationsOf({ history: { ...history, rounds }, outcomes })).toHaveLength(1)
  })
})
