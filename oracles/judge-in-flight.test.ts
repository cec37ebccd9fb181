import { describe, expect, it } from 'vitest'
import {
  addition,
  call,
  deletion,
  eventError,
  history,
  inFlight,
  lacking,
  partyDeleted,
  release,
  released,
  round,
} from './history.fixture.ts'
import type { History, Round } from './history.ts'
import { judge } from './judge.ts'
import type { Outcome } from './outcome.ts'
import { profiles, type Profile } from './profile.ts'
import type { Event } from './tlib.ts'
import { rejected, unexplained } from './verdict.fixture.ts'

const verdict = (told: History, profile: Profile = profiles.default) => judge(told, profile).verdict

const inTwo = (event: Event): Event => ({ ...event, ConnID: '2' })

/** Who leaves a call of four first, and then second; `told` sees both, and stays. */
const seenLeaving = (told: string, first: string, second: string): readonly Event[] => [
  partyDeleted(told, first, first, 'Conferenced'),
  partyDeleted(told, second, second, 'OK'),
]

/** Both release; who is second sees the first one leave. */
const leaving = (first: string, second: string): readonly Event[] => [
  released(first),
  partyDeleted(second, first, first, 'Conferenced'),
  released(second),
]

describe('two parties hang up at once', () => {
  const both = [release('A'), release('B')]

  it.each([
    ['A', 'B'],
    ['B', 'A'],
  ])('%s first, then %s', (first, second) => {
    const events = [...leaving(first, second), ...'CD'].flatMap((one) =>
      typeof one === 'string' ? seenLeaving(one, first, second) : [one],
    )
    const told = history(call('ABCD'), inFlight(both, ...events))
    const judged = judge(told, profiles.default)
    if (judged.verdict !== 'conforms') throw new Error(judged.verdict)
    expect(judged.outcomes.map(({ request }) => request.thisDN)).toEqual([first, second])
  })

  it('not in one order for C and in the other for D', () => {
    const events = [
      ...leaving('A', 'B'),
      ...seenLeaving('C', 'A', 'B'),
      ...seenLeaving('D', 'B', 'A'),
    ]
    expect(verdict(history(call('ABCD'), inFlight(both, ...events)))).toBe('violates')
  })

  it('the two last ones: both are released, once', () => {
    const told = (...events: readonly Event[]) => history(call('AB'), inFlight(both, ...events))
    expect(verdict(told(released('A'), released('B')))).toBe('conforms')
    // The one that came second is in no call any more: refused, with or without an EventError.
    expect(verdict(told(eventError('B'), released('A'), released('B')))).toBe('conforms')
    expect(verdict(told(eventError('A'), released('A'), released('B')))).toBe('conforms')
    expect(verdict(told(eventError('A'), eventError('B'), released('A'), released('B')))).toBe(
      'violates',
    )
    expect(verdict(told(released('A'), released('B'), released('B')))).toBe('violates')
  })

  it('the two last ones: where either may have been the first, it is told to be the one sent first', () => {
    for (const asked of [both, both.toReversed()]) {
      const told = history(call('AB'), inFlight(asked, released('A'), released('B')))
      expect(judge(told, profiles.default)).toMatchObject({
        verdict: 'conforms',
        outcomes: [
          { request: asked[0], phase: 'release' },
          { request: asked[1], phase: 'refused-silently' },
        ],
      })
    }
  })

  it('two of three: who is second leaves a call of two, and so does the third', () => {
    const told = (...events: readonly Event[]) => history(call('ABC'), inFlight(both, ...events))
    const right = [
      released('A'),
      ...[partyDeleted('B', 'A', 'A', 'OK'), released('B')],
      ...[partyDeleted('C', 'A', 'A', 'OK'), released('C')],
    ]
    expect(verdict(told(...right))).toBe('conforms')
    expect(verdict(told(...right.slice(0, -1)))).toBe('violates')
  })
})

describe('what one DN asks twice', () => {
  it('is taken in any order', () => {
    // Told first of the release: the delete came from one who had left.
    const told = history(
      call('ABCD'),
      inFlight(
        [deletion('A', 'B'), release('A')],
        ...[released('A'), eventError('A')],
        ...['B', 'C', 'D'].map((dn) => partyDeleted(dn, 'A', 'A', 'Conferenced')),
      ),
    )
    expect(verdict(told)).toBe('conforms')
    expect(verdict(told, { ...profiles.default, refusal: 'silent' })).toBe('violates')
  })

  it('is carried out once, whichever it was', () => {
    const told = (...errors: readonly Event[]) =>
      history(
        call('ABC'),
        inFlight(
          [deletion('B', 'B'), release('B')],
          ...[partyDeleted('A', 'B', 'B', 'OK'), released('B'), partyDeleted('C', 'B', 'B', 'OK')],
          ...errors,
        ),
      )
    expect(verdict(told())).toBe('conforms')
    expect(verdict(told(eventError('B')))).toBe('conforms')
    expect(verdict(told(eventError('B'), eventError('B')))).toBe('violates')
    expect(verdict(told(), { ...profiles.default, refusal: 'error' })).toBe('violates')
  })

  it('may be refused at one time and carried out at another', () => {
    const told = history(
      call('AB'),
      inFlight(
        [deletion('A', 'B'), deletion('A', 'B')],
        ...[eventError('A'), released('A'), released('B')],
      ),
    )
    expect(verdict(told)).toBe('conforms')
    expect(verdict(told, { ...profiles.default, twoPartyDelete: 'refuse' })).toBe('violates')
  })
})

describe('where only the owner may delete', () => {
  const { workspace } = profiles
  const told = (...events: readonly Event[]) =>
    history(call('ABC'), inFlight([deletion('B', 'C'), release('A')], ...events))
  const aLeaves = [
    released('A'),
    partyDeleted('B', 'A', 'A', 'OK'),
    partyDeleted('C', 'A', 'A', 'OK'),
  ]

  it('a member is refused while it is a conference', () => {
    const obeyed: Profile = { ...workspace, twoPartyDelete: 'release', refusal: 'silent' }
    expect(verdict(told(eventError('B'), ...aLeaves), obeyed)).toBe('conforms')
    // Without an EventError, it was refused neither as a member nor, after A had left, at all.
    expect(verdict(told(...aLeaves), obeyed)).toBe('violates')
    expect(verdict(told(...aLeaves, released('B'), released('C')), obeyed)).toBe('conforms')
  })

  const deleted = (dn: string) =>
    lacking(partyDeleted(dn, 'X', 'B', 'Conferenced'), 'OtherDN', 'OtherDNRole')
  const asked = inFlight(
    [deletion('B', 'X'), deletion('B', 'Y')],
    ...[eventError('B'), deleted('A'), deleted('B')],
  )

  it('nobody can tell which of two outside parties was deleted, and both are possible', () => {
    const later = (dn: string): Round => round(deletion('A', dn))
    const refusedLater = history(call('AB', 'XYZ'), asked, later('X'))
    expect(verdict(refusedLater, workspace)).toBe('conforms')
    expect(verdict(history(call('AB', 'XYZ'), asked, later('Y')), workspace)).toBe('conforms')
    // One of them is still there.
    expect(verdict(history(call('AB', 'XYZ'), asked, later('X'), later('Y')), workspace)).toBe(
      'violates',
    )
    expect(verdict(refusedLater)).toBe('violates')
  })

  it('of what may have been the case, that is told which the order sent speaks for', () => {
    const left = (outcomes: readonly Outcome[]) => outcomes.flatMap(({ departed }) => departed)
    const both = judge(history(call('AB', 'XYZ'), asked, asked), workspace)
    if (both.verdict !== 'conforms') throw new Error(both.verdict)
    expect(left(both.outcomes)).toEqual(['X', 'Y'])
    const wrong = history(call('AB', 'XYZ'), asked, round(release('Q'), released('Q')))
    const { explanations } = rejected(wrong, workspace)
    expect(explanations.map(({ outcomes }) => left(outcomes))).toEqual([['X'], []])
  })
})

describe('what is seen in flight', () => {
  const asked = [release('B'), deletion('A', 'Z')]
  const left = [partyDeleted('A', 'B', 'B', 'OK'), released('B'), partyDeleted('C', 'B', 'B', 'OK')]
  const told = (...events: readonly Event[]) => history(call('ABC'), inFlight(asked, ...events))

  it('may have what nobody judges in it', () => {
    const onHook = { name: 'EventOnHook', ThisDN: 'B', ConnID: '1' }
    expect(verdict(told(onHook, ...left, onHook))).toBe('conforms')
  })

  it('names nobody whom nobody asked to leave', () => {
    const twoLeft = history(call('ABCDE'), inFlight([release('B'), deletion('A', 'Z')]))
    const rejects = (...events: readonly Event[]) =>
      verdict({ ...twoLeft, rounds: [inFlight(asked, ...events)] })
    expect(rejects(released('A'))).toBe('violates')
    expect(rejects(partyDeleted('A', 'D', 'D', 'Conferenced'))).toBe('violates')
  })

  it('tells the leaver that it was released, and not that it left', () => {
    const [toldA, , toldC] = left as [Event, Event, Event]
    const wrong = partyDeleted('B', 'B', 'B', 'OK')
    expect(verdict(told(toldA, wrong, toldC))).toBe('violates')
  })

  it('names an outside party as dialled', () => {
    const dialled = (dn: string): Event => ({
      ...partyDeleted(dn, 'X', 'A', 'Conferenced'),
      OtherDN: '9X',
    })
    const both = inFlight([deletion('A', 'X'), deletion('A', 'Z')], dialled('A'), dialled('B'))
    expect(verdict(history(call('AB', 'XY'), { ...both, events: [] }))).toBe('violates')
    expect(verdict(history(call('AB', 'XYW'), both))).toBe('conforms')
  })

  it('is told with what was refused in the order in which it was asked', () => {
    const requests = [
      ...[deletion('A', 'Z'), deletion('B', 'Z'), deletion('A', 'Y')],
      ...[deletion('C', 'Z'), deletion('A', 'B'), deletion('A', 'C')],
    ]
    const four = ['A', 'C', 'D'].map((dn) => partyDeleted(dn, 'B', 'A', 'Conferenced'))
    const three = ['A', 'D'].map((dn) => partyDeleted(dn, 'C', 'A', 'OK'))
    const events = [released('B'), ...four, released('C'), ...three, eventError('A')]
    const judged = judge(history(call('ABCD'), inFlight(requests, ...events)), profiles.default)
    if (judged.verdict !== 'conforms') throw new Error(judged.verdict)
    expect(judged.outcomes.map(({ request, phase }) => [request, phase])).toEqual([
      [requests[0], 'refused-with-error'],
      [requests[1], 'refused-silently'],
      [requests[2], 'refused-silently'],
      [requests[3], 'refused-silently'],
      [requests[4], 'delete-from-conference'],
      [requests[5], 'delete-from-conference'],
    ])
  })
})

describe('several calls', () => {
  const calls = [call('ABC'), call('AD', '', '2')]

  it('are told apart by the ConnID, to a DN that is in both, in any order', () => {
    const one = [
      released('A'),
      partyDeleted('B', 'A', 'A', 'OK'),
      partyDeleted('C', 'A', 'A', 'OK'),
    ]
    const two = [released('A'), released('D')].map(inTwo)
    const asked = [release('A'), release('A', '2')]
    expect(verdict(history(calls, inFlight(asked, ...two, ...one)))).toBe('conforms')
    expect(verdict(history(calls, inFlight(asked, ...one, ...two)))).toBe('conforms')
    expect(verdict(history(calls, inFlight(asked, ...one, released('A'), released('D'))))).toBe(
      'violates',
    )
  })

  it('share the EventErrors of a DN that is in both', () => {
    const asked = [deletion('A', 'Z'), deletion('A', 'Z', '2')]
    const told = (...events: readonly Event[]) => history(calls, inFlight(asked, ...events))
    for (const count of [0, 1, 2])
      expect(verdict(told(...Array<Event>(count).fill(eventError('A'))))).toBe('conforms')
    expect(verdict(told(...Array<Event>(3).fill(eventError('A'))))).toBe('violates')
    expect(verdict(told(eventError('D')))).toBe('violates')
  })

  it('tell each request once, of whatever call it was', () => {
    const asked = [
      deletion('A', 'Z'),
      deletion('A', 'Z', '2'),
      release('Q', '9'),
      release('A', '2'),
    ]
    const events = [eventError('A'), ...[released('A'), released('D')].map(inTwo)]
    const judged = judge(history(calls, inFlight(asked, ...events)), profiles.default)
    if (judged.verdict !== 'conforms') throw new Error(judged.verdict)
    expect(judged.outcomes.map(({ request }) => request)).toEqual([
      ...[asked[0], asked[1], asked[3], asked[2]],
    ])
  })

  it('are explained all, whoever asked in them', () => {
    const three = [call('ABC'), call('DEF', '', '2'), call('GHI', '', '3')]
    const asked = [release('A'), release('D', '2'), release('G', '3')]
    const leave = (dn: string, others: string, connID: string): readonly Event[] =>
      [released(dn), ...[...others].map((other) => partyDeleted(other, dn, dn, 'OK'))].map(
        (event) => ({ ...event, ConnID: connID }),
      )
    const right = [...leave('A', 'BC', '1'), ...leave('D', 'EF', '2'), ...leave('G', 'HI', '3')]
    expect(verdict(history(three, inFlight(asked, ...right)))).toBe('conforms')
    for (const missing of right)
      expect(
        verdict(history(three, inFlight(asked, ...right.filter((event) => event !== missing)))),
      ).toBe('violates')
  })

  it('share the EventErrors along a chain: A asks in two of them, B in two, C in two', () => {
    const three = [call('ABC'), call('ABC', '', '2'), call('ABC', '', '3'), call('ABC', '', '4')]
    const asked = [
      ...[deletion('A', 'Z'), deletion('A', 'Z', '2'), deletion('B', 'Z', '2')],
      ...[deletion('B', 'Z', '3'), deletion('C', 'Z', '3'), deletion('C', 'Z', '4')],
    ]
    const errors = ['A', 'A', 'B', 'B', 'C', 'C'].map((dn) => eventError(dn))
    const answering: Profile = { ...profiles.default, refusal: 'error' }
    const shuffled = [4, 2, 0, 5, 3, 1].flatMap((at) => asked[at] ?? [])
    for (const requests of [asked, asked.toReversed(), shuffled]) {
      const told = (...events: readonly Event[]) => history(three, inFlight(requests, ...events))
      expect(verdict(told(...errors), answering)).toBe('conforms')
      expect(verdict(told(...errors.slice(1)), answering)).toBe('violates')
      expect(verdict(told(...errors, eventError('B')), answering)).toBe('violates')
    }
  })

  it('in which nothing was asked, are silent', () => {
    const silent = inFlight([deletion('A', 'Z'), deletion('B', 'Z')], inTwo(released('D')))
    expect(verdict(history(calls, silent))).toBe('violates')
  })

  it('one after another: what there was before is gone', () => {
    const told = (...rounds: readonly Round[]) =>
      history([call('ABC'), { ...call('AB', '', '2'), from: 1 }], ...rounds)
    const first = round(deletion('A', 'Z'))
    const both = [released('A'), released('B')].map(inTwo)
    expect(verdict(told(first, round(release('A', '2'), ...both)))).toBe('conforms')
    expect(verdict(told(first, round(release('C'), eventError('C'))))).toBe('conforms')
    expect(verdict(told(first, round(release('C'), released('C'))))).toBe('violates')
  })
})

describe('EventErrors', () => {
  const lost = [deletion('A', 'B'), release('B')]
  const left = [partyDeleted('A', 'B', 'B', 'OK'), released('B'), partyDeleted('C', 'B', 'B', 'OK')]

  it.each([0, 1, 2, 3])('of the one that lost the race may come at any place: %i', (at) => {
    const events = left.toSpliced(at, 0, eventError('A'))
    expect(verdict(history(call('ABC'), inFlight(lost, ...events)))).toBe('conforms')
  })

  it('come of a refusal, and so not before the race was lost', () => {
    const told = (sent: readonly number[]) =>
      history(call('ABC'), { ...inFlight(lost, eventError('A'), ...left), sent })
    expect(verdict(told([2, 2, 2, 2]))).toBe('conforms')
    // Before B had asked to leave, nothing spoke against its deletion.
    expect(verdict(told([1, 2, 2, 2]))).toBe('violates')
  })

  it('go to an unknown ConnID, too', () => {
    const asked = [release('A', 'none'), release('B', 'none')]
    expect(verdict(history(call('ABC'), inFlight(asked, eventError('B'))))).toBe('conforms')
    expect(verdict(history(call('ABC'), inFlight(asked, released('B'))))).toBe('violates')
  })
})

describe('what was seen before a request was sent', () => {
  it('took effect before it', () => {
    const told = (sent: readonly number[]) =>
      history(call('ABCD'), {
        ...inFlight(
          [deletion('A', 'B'), release('B')],
          ...[partyDeleted('A', 'B', 'B', 'Conferenced'), released('B')],
          ...['C', 'D'].map((dn) => partyDeleted(dn, 'B', 'B', 'Conferenced')),
        ),
        sent,
      })
    expect(verdict(told([2, 2, 2, 2]))).toBe('conforms')
    expect(verdict(told([1, 2, 2, 2]))).toBe('violates')
    expect(verdict(told([2, 2, 2, 1]))).toBe('violates')
  })
})

describe('outside parties that go unnamed', () => {
  const unnamed = (dn: string, callState: 'OK' | 'Conferenced'): Event =>
    lacking(partyDeleted(dn, 'X', 'A', callState), 'OtherDN', 'OtherDNRole')

  it('left in the order that what was refused meanwhile speaks for', () => {
    const asked = [
      ...[deletion('A', 'Y'), deletion('B', 'Y')],
      ...[deletion('A', 'X'), deletion('B', 'X')],
      ...[deletion('A', 'Z'), deletion('A', 'W')],
    ]
    const left = (['Conferenced', 'Conferenced', 'Conferenced', 'OK'] as const).flatMap(
      (callState) => [unnamed('A', callState), unnamed('B', callState)],
    )
    const told = (sent: readonly number[]) =>
      history(call('AB', 'XYZW'), {
        ...inFlight(asked, eventError('B'), eventError('B'), ...left),
        sent: [...sent, ...left.map(() => 6)],
      })
    // Y before X: B was refused its deletion of Y before anybody had asked for that of X.
    expect(verdict(told([2, 4]))).toBe('conforms')
    // Nobody had asked for the deletion of X when B was refused its own.
    expect(verdict(told([1, 4]))).toBe('violates')
    expect(verdict(told([2, 3]))).toBe('violates')
  })

  it('left before a request was sent, or after it, as it was refused', () => {
    // B is refused the deletion of X only as long as X is there, which A deletes, who owns the call.
    const profile: Profile = { ...profiles.workspace, refusal: 'silent' }
    const asked = [...[...'XYCCU'].map((dn) => deletion('A', dn)), deletion('B', 'X')]
    const seen = (event: (dn: string, callState: 'Conferenced') => Event, sent: number) =>
      [...'ABC'].map((dn) => ({ event: event(dn, 'Conferenced'), sent }))
    const named = (left: string) => (dn: string) => partyDeleted(dn, left, 'A', 'Conferenced')
    const told = (...second: ReturnType<typeof seen>) => {
      const seenOfAll = [
        ...seen(named('U'), 5),
        ...second,
        ...seen(unnamed, 6),
        ...seen(named('C'), 6).slice(0, 2),
        ...[released('C'), eventError('B')].map((event) => ({ event, sent: 6 })),
      ]
      const events = seenOfAll.map(({ event }) => event)
      const sent = seenOfAll.map((one) => one.sent)
      return history(call('ABC', 'UXYST'), { ...inFlight(asked, ...events), sent })
    }
    // One of X and Y had left when B asked: that was Y.
    expect(verdict(told(...seen(unnamed, 5)), profile)).toBe('conforms')
    expect(verdict(told(...seen(named('Y'), 5)), profile)).toBe('conforms')
    expect(verdict(told(...seen(named('X'), 5)), profile)).toBe('violates')
    expect(verdict(told(...seen(named('X'), 6)), profile)).toBe('conforms')
  })
})

describe('a round in flight that nothing explains', () => {
  it('is shown in the order that comes nearest, not in the one sent', () => {
    const told = history(
      call('ABCD'),
      inFlight(
        [release('A'), release('B')],
        ...leaving('B', 'A'),
        ...seenLeaving('C', 'B', 'A'),
        ...seenLeaving('D', 'B', 'A').slice(1),
      ),
    )
    const { outcomes, missing, differing, surplus } = unexplained(told)
    expect(outcomes.map(({ request }) => request.thisDN)).toEqual(['B', 'A'])
    expect(missing).toMatchObject([{ thisDN: 'D', expected: { name: 'EventPartyDeleted' } }])
    expect({ differing, surplus }).toEqual({ differing: [], surplus: [] })
  })

  it('of many requests, too', () => {
    const dns = [...'ABCDEFGH']
    const events = dns.flatMap((leaver, at) =>
      at < 6
        ? [
            released(leaver),
            ...dns
              .slice(at + 1)
              .map((dn) => partyDeleted(dn, leaver, leaver, at < 5 ? 'Conferenced' : 'OK')),
          ]
        : [],
    )
    const asked = dns.slice(0, 6).map((dn) => release(dn))
    const told = (...seen: readonly Event[]) =>
      history(call('ABCDEFGH'), inFlight(asked.toReversed(), ...seen))
    expect(verdict(told(...events))).toBe('conforms')
    const { outcomes, missing } = unexplained(told(...events.slice(0, -1)))
    expect(outcomes.map(({ request }) => request.thisDN)).toEqual([...'ABCDEF'])
    expect(missing).toMatchObject([{ thisDN: 'H' }])
  })

  it('of up to four requests, in the best of all orders, though nobody saw B leave', () => {
    const left = (leaver: string, told: string, callState: 'OK' | 'Conferenced') => [
      released(leaver),
      ...[...told].map((dn) => partyDeleted(dn, leaver, leaver, callState)),
    ]
    const told = history(
      call('ABCDEF'),
      inFlight(
        [...'ABCD'].map((dn) => release(dn)),
        ...left('A', 'BCDEF', 'Conferenced'),
        ...left('C', 'DEF', 'Conferenced'),
        ...left('D', 'EF', 'OK'),
      ),
    )
    const { outcomes, missing, differing, surplus } = unexplained(told)
    expect(outcomes.map(({ request }) => request.thisDN)).toEqual([...'ABCD'])
    expect(missing.map(({ thisDN }) => thisDN)).toEqual([...'BCDEF'])
    expect({ differing, surplus }).toEqual({ differing: [], surplus: [] })
  })

  it('rather with one event out of order than with one missing and another one too much', () => {
    const told = history(
      call('ABC', 'XYZ'),
      inFlight(
        [release('B'), release('A')],
        ...leaving('A', 'B'),
        ...['B', 'A'].map((dn) => partyDeleted('C', dn, dn, 'Conferenced')),
      ),
    )
    expect(unexplained(told).outcomes.map(({ request }) => request.thisDN)).toEqual(['A', 'B'])
  })

  it('an event out of order is missing in its place, and too much where it came', () => {
    const [first, second] = [
      partyDeleted('E', 'A', 'A', 'Conferenced'),
      partyDeleted('E', 'B', 'B', 'Conferenced'),
    ]
    const told = history(
      call('ABCDE'),
      inFlight(
        [release('A'), release('B')],
        ...[...leaving('A', 'B'), second, first],
        ...[...'CD'].flatMap((dn) => [
          { ...first, ThisDN: dn },
          { ...second, ThisDN: dn },
        ]),
      ),
    )
    const { missing, surplus, differing } = unexplained(told)
    expect(missing).toMatchObject([{ thisDN: 'E' }])
    expect(surplus).toHaveLength(1)
    expect(differing).toEqual([])
  })
})

describe('the search', () => {
  const told = history(
    call('ABCD'),
    inFlight([release('A'), release('B')], ...leaving('A', 'B'), ...seenLeaving('C', 'A', 'B')),
  )

  it('says that it was given up, and neither right nor wrong', () => {
    expect(judge(told, profiles.default).verdict).toBe('violates')
    expect(judge(told, profiles.default, 1)).toEqual({ verdict: 'unknown', round: 0 })
  })

  it('costs nothing where one request is in flight', () => {
    const alone = history(call('AB'), round(release('A'), released('A'), released('B')))
    expect(judge(alone, profiles.default, 0).verdict).toBe('conforms')
  })

  it.each([
    ['after a request', [release('A'), addition('B', 'C')]],
    ['before one', [addition('B', 'C'), release('A')]],
  ])('is not for parties that join, %s', (_, actions) => {
    const joining: Round = { actions, events: [], late: [] }
    expect(() => judge(history(call('AB'), joining), profiles.default)).toThrow(
      new RangeError('a party is added while something else is in flight'),
    )
  })
})
