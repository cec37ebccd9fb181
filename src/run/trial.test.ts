import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { situationOf } from '../../oracles/situation.ts'
import { AdapterFailure, type Adapter } from '../adapter/adapter.ts'
import { embedded } from '../tserver/embedded.ts'
import { call, release } from '../tserver/one-call.ts'
import { Connection } from './connection.ts'
import { answeringLater, changed, lateBy } from './fake-tserver.fixture.ts'
import { failureName, historyOf, tryScript, type Trial } from './trial.ts'

const script = call('A B C', release('A'), release('B'))

async function trialOf(adapter: Adapter, tried = script): Promise<Trial> {
  return tryScript(tried, await Connection.open(adapter), profiles.default)
}

const name = (trial: Trial): string => (trial.failed ? failureName(trial) : 'passed')

describe('a trial', () => {
  test('is over at once where the T-Server answers at once', async () => {
    const connection = await Connection.open(embedded())
    expect(tryScript(script, connection, profiles.default)).not.toBeInstanceOf(Promise)
  })

  test('passes, with the history and the situation of each request', async () => {
    const trial = await trialOf(embedded())
    if (trial.failed || trial.verdict.verdict !== 'conforms') throw new Error('it is to conform')
    expect(trial.verdict.situations.map(situationOf)).toMatchObject([
      { move: 'release-first', parties: 3 },
      { move: 'release-first', parties: 2 },
    ])
    expect(historyOf(trial).rounds).toHaveLength(2)
  })

  test('comes to the same where what was seen takes the judge', async () => {
    const spelledOtherwise: Adapter = {
      connect: (deliver) =>
        embedded().connect((event) => deliver({ ...event, CallState: 'CallStateOk' })),
    }
    const [judged, seen] = [await trialOf(spelledOtherwise), await trialOf(embedded())]
    expect(judged).toMatchObject({ verdict: { verdict: 'conforms' } })
    expect(!judged.failed && judged.verdict).toEqual(!seen.failed && seen.verdict)
  })

  test('comes to the same where the T-Server answers later', async () => {
    for (const fault of [undefined, 'released-missing'])
      expect(await trialOf(answeringLater(embedded(fault)))).toEqual(await trialOf(embedded(fault)))
  })

  test('fails by the first rule that is broken', async () => {
    expect(name(await trialOf(embedded('released-missing')))).toBe('released-once')
  })

  test('depends on the profile', async () => {
    const refusing = changed(embedded(), (tserver) => ({
      send(request) {
        if (request.request !== 'TDeleteFromConference') return tserver.send(request)
      },
    }))
    const connection = await Connection.open(refusing)
    const selfDelete = call('A B', {
      do: 'TDeleteFromConference',
      call: 0,
      thisDN: 'A',
      otherDN: 'A',
    })
    expect(tryScript(selfDelete, connection, profiles.default)).toMatchObject({ failed: false })
    expect(
      tryScript(selfDelete, connection, { ...profiles.default, selfDelete: 'release' }),
    ).toMatchObject({ failed: true })
  })

  test.each<[how: string, adapter: (failing: Adapter) => Adapter]>([
    ['at once', (failing) => failing],
    ['later', answeringLater],
  ])('fails by what became of the adapter, %s, with the history so far', async (_, adapter) => {
    const crashing = changed(embedded(), (tserver) => ({
      send(request) {
        if (request.thisDN === 'B') throw new AdapterFailure('crash', 'the bridge ended')
        return tserver.send(request)
      },
    }))
    const trial = await trialOf(adapter(crashing))
    expect(name(trial)).toBe('crash')
    expect(historyOf(trial).rounds.map(({ events }) => events.length)).toEqual([3, 0])
  })

  test.each<[how: string, adapter: (failing: Adapter) => Adapter]>([
    ['at once', (failing) => failing],
    ['later', answeringLater],
  ])('does not blame the T-Server for a fault of ours, %s', async (_, adapter) => {
    const broken = changed(embedded(), () => ({
      fence() {
        throw new TypeError('no such thing')
      },
    }))
    await expect(trialOf(adapter(broken))).rejects.toThrow(TypeError)
  })
})

describe('an event of an earlier script', () => {
  const other = call('D E F', release('D'))

  test('is no failure of the one that it came in, and is kept for its own', async () => {
    const connection = await Connection.open(lateBy(1, 1))
    expect(await tryScript(script, connection, profiles.default, 7)).toMatchObject({
      failed: false,
    })
    const trial = await tryScript(other, connection, profiles.default, 8)
    expect(trial).toMatchObject({ failed: false, verdict: { verdict: 'conforms' } })
    const [late, ...others] = connection.late.take()
    expect(late).toMatchObject({ index: 7, events: [{ ThisDN: 'C', name: 'EventReleased' }] })
    expect(others).toEqual([])
  })

  test('does not excuse an adapter that failed, and is not in its history', async () => {
    const failing = changed(lateBy(1, 1), (tserver) => {
      let fences = 0
      return {
        async fence() {
          await tserver.fence()
          if (++fences === 3) throw new AdapterFailure('hang', 'no answer')
        },
      }
    })
    const connection = await Connection.open(failing)
    await tryScript(script, connection, profiles.default, 7)
    const trial = await tryScript(other, connection, profiles.default, 8)
    expect(trial).toMatchObject({ failed: true, failure: { kind: 'hang' } })
    const seen = historyOf(trial).rounds.flatMap(({ events, late }) => [...events, ...late])
    expect(seen.map(({ ThisDN }) => ThisDN)).toEqual(['D', 'E', 'F'])
    expect(connection.late.take()).toMatchObject([{ index: 7 }])
  })

  test('that has failed is told already', async () => {
    const late = lateBy(1, 1)
    const adapter = changed(late, (tserver, deliver) => ({
      send(request) {
        if (request.thisDN === 'A') deliver({ name: 'EventReleased', ThisDN: 'A' })
        return tserver.send(request)
      },
    }))
    const connection = await Connection.open(adapter)
    expect(await tryScript(script, connection, profiles.default, 7)).toMatchObject({ failed: true })
    expect(await tryScript(other, connection, profiles.default, 8)).toMatchObject({ failed: false })
    expect(connection.late.any).toBe(false)
  })
})
