import { describe, expect, test } from 'vitest'
import { Recording } from '../../oracles/recording.ts'
import type { Event } from '../../oracles/tlib.ts'
import type { Script } from '../plan/script.ts'
import { call, release } from '../tserver/one-call.ts'
import { released } from './fake-tserver.fixture.ts'
import { Inbox } from './inbox.ts'
import { LaneEvents } from './lane-events.ts'
import { LateEvents } from './late-events.ts'

const inLane = (script: Script, connID: string) => {
  const inbox = new Inbox()
  const events: Event[] = []
  inbox.into = events
  const recording = new Recording()
  const [call] = script.calls
  if (connID !== '' && call !== undefined) recording.calls.push({ ...call, connID })
  return { inbox, events, run: { recording }, script }
}

function three() {
  const one = inLane(call('A B', release('A')), '1@first')
  const two = inLane(call('C D', release('C')), '2')
  const setUp = inLane(call('E F', release('E')), '')
  const lanes = [one, undefined, two, setUp]
  const late = new LateEvents()
  const ended = inLane(call('X Y', release('X')), '9')
  late.scriptEnded(ended.script, ended.run.recording, 4, false)
  const ofNobody: Event[] = []
  const { push } = new LaneEvents({
    late,
    ofNobody: (event) => void ofNobody.push(event),
    withDN: (dn) => lanes.find((lane) => lane?.script.calls[0]?.dns.includes(dn)),
    inFlight: lanes,
  })
  return { one, two, setUp, late, ofNobody, push }
}

const refused = (ThisDN: string, ConnID: string): Event => ({ name: 'EventError', ThisDN, ConnID })
const other = (ThisDN: string, ConnID: string): Event => ({ name: 'EventRinging', ThisDN, ConnID })

describe('an event is of the script in flight', () => {
  test.each([
    ['that has its ConnID, whatever its metainformation', released('A', '1'), 'one'],
    ['that has its ConnID, and not its ThisDN', released('C', '1@x'), 'one'],
    ['that has its ConnID, and a ThisDN of nobody', released('Z', '2'), 'two'],
    ['with its ThisDN, where it has no ConnID', { ...released('D'), ConnID: undefined }, 'two'],
    ['with its ThisDN, where nobody has its ConnID', released('D', 'beef'), 'two'],
    ['with its ThisDN, whose call is being set up', released('E', '3'), 'setUp'],
    ['with its ThisDN, where it is an EventError of any call', refused('C', '1'), 'two'],
    ['with its ConnID, where it is an EventError to nobody', refused('Z', '1'), 'one'],
    ['with its ThisDN, where it is not judged', other('A', '9'), 'one'],
  ] as const)('%s', (_, event, whose) => {
    const lanes = three()
    lanes.push(event as Event)
    const got = { one: lanes.one.events, two: lanes.two.events, setUp: lanes.setUp.events }
    expect(got).toEqual({ one: [], two: [], setUp: [], [whose]: [event] })
    expect(lanes.ofNobody).toEqual([])
    expect(lanes.late.strays).toEqual([])
  })

  test('that asked for what it refuses, even if another one that has ended had the ConnID', () => {
    const lanes = three()
    const { recording } = lanes.one.run
    recording.beginRound()
    recording.actions.push({ request: 'TReleaseCall', thisDN: 'A', connID: '9' })
    lanes.push(refused('A', '9'))
    expect(lanes.one.events).toHaveLength(1)
    lanes.push(refused('C', '9'))
    expect(lanes.two.events).toHaveLength(0)
    expect(lanes.late.strays).toHaveLength(1)
  })
})

test('an event is late that has the ConnID, or else the ThisDN, of a script that has ended', () => {
  const lanes = three()
  for (const event of [released('A', '9'), released('X', 'beef')]) lanes.push(event)
  expect(lanes.late.take()).toMatchObject([
    { index: 4, events: [released('A', '9'), released('X', 'beef')] },
  ])
  expect([...lanes.one.events, ...lanes.ofNobody]).toEqual([])
})

test('an event of nobody is told of, unless it is not judged', () => {
  const lanes = three()
  lanes.push(other('Z', 'beef'))
  expect(lanes.ofNobody).toEqual([])
  lanes.push(released('Z', 'beef'))
  expect(lanes.ofNobody).toEqual([released('Z', 'beef')])
})
