import { describe, expect, it } from 'vitest'
import { absentOr, exactly } from './expectation.ts'
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
  releaseOfB,
  round,
  silence,
} from './history.fixture.ts'
import type { History } from './history.ts'
import type { Event } from './tlib.ts'
import { rejected, unexplained } from './verdict.fixture.ts'

const onHook = (ThisDN: string): Event => ({ name: 'EventOnHook', ThisDN })

const phase = (told: History) => unexplained(told).outcomes.map((outcome) => outcome.phase)

describe('a wrong history is rejected, with the reason', () => {
  it('an attribute that differs', () => {
    const wrong = { ...partyDeleted('C', 'B', 'A', 'OK'), CallState: 2, ThirdPartyDN: 'B' }
    const told = history(
      call('ABC'),
      round(deletion('A', 'B'), partyDeleted('A', 'B', 'A', 'OK'), released('B'), wrong),
    )
    expect(rejected(told)).toMatchObject({ verdict: 'violates', round: 0 })
    expect(unexplained(told)).toMatchObject({ missing: [], surplus: [] })
    expect(unexplained(told).differing).toMatchObject([
      {
        event: wrong,
        expected: { name: 'EventPartyDeleted', CallState: exactly('OK') },
        differences: [
          { attribute: 'ThirdPartyDN', expected: exactly('A'), seen: 'B' },
          { attribute: 'CallState', expected: exactly('OK'), seen: 2 },
        ],
      },
    ])
  })

  it('an attribute that is missing', () => {
    const wrong = lacking(released('B'), 'CallState')
    const told = history(call('AB'), round(release('A'), released('A'), wrong))
    expect(unexplained(told).differing).toMatchObject([
      {
        event: wrong,
        expected: { OtherDN: absentOr('A') },
        differences: [{ attribute: 'CallState', expected: exactly('OK'), seen: undefined }],
      },
    ])
  })

  it('an event that is missing', () => {
    const told = history(call('AB'), round(release('A'), released('A')))
    expect(unexplained(told)).toMatchObject({
      differing: [],
      missing: [{ thisDN: 'B', expected: { name: 'EventReleased' } }],
      surplus: [],
    })
  })

  it('an event that came twice', () => {
    const twice = round(release('A'), released('A'), released('B'), released('B'))
    const { differing, missing, surplus } = unexplained(history(call('AB'), twice))
    expect({ differing, missing, surplus }).toEqual({
      differing: [],
      missing: [],
      surplus: [released('B')],
    })
  })

  it('one that came right and once more wrong: the wrong one is the surplus', () => {
    const wrong = { ...released('B'), CallState: 'Cleared' }
    const told = history(call('AB'), round(release('A'), released('A'), wrong, released('B')))
    expect(unexplained(told)).toMatchObject({ differing: [], missing: [], surplus: [wrong] })
  })

  it('an event to somebody else', () => {
    const told = history(call('AB'), round(release('A'), released('A'), released('Z')))
    expect(unexplained(told)).toMatchObject({
      differing: [],
      missing: [{ thisDN: 'B' }],
      surplus: [released('Z')],
    })
  })

  it('an event of another name', () => {
    const told = history(
      call('ABC'),
      round(release('B'), released('A'), released('B'), partyDeleted('C', 'B', 'B', 'OK')),
    )
    expect(unexplained(told)).toMatchObject({
      missing: [{ thisDN: 'A', expected: { name: 'EventPartyDeleted' } }],
      surplus: [released('A')],
    })
  })

  it('nothing at all', () => {
    const { missing } = unexplained(history(call('ABC'), silence(release('B'))))
    expect(missing.map(({ thisDN, expected }) => [thisDN, expected.name])).toEqual([
      ['B', 'EventReleased'],
      ['A', 'EventPartyDeleted'],
      ['C', 'EventPartyDeleted'],
    ])
  })

  it('an EventError beside a request that is carried out', () => {
    const told = history(call('ABC'), {
      ...releaseOfB(),
      events: [...releaseOfB().events, eventError('B')],
    })
    expect(unexplained(told)).toMatchObject({
      differing: [],
      missing: [],
      surplus: [eventError('B')],
    })
  })

  it('among more than sixteen parties', () => {
    const dns = [...'ABCDEFGHIJKLMNOPQRST']
    const events = dns.slice(2).map((dn) => partyDeleted(dn, 'B', 'B', 'Conferenced'))
    const told = history(
      call(dns.join('')),
      round(release('B'), released('B'), ...events.toReversed(), released('Z')),
    )
    expect(unexplained(told)).toMatchObject({
      missing: [{ thisDN: 'A' }],
      surplus: [released('Z')],
    })
  })

  it('the first round that does not fit is named, the ones before it are explained', () => {
    const told = history(
      call('ABCD'),
      round(
        release('D'),
        released('D'),
        ...['A', 'B', 'C'].map((dn) => partyDeleted(dn, 'D', 'D', 'Conferenced')),
      ),
      round(addition('A', 'E')),
      silence(deletion('E', 'Z')),
      round(release('E'), released('E')),
      round(release('A'), eventError('Z')),
    )
    const { round: failing, explanations } = rejected(told)
    expect(failing).toBe(3)
    expect(explanations.map(({ outcomes }) => outcomes.map((outcome) => outcome.phase))).toEqual([
      ['release-from-conference'],
      [],
      ['refused-silently'],
      ['release-from-conference'],
    ])
    for (const { differing, missing, surplus } of explanations.slice(0, -1))
      expect([...differing, ...missing, ...surplus]).toEqual([])
    expect(explanations.at(-1)?.missing.map(({ thisDN }) => thisDN)).toEqual(['A', 'B', 'C'])
  })

  it('the rules that are broken up to there are named, and only those', () => {
    const told = history(
      call('ABC'),
      round(release('B'), released('B'), partyDeleted('A', 'B', 'B', 'OK')),
      round(release('A'), released('A')),
    )
    expect(rejected(told).breaches).toEqual([
      {
        rule: 'party-deleted-once',
        thisDN: 'C',
        text: expect.stringContaining('0 EventPartyDeleted'),
      },
    ])
  })

  it('a party that joined before the breach is no part of it', () => {
    const told = history(
      call('ABC'),
      releaseOfB(),
      round(addition('A', 'D')),
      round(
        release('D'),
        released('D'),
        partyDeleted('A', 'D', 'D', 'OK'),
        partyDeleted('C', 'D', 'A', 'OK'),
      ),
    )
    expect(rejected(told).breaches.map(({ rule, thisDN }) => [rule, thisDN])).toEqual([
      ['release-third-party-dn', 'C'],
    ])
  })
})

describe('what comes at the wrong time is rejected', () => {
  it('late: after the fence, though it is what was missing', () => {
    const [a, b, c] = releaseOfB().events as [Event, Event, Event]
    const told = history(call('ABC'), { ...round(release('B'), a, b), late: [onHook('C'), c] })
    expect(unexplained(told)).toMatchObject({
      differing: [],
      missing: [{ thisDN: 'C' }],
      surplus: [c],
    })
    expect(rejected(told).breaches.map(({ rule }) => rule)).toEqual(['late'])
  })

  it('late: after a party was added', () => {
    const told = history(call('ABC'), { ...round(addition('A', 'D')), late: [released('A')] })
    expect(unexplained(told)).toMatchObject({ outcomes: [], surplus: [released('A')] })
  })

  it('early: before anything was asked', () => {
    const told = { ...history(call('ABC'), releaseOfB()), early: [onHook('A'), released('B')] }
    expect(rejected(told)).toMatchObject({ round: -1, breaches: [{ rule: 'late', thisDN: 'B' }] })
    expect(rejected(told).explanations).toEqual([
      { outcomes: [], differing: [], missing: [], surplus: [released('B')] },
    ])
  })

  it('early: is not told as if it had come after a fence', () => {
    const told = { ...history(call('ABC'), releaseOfB()), early: [released('B')] }
    expect(rejected(told).breaches[0]?.text).not.toContain('after the fence')
  })

  it('in a round in which nothing was asked', () => {
    const told = history(call('ABC'), {
      actions: [],
      events: [onHook('A'), released('B')],
      late: [],
    })
    expect(rejected(told)).toMatchObject({ round: 0, breaches: [{ rule: 'late', thisDN: 'B' }] })
    expect(unexplained(told)).toMatchObject({ outcomes: [], surplus: [released('B')] })
  })

  it('while a party joins: what is of another call is the surplus, and what is set-up is not', () => {
    const inTwo = { ...released('C'), ConnID: '2' }
    const joining = round(addition('A', 'E'), released('A'), inTwo)
    const told = history([call('AB'), call('CD', '', '2')], {
      ...joining,
      late: [onHook('A'), released('B')],
    })
    expect(unexplained(told)).toEqual({
      outcomes: [],
      differing: [],
      missing: [],
      surplus: [inTwo, released('B')],
    })
  })

  it('a round too late', () => {
    const [a, b, c] = releaseOfB().events as [Event, Event, Event]
    const told = history(call('ABC'), round(release('B'), a, b), round(addition('A', 'D'), c))
    expect(rejected(told).round).toBe(0)
    expect(unexplained(told).missing).toMatchObject([{ thisDN: 'C' }])
  })
})

describe('where the document is silent, the nearest explanation', () => {
  it('of a self-delete after which one event is missing is its release', () => {
    const told = history(call('ABCD'), {
      ...round(deletion('B', 'B'), released('B'), partyDeleted('A', 'B', 'B', 'Conferenced')),
    })
    // Two events too few for a release; two too many for a refusal: the release stands first.
    expect(phase(told)).toEqual(['release-from-conference'])
    expect(unexplained(told).missing.map(({ thisDN }) => thisDN)).toEqual(['C', 'D'])
  })

  it('of a self-delete after which one stray event came is a refusal', () => {
    const told = history(
      call('ABCD'),
      round(deletion('B', 'B'), partyDeleted('A', 'B', 'B', 'Conferenced')),
    )
    expect(phase(told)).toEqual(['refused-silently'])
    expect(unexplained(told).surplus).toHaveLength(1)
  })

  it('of a refusal with two EventErrors is the refusal with one', () => {
    const told = history(call('ABC'), round(deletion('A', 'Z'), eventError('A'), eventError('A')))
    expect(phase(told)).toEqual(['refused-with-error'])
    expect(unexplained(told).surplus).toEqual([eventError('A')])
  })

  it('of a refusal with an EventError to another DN is the silent one', () => {
    const told = history(call('ABC'), round(deletion('A', 'Z'), eventError('C')))
    expect(phase(told)).toEqual(['refused-silently'])
  })

  it('prefers many wrong attributes to a missing event', () => {
    const told = history(
      call('AB'),
      round(
        deletion('A', 'B'),
        { ...released('A'), ConnID: '7', CallState: 'Held' },
        { ...released('B'), ConnID: '7', CallState: 'Held', OtherDN: 'Z' },
      ),
    )
    expect(phase(told)).toEqual(['release'])
    expect(unexplained(told).differing).toHaveLength(2)
  })

  it.each([
    ['X', 'Y'],
    ['Y', 'X'],
  ])(
    'starts from what is likeliest to have been the case: here, that %s had left',
    (gone, left) => {
      // A deleted one of two outside parties, nobody can tell which; then it deletes each by name.
      const unnamed = lacking(partyDeleted('A', 'X', 'A', 'OK'), 'OtherDN', 'OtherDNRole')
      const told = history(
        call('A', 'XY'),
        inFlight([deletion('A', 'X'), deletion('A', 'Y')], unnamed),
        round(deletion('A', left), { ...released('A'), OtherDN: left }, eventError('Q')),
      )
      const { explanations } = rejected(told)
      expect(explanations.map(({ outcomes }) => outcomes.map(({ request }) => request))).toEqual([
        [deletion('A', gone), deletion('A', left)],
        [deletion('A', left)],
      ])
      expect(phase(told)).toEqual(['release'])
      expect(unexplained(told)).toMatchObject({
        differing: [],
        missing: [],
        surplus: [{ ThisDN: 'Q' }],
      })
    },
  )

  it('goes on from the reading that explained the rounds before', () => {
    const told = history(
      call('ABC'),
      silence(deletion('B', 'B')),
      round(deletion('C', 'B'), released('B'), partyDeleted('A', 'B', 'C', 'OK')),
    )
    expect(rejected(told)).toMatchObject({
      round: 1,
      explanations: [
        { outcomes: [{ phase: 'refused-silently' }] },
        { missing: [{ thisDN: 'C', expected: { CallState: exactly('OK') } }] },
      ],
    })
  })
})
