import { describe, expect, test } from 'vitest'
import { isJudged, judgedAttributes } from '../../oracles/tlib.ts'
import type { DN, Event } from '../../oracles/tlib.ts'
import { always, fromParties } from './fault/condition.ts'
import type { Fault } from './fault/fault.ts'
import { faults } from './faults.ts'
import { startFaultyTServer } from './faulty-tserver.ts'
import { broken } from './invariants.fixture.ts'
import { call, release } from './one-call.ts'
import type { Noted } from './one-call.ts'
import { played, playing } from './played.fixture.ts'
import type { Start } from './played.fixture.ts'
import { renamed, smaller } from './several-calls.fixture.ts'
import { smallestScripts } from './smallest-scripts.ts'
import { startTServer } from './tserver.ts'

const withFault =
  (fault: Fault): Start =>
  (deliver) =>
    startFaultyTServer(deliver, fault)

/** The same T-Server, with the same chances, whose fault never shows. */
const without = (fault: Fault): Start => withFault({ ...fault, condition: () => false })

/** What is judged of an event, as a line. */
function line(event: Event): string {
  const attributes = judgedAttributes.map((attribute) => `${attribute}=${String(event[attribute])}`)
  return [event.ThisDN, event.name, ...attributes].join(' ')
}

/** What each DN saw, in its order; the order between DNs is open. */
function judged(events: readonly Event[]): string {
  const byDN = Map.groupBy(
    events.filter(({ name }) => isJudged(name)),
    ({ ThisDN }) => ThisDN,
  )
  return [...byDN.keys()]
    .toSorted()
    .flatMap((dn) => byDN.get(dn)?.map(line) ?? [])
    .join('\n')
}

/** What was seen in each round, and last of all outside of them; or that the T-Server crashed. */
function seen(start: Start, script: Noted): readonly string[] {
  try {
    const { rounds, strays } = played(start, script)
    return [...rounds.map(({ events }) => judged(events)), judged(strays)]
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const before = { ...script, rounds: script.rounds.slice(0, -1) }
    return [...seen(start, before).slice(0, -1), error.message]
  }
}

/** The sentences that are broken; a crash breaks one of its own. */
function wrong(fault: Fault, script: Noted): readonly string[] {
  try {
    return broken(played(withFault(fault), script), fault.profile)
  } catch (error) {
    if (error instanceof RangeError) return [error.message]
    throw error
  }
}

function faultNamed(name: string): Fault {
  const fault = faults.find((one) => one.name === name)
  if (fault === undefined) throw new Error(`no fault ${name}`)
  return fault
}

const table = smallestScripts.map((row) => ({
  ...row,
  fault: faultNamed(row.fault),
  name: row.fault,
}))
const certain = table.filter((row) => row.certain !== false)
const uncertain = table.filter((row) => row.certain === false)

describe.each(certain)('$name', ({ fault, script, spared, violates }) => {
  test(`is seen in the last round: ${violates}`, () => {
    const right = seen(without(fault), script)
    const seenOfFault = seen(withFault(fault), script)
    expect(seenOfFault).not.toEqual(right)
    expect(seenOfFault.slice(0, script.rounds.length - 1)).toEqual(
      right.slice(0, script.rounds.length - 1),
    )
  })

  test('is wrong, whatever the order of effect', () => {
    // It follows from the DNs.
    for (let n = 0; n < (fault.inFlight ? 50 : 1); n++) {
      expect(wrong(fault, renamed(script, n))).not.toEqual([])
    }
  })

  test('is not seen with a step or a party less', () => {
    for (const fewer of smaller(script))
      expect(seen(withFault(fault), fewer)).toEqual(seen(without(fault), fewer))
  })

  test('is not seen where it does not apply', () => {
    expect(seen(withFault(fault), spared)).toEqual(seen(without(fault), spared))
    expect(wrong(fault, spared)).toEqual([])
  })
})

describe.each(uncertain)('$name', ({ fault, script, spared, violates }) => {
  const timesWrong = (one: Noted): number => {
    const play = playing(withFault(fault))
    const runs = Array.from({ length: 400 }, (_, n) => broken(play(renamed(one, n))))
    return runs.filter((sentences) => sentences.length > 0).length
  }

  test(`is wrong now and then: ${violates}`, () => {
    expect(timesWrong(script)).toBeGreaterThan(10)
    expect(timesWrong(script)).toBeLessThan(390)
  })

  test('is never wrong where it does not apply', () => {
    expect(timesWrong(spared)).toBe(0)
  })
})

describe('faults that show now and then', () => {
  test.each(['one-event-in-fifty-lost', 'one-request-in-seven-ignored'])(
    '%s: over the whole connection, which a reset does not begin anew',
    (name) => {
      const play = playing(withFault(faultNamed(name)))
      const wrong = Array.from({ length: 100 }, () => {
        play.reset()
        return broken(play(call('A B', release('A')))).length > 0
      })
      expect(wrong.flatMap((isWrong, at) => (isWrong ? [at] : []))).toEqual(
        name === 'one-event-in-fifty-lost'
          ? [24, 49, 74, 99]
          : Array.from({ length: 14 }, (_, n) => 7 * n + 6),
      )
    },
  )
})

describe('faults that come of the call before', () => {
  test.each(['last-call-leaver-forgotten', 'last-call-count-kept', 'last-call-deleter-kept'])(
    '%s: in the next script, too, unless the T-Server was reset',
    (name) => {
      const script = smallestScripts.find(({ fault }) => fault === name)?.script
      if (script === undefined) throw new Error(`no script for ${name}`)
      const generation = (last: boolean): Noted => ({
        calls: script.calls
          .filter(({ from }) => (from !== undefined) === last)
          .map(({ dns }) => ({ dns, unmonitored: [] })),
        rounds: script.rounds
          .slice(last ? 1 : 0, last ? 2 : 1)
          .map((steps) => steps.map((step) => ({ ...step, call: 0 }))),
      })
      const play = playing(withFault(faultNamed(name)))
      expect(broken(play(generation(false)))).toEqual([])
      expect(broken(play(generation(true)))).not.toEqual([])
      play(generation(false))
      play.reset()
      expect(broken(play(generation(true)))).toEqual([])
    },
  )
})

describe('the list of faults', () => {
  test('has names in kebab-case, each once, and a sentence for each', () => {
    const names = faults.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/)
    for (const { description } of faults) expect(description).toMatch(/^[A-Z][^\n]+[^.]\.$/)
  })

  test('stands in the table of smallest scripts, each fault once', () => {
    expect(smallestScripts.map(({ fault }) => fault).toSorted()).toEqual(
      faults.map(({ name }) => name).toSorted(),
    )
  })

  test('has a fault that tells one party of two departures in the wrong order', () => {
    const late = faultNamed('party-deleted-late')
    const events: Event[] = []
    const tserver = startFaultyTServer((event) => void events.push(event), late)
    const connID = tserver.establish(['A', 'B', 'C', 'D', 'E'], [])
    for (const thisDN of ['A', 'B', 'C']) tserver.send({ request: 'TReleaseCall', connID, thisDN })
    const departuresSeenBy = (dn: DN) =>
      events
        .filter(({ name, ThisDN }) => name === 'EventPartyDeleted' && ThisDN === dn)
        .map(({ OtherDN }) => OtherDN)
    expect(departuresSeenBy('D')).toEqual(['A', 'B', 'C'])
    expect(departuresSeenBy('E')).toEqual(['B', 'A', 'C'])
  })

  test('has faults between calls that leave a call alone which is the only one', () => {
    const script = call('A B C', release('A'))
    for (const { fault } of table.filter(({ name }) => name.includes('-other-call'))) {
      const events: Event[] = []
      const tserver = startFaultyTServer((event) => void events.push(event), fault)
      const connID = tserver.establish(['A', 'B', 'C'], [])
      tserver.send({ request: 'TReleaseCall', connID: 'ffffffffffffffff', thisDN: 'B' })
      expect(events.map(({ name, ThisDN }) => [name, ThisDN])).toEqual([['EventError', 'B']])
      expect(tserver.partiesOf(connID)?.monitored).toEqual(['A', 'B', 'C'])
      expect(seen(withFault(fault), script)).toEqual(seen(startTServer, script))
    }
  })

  test('is made of misbehaviours that may meet other conditions', () => {
    const { misbehaviour } = faultNamed('call-state-always-ok')
    const fault = { name: 'x', description: 'X.', misbehaviour, condition: fromParties(5) }
    const four = call('A B C D', release('A'))
    const five = call('A B C D E', release('A'))
    expect(seen(withFault(fault), four)).toEqual(seen(startTServer, four))
    expect(seen(withFault(fault), five)).not.toEqual(seen(startTServer, five))
  })

  test('needs its conditions: where none holds, the T-Server is correct', () => {
    for (const { fault, script } of table) {
      expect(broken(played(without(fault), script))).toEqual([])
      if (!fault.inFlight) expect(seen(without(fault), script)).toEqual(seen(startTServer, script))
    }
  })

  test('has faults with conditions and faults without', () => {
    const conditional = faults.filter(({ condition }) => condition !== always)
    expect(conditional.length).toBeGreaterThan(0)
    expect(conditional.length).toBeLessThan(faults.length)
  })
})
