import { describe, expect, test } from 'vitest'
import { isJudged, judgedAttributes } from '../../oracles/tlib.ts'
import type { DN, Event } from '../../oracles/tlib.ts'
import type { Deliver } from '../adapter/adapter.ts'
import { always, fromParties } from './fault/condition.ts'
import type { Fault } from './fault/fault.ts'
import { faults } from './faults.ts'
import { startFaultyTServer } from './faulty-tserver.ts'
import { call, release } from './one-call.ts'
import type { OneCall, Step } from './one-call.ts'
import { smallestScripts } from './smallest-scripts.ts'
import { startTServer } from './tserver.ts'
import type { EmbeddedTServer } from './tserver.ts'

/** What is judged of an event, as a line; it begins with ThisDN, for sorting. */
function line(event: Event): string {
  const attributes = judgedAttributes.map((attribute) => `${attribute}=${String(event[attribute])}`)
  return [event.ThisDN, event.name, ...attributes].join(' ')
}

/** Plays a script. @returns what was seen in each round, up to a crash. */
function seen(start: (deliver: Deliver) => EmbeddedTServer, script: OneCall): readonly string[] {
  const events: Event[] = []
  const tserver = start((event) => void events.push(event))
  const [{ dns, unmonitored }] = script.calls
  const connID = tserver.establish(dns, unmonitored)
  const rounds: string[] = []
  for (const [step] of script.rounds) {
    events.length = 0
    try {
      play(tserver, connID, step)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      return [...rounds, error.message]
    }
    if (step.do !== 'addParty')
      rounds.push(
        events
          .filter(({ name }) => isJudged(name))
          .map(line)
          .sort()
          .join('\n'),
      )
  }
  return rounds
}

function play(tserver: EmbeddedTServer, connID: string, step: Step): void {
  switch (step.do) {
    case 'TReleaseCall':
      return tserver.send({ request: step.do, connID, thisDN: step.thisDN })
    case 'TDeleteFromConference':
      return tserver.send({ request: step.do, connID, thisDN: step.thisDN, otherDN: step.otherDN })
    case 'addParty':
      return tserver.addParty(connID, step.by, step.dn)
  }
}

const seenWith = (fault: Fault, script: OneCall) =>
  seen((deliver) => startFaultyTServer(deliver, fault), script)

/** The scripts that are smaller by one step, or by one party. */
function smaller({ calls: [{ dns, unmonitored }], rounds }: OneCall): readonly OneCall[] {
  const fewerSteps = rounds.map((_, index) => rounds.toSpliced(index, 1))
  const fewerParties = [...dns, ...unmonitored].map((dn) => ({
    dns: dns.filter((other) => other !== dn),
    unmonitored: unmonitored.filter((other) => other !== dn),
  }))
  return [
    ...fewerSteps.map((fewer): OneCall => ({ calls: [{ dns, unmonitored }], rounds: fewer })),
    ...fewerParties
      .filter((fewer) => fewer.dns.length + fewer.unmonitored.length >= 2)
      .map((fewer): OneCall => ({ calls: [fewer], rounds })),
  ]
}

function faultNamed(name: string): Fault {
  const fault = faults.find((one) => one.name === name)
  if (fault === undefined) throw new Error(`no fault ${name}`)
  return fault
}

const table = faults.map((fault) => {
  const smallest = smallestScripts.find((row) => row.fault === fault.name)
  if (smallest === undefined) throw new Error(`no smallest script for the fault ${fault.name}`)
  return { ...smallest, fault, name: fault.name }
})

describe.each(table)('$name', ({ fault, script, spared, violates }) => {
  test(`is seen in the last step: ${violates}`, () => {
    const right = seen(startTServer, script)
    const wrong = seenWith(fault, script)
    expect(wrong).not.toEqual(right)
    expect(wrong.slice(0, -1)).toEqual(right.slice(0, -1))
  })

  test('is not seen with a step or a party less', () => {
    for (const fewer of smaller(script))
      expect(seenWith(fault, fewer)).toEqual(seen(startTServer, fewer))
  })

  test('is not seen where it does not apply', () => {
    const right = seen(startTServer, spared)
    expect(right).not.toEqual([])
    expect(seenWith(fault, spared)).toEqual(right)
  })
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

  test('is made of misbehaviours that may meet other conditions', () => {
    const { misbehaviour } = faultNamed('call-state-always-ok')
    const fault = { name: 'x', description: 'X.', misbehaviour, condition: fromParties(5) }
    const four = call('A B C D', release('A'))
    const five = call('A B C D E', release('A'))
    expect(seenWith(fault, four)).toEqual(seen(startTServer, four))
    expect(seenWith(fault, five)).not.toEqual(seen(startTServer, five))
  })

  test('needs its conditions: where none holds, the T-Server is correct', () => {
    for (const { fault, script } of table)
      expect(seenWith({ ...fault, condition: () => false }, script)).toEqual(
        seen(startTServer, script),
      )
  })

  test('has faults with conditions and faults without', () => {
    const conditional = faults.filter(({ condition }) => condition !== always)
    expect(conditional.length).toBeGreaterThan(0)
    expect(conditional.length).toBeLessThan(faults.length)
  })
})
