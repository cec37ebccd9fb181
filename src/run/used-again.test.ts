/** A run uses lists again, for plans and at a glance; nothing that it hands out may be changed by it. */
import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { drawing } from '../plan/drawing.ts'
import { drawnScripts } from '../plan/leaning.ts'
import { embedded } from '../tserver/embedded.ts'
import { campaign } from './campaign.fixture.ts'
import { Connection } from './connection.ts'
import { sometimes } from './fake-tserver.fixture.ts'
import { historyOf, tryScript, type Trial } from './trial.ts'

async function started() {
  const connection = await Connection.open(embedded())
  const { decode } = drawing(connection.tserver.capabilities, 8, profiles.default)
  const scripts = drawnScripts(1, 12, decode)
  const tried = async (index: number): Promise<Trial> =>
    tryScript(scripts.at(index), connection, profiles.default, index)
  return { connection, scripts, tried }
}

/** As it is now. */
const text = (trial: Trial): string =>
  JSON.stringify([historyOf(trial), trial.failed ? trial.failure : trial.verdict])

describe('scripts that are run later', () => {
  test('change no script, history or verdict of an earlier one', async () => {
    const { scripts, tried } = await started()
    const kept: { readonly now: () => string; readonly then: string }[] = []
    for (let index = 0; index < 1000; index++) {
      const script = scripts.at(index)
      const trial = await tried(index)
      for (const now of [() => JSON.stringify(script), () => text(trial)])
        kept.push({ now, then: now() })
    }
    expect(kept.filter(({ now, then }) => now() !== then)).toEqual([])
    expect(new Set(kept.map(({ then }) => then)).size).toBeGreaterThan(1500)
  })

  test('leave those before whole, for what comes late of one of them', async () => {
    const { connection, scripts, tried } = await started()
    const ended: { readonly history: string; readonly ConnID: string }[] = []
    for (let index = 0; index < 500; index++) {
      const history = historyOf(await tried(index))
      ended.push({ history: JSON.stringify(history), ConnID: history.calls[0]?.connID ?? '' })
    }
    const { late } = connection
    for (const before of [497, 495]) {
      const { history, ConnID } = ended[before] ?? {}
      if (ConnID === undefined) throw new Error('that many scripts were run')
      late.strays.push({ name: 'EventReleased', ThisDN: 'A', ConnID })
      const [told, ...others] = late.take()
      expect(others).toEqual([])
      expect(told?.whole?.script).toEqual(scripts.at(before))
      expect(JSON.stringify(told?.whole?.history)).toBe(history)
    }
  })

  test('are what two findings in a row tell of, after thousands that passed', async () => {
    const { findings } = await campaign({
      runs: 4000,
      maxSteps: 1,
      adapter: sometimes('released-missing', (call) => call === 3001 || call === 3002),
    })
    const [finding, ...others] = findings
    expect(finding?.occurrences).toBeGreaterThan(0)
    for (const one of [finding, ...others]) {
      expect(one?.reproduced.failed).toBe(0)
      const calls = one?.history.calls.map(({ dns, unmonitored }) => ({ dns, unmonitored }))
      expect(calls).toEqual(one?.script.calls)
      expect(one?.violation?.breaches[0]?.rule).toBe('released-once')
    }
  })
})
