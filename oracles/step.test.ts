import { describe, expect, it } from 'vitest'
import { joined, type Call } from './call.ts'
import { columns, eventReleased, ofLetters, only } from './columns.fixture.ts'
import { absent, absentOr, anything } from './expectation.ts'
import { deletion, release } from './history.fixture.ts'
import { profiles, type Profile } from './profile.ts'
import { step } from './step.ts'
import type { Request } from './tlib.ts'

const profile: Profile = profiles.default

const phases = (before: Call, request: Request, under: Profile): readonly string[] =>
  step(before, request, under).map(({ phase }) => phase)

describe('where the document is silent', () => {
  const three = ofLetters('ABC')
  const two = ofLetters('AB')
  const empty: Call = { connID: '', parties: [], unmonitored: [], owner: undefined }

  describe.each<[string, Call, Request]>([
    ['delete of a DN that is not in the call', three, deletion('A', 'Z')],
    ['delete by a DN that is not in the call', three, deletion('Z', 'A')],
    ['self-delete by a DN that is not in the call', three, deletion('Z', 'Z')],
    ['delete of a DN that is not in the call of two', two, deletion('A', 'Z')],
    ['release by a DN that is not in the call', three, release('Z')],
    ['release by a DN that is not in the call of two', two, release('Z')],
    ['a call that does not exist', empty, release('A')],
    ['delete in a call that does not exist', empty, deletion('A', 'B')],
  ])('%s', (_, before, request) => {
    it.each([
      ['any', ['refused-with-error', 'refused-silently']],
      ['error', ['refused-with-error']],
      ['silent', ['refused-silently']],
    ] as const)('refusal %s', (refusal, expected) => {
      const outcomes = step(before, request, { ...profile, refusal })
      expect(outcomes.map(({ phase }) => phase)).toEqual(expected)
      for (const outcome of outcomes) {
        expect(outcome.departed).toEqual([])
        expect(outcome.call).toBe(before)
        const seen = Object.entries(columns(outcome)).map(([dn, [event]]) => [dn, event?.name])
        expect(seen).toEqual(
          outcome.phase === 'refused-silently' ? [] : [[request.thisDN, 'EventError']],
        )
      }
    })
  })

  it('nothing is expected of the attributes of an EventError', () => {
    const [withError] = step(three, deletion('A', 'Z'), profile)
    expect(withError?.cells).toEqual([
      {
        dns: ['A'],
        event: {
          name: 'EventError',
          ConnID: anything,
          OtherDN: anything,
          OtherDNRole: anything,
          ThirdPartyDN: anything,
          ThirdPartyDNRole: anything,
          CallState: anything,
        },
      },
    ])
  })

  it.each([
    ['release', ['release-from-conference']],
    ['refuse', ['refused-with-error', 'refused-silently']],
    ['any', ['release-from-conference', 'refused-with-error', 'refused-silently']],
  ] as const)('a party of a conference deletes itself: %s', (selfDelete, expected) => {
    expect(phases(three, deletion('B', 'B'), { ...profile, selfDelete })).toEqual(expected)
  })

  it('a self-delete that is carried out is the release of the party', () => {
    const choice: Profile = { ...profile, selfDelete: 'release' }
    const request = deletion('B', 'B')
    for (const call of [three, two])
      expect(step(call, request, choice)).toEqual([
        { ...only(step(call, release('B'), choice)), request },
      ])
  })

  it.each([
    ['release', ['release']],
    ['refuse', ['refused-with-error', 'refused-silently']],
    ['any', ['release', 'refused-with-error', 'refused-silently']],
  ] as const)('delete in a call of two: %s', (twoPartyDelete, expected) => {
    expect(phases(two, deletion('A', 'B'), { ...profile, twoPartyDelete })).toEqual(expected)
    expect(phases(three, deletion('A', 'B'), { ...profile, twoPartyDelete })).toEqual([
      'delete-from-conference',
    ])
  })

  it('a delete in a call of two that is carried out releases both', () => {
    const request = deletion('A', 'B')
    const [carriedOut] = step(two, request, { ...profile, twoPartyDelete: 'release' })
    expect(carriedOut).toEqual({ ...only(step(two, release('A'), profile)), request })
  })

  it('self-delete and delete of the other in a call of two are separate choices', () => {
    const choices: Profile = { ...profile, selfDelete: 'release', twoPartyDelete: 'refuse' }
    expect(phases(two, deletion('A', 'A'), choices)).toEqual(['release'])
    expect(phases(two, deletion('A', 'B'), choices)).not.toContain('release')
  })

  describe('who may delete', () => {
    it('anyone: a delete by any party is carried out', () => {
      expect(phases(three, deletion('C', 'A'), profiles['sip-server'])).toEqual([
        'delete-from-conference',
      ])
    })

    it('owner: a delete by the owner is carried out', () => {
      expect(phases(three, deletion('A', 'B'), profiles.workspace)).toEqual([
        'delete-from-conference',
      ])
    })

    it('owner: a delete by another party may be refused, with an EventError and without effect', () => {
      const [carriedOut, refused, ...others] = step(three, deletion('C', 'B'), profiles.workspace)
      expect(carriedOut).toEqual(only(step(three, deletion('C', 'B'), profiles.default)))
      expect(refused).toMatchObject({ phase: 'refused-with-error', departed: [], call: three })
      expect(refused?.cells.map(({ dns, event }) => [dns, event.name])).toEqual([
        [['C'], 'EventError'],
      ])
      expect(others).toEqual([])
    })

    it('owner: the owner who left and came back still owns the call', () => {
      const { call: withoutA } = only(step(ofLetters('ABCD'), release('A'), profile))
      const back = joined(withoutA, 'A')
      expect(phases(back, deletion('A', 'B'), profiles.workspace)).toHaveLength(1)
      expect(phases(withoutA, deletion('C', 'B'), profiles.workspace)).toHaveLength(2)
    })

    it('owner: everybody may hang up', () => {
      expect(phases(three, release('C'), profiles.workspace)).toEqual(['release-from-conference'])
    })
  })

  it('strict wants no OtherDN in the EventReleased of a party that leaves a conference', () => {
    for (const request of [release('B'), deletion('A', 'B'), deletion('B', 'B')])
      expect(columns(step(three, request, profiles.strict)[0] ?? expect.fail())['B']).toEqual([
        eventReleased(absent),
      ])
    expect(columns(only(step(two, release('A'), profiles.strict)))).toEqual({
      A: [eventReleased(absentOr('B'))],
      B: [eventReleased(absentOr('A'))],
    })
  })
})
