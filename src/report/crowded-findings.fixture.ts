/** Findings of large conferences, and many of them: made here, and judged by the oracle. */
import { judge } from '../../oracles/judge.ts'
import { profiles } from '../../oracles/profile.ts'
import type { DN, Event } from '../../oracles/tlib.ts'
import type { Finding } from '../run/finding.ts'
import { connID, partyDeleted, released, releasing } from './events.fixture.ts'
import { crash, manyThings, wrongCallState } from './example-finding.fixture.ts'
import { flaky, lostUpdate, swapped } from './in-flight-findings.fixture.ts'
import { keptFromEarlierCall, leak } from './several-calls-findings.fixture.ts'

/** "7001" and so on. */
export function dnsFrom7001(parties: number): readonly DN[] {
  return Array.from({ length: parties }, (_, at) => String(7001 + at))
}

export interface Crowd {
  readonly parties: number
  /** How many of them release, the first ones, all in flight together. */
  readonly leavers: number
  /** Monitored by nobody: so many, after the others. */
  readonly unmonitored?: number
  /** What becomes of the events, which come leaver by leaver. */
  readonly distort: (events: readonly Event[]) => readonly Event[]
}

/** @throws Error where the oracle has nothing against it. */
export function crowdFinding({ parties, leavers, unmonitored = 0, distort }: Crowd): Finding {
  const all = dnsFrom7001(parties)
  const [dns, outside] = [all.slice(0, parties - unmonitored), all.slice(parties - unmonitored)]
  const leaving = dns.slice(0, leavers)
  const events = leaving.flatMap((leaver, at) => {
    const remaining = dns.slice(at + 1)
    const state = remaining.length + outside.length > 2 ? 'Conferenced' : 'OK'
    return [released(leaver), ...remaining.map((dn) => partyDeleted(dn, leaver, leaver, state))]
  })
  const calls = [{ connID, dns, unmonitored: outside }]
  const actions = leaving.map((dn) => releasing(dn))
  const history = { calls, early: [], rounds: [{ actions, events: distort(events), late: [] }] }
  const violation = judge(history, profiles.default)
  if (violation.verdict !== 'violates') throw new Error('nothing is wrong with the crowd')
  return {
    ...wrongCallState,
    fingerprint: 'c4ca4238a0b9',
    rules: [...new Set(violation.breaches.map(({ rule }) => rule))],
    script: {
      calls: [{ dns, unmonitored: outside }],
      rounds: [leaving.map((dn) => ({ do: 'TReleaseCall' as const, call: 0, thisDN: dn }))],
    },
    history,
    violation,
  }
}

/** To one party the state is told wrongly, and another is told nothing of the first departure. */
export function oneWrongOneMissing(wrong: DN, untold: DN) {
  return (events: readonly Event[]): readonly Event[] => {
    const first = events[0]?.ThisDN
    return events
      .filter((event) => event.ThisDN !== untold || event.OtherDN !== first)
      .map((event) =>
        event.ThisDN === wrong && event.OtherDN === first ? { ...event, CallState: 7 } : event,
      )
  }
}

/** Each DN's own events in their order, DN by DN: as they come over as many links. */
export function linkByLink(events: readonly Event[]): readonly Event[] {
  return [...Map.groupBy(events, ({ ThisDN }) => ThisDN).values()].toReversed().flat()
}

export const twelveByEight = crowdFinding({
  parties: 12,
  leavers: 8,
  distort: (events) => linkByLink(oneWrongOneMissing('7011', '7006')(events)),
})

export const thirtyParties = {
  ...crowdFinding({
    parties: 30,
    leavers: 1,
    unmonitored: 4,
    distort: oneWrongOneMissing('7017', '7009'),
  }),
  fingerprint: 'eccbc87e4b5c',
}

/** Thirty of which ten release at once: nobody is like another. */
export const thirtyByTen = {
  ...crowdFinding({
    parties: 30,
    leavers: 10,
    distort: (events) => linkByLink(oneWrongOneMissing('7017', '7009')(events)),
  }),
  fingerprint: 'c81e728d9d4c',
}

/** Findings of all kinds, with fingerprints that differ. */
export function manyFindings(count: number): readonly Finding[] {
  const kinds = [
    wrongCallState,
    manyThings,
    lostUpdate,
    swapped,
    leak,
    keptFromEarlierCall,
    flaky,
    crash,
  ]
  return Array.from({ length: count }, (_, at) => ({
    ...(kinds[at % kinds.length] ?? wrongCallState),
    fingerprint: (0xa00000000000 + at).toString(16),
    occurrences: count - at,
  }))
}
