/** What the search for an order of requests in flight costs: a bound that holds for every machine. */
import { describe, expect, it } from 'vitest'
import {
  call,
  deletion,
  eventError,
  history,
  inFlight,
  lacking,
  partyDeleted,
  release,
  released,
} from './history.fixture.ts'
import type { EstablishedCall, Round } from './history.ts'
import { judge } from './judge.ts'
import { profiles } from './profile.ts'
import type { DN, Event } from './tlib.ts'

/** So many outside parties of a call. */
const outside = (count: number): readonly DN[] =>
  Array.from({ length: count }, (_, at) => `outside ${at}`)

const withOutside = (dns: string, count: number, connID = '1'): EstablishedCall => ({
  ...call(dns, '', connID),
  unmonitored: outside(count),
})

/** `dn` is told that somebody has left, and not who. */
const unnamed = (dn: DN, by: DN, connID = '1'): Event => ({
  ...lacking(partyDeleted(dn, 'somebody', by, 'Conferenced'), 'OtherDN', 'OtherDNRole'),
  ConnID: connID,
})

const times = <T>(count: number, one: readonly T[]): readonly T[] =>
  Array.from({ length: count }, () => one).flat()

/**
 * `by` asks to delete all of them; A and `by` are told of so many departures. The other requests are
 * refused, as they may be where only the owner can count on being obeyed.
 */
function deletions(by: DN, dns: readonly DN[], departures: number, connID = '1'): Round {
  const told = [unnamed('A', by, connID), unnamed(by, by, connID)]
  const refused = times(dns.length - departures, [eventError(by)])
  const asked = dns.map((dn) => deletion(by, dn, connID))
  return inFlight(asked, ...times(departures, told), ...refused)
}

describe('the search', () => {
  // Of 7 deletions any may be the next, and which have been carried out is all that matters then: from
  // each of the 2 ** 7 sets, each of the others is tried, against what A and B saw. Only where but one
  // is left to choose it is not remembered: the last of all is tried from each of the 6 before it.
  const most = 2 * (7 * 2 ** 6 + 7 * 5)
  const asked = deletions('B', outside(7), 7)
  const wrong = {
    ...asked,
    events: [...asked.events.slice(0, -1), partyDeleted('B', 'B', 'B', 'OK')],
  }

  it.each([profiles.default, profiles.workspace])(
    'looks once at what follows from the same departures, under the profile $name',
    (profile) => {
      const told = history(withOutside('AB', 9), wrong)
      expect(judge(told, profile, most).verdict).toBe('violates')
    },
  )

  it('does so where all had been sent when the first event came, and it is told', () => {
    const told = history(withOutside('AB', 9), { ...wrong, sent: wrong.events.map(() => 7) })
    expect(judge(told, profiles.default, most).verdict).toBe('violates')
  })

  it('looks once at what cannot be told apart, where some came before all had been sent', () => {
    // The departures may be put into runs in 1, 1, 2, 5, 15, 52 ways, from none to five of them.
    const inRuns = 7 + 7 * 6 + 21 * 2 * 5 + 35 * 5 * 4 + 35 * 15 * 3 + 21 * 52 * 2
    const withLast = { ...wrong, actions: [...wrong.actions, deletion('A', 'Z')] }
    const told = history(withOutside('AB', 9), { ...withLast, sent: wrong.events.map(() => 7) })
    expect(judge(told, profiles.default, 2 * (inRuns + 21 * 52 * 2)).verdict).toBe('violates')
  })

  it('costs nothing but what it compares where what was seen says who left next', () => {
    const dns = [...'ABCDEF']
    const requests = dns.map((dn) => release(dn))
    const events = dns.flatMap((leaver, at) => {
      const others = [...dns.slice(at + 1), 'G', 'H']
      const callState = others.length > 2 ? 'Conferenced' : 'OK'
      return [released(leaver), ...others.map((dn) => partyDeleted(dn, leaver, leaver, callState))]
    })
    const told = history(call('ABCDEFGH'), inFlight(requests.toReversed(), ...events))
    const most = events.length + requests.length + 1
    expect(judge(told, profiles.default, most).verdict).toBe('conforms')
  })

  it('ends as soon as it has cost too much', () => {
    // To the end it would cost some ten million comparisons.
    const told = history(withOutside('AB', 22), deletions('B', outside(20), 20))
    const last = told.rounds.map((round) => ({ ...round, events: round.events.slice(0, -1) }))
    expect(judge({ ...told, rounds: last }, profiles.default, 1000)).toEqual({
      verdict: 'unknown',
      round: 0,
    })
  })

  it('holds what may be the case once, however it came about', () => {
    // In each pair of rounds one of two parties leaves, nobody can tell which, and then the other.
    const pairs = Array.from({ length: 20 }, (_, at) => outside(40).slice(2 * at, 2 * at + 2))
    const rounds = pairs.flatMap((pair) => times(2, [deletions('B', pair, 1)]))
    const told = history(withOutside('AB', 42), ...rounds)
    expect(judge(told, profiles.workspace, 100)).toMatchObject({ verdict: 'conforms' })
  })
})

describe('several calls', () => {
  /** In each of these calls, half of the outside parties leave in one round, nobody can tell which. */
  const halfLeaves = (parties: number, requesters: readonly DN[]) => {
    const connIDs = requesters.map((_, at) => String(at + 1))
    const rounds = requesters.map((by, at) =>
      deletions(by, outside(parties), parties / 2, connIDs[at]),
    )
    return history(
      requesters.map((by, at) => withOutside(`A${by}`, parties + 2, connIDs[at])),
      {
        actions: rounds.flatMap(({ actions }) => actions),
        events: rounds.flatMap(({ events }) => events),
        late: [],
      },
    )
  }

  it('are explained each by itself where no DN has asked in two of them', () => {
    // From each set of up to 2 of the 6, each of the others is tried, against what two saw. Each of
    // the 20 sets of 3 is found from 3 smaller ones, and then its call's 6 requests are gone through.
    const inOneCall = 2 * (6 + 6 * 5 + 15 * 4) + 20 * 3 * 6
    const most = 2 * inOneCall + 20 + 20 * 20
    expect(judge(halfLeaves(6, ['B', 'C']), profiles.workspace, most).verdict).toBe('conforms')
  })

  it.each([
    ['of which each was explained', ['B', 'C', 'D'], 50_000],
    ['in which one DN has asked', ['B', 'B', 'B'], 20_000],
  ])('are given up where what may be the case is too much: calls %s', (_, requesters, most) => {
    // 252 sets of 5 parties in each of them.
    const told = halfLeaves(10, requesters)
    expect(judge(told, profiles.workspace, most).verdict).toBe('unknown')
  })
})
