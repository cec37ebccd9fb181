import { describe, expect, test } from 'vitest'
import type { Round } from '../../oracles/history.ts'
import { Recording } from '../../oracles/recording.ts'
import type { Event } from '../../oracles/tlib.ts'
import type { Script } from '../plan/script.ts'
import { call, release } from '../tserver/one-call.ts'
import { released } from './fake-tserver.fixture.ts'
import { LateEvents } from './late-events.ts'

const ring = (ThisDN: string, ConnID: string): Event => ({ name: 'EventRinging', ThisDN, ConnID })
const nameless = (ThisDN: string): Event => ({ name: 'EventReleased', ThisDN, CallState: 'OK' })
const error = (ThisDN: string, ConnID: string): Event => ({ name: 'EventError', ThisDN, ConnID })

/** A call of these DNs, in which the first one releases. */
const script = (dns: string): Script => call(dns, release(dns.split(' ')[0] ?? ''))

/** What else a history has: in its one round, or before it. */
type More = Partial<Round & { readonly early: readonly Event[] }>

function recording(
  connID: string,
  events: readonly Event[],
  { early = [], ...round }: More = {},
): Recording {
  return Recording.of({
    calls: [{ connID, dns: [], unmonitored: [] }],
    early,
    rounds: [{ actions: [], events, late: [], ...round }],
  })
}

/** After script 7 with the call `1` of A and B, and script 8 with the call `2` of B and C. */
function afterTwo(): LateEvents {
  const late = new LateEvents()
  late.scriptEnded(script('A B'), recording('1@x', []), 7, true)
  late.scriptEnded(script('B C'), recording('2', []), 8, true)
  return late
}

/** Whose late events there are: index and events. */
const taken = (late: LateEvents) => late.take().map(({ index, events }) => [index, events])

describe('an event that comes between two scripts', () => {
  test.each<[what: string, event: Event, index: number]>([
    ['has the ConnID of a call, whatever its DN', released('C', '1@y'), 7],
    ['has no ConnID, and a DN that only one script named', nameless('A'), 7],
    ['has no ConnID, and a DN that was named by two', nameless('B'), 8],
    ['has a ConnID that no call has, and a DN', released('A', '9'), 7],
    ['has neither that anybody knows', released('Z', '9'), 8],
    ['is an EventError, by the same', error('A', '9'), 7],
  ])('and %s', (_, event, index) => {
    const late = afterTwo()
    expect(late.any).toBe(false)
    late.strays.push(event)
    expect(late.any).toBe(true)
    expect(taken(late)).toEqual([[index, [event]]])
    expect(late.any).toBe(false)
  })

  test('is of nobody where no script has ended, or the T-Server was started anew since', () => {
    const none = new LateEvents()
    none.strays.push(released('A'))
    expect(none.take()).toEqual([])
    const late = afterTwo()
    late.forget()
    late.strays.push(released('A'))
    expect(late.take()).toEqual([])
  })

  test('that came before the T-Server was started anew is of its script', () => {
    const late = afterTwo()
    late.strays.push(released('A'))
    late.forget()
    expect(taken(late)).toEqual([[7, [released('A')]]])
  })

  test('and is not judged is nothing, and is kept where it follows one that is', () => {
    const late = afterTwo()
    late.strays.push(ring('A', '1'))
    expect(late.any).toBe(false)
    late.settle()
    late.strays.push(released('A'), ring('A', '1'), ring('C', '2'))
    expect(taken(late)).toEqual([[7, [released('A'), ring('A', '1')]]])
  })

  test('is told once of each script, and not where the script failed', () => {
    const late = new LateEvents()
    late.markTold(late.scriptEnded(script('A B'), recording('1', []), 7, true))
    late.strays.push(released('A', '1'))
    expect(late.take()).toEqual([])
    late.scriptEnded(script('B C'), recording('2', []), 8, true)
    late.strays.push(released('B', '2'))
    expect(taken(late)).toHaveLength(1)
    late.strays.push(released('C', '2'))
    expect(late.take()).toEqual([])
  })

  test('is taken of one script alone', () => {
    const late = afterTwo()
    const { last } = late
    if (last === undefined) throw new Error('two have ended')
    late.strays.push(released('A', '1'), released('B', '2'))
    expect(late.takeOf(last)).toEqual([released('B', '2')])
    expect(late.takeOf(last)).toEqual([])
    expect(taken(late)).toEqual([[7, [released('A', '1')]]])
  })
})

describe('an event among those of a later script', () => {
  const own = (events: readonly Event[], more?: More) => {
    const late = afterTwo()
    const given = recording('3', events, more)
    const kept = late.ownOf(script('C D'), given)
    return { given, kept, taken: taken(late) }
  }

  test('is taken out of it where it has the ConnID of an earlier call', () => {
    const { kept, taken } = own([released('C', '3'), released('C', '1'), error('C', '2')])
    expect(kept).toEqual(recording('3', [released('C', '3')]))
    expect(taken).toEqual([
      [7, [released('C', '1')]],
      [8, [error('C', '2')]],
    ])
  })

  test('is taken out of it where its ConnID is unknown, and only an earlier one had the DN', () => {
    const { kept, taken } = own([released('A', '9'), nameless('B')])
    expect(kept).toEqual(recording('3', []))
    expect(taken).toEqual([
      [7, [released('A', '9')]],
      [8, [nameless('B')]],
    ])
  })

  test.each<[what: string, event: Event]>([
    ['its ConnID is of the later call', released('A', '3@z')],
    ['its ConnID is unknown, and its DN is named', released('C', '9')],
    ['nobody knows its ConnID or its DN', released('Z', '9')],
    ['it is an EventError whose ConnID is unknown', error('A', '9')],
    ['it is not judged', ring('A', '1')],
  ])('stays in it where %s', (_, event) => {
    const { given, kept, taken } = own([event])
    expect(kept).toBe(given)
    expect(taken).toEqual([])
  })

  test('is taken out wherever it stands, with what was told of when it came', () => {
    const [old, mine] = [released('A', '1'), released('C', '3')]
    const request = { request: 'TReleaseCall', thisDN: 'C', connID: '3' } as const
    const actions = [request, request]
    const { kept } = own([mine, old, mine], { actions, late: [old, mine], sent: [1, 1, 2] })
    expect(kept.history.rounds).toEqual([
      { actions, events: [mine, mine], late: [mine], sent: [1, 2] },
    ])
    expect(own([], { early: [old, mine] }).kept.history.early).toEqual([mine])
  })
})

test('what came while calls were set up is let go, but for what has the ConnID of an earlier one', () => {
  const late = afterTwo()
  const setUp = [released('A', '9'), released('C', '1'), released('C', '3'), nameless('A')]
  late.sort(setUp, recording('3', []).calls)
  expect(setUp).toEqual([])
  expect(taken(late)).toEqual([[7, [released('C', '1')]]])
})
