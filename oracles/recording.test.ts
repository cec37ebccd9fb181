import { describe, expect, it } from 'vitest'
import { playInFlight } from './concurrent-t-server.fixture.ts'
import { drawing, oneOf } from './draw.fixture.ts'
import { call, history, partyDeleted, released, round } from './history.fixture.ts'
import type { History, Round } from './history.ts'
import { manyProfiles } from './profile.fixture.ts'
import { Recording } from './recording.ts'
import { play } from './t-server.fixture.ts'
import type { Request } from './tlib.ts'

const release: Request = { request: 'TReleaseCall', thisDN: 'A', connID: '1' }
const [first, second, third] = [released('A'), released('B'), partyDeleted('C', 'B', 'B', 'OK')]

/** What was sent is told only where not all had been. */
function told({ actions, events, sent, late }: Round): Round {
  return sent?.some((count) => count < actions.length)
    ? { actions, events, sent, late }
    : { actions, events, late }
}

describe('a recording', () => {
  it('is the history that it was made of, whatever is in it', () => {
    let timed = 0
    for (let seed = 0; seed < 2000; seed++) {
      const draw = drawing(seed)
      const all = (draw(2) === 0 ? playInFlight : play)(draw, oneOf(draw, manyProfiles))
      const same: History = { ...all, rounds: all.rounds.map(told) }
      if (same.rounds.some(({ sent }) => sent !== undefined)) timed += 1
      expect(Recording.of(all).history).toEqual(same)
    }
    expect(timed).toBeGreaterThan(100)
  })

  it('has what came before the first round as early, and what came after a fence as late', () => {
    const recording = new Recording()
    recording.events.push(first)
    recording.beginRound()
    recording.actions.push(release)
    recording.events.push(second)
    recording.endRound()
    recording.events.push(third)
    recording.beginRound()
    recording.endRound()
    expect(recording.history).toEqual({
      calls: [],
      early: [first],
      rounds: [
        { actions: [release], events: [second], late: [third] },
        { actions: [], events: [], late: [] },
      ],
    })
  })

  it('can be read where its last round has no end yet', () => {
    const recording = new Recording()
    recording.beginRound()
    recording.actions.push(release)
    recording.events.push(first)
    expect(recording.history.rounds).toEqual([{ actions: [release], events: [first], late: [] }])
    expect(recording.eventsTo(0)).toBe(1)
  })

  it('tells how much of its round had been sent before an event, where not all had been', () => {
    const recording = Recording.of(history(call('AB'), round(release, first)))
    expect(recording.tellsWhatWasSent).toBe(false)
    recording.beginRound()
    recording.actions.push(release)
    recording.events.push(second)
    recording.noteSent(1)
    recording.actions.push(release)
    recording.events.push(third)
    recording.endRound()
    expect(recording.tellsWhatWasSent).toBe(true)
    expect([0, 1, 2].map((event) => recording.sentBefore(event))).toEqual([Infinity, 1, Infinity])
    expect(recording.history.rounds.map(({ sent }) => sent)).toEqual([undefined, [1, 2]])
  })

  it('can put what is none of its last round before it, and keeps the order', () => {
    const recording = Recording.of(history(call('AB'), round(release, first)))
    recording.beginRound()
    recording.putBeforeRound(() => true)
    recording.events.push(third, second, first, third)
    recording.putBeforeRound(({ name }) => name === 'EventReleased')
    recording.endRound()
    expect(recording.history.rounds).toEqual([
      { actions: [release], events: [first], late: [second, first] },
      { actions: [], events: [third, third], late: [] },
    ])
  })

  it('leaves a history alone that was taken of it', () => {
    const recording = Recording.of(history(call('AB'), round(release, first)))
    const taken = recording.history
    const copy = structuredClone(taken)
    recording.calls.push({ connID: '2', dns: [], unmonitored: [] })
    recording.events.push(second)
    recording.beginRound()
    expect(taken).toEqual(copy)
  })
})
