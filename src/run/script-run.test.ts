import { describe, expect, test } from 'vitest'
import { AdapterFailure } from '../adapter/adapter.ts'
import type { Script } from '../plan/script.ts'
import { add, call, release, remove } from '../tserver/one-call.ts'
import { released, toldTServer, turn } from './fake-tserver.fixture.ts'
import { Inbox } from './inbox.ts'
import { runOf } from './script-run.fixture.ts'
import { ScriptRun } from './script-run.ts'

const silent = () => ({})

describe('a T-Server that answers at once', () => {
  const script = call('A B outside X', release('A'), add('B', 'C'), remove('B', 'C'))

  test('is asked all of a script before proceed returns, and no promise is made', () => {
    const { run, asked } = runOf(script, silent)
    expect(run.proceed()).toBeUndefined()
    expect(asked).toEqual([
      'establish A B (X)',
      '1: A releases',
      'fence',
      '1: B adds C',
      'fence',
      '1: B deletes C',
      'fence',
      'discard 1',
    ])
  })

  test('leaves the whole history', () => {
    const { run } = runOf(script, (deliver) => ({
      send: ({ thisDN }) => deliver(released(thisDN)),
    }))
    void run.proceed()
    expect(run.history).toEqual({
      calls: [{ connID: '1', dns: ['A', 'B'], unmonitored: ['X'] }],
      early: [],
      rounds: [
        {
          actions: [{ request: 'TReleaseCall', thisDN: 'A', connID: '1' }],
          events: [released('A')],
          late: [],
        },
        {
          actions: [{ request: 'addParty', connID: '1', by: 'B', dn: 'C' }],
          events: [],
          late: [],
        },
        {
          actions: [{ request: 'TDeleteFromConference', thisDN: 'B', connID: '1', otherDN: 'C' }],
          events: [released('B')],
          late: [],
        },
      ],
    })
  })

  test('may have several calls at once: each step goes to its own', () => {
    const parties = { dns: ['A', 'B'], unmonitored: [] }
    const script: Script = {
      calls: [parties, { dns: ['C', 'D'], unmonitored: [] }],
      rounds: [
        [
          { do: 'TReleaseCall', call: 1, thisDN: 'C' },
          { do: 'TReleaseCall', call: 0, thisDN: 'A' },
        ],
      ],
    }
    const { run, asked } = runOf(script, silent)
    void run.proceed()
    expect(asked).toEqual([
      'establish A B',
      'establish C D',
      '2: C releases',
      '1: A releases',
      'fence',
      'discard 1',
      'discard 2',
    ])
    expect(run.history.calls.map(({ connID }) => connID)).toEqual(['1', '2'])
  })

  test('sees an unknown ConnID as one that it did not give', () => {
    const { run, asked } = runOf(
      {
        calls: [{ dns: ['A', 'B'], unmonitored: [] }],
        rounds: [[{ do: 'TReleaseCall', call: 'unknown', thisDN: 'A' }]],
      },
      silent,
    )
    void run.proceed()
    expect(asked[1]).toBe('ffffffffffffffff: A releases')
  })

  test('is not asked to add a party where it cannot', () => {
    const { addParty: _, ...tserver } = toldTServer().tserver
    const run = new ScriptRun(call('A B', add('A', 'C')), tserver, new Inbox())
    expect(() => run.proceed()).toThrow(AdapterFailure)
    expect(() => new ScriptRun(call('A B', add('A', 'C')), tserver, new Inbox()).proceed()).toThrow(
      'the script adds a party, and the adapter cannot',
    )
  })
})

describe('a T-Server that answers later', () => {
  test('has a request and its fence written before either is answered', async () => {
    const [sent, fenced] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const { run, asked } = runOf(call('A B', release('A')), () => ({
      send: () => sent.promise,
      fence: () => fenced.promise,
    }))
    const going = run.proceed()
    expect(asked).toEqual(['establish A B', '1: A releases', 'fence'])
    sent.resolve()
    await turn()
    expect(asked).not.toContain('discard 1')
    fenced.resolve()
    await going
    expect(asked.at(-1)).toBe('discard 1')
  })

  test('has all requests of a round written, and one fence', async () => {
    const script: Script = {
      ...call('A B C'),
      rounds: [[release('A'), release('A'), remove('B', 'C')]],
    }
    const { run, asked } = runOf(script, () => ({
      send: async () => undefined,
    }))
    const going = run.proceed()
    expect(asked.slice(1)).toEqual(['1: A releases', '1: A releases', '1: B deletes C', 'fence'])
    await going
  })

  test('is waited for in every call of it', async () => {
    const answer = async () => undefined
    const { run, asked } = runOf(call('A B', release('A'), release('B')), () => ({
      establish: async () => '9',
      send: answer,
      fence: answer,
      discard: answer,
    }))
    await run.proceed()
    expect(asked).toEqual([
      'establish A B',
      '9: A releases',
      'fence',
      '9: B releases',
      'fence',
      'discard 9',
    ])
  })
})

describe('events go to', () => {
  test('nobody while a call is set up', () => {
    const { run } = runOf(call('A B', release('A')), (deliver) => ({
      establish() {
        deliver(released('A'))
        return '1'
      },
    }))
    void run.proceed()
    expect(run.history.early).toEqual([])
    expect(run.history.rounds).toMatchObject([{ events: [], late: [] }])
  })

  test('early, before the first step', () => {
    const { run } = runOf(call('A B'), (deliver) => ({ discard: () => deliver(released('A')) }))
    void run.proceed()
    expect(run.history.early).toEqual([released('A')])
  })

  test('their round, from the first of its requests to the answer of its fence', () => {
    const { run } = runOf(call('A B C', release('A'), release('B')), (deliver) => ({
      send: ({ thisDN }) => deliver(released(thisDN)),
      fence: () => deliver(released('fence')),
    }))
    void run.proceed()
    expect(run.history.rounds).toMatchObject([
      { events: [released('A'), released('fence')], late: [] },
      { events: [released('B'), released('fence')], late: [] },
    ])
  })

  test('late of their round, after its fence and before the next request', async () => {
    const sent = Promise.withResolvers<void>()
    const { run, inbox } = runOf(call('A B C', release('A'), release('B')), (deliver) => ({
      send: ({ thisDN }) => (thisDN === 'A' ? sent.promise : deliver(released('B'))),
      fence: async () => undefined,
    }))
    const going = run.proceed()
    inbox.deliver(released('A'))
    await turn()
    inbox.deliver(released('A', '2'))
    sent.resolve()
    await going
    expect(run.history.rounds).toMatchObject([
      { events: [released('A')], late: [released('A', '2')] },
      { events: [released('B')], late: [] },
    ])
  })

  test('late of the last round, while the call is discarded', () => {
    const { run } = runOf(call('A B C', release('A'), release('B')), (deliver) => ({
      discard: () => deliver(released('C')),
    }))
    void run.proceed()
    expect(run.history.rounds.map(({ late }) => late)).toEqual([[], [released('C')]])
  })

  test('their round, where the fence is answered at once and a request of it is not', async () => {
    const first = Promise.withResolvers<void>()
    const script: Script = { ...call('A B C'), rounds: [[release('A'), release('B')]] }
    const { run, inbox } = runOf(script, () => ({
      send: ({ thisDN }) => (thisDN === 'A' ? first.promise : Promise.resolve()),
    }))
    const going = run.proceed()
    await turn()
    inbox.deliver(released('A'))
    first.resolve()
    await going
    expect(run.history.rounds).toMatchObject([{ events: [released('A')], late: [] }])
  })
})
