/** What the T-Server distributes too late belongs to the script that caused it. */
import { describe, expect, test } from 'vitest'
import type { Event } from '../../oracles/tlib.ts'
import type { Adapter } from '../adapter/adapter.ts'
import { embedded } from '../tserver/embedded.ts'
import { campaign } from './campaign.fixture.ts'
import { answeringLater, changed, lateBy } from './fake-tserver.fixture.ts'

/** The event without its ConnID, or with one that no call has. */
const unnamed = ({ ConnID: _, ...event }: Event): Event => event
const unknown = (event: Event): Event => ({ ...event, ConnID: 'beef' })
/** The same to a DN that nobody has. */
const toNobody = (event: Event): Event => ({ ...event, ConnID: 'beef', ThisDN: 'nobody' })

/** Call 1 + n is that of script n: of one step, one call is all that there is room for. */
const ofScript = (index: number): number => index + 1

async function found(adapter: Adapter, runs = 700) {
  const { findings, verdict, stats } = await campaign({ adapter, runs, maxSteps: 1 })
  expect(verdict).toBe('violates')
  expect(stats.scripts).toBe(runs)
  const [finding, ...others] = findings
  if (finding === undefined) throw new Error('nothing was found')
  expect(others).toEqual([])
  const late = finding.history.rounds.at(-1)?.late ?? []
  return { finding, late }
}

describe('an event that comes late', () => {
  test.each([1, 2, 7])('by %i scripts is in the history of its script', async (scripts) => {
    const { finding, late } = await found(lateBy(ofScript(100), scripts))
    expect(finding.origin.index).toBe(100)
    expect(finding.rules[0]).toBe('late')
    expect(finding.reproduced).toEqual({ failed: 0, of: 5 })
    expect(finding.history.rounds).toHaveLength(finding.script.rounds.length)
    expect(finding.history.calls.map(({ connID }) => connID)).toEqual([late[0]?.ConnID])
    expect(late).toHaveLength(1)
  })

  test('by 300 scripts is of its script, the rest of which is not kept where answers come at once', async () => {
    const { finding, late } = await found(lateBy(ofScript(100), 300))
    expect(finding.origin.index).toBe(100)
    expect(finding.rules).toEqual(['late'])
    expect(finding.history.calls.map(({ connID }) => connID)).toEqual([late[0]?.ConnID])
    expect(finding.history.calls[0]?.dns).toEqual(finding.script.calls[0]?.dns)
    expect(finding.history.rounds).toMatchObject([{ actions: [], events: [] }])
    expect(finding.origin.steps).toBeGreaterThan(0)
  })

  test('by 300 scripts is in the history of its script where answers take their time', async () => {
    const { finding, late } = await found(answeringLater(lateBy(ofScript(100), 300)))
    expect(finding.origin.index).toBe(100)
    expect(finding.rules[0]).toBe('late')
    expect(finding.history.rounds).toHaveLength(finding.script.rounds.length)
    expect(finding.history.calls.map(({ connID }) => connID)).toEqual([late[0]?.ConnID])
  })

  test('by more scripts than are kept is a finding all the same', async () => {
    const { finding } = await found(lateBy(ofScript(100), 600), 800)
    expect(finding.origin.index).toBeGreaterThan(100 + 512)
    expect(finding.reproduced).toEqual({ failed: 0, of: 5 })
  })

  test('in its own time is of its script, also where answers come at once', async () => {
    const inItsOwnTime = changed(embedded(), (tserver, deliver) => {
      let established = 0
      return {
        capabilities: { maxParties: 8 },
        establish(dns, unmonitored) {
          established += 1
          return tserver.establish(dns, unmonitored)
        },
        discard(connID) {
          if (established === ofScript(5000))
            setImmediate(() => deliver({ name: 'EventReleased', ConnID: connID, ThisDN: '7001' }))
          return tserver.discard(connID)
        },
      }
    })
    const { finding } = await found(inItsOwnTime, 20_000)
    expect(finding.origin.index).toBe(5000)
    expect(finding.rules).toContain('late')
  })

  test('without a known ConnID is of the script that runs and has its DN', async () => {
    for (const again of [unnamed, unknown]) {
      const { finding } = await found(lateBy(ofScript(100), 1, again))
      expect([100, 101]).toContain(finding.origin.index)
    }
  })

  test('to nobody is told with the script in which it came', async () => {
    const { finding } = await found(lateBy(ofScript(100), 1, toNobody))
    expect(finding.origin.index).toBe(101)
    const seen = finding.history.rounds.flatMap(({ events, late }) => [...events, ...late])
    expect(seen.map(({ ThisDN }) => ThisDN)).toContain('nobody')
  })
})

describe('events that come late of every script', () => {
  /** Every call's last event comes once more, with the first fence after 20 other calls. */
  function alwaysLate(): Adapter {
    return {
      async connect(deliver) {
        const owed: { readonly event: Event; readonly call: number }[] = []
        let established = 0
        let last: Event | undefined
        const tserver = await embedded().connect((event) => {
          if (event.name !== 'EventError') last = event
          deliver(event)
        })
        return {
          ...tserver,
          capabilities: { maxParties: 8 },
          establish(dns, unmonitored) {
            established += 1
            return tserver.establish(dns, unmonitored)
          },
          fence() {
            while (owed[0] !== undefined && owed[0].call + 20 <= established) {
              deliver(owed[0].event)
              owed.shift()
            }
          },
          discard(connID) {
            if (last !== undefined) owed.push({ event: last, call: established })
            last = undefined
            return tserver.discard(connID)
          },
        }
      },
    }
  }

  test('are one finding, counted once in each', async () => {
    const { findings, stats } = await campaign({ adapter: alwaysLate(), runs: 300, maxSteps: 1 })
    expect(stats.scripts).toBe(300)
    expect(findings.map(({ rules }) => rules[0])).toEqual(['late'])
    const [finding] = findings
    expect(finding?.occurrences).toBeGreaterThan(200)
    expect(finding?.occurrences).toBeLessThanOrEqual(300)
  })
})
