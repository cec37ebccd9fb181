import { describe, expect, test } from 'vitest'
import type { Event } from '../../oracles/tlib.ts'
import type { Script } from '../plan/script.ts'
import { add, call, partiesOf, release, remove } from '../tserver/one-call.ts'
import { released, turn } from './fake-tserver.fixture.ts'
import { runOf } from './script-run.fixture.ts'

const silent = () => ({})

/** Two calls at once, then two others of which the second one is asked first. */
const generations: Script = {
  calls: [
    partiesOf('A B'),
    partiesOf('C D'),
    { ...partiesOf('A C'), from: 1 },
    { ...partiesOf('B E'), from: 1 },
  ],
  rounds: [
    [{ ...release('C'), call: 1 }],
    [
      { ...release('B'), call: 3 },
      { ...release('A'), call: 2 },
    ],
  ],
}

/** One call after the other, a release in each. */
const inTurn: Script = {
  calls: [partiesOf('A B'), { ...partiesOf('A B'), from: 1 }],
  rounds: [[release('A')], [{ ...release('A'), call: 1 }]],
}

/** Those of each round. */
const lateOf = ({ rounds }: { readonly rounds: readonly { readonly late: readonly Event[] }[] }) =>
  rounds.map(({ late }) => late)

describe('calls of a later round', () => {
  const asked = [
    'establish A B',
    'establish C D',
    '2: C releases',
    'fence',
    'discard 1',
    'discard 2',
    'establish A C',
    'establish B E',
    '4: B releases',
    '3: A releases',
    'fence',
    'discard 3',
    'discard 4',
  ]

  test('are established before it, when those that were there have been discarded', () => {
    const run = runOf(generations, silent)
    expect(run.run.proceed()).toBeUndefined()
    expect(run.asked).toEqual(asked)
  })

  test('the same where the T-Server answers later, one at a time', async () => {
    const answer = async () => undefined
    let calls = 0
    const run = runOf(generations, () => ({
      establish: async () => String(++calls),
      send: answer,
      fence: answer,
      discard: answer,
    }))
    await run.run.proceed()
    expect(run.asked).toEqual(asked)
  })

  test('stand in the history with their round, the first ones without', () => {
    const { run } = runOf(generations, silent)
    void run.proceed()
    expect(run.history.calls).toEqual([
      { connID: '1', dns: ['A', 'B'], unmonitored: [] },
      { connID: '2', dns: ['C', 'D'], unmonitored: [] },
      { connID: '3', dns: ['A', 'C'], unmonitored: [], from: 1 },
      { connID: '4', dns: ['B', 'E'], unmonitored: [], from: 1 },
    ])
  })
})

describe('what arrives while', () => {
  test('a second call is established is set-up, unless it is of the first one', () => {
    const script: Script = { ...call('A B'), calls: [partiesOf('A B'), partiesOf('C D')] }
    let calls = 0
    const { run, inbox } = runOf(script, (deliver) => ({
      establish() {
        calls += 1
        for (const connID of ['1@here', '2', '7']) deliver(released('A', connID))
        deliver({ name: 'EventError', ThisDN: 'A' })
        return String(calls)
      },
    }))
    void run.proceed()
    expect(run.history.early).toEqual([released('A', '1@here')])
    expect(inbox.setUp).toHaveLength(4 + 3)
  })

  test('calls of a later round are established is late, if it is of an earlier call', () => {
    const { run, inbox } = runOf(inTurn, (deliver) => ({
      establish() {
        deliver(released('A', '1'))
        deliver(released('A', '2'))
        return String(run.history.calls.length + 1)
      },
    }))
    void run.proceed()
    expect(run.history.early).toEqual([])
    expect(lateOf(run.history)).toEqual([[released('A', '1')], []])
    // Of the first call: both, as none was there before.
    expect(inbox.setUp).toEqual([released('A', '1'), released('A', '2'), released('A', '2')])
  })

  test('earlier calls are discarded is late', () => {
    const { run } = runOf(inTurn, (deliver) => ({
      discard: (connID) => deliver(released('B', connID)),
    }))
    void run.proceed()
    expect(lateOf(run.history)).toEqual([[released('B', '1')], [released('B', '2')]])
  })

  test('nothing is done, after calls of a later round have been established, is late', async () => {
    const { run, inbox } = runOf(inTurn, () => ({
      establish() {
        const connID = String(run.history.calls.length + 1)
        if (connID === '1') return connID
        // After the answer, and before anybody hears of it.
        return Promise.resolve(connID).finally(() => void queueMicrotask(deliverLate))
      },
    }))
    const deliverLate = () => inbox.deliver(released('B', '2'))
    const going = run.proceed()
    await turn()
    await going
    expect([...lateOf(run.history), run.history.rounds[1]?.events, inbox.setUp].flat()).toEqual([
      released('B', '2'),
    ])
  })

  test('a party joins is late, if it is of another call', () => {
    const script: Script = {
      calls: [partiesOf('A B'), partiesOf('C D')],
      rounds: [[release('A')], [{ ...add('C', 'E'), call: 1 }]],
    }
    const joining: readonly Event[] = [
      released('C', '2@there'),
      { name: 'EventError', ThisDN: 'C' },
      released('C', '9'),
    ]
    const { run } = runOf(script, (deliver) => ({
      addParty() {
        deliver(released('B', '1'))
        for (const event of joining) deliver(event)
      },
    }))
    void run.proceed()
    expect(lateOf(run.history)).toEqual([[released('B', '1')], []])
    expect(run.history.rounds[1]?.events).toEqual(joining)
  })

  test('a party joins before anything else is early, if it is of another call', () => {
    const script: Script = {
      calls: [partiesOf('A B'), partiesOf('C D')],
      rounds: [[{ ...add('C', 'E'), call: 1 }]],
    }
    const { run } = runOf(script, (deliver) => ({ fence: () => deliver(released('B', '1')) }))
    void run.proceed()
    expect(run.history.early).toEqual([released('B', '1')])
    expect(run.history.rounds).toMatchObject([{ events: [], late: [] }])
  })
})

describe('how many had been sent when an event arrived', () => {
  const inFlight = call('A B C D', [release('A'), remove('B', 'C'), release('D')])
  const round = 0

  test('is told where one came before all had been sent', () => {
    const { run } = runOf(inFlight, (deliver) => ({
      send: ({ thisDN }) => {
        if (thisDN !== 'A') deliver(released(thisDN))
      },
      fence: () => deliver(released('fence')),
    }))
    void run.proceed()
    expect(run.history.rounds[round]).toMatchObject({
      events: [released('B'), released('D'), released('fence')],
      sent: [2, 3, 3],
    })
  })

  test('is told where the first of them is answered at once, and the others later', async () => {
    const { run } = runOf(inFlight, (deliver) => ({
      send: ({ thisDN }) => {
        if (thisDN === 'A') return deliver(released('A'))
        return turn().then(() => deliver(released(thisDN)))
      },
    }))
    await run.proceed()
    expect(run.history.rounds[round]).toMatchObject({
      events: [released('A'), released('B'), released('D')],
      sent: [1, 3, 3],
    })
  })

  test.each([
    ['they came when all had been', inFlight, 'D'],
    ['nothing came', inFlight, 'nobody'],
    ['there was one request alone', call('A B C', release('A')), 'A'],
  ])('is left out where %s', (_, script, who) => {
    const { run } = runOf(script, (deliver) => ({
      send: ({ thisDN }) => {
        if (thisDN === who) deliver(released(thisDN))
      },
    }))
    void run.proceed()
    expect(run.history.rounds[round]).not.toHaveProperty('sent')
  })

  test('is told as far as it came where a request fails', () => {
    const crash = new Error('gone')
    const { run } = runOf(inFlight, (deliver) => ({
      send({ thisDN }) {
        if (thisDN === 'D') throw crash
        deliver(released(thisDN))
      },
    }))
    expect(() => run.proceed()).toThrow(crash)
    expect(run.history.rounds[round]?.sent).toEqual([1, 2])
  })
})

test('a call may have the ConnID of one that has been discarded, and what comes of it is its own', () => {
  const { run } = runOf(inTurn, (deliver) => ({
    establish() {
      deliver({ ...released('A'), ConnID: '5' })
      return '5'
    },
  }))
  run.proceed()
  expect(run.history.calls.map(({ connID }) => connID)).toEqual(['5', '5'])
  expect(run.history.rounds.flatMap(({ late }) => late)).toEqual([])
})

describe('a ConnID is refused', () => {
  test('of another call that is there', () => {
    const script = { ...call('A B'), calls: [partiesOf('A B'), partiesOf('C D')] }
    for (const again of ['5', '5@there']) {
      let calls = 0
      const { run, asked } = runOf(script, () => ({
        establish: () => (calls++ === 0 ? '5' : again),
      }))
      expect(() => run.proceed()).toThrow(
        expect.objectContaining({
          name: 'AdapterFailure',
          kind: 'protocol-error',
          message: `establish returned the ConnID ${again} for a new call, and it is that of another one that is there`,
        }),
      )
      expect(run.history.calls).toHaveLength(1)
      expect(asked.at(-1)).toMatch('establish')
    }
  })

  test.each(['', '@there'])('that is empty: %j', async (connID) => {
    for (const given of [connID, Promise.resolve(connID)]) {
      const { run } = runOf(call('A B'), () => ({ establish: () => given }))
      await expect((async () => run.proceed())()).rejects.toThrow(
        'establish returned an empty ConnID',
      )
    }
  })

  test('in words that are safe to look at', () => {
    const script: Script = { ...call('A B'), calls: [partiesOf('A B'), partiesOf('C D')] }
    const { run } = runOf(script, () => ({ establish: () => 'x\u001b[2J' }))
    expect(() => run.proceed()).toThrow('x\\x1b[2J')
  })
})
