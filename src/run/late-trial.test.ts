import { describe, expect, test, vi } from 'vitest'
import type { History } from '../../oracles/history.ts'
import { judge } from '../../oracles/judge.ts'
import { profiles } from '../../oracles/profile.ts'
import type { Event } from '../../oracles/tlib.ts'
import { embedded } from '../tserver/embedded.ts'
import { call, release } from '../tserver/one-call.ts'
import { Connection } from './connection.ts'
import { released } from './fake-tserver.fixture.ts'
import { lateTrial, unseen } from './late-trial.ts'
import { failureName, tryScript, historyOf as trialHistory } from './trial.ts'

vi.mock(import('../../oracles/judge.ts'), { spy: true })

const profile = profiles.default
const script = call('A B C', release('A'), release('B'))
const stray = released('A', '006c000000000001')

async function historyOf(tried = script): Promise<History> {
  const trial = await tryScript(tried, await Connection.open(embedded()), profile)
  if (trial.failed) throw new Error('the embedded T-Server is to conform')
  return trialHistory(trial)
}

const late = (history: History, ...events: readonly Event[]) => {
  const { script: told, trial } = lateTrial({ script, history }, events, profile)
  return { told, name: trial.failed ? failureName(trial) : 'passed', seen: trialHistory(trial) }
}

describe('an event that came after a script had ended', () => {
  test('is a late one of its last round', async () => {
    const history = await historyOf()
    const { told, name, seen } = late(history, stray)
    expect(told).toBe(script)
    expect(name).toBe('late')
    expect(seen.rounds.map(({ late }) => late)).toEqual([[], [stray]])
    expect(seen.rounds.map(({ events }) => events)).toEqual(
      history.rounds.map(({ events }) => events),
    )
  })

  test('is one of a round in which nothing was sent, where there is no round', async () => {
    const { name, seen } = late(await historyOf(call('A B')), stray)
    expect(name).toBe('late')
    expect(seen.early).toEqual([])
    expect(seen.rounds).toEqual([{ actions: [], events: [], late: [stray] }])
  })

  test('is no failure where it is not judged, and is kept', async () => {
    const ring: Event = { name: 'EventRinging', ThisDN: 'A' }
    const { name, seen } = late(await historyOf(), ring)
    expect(name).toBe('passed')
    expect(seen.rounds.at(-1)?.late).toEqual([ring])
  })

  test('fails what can be judged of a script that cannot be judged to its end', async () => {
    const history = await historyOf()
    vi.mocked(judge).mockReturnValueOnce({ verdict: 'unknown', round: 1 })
    const { told, name, seen } = late(history, stray)
    expect(told).toEqual(call('A B C', release('A')))
    expect(name).toBe('late')
    expect(seen.rounds).toEqual([{ ...history.rounds[0], late: [stray] }])
  })

  test('is of a call of which only the ConnID is known', () => {
    const both = { ...script, calls: [...script.calls, { dns: ['D', 'E'], unmonitored: [] }] }
    const { history } = unseen(both, ['1', '2'])
    expect(history).toEqual({
      calls: [
        { connID: '1', dns: ['A', 'B', 'C'], unmonitored: [] },
        { connID: '2', dns: ['D', 'E'], unmonitored: [] },
      ],
      early: [],
      rounds: [],
    })
    // The script ended before its second call was established.
    expect(unseen(both, ['1']).history.calls).toHaveLength(1)
    expect(late(history, released('A', '1')).name).toBe('late')
  })
})
