/** Which event is taken to come of which request, and what of it is wrong. */
import { describe, expect, it } from 'vitest'
import { account, outOfOrder } from './account.ts'
import type { Call } from './call.ts'
import { ofLetters } from './columns.fixture.ts'
import { course, deletes, denied, ends, inVain, leaves, sentInOrder } from './course.fixture.ts'
import { exactly } from './expectation.ts'
import {
  deletion,
  eventError,
  inFlight,
  lacking,
  partyDeleted,
  release,
  released,
} from './history.fixture.ts'
import type { Round } from './history.ts'
import type { Outcome } from './outcome.ts'
import type { Event } from './tlib.ts'

const inTwo = (event: Event): Event => ({ ...event, ConnID: '2' })

/** The requests of some outcomes, sent in the order in which they took effect. */
const sentInTurn = (outcomes: readonly Outcome[], ...events: readonly Event[]): Round =>
  sentInOrder(outcomes, [...outcomes.keys()], events)

/** The place of the outcome that an event is put down to, where nobody wanted it. */
function placeOf(outcomes: readonly Outcome[], event: Event): number | undefined {
  const { allotted, surplus } = account(outcomes, sentInTurn(outcomes, event))
  if (!surplus.includes(event)) throw new Error('Somebody wanted that event.')
  return allotted[0]?.of
}

describe('an event that nobody wanted is put down to', () => {
  it('the request that asked for it, rather than one that told the same DN of somebody else', () => {
    const outcomes = course(ofLetters('ABCDE'), leaves('B'), leaves('C'))
    const toldOfC = partyDeleted('A', 'C', 'C', 'Conferenced')
    const twice = [partyDeleted('A', 'B', 'B', 'Conferenced'), toldOfC, toldOfC]
    const { allotted, surplus } = account(outcomes, sentInTurn(outcomes, ...twice))
    expect(surplus).toEqual([toldOfC])
    expect(allotted.map(({ of }) => of)).toEqual([0, 1, 1])
  })

  it('the one whose DN it names as having asked, of two that asked for the same', () => {
    const outcomes = course(ofLetters('ABCD'), deletes('A', 'C'), inVain(deletion('D', 'C')))
    const { allotted } = account(
      outcomes,
      sentInTurn(
        outcomes,
        partyDeleted('B', 'C', 'A', 'Conferenced'),
        partyDeleted('B', 'C', 'D', 'Conferenced'),
      ),
    )
    expect(allotted.map(({ of }) => of)).toEqual([0, 1])
  })

  it('the one that asked for the DN that it names, of two that the same DN asked for', () => {
    const outcomes = course(ofLetters('ABCDE'), deletes('A', 'B'), deletes('A', 'C'))
    const toldOfB = partyDeleted('D', 'B', 'A', 'Conferenced')
    const toldOfC = partyDeleted('D', 'C', 'A', 'Conferenced')
    const { allotted, surplus } = account(outcomes, sentInTurn(outcomes, toldOfB, toldOfC, toldOfC))
    expect(surplus).toEqual([toldOfC])
    expect(allotted.map(({ of }) => of)).toEqual([0, 1, 1])
  })

  it('the one that was to release the DN, though it was refused', () => {
    const outcomes = course(ofLetters('ABC'), deletes('A', 'B'), inVain(deletion('A', 'Z')))
    expect(placeOf(outcomes, released('Z'))).toBe(1)
    expect(placeOf(outcomes, released('C'))).toBe(0)
  })

  it('the one by which the DN was to be told the like, rather than an earlier one of its call', () => {
    const outcomes = course(ofLetters('CDE'), leaves('C'), ends(release('D')))
    const { allotted, surplus } = account(
      outcomes,
      sentInTurn(outcomes, released('E'), released('E')),
    )
    expect(surplus).toEqual([released('E')])
    expect(allotted.map(({ of }) => of)).toEqual([1, 1])
  })

  it.each(['D', 'E'])('one of its own call, where %s hung up in it', (leaver) => {
    const two: Call = { ...ofLetters('EF'), connID: '2' }
    const inOther = leaver === 'E' ? 'E' : 'F'
    const outcomes = [
      ...course(two, ends(release(inOther, '2'))),
      ...course(ofLetters('DE'), ends(release(leaver))),
    ]
    const events = [inTwo(released('E')), released('E'), released('E')]
    const { allotted, surplus } = account(outcomes, sentInTurn(outcomes, ...events))
    expect(surplus).toEqual([released('E')])
    expect(allotted.map(({ of }) => of)).toEqual([0, 1, 1])
  })

  it('a refusal of what the DN asked, for an EventError', () => {
    const lost = course(ofLetters('ABCD'), leaves('A'), inVain(deletion('A', 'B')))
    expect(placeOf(lost, eventError('A'))).toBe(1)
    const strangers = course(ofLetters('AB'), inVain(release('Z')), inVain(release('Y')))
    expect(placeOf(strangers, eventError('Y'))).toBe(1)
  })

  it('what the DN asked and got, for an EventError, where nothing was refused', () => {
    const outcomes = course(ofLetters('ABCDE'), leaves('B'), leaves('C'), leaves('D'))
    expect(placeOf(outcomes, eventError('C'))).toBe(1)
  })

  it('none of the requests of its DN for being its, unless it is an EventError', () => {
    const refused = course(ofLetters('ABC'), inVain(release('Z')), leaves('B'))
    expect(placeOf(refused, partyDeleted('Z', 'B', 'Q', 'OK'))).toBe(1)
    const obeyed = course(ofLetters('ABCDE'), leaves('B'), deletes('D', 'C'))
    expect(placeOf(obeyed, released('D'))).toBe(0)
  })

  it('no departure for an EventError that has the attributes of one', () => {
    const outcomes = course(ofLetters('ABC'), deletes('A', 'B'), inVain(release('Z')))
    const error = { ...eventError('Z'), ConnID: '1', OtherDN: 'B', ThirdPartyDN: 'A' }
    expect(placeOf(outcomes, error)).toBe(1)
  })

  it('the first departure of its call, where nothing else speaks for any', () => {
    const two: Call = { ...ofLetters('GHI'), connID: '2' }
    const outcomes = [
      ...course(two, [release('G', '2'), 'release-from-conference']),
      ...course(ofLetters('ABCDE'), inVain(deletion('A', 'Z')), leaves('B'), leaves('C')),
    ]
    expect(placeOf(outcomes, released('Q'))).toBe(2)
  })

  it('any request of its call, where nobody left it', () => {
    const two: Call = { ...ofLetters('GH'), connID: '2' }
    const outcomes = [
      ...course(two, inVain(deletion('G', 'Z', '2'))),
      ...course(ofLetters('AB'), inVain(deletion('A', 'Z'))),
      ...course(two, inVain(deletion('G', 'Y', '2'))),
    ]
    expect(placeOf(outcomes, released('Q'))).toBe(1)
  })

  it('the last one, where it is of no call', () => {
    const outcomes = course(ofLetters('ABCD'), leaves('B'), leaves('C'))
    expect(placeOf(outcomes, lacking(released('Q'), 'ConnID'))).toBe(1)
    expect(placeOf([], released('Q'))).toBe(-1)
  })

  it('the likeliest of those that had been sent, and only then to the likeliest of all', () => {
    const outcomes = course(ofLetters('ABCDE'), leaves('B'), leaves('C'))
    const toldOfB = partyDeleted('A', 'B', 'B', 'Conferenced')
    const toldOfC = partyDeleted('A', 'C', 'C', 'Conferenced')
    const told = (...sent: readonly number[]) =>
      account(outcomes, { ...sentInTurn(outcomes, toldOfC, toldOfB, toldOfC), sent })
    // One of the two comes of the departure of C, the other is too much.
    expect(told(1, 1, 2).surplus).toEqual([toldOfC])
    expect(told(1, 1, 2).allotted.map(({ of }) => of)).toEqual([0, 0, 1])
    expect(told(0, 1, 2).allotted.map(({ of }) => of)).toEqual([1, 0, 1])
    expect(told(2, 1, 2).allotted.filter(({ of }) => of === 1)).toHaveLength(2)
  })

  it('the likeliest of all, where none had been sent that it can have come of', () => {
    const outcomes = course(ofLetters('ABCDE'), leaves('B'), leaves('C'), inVain(release('Z')))
    const toldOfB = partyDeleted('A', 'B', 'B', 'Conferenced')
    const toldOfC = partyDeleted('A', 'C', 'C', 'Conferenced')
    const events = [toldOfC, toldOfB, toldOfB, toldOfC]
    const told = { ...sentInTurn(outcomes, ...events), sent: [0, 0, 1, 2] }
    const { allotted, surplus } = account(outcomes, told)
    expect(surplus).toEqual([toldOfC, toldOfB])
    expect(allotted.map(({ of }) => of)).toEqual([1, 0, 0, 1])
  })
})

describe('an event that came too early', () => {
  const rightToA = (dn: string) => partyDeleted('A', dn, dn, 'Conferenced')

  const seen = (...told: Parameters<typeof sentInOrder>) => account(told[0], sentInOrder(...told))

  it('is missing in its place, too much where it came, and one and the same', () => {
    const outcomes = course(ofLetters('ABCD'), leaves('B'))
    const early = rightToA('B')
    expect(seen(outcomes, [0], [early], [1])).toMatchObject({ surplus: [], misplaced: 0 })
    const { surplus, missing, misplaced, allotted } = seen(outcomes, [0], [early], [0])
    expect({ surplus, misplaced }).toEqual({ surplus: [early], misplaced: 1 })
    expect(missing.map(({ thisDN }) => thisDN)).toEqual(['B', 'A', 'C', 'D'])
    expect(allotted).toEqual([{ event: early, sent: 0, of: 0 }])
  })

  it('is so after a departure before it that had yet to be asked for', () => {
    const outcomes = course(ofLetters('ABCDE'), leaves('B'), leaves('C'))
    const events = [rightToA('B'), rightToA('C')]
    expect(seen(outcomes, [1, 0], events, [2, 2]).surplus).toEqual([])
    expect(seen(outcomes, [1, 0], events.toReversed(), [1, 2]).surplus).toEqual([rightToA('C')])
  })

  it('is so after a refusal before it that had yet to be asked for, where somebody left', () => {
    const outcomes = course(ofLetters('ABCDE'), denied(deletion('A', 'Z')), leaves('B'))
    expect(seen(outcomes, [1, 0], [rightToA('B')], [2]).surplus).toEqual([])
    expect(seen(outcomes, [1, 0], [rightToA('B')], [1]).surplus).toEqual([rightToA('B')])
  })

  it('is not so after another refusal: nothing was seen of what that one changed', () => {
    const outcomes = course(
      ofLetters('ABC'),
      denied(deletion('A', 'Z')),
      denied(deletion('C', 'Z')),
    )
    expect(seen(outcomes, [1, 0], [eventError('C')], [1]).surplus).toEqual([])
    expect(seen(outcomes, [1, 0], [eventError('C')], [0]).surplus).toEqual([eventError('C')])
  })

  it('is so for a refusal after a departure that had yet to be asked for', () => {
    const outcomes = course(ofLetters('ABCD'), leaves('B'), denied(deletion('A', 'B')))
    expect(seen(outcomes, [1, 0], [eventError('A')], [2]).surplus).toEqual([])
    expect(seen(outcomes, [1, 0], [eventError('A')], [1]).surplus).toEqual([eventError('A')])
  })

  it('is not so for a refusal after a departure alone, whatever that one had to follow', () => {
    const outcomes = course(
      ofLetters('ABCD'),
      denied(deletion('A', 'Z')),
      leaves('B'),
      denied(deletion('C', 'B')),
    )
    expect(seen(outcomes, [1, 2, 0], [eventError('C')], [2]).surplus).toEqual([])
    expect(seen(outcomes, [1, 2, 0], [eventError('C')], [1]).surplus).toEqual([eventError('C')])
  })

  it('is so by what went before in its own call alone', () => {
    const two: Call = { ...ofLetters('AXY'), connID: '2' }
    const outcomes = [
      ...course(ofLetters('ABCD'), leaves('B')),
      ...course(two, [release('X', '2'), 'release-from-conference']),
    ]
    const toldOfX = inTwo(partyDeleted('A', 'X', 'X', 'OK'))
    expect(seen(outcomes, [1, 0], [toldOfX], [1]).surplus).toEqual([])
    expect(seen(outcomes, [1, 0], [toldOfX], [0]).surplus).toEqual([toldOfX])
  })
})

describe('EventErrors', () => {
  const outcomes = course(ofLetters('ABC'), denied(deletion('A', 'Y')), denied(deletion('A', 'Z')))

  it('are each an answer to what had been asked, whichever of the refusals was the first', () => {
    const errors = [eventError('A'), eventError('A')]
    const asked = outcomes.map(({ request }) => request)
    for (const requests of [asked, asked.toReversed()]) {
      const told = { ...inFlight(requests, ...errors), sent: [1, 2] }
      expect(account(outcomes, told)).toMatchObject({ missing: [], surplus: [], misplaced: 0 })
    }
  })

  it('are too many beyond one for each refusal', () => {
    const told = sentInTurn(outcomes, eventError('A'), eventError('A'), eventError('A'))
    expect(account(outcomes, told)).toMatchObject({ missing: [], surplus: [eventError('A')] })
  })

  it('change nothing for what else a DN saw, wherever they stand among it', () => {
    const unnamed = lacking(partyDeleted('A', 'X', 'A', 'Conferenced'), 'OtherDN', 'OtherDNRole')
    const outside = course(ofLetters('AB', 'XYZ'), deletes('A', 'X'), deletes('A', 'Y'))
    const error = { ...eventError('A'), ConnID: '1' }
    const placed = (...events: readonly Event[]) =>
      account(outside, sentInTurn(outside, ...events)).allotted.find(
        ({ event }) => event === unnamed,
      )?.of
    expect(placed(error, unnamed)).toBe(placed(unnamed))
  })
})

describe('an event that differs', () => {
  it('is held against the one wanted of which it differs least', () => {
    const outcomes = course(ofLetters('ABCDE'), leaves('B'), leaves('C'))
    const wrong = { ...partyDeleted('A', 'C', 'C', 'Conferenced'), CallState: 'Held' }
    const { differing, surplus } = account(outcomes, sentInTurn(outcomes, wrong))
    expect(differing).toMatchObject([
      { event: wrong, expected: { OtherDN: exactly('C') }, differences: [{ seen: 'Held' }] },
    ])
    expect(surplus).toEqual([])
  })

  it('is of the earlier one, where it differs as much from both', () => {
    const outcomes = course(ofLetters('ABCDE'), leaves('B'), leaves('C'))
    const wrong = partyDeleted('A', 'Q', 'Q', 'Conferenced')
    expect(account(outcomes, sentInTurn(outcomes, wrong)).allotted[0]?.of).toBe(0)
  })
})

it('events of two calls may come in any order', () => {
  const two: Call = { ...ofLetters('AE'), connID: '2' }
  const outcomes = [
    ...course(ofLetters('ABC'), leaves('B')),
    ...course(two, ends(release('E', '2'))),
  ]
  const inOne = ['A', 'C'].map((dn) => partyDeleted(dn, 'B', 'B', 'OK'))
  const events = [inTwo(released('A')), inTwo(released('E')), ...inOne, released('B')]
  const { surplus, missing, misplaced } = account(outcomes, sentInTurn(outcomes, ...events))
  expect({ surplus, missing, misplaced }).toEqual({ surplus: [], missing: [], misplaced: 0 })
})

it('what nobody judges is in no account', () => {
  const outcomes = course(ofLetters('ABCDE'), leaves('B'))
  const told = sentInTurn(outcomes, { name: 'EventOnHook', ThisDN: 'B' })
  expect(account(outcomes, told)).toMatchObject({ allotted: [], surplus: [], differing: [] })
})

describe('events out of order', () => {
  const of = (place: number, event: Event) => ({ of: place, event, sent: 2 })
  const told = (dn: string) => partyDeleted(dn, 'B', 'B', 'Conferenced')

  it('are those of a DN that came after one of a later outcome, in the same call', () => {
    expect(outOfOrder([of(1, released('A')), of(0, told('A'))])).toEqual([told('A')])
    expect(outOfOrder([of(0, told('A')), of(1, released('A'))])).toEqual([])
    expect(outOfOrder([of(0, told('A')), of(0, released('A'))])).toEqual([])
  })

  it('are so as long as nothing of that outcome, or of a later one, comes', () => {
    const allotted = [of(2, told('A')), of(0, released('A')), of(1, told('A'))]
    expect(outOfOrder(allotted)).toEqual([released('A'), told('A')])
  })

  it('are not so for another DN, or in another call', () => {
    expect(outOfOrder([of(1, released('A')), of(0, told('C'))])).toEqual([])
    expect(outOfOrder([of(1, inTwo(released('A'))), of(0, told('A'))])).toEqual([])
  })

  it('are no EventErrors: where one stands says nothing', () => {
    expect(outOfOrder([of(1, released('A')), of(0, eventError('A'))])).toEqual([])
    const error = { ...eventError('A'), ConnID: '1' }
    expect(outOfOrder([of(1, error), of(0, told('A'))])).toEqual([])
  })
})
