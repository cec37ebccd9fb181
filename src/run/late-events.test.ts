import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import type { History } from '../../oracles/history.ts'
import type { Event } from '../../oracles/tlib.ts'
import { AdapterFailure } from '../adapter/adapter.ts'
import { LateEvents, type EndedScript } from './late-events.ts'
import { judged, type Trial } from './trial.ts'

/** EventReleased as in the document's first table. */
const released = (ThisDN: string, ConnID: string): Event => ({
  name: 'EventReleased',
  ConnID,
  ThisDN,
  CallState: 'OK',
})

/** A call of A and B that is released, and what was seen of it. */
function history(connID: string, ...events: readonly Event[]): History {
  return {
    calls: [{ connID, dns: ['A', 'B'], unmonitored: [] }],
    early: [],
    rounds: [{ actions: [{ request: 'TReleaseCall', thisDN: 'A', connID }], events, late: [] }],
  }
}

const right = (connID: string): History =>
  history(connID, released('A', connID), released('B', connID))

function passed(connID: string, index = 0): EndedScript {
  const trial = judged(right(connID), profiles.default)
  if (trial.failed) throw new Error('it is to conform')
  return { script: { calls: [], rounds: [] }, passed: trial, index }
}

const failed = (made: History): Trial => judged(made, profiles.default)

describe('an event that comes between two scripts', () => {
  test('is of the one that passed last', () => {
    const late = new LateEvents()
    expect(late.any).toBe(false)
    late.scriptPassed(passed('1', 7))
    late.strays.push(released('A', '1'))
    expect(late.any).toBe(true)
    expect(late.take()).toMatchObject([{ of: { index: 7 }, events: [released('A', '1')] }])
    expect(late.any).toBe(false)
    expect(late.last).toBeUndefined()
  })

  test('is told already where that one has failed', () => {
    const late = new LateEvents()
    late.scriptFailed([{ connID: '1', dns: ['A', 'B'], unmonitored: [] }])
    late.strays.push(released('A', '1'))
    expect(late.take()).toEqual([])
  })
})

describe('an event of the script before', () => {
  const late = () => {
    const events = new LateEvents()
    events.scriptPassed(passed('1@x', 7))
    return events
  }

  test('is taken out of the one that it came in, which conforms without it', () => {
    const events = late()
    const trial = failed(history('2', released('A', '2'), released('A', '1@y'), released('B', '2')))
    expect(trial.failed).toBe(true)
    expect(events.ownOf(trial, profiles.default)).toMatchObject({ failed: false })
    expect(events.take()).toMatchObject([{ of: { index: 7 }, events: [released('A', '1@y')] }])
  })

  test('leaves what else is wrong', () => {
    const events = late()
    const trial = failed(history('2', released('A', '2'), released('A', '1')))
    expect(events.ownOf(trial, profiles.default)).toMatchObject({
      failed: true,
      failure: { breaches: [{ rule: 'release-releases-both', thisDN: 'B' }] },
    })
  })

  test('is looked for by ConnID alone', () => {
    const events = late()
    const wrong = failed(history('2', released('A', '2'), released('B', '3')))
    expect(events.ownOf(wrong, profiles.default)).toBe(wrong)
    const { ConnID: _, ...without } = released('A', '1')
    const unnamed = failed(history('2', released('A', '2'), released('B', '2'), without))
    expect(events.ownOf(unnamed, profiles.default)).toBe(unnamed)
    expect(events.any).toBe(false)
  })

  test('does not excuse an adapter that failed', () => {
    const trial: Trial = {
      failed: true,
      history: history('2', released('A', '1')),
      failure: new AdapterFailure('crash', 'it ended'),
    }
    expect(late().ownOf(trial, profiles.default)).toBe(trial)
  })

  test('is picked out of the set-up, which is let go', () => {
    const events = late()
    const setUp = [released('A', '9'), released('A', '1'), released('B', '2')]
    events.sort(setUp)
    expect(setUp).toEqual([])
    expect(events.take()).toMatchObject([{ events: [released('A', '1')] }])
  })
})
