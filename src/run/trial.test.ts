import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import type { Event } from '../../oracles/tlib.ts'
import { AdapterFailure, type Adapter } from '../adapter/adapter.ts'
import { embedded } from '../tserver/embedded.ts'
import { call, release } from '../tserver/one-call.ts'
import { Connection } from './connection.ts'
import { answeringLater, changed, released } from './fake-tserver.fixture.ts'
import { failureName, tryScript, withStrays, type Passed, type Trial } from './trial.ts'

const script = call('A B C', release('A'), release('B'))

async function trialOf(adapter: Adapter, tried = script): Promise<Trial> {
  return tryScript(tried, await Connection.open(adapter), profiles.default)
}

async function passed(tried = script): Promise<Passed> {
  const trial = await trialOf(embedded(), tried)
  if (trial.failed) throw new Error('the embedded T-Server is to conform')
  return trial
}

const name = (trial: Trial): string => (trial.failed ? failureName(trial) : 'passed')

describe('a trial', () => {
  test('is over at once where the T-Server answers at once', async () => {
    const connection = await Connection.open(embedded())
    expect(tryScript(script, connection, profiles.default)).not.toBeInstanceOf(Promise)
  })

  test('passes, with the history and what followed from each request', async () => {
    const { history, verdict } = await passed()
    expect(history.rounds).toHaveLength(2)
    expect(verdict.outcomes.map(({ phase }) => phase)).toEqual([
      'release-from-conference',
      'release',
    ])
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
    expect(trial.history.rounds.map(({ events }) => events.length)).toEqual([3, 0])
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

describe('strays', () => {
  const stray = released('A', '006c000000000001')

  test('that did not come leave the trial as it is', async () => {
    const trial = await passed()
    expect(withStrays(trial, [], profiles.default)).toBe(trial)
  })

  test('are late events of the last round', async () => {
    const trial = withStrays(await passed(), [stray], profiles.default)
    expect(name(trial)).toBe('late')
    expect(trial.history.rounds.map(({ late }) => late)).toEqual([[], [stray]])
  })

  test('come early where the script has no rounds', async () => {
    const trial = withStrays(await passed(call('A B')), [stray], profiles.default)
    expect(name(trial)).toBe('late')
    expect(trial.history.early).toEqual([stray])
  })

  test('that are not judged are kept, and no failure', async () => {
    const ring: Event = { name: 'EventRinging', ThisDN: 'A' }
    const trial = withStrays(await passed(), [ring], profiles.default)
    expect(trial.failed).toBe(false)
    expect(trial.history.rounds.at(-1)?.late).toEqual([ring])
  })
})
