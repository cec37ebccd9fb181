/** That the bank of faults is systematic, and that each of them is what it says. */
import { describe, expect, test } from 'vitest'
import type { Event } from '../../oracles/tlib.ts'
import { decodedScripts } from '../plan/decoded.fixture.ts'
import { attributeWays } from './fault/attribute-ways.ts'
import * as circumstances from './fault/circumstance.ts'
import type { Circumstance } from './fault/circumstance.ts'
import { decisionWays } from './fault/decision-ways.ts'
import type { Fault } from './fault/fault.ts'
import { recipientWays } from './fault/recipient-ways.ts'
import { refusalWays } from './fault/refusal-ways.ts'
import { composed } from './fault/way.ts'
import { faults } from './faults.ts'
import { startFaultyTServer } from './faulty-tserver.ts'
import { observed, without } from './observed.fixture.ts'
import type { Observed, Shown } from './observed.fixture.ts'
import type { Noted } from './one-call.ts'
import { played } from './played.fixture.ts'
import type { Start } from './played.fixture.ts'
import { smallestScripts } from './smallest-scripts.ts'
import { leaverOf } from './standing.fixture.ts'
import type { Phase, Standing } from './standing.fixture.ts'
import { startTServer } from './tserver.ts'

const scripts: readonly Noted[] = [
  ...smallestScripts.flatMap(({ script, spared }) => [script, spared]),
  ...decodedScripts(400),
]

const atOnce = faults.filter(({ inFlight }) => !inFlight)
const inFlight = faults.filter((fault) => fault.inFlight)
const bank = [...observed(atOnce, scripts), ...observed(inFlight, scripts)]

/** They show once in so many events or requests of a connection, and a script has fewer. */
const nowAndThen = smallestScripts
  .filter(({ fault, certain }) => certain === false && !fault.startsWith('in-flight'))
  .map(({ fault }) => fault)

/** Where it showed in a request that was alone in its round: nothing is in doubt there. */
function aloneIn({ shown }: Observed): readonly (Shown & { readonly standing: Standing })[] {
  return shown.flatMap((one) => {
    const [standing, other] = one.standings
    return standing === undefined || other !== undefined ? [] : [{ ...one, standing }]
  })
}

describe('the document, sentence by sentence and attribute by attribute', () => {
  const everyAttribute = [
    'ConnID',
    'OtherDN',
    'OtherDNRole',
    'ThirdPartyDN',
    'ThirdPartyDNRole',
    'CallState',
  ]
  /** The columns of the three tables. */
  const printed: readonly (readonly [Phase, event: string, attributes: readonly string[]])[] = [
    ['Release phase', 'EventReleased', ['ConnID', 'CallState']],
    ['Release from conference phase', 'EventReleased', ['ConnID', 'CallState']],
    ['Release from conference phase', 'EventPartyDeleted', everyAttribute],
    ['Delete from conference phase', 'EventReleased', ['ConnID', 'CallState']],
    ['Delete from conference phase', 'EventPartyDeleted', everyAttribute],
  ]
  const wrongEvents = printed.flatMap(([phase, event, attributes]) => [
    ...['missing', 'surplus', 'to the wrong DN', 'late'].map((way) => `${phase}, ${event}: ${way}`),
    `${phase}, ${event}: ConnID of another call`,
    ...attributes.flatMap((attribute) =>
      ['missing', 'wrong'].map((way) => `${phase}, ${event}: ${attribute} ${way}`),
    ),
  ])
  const conferencePhases = ['Release from conference phase', 'Delete from conference phase']
  const table = [
    ...wrongEvents,
    // "OtherDN B *OPT": it may be missing.
    'Release phase, EventReleased: OtherDN wrong',
    // Footnote a, either way.
    ...conferencePhases.flatMap((phase) => [
      `${phase}, EventPartyDeleted: CallState OK for Conferenced`,
      `${phase}, EventPartyDeleted: CallState Conferenced for OK`,
    ]),
    // No cell of the first table.
    'Release phase, EventPartyDeleted: surplus',
    // How to read the tables, 1: no event goes to a party that is not monitored.
    ...['EventReleased', 'EventPartyDeleted'].map(
      (event) => `Release from conference phase, ${event}: to an unmonitored party`,
    ),
    'Release phase, EventReleased: to an unmonitored party',
    // How to read the tables, 2: OtherDN is absent where it would refer to the rest.
    ...conferencePhases.map((phase) => `${phase}, EventReleased: OtherDN surplus`),
    // The column of who has left has ended.
    ...conferencePhases.flatMap((phase) => [
      `${phase}, EventReleased: to one that has left`,
      `${phase}, EventPartyDeleted: to one that has left`,
    ]),
    'Release phase, EventReleased: to one that has left',
    // No table prints EventError.
    'Release phase, EventError: surplus',
    ...conferencePhases.map((phase) => `${phase}, EventError: surplus`),
    // What no table knows is refused.
    'no phase, EventReleased: surplus',
    'no phase, EventPartyDeleted: surplus',
    'no phase, EventError: surplus',
    'no phase, EventError: to the wrong DN',
    'no phase, EventError: late',
    // Of several departures.
    'in flight, EventPartyDeleted: in another order',
    'in flight, EventPartyDeleted: after EventReleased',
  ]

  const covered = new Map<string, Set<string>>()
  const cover = (line: string, { name }: Fault) =>
    covered.set(line, (covered.get(line) ?? new Set()).add(name))
  for (const one of bank) {
    for (const { standing, differences } of aloneIn(one))
      for (const difference of differences) cover(`${standing.phase}, ${difference}`, one.fault)
    if (one.fault.inFlight)
      for (const { differences } of one.shown)
        for (const difference of differences) cover(`in flight, ${difference}`, one.fault)
  }

  test.each(table)('%s', (line) => {
    expect([...(covered.get(line) ?? [])]).not.toEqual([])
  })
})

/** Does it show under this circumstance alone, by how the calls stood? */
function only(one: Observed, holds: (standing: Standing) => boolean): boolean {
  const shown = one.fault.inFlight ? one.shown : aloneIn(one)
  return (
    shown.length > 0 &&
    shown.every(({ standings }) => standings.length > 0 && standings.some(holds))
  )
}

const partyCount = ({ monitored, unmonitored }: Standing): number =>
  monitored.length + unmonitored.length
const place = ({ request, monitored }: Standing): number => monitored.indexOf(leaverOf(request))
const isDeparture = ({ phase }: Standing): boolean => phase !== 'no phase'

const holds: ReadonlyMap<Circumstance, (standing: Standing) => boolean> = new Map([
  [circumstances.ofTwo, (standing) => partyCount(standing) === 2],
  [circumstances.fromFour, (standing) => partyCount(standing) >= 4],
  [circumstances.withUnmonitored, ({ unmonitored }) => unmonitored.length > 0],
  [circumstances.firstLeaves, (standing) => place(standing) === 0],
  [
    circumstances.middleLeaves,
    (standing) => place(standing) > 0 && place(standing) < standing.monitored.length - 1,
  ],
  [
    circumstances.lastLeaves,
    (standing) => place(standing) > 0 && place(standing) === standing.monitored.length - 1,
  ],
  [
    circumstances.onRelease,
    (standing) => isDeparture(standing) && leaverOf(standing.request) === standing.request.thisDN,
  ],
  [
    circumstances.onDelete,
    (standing) => isDeparture(standing) && leaverOf(standing.request) !== standing.request.thisDN,
  ],
  [circumstances.afterDelete, ({ past }) => past.some(({ deleted }) => deleted)],
  [circumstances.secondDeparture, ({ past }) => past.length === 1],
  [circumstances.thirdDeparture, ({ past }) => past.length === 2],
  [
    circumstances.formerConference,
    (standing) => partyCount(standing) === 2 && standing.past.length > 0,
  ],
  [
    circumstances.ofReturner,
    (standing) =>
      isDeparture(standing) &&
      standing.past.some(({ dns }) => dns.includes(leaverOf(standing.request))),
  ],
  [circumstances.besideAnotherCall, ({ calls }) => calls > 1],
  [circumstances.inFlight, (standing) => standing.inFlight > 1],
])

describe('the circumstances', () => {
  const named = Object.values(circumstances).filter((one) => one !== circumstances.always)

  test.each(named)('$name: at least two faults show there alone', (circumstance) => {
    const standing = holds.get(circumstance)
    if (standing === undefined) throw new Error(`nothing known of ${circumstance.name}`)
    expect(bank.filter((one) => only(one, standing)).length).toBeGreaterThanOrEqual(2)
  })

  const ofTheIssue = [
    circumstances.fromFour,
    circumstances.firstLeaves,
    circumstances.middleLeaves,
    circumstances.lastLeaves,
    circumstances.afterDelete,
    circumstances.secondDeparture,
    circumstances.thirdDeparture,
    circumstances.formerConference,
    circumstances.besideAnotherCall,
    circumstances.ofReturner,
    circumstances.inFlight,
  ]

  test.each(ofTheIssue)('$name: at least three', (circumstance) => {
    const standing = holds.get(circumstance)
    if (standing === undefined) throw new Error(`nothing known of ${circumstance.name}`)
    expect(bank.filter((one) => only(one, standing)).length).toBeGreaterThanOrEqual(3)
  })

  const ways = [...recipientWays, ...attributeWays, ...decisionWays, ...refusalWays]
  const pairs = ways.flatMap((way) =>
    way.under
      .filter((circumstance) => circumstance !== circumstances.always)
      .flatMap((circumstance) => {
        const [fault] = composed([{ ...way, under: [circumstance] }])
        return fault === undefined ? [] : [{ name: fault.name, circumstance }]
      }),
  )

  test.each(pairs)('$name shows there alone', ({ name, circumstance }) => {
    const one = bank.find(({ fault }) => fault.name === name)
    const standing = holds.get(circumstance)
    if (one === undefined || standing === undefined) throw new Error(`nothing known of ${name}`)
    // The rounds before a crash are all that is seen of it.
    if (name.startsWith('crash')) expect(one.shown.length).toBeGreaterThan(0)
    else expect(only(one, standing)).toBe(true)
  })
})

describe('no two faults', () => {
  test('are alike in all scripts', () => {
    const known = bank.filter(({ fault }) => !nowAndThen.includes(fault.name))
    const alike = [...Map.groupBy(known, ({ behaviour }) => behaviour).values()]
      .filter(({ length }) => length > 1)
      .map((group) => group.map(({ fault }) => fault.name))
    expect(alike).toEqual([])
  })

  test('are the same misbehaviour under the same condition', () => {
    const same = faults.filter(({ name, misbehaviour, condition }) =>
      faults.some(
        (other) =>
          other.name !== name &&
          other.misbehaviour === misbehaviour &&
          other.condition === condition,
      ),
    )
    expect(same.map(({ name }) => name)).toEqual([])
  })

  test('that show now and then are left out, for nothing else', () => {
    expect(nowAndThen).toEqual(['one-event-in-fifty-lost', 'one-request-in-seven-ignored'])
    for (const { fault, shown } of bank)
      if (nowAndThen.includes(fault.name)) expect(shown).toEqual([])
      else expect(shown).not.toEqual([])
  })
})

describe('where its condition has not held', () => {
  /** The events of each round up to that in which the condition held first; all where it never did. */
  function untilItHolds(fault: Fault, script: Noted) {
    let fences = 0
    let heldIn: number | undefined
    const start: Start = (deliver) => {
      const condition: Fault['condition'] = (moment) => {
        const held = fault.condition(moment)
        if (held) heldIn ??= fences
        return held
      }
      const tserver = startFaultyTServer(deliver, { ...fault, condition })
      const fence = (): void => {
        tserver.fence()
        fences += 1
      }
      return { ...tserver, fence }
    }
    const events = eventsOf(start, script)
    return { held: heldIn !== undefined, events: events.slice(0, heldIn) }
  }

  /** All events, of each round, and of what came outside; those before a crash are lost with it. */
  function eventsOf(start: Start, script: Noted): readonly (readonly Event[])[] {
    try {
      const { rounds, strays } = played(start, script)
      return [...rounds.map(({ events }) => events), strays]
    } catch (error) {
      if (error instanceof RangeError) return []
      throw error
    }
  }

  test.each(faults)('$name: every event is right', (fault) => {
    const own = smallestScripts.find((one) => one.fault === fault.name)
    if (own === undefined) throw new Error(`no script for ${fault.name}`)
    const tried = [own.script, own.spared, ...scripts.slice(-150)]
    // Of requests in flight the same chance has to decide.
    const right: Start = fault.inFlight ? without(fault) : startTServer
    let heldIn = 0
    for (const script of tried) {
      const { held, events } = untilItHolds(fault, script)
      if (held) heldIn += 1
      expect(events).toEqual(eventsOf(right, script).slice(0, events.length))
    }
    if (!nowAndThen.includes(fault.name)) expect(heldIn).toBeGreaterThan(0)
  })
})
