import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { AdapterFailure, AdapterUnavailable, type Adapter } from '../adapter/adapter.ts'
import type { Script } from '../plan/script.ts'
import { embedded } from '../tserver/embedded.ts'
import { call, release, remove } from '../tserver/one-call.ts'
import { Connection, TServerLost } from './connection.ts'
import { changed, released } from './fake-tserver.fixture.ts'
import { fingerprint } from './fingerprint.ts'
import { investigate, investigateOnce, unshrunk } from './investigate.ts'
import { failureName, tryScript, type Failed } from './trial.ts'

const plain = ['A', 'B', 'C', 'D', 'E']
const profile = profiles.default
const script = call('P Q R S', release('Z'), release('P'), remove('Q', 'R'), release('Q'))

/** As the campaign does it: tried once, brought back, looked into. */
async function investigated(adapter: Adapter, tried: Script = script, interrupted?: () => boolean) {
  const connection = await Connection.open(adapter)
  const first = await tryScript(tried, connection, profile)
  if (!first.failed) throw new Error('the script is to fail')
  await connection.recover(first.failure instanceof AdapterFailure)
  const finding = await investigate(tried, first, 42, { connection, profile, plain, interrupted })
  return { finding, first }
}

/** A T-Server with a fault in those of its calls, counted from 1, that are `faulty`. */
function sometimes(fault: string, faulty: (call: number) => boolean): Adapter {
  return {
    async connect(deliver) {
      const [right, wrong] = [
        await embedded().connect(deliver),
        await embedded(fault).connect(deliver),
      ]
      let calls = 0
      let tserver = right
      return {
        ...right,
        establish(dns, unmonitored) {
          calls += 1
          tserver = faulty(calls) ? wrong : right
          return tserver.establish(dns, unmonitored)
        },
        addParty: (connID, by, dn) => tserver.addParty?.(connID, by, dn),
        send: (request) => tserver.send(request),
        discard: (connID) => tserver.discard(connID),
      }
    },
  }
}

describe('a script that fails each time', () => {
  test('is made as small as can be, and its history is that of the smallest', async () => {
    const { finding } = await investigated(embedded('released-missing'))
    const smallest = call('A B C', release('A'))
    expect(finding).toMatchObject({
      fingerprint: fingerprint('released-once', smallest, plain),
      kind: 'violation',
      rules: ['released-once'],
      reproduced: { failed: 5, of: 5 },
      minimal: 'local',
      occurrences: 1,
      script: smallest,
      origin: { index: 42, parties: 4, steps: 4 },
    })
    expect(finding.history.calls).toMatchObject([{ dns: ['A', 'B', 'C'], unmonitored: [] }])
    expect(finding.history.rounds).toHaveLength(1)
    expect(finding.violation?.round).toBe(0)
    expect(finding.shrinkExecutions).toBeGreaterThan(0)
    expect(finding).not.toHaveProperty('failure')
  })

  test('does not turn into another bug on the way', async () => {
    // A script of two parties and a release fails, too, but by another rule.
    const adapter = embedded('call-state-always-conferenced')
    const { finding } = await investigated(adapter, call('P Q R', release('P'), release('Q')))
    expect(finding.rules[0]).toBe('party-deleted-call-state')
    expect(finding.script).toEqual(call('A B C', release('A')))
  })

  test('names every rule that is broken, the first one once', async () => {
    const { finding } = await investigated(embedded('party-deleted-as-released'))
    expect(finding.rules).toEqual(['released-nobody-else', 'party-deleted-once'])
  })

  test('is kept as it is where it is interrupted', async () => {
    const { finding } = await investigated(embedded('released-missing'), script, () => true)
    expect(finding).toMatchObject({ shrinkExecutions: 0, reproduced: { failed: 0, of: 0 } })
    // What came after the round that failed goes all the same.
    expect(finding.script).toEqual(call('P Q R S', release('Z'), release('P')))
  })
})

describe('a script that fails now and then', () => {
  test('is kept whole, with how often it failed', async () => {
    const adapter = sometimes('released-missing', (call) => call === 1 || call % 2 === 0)
    const { finding } = await investigated(adapter)
    // Calls 2 to 6: three of five.
    expect(finding).toMatchObject({
      reproduced: { failed: 3, of: 5 },
      script,
      shrinkExecutions: 0,
      rules: ['released-once'],
    })
  })

  test('is kept whole where it never fails again, with what was seen of it', async () => {
    const { finding, first } = await investigated(
      sometimes('released-missing', (call) => call === 1),
    )
    expect(finding).toMatchObject({ reproduced: { failed: 0, of: 5 }, script, shrinkExecutions: 0 })
    expect(finding.history).toEqual(first.history)
  })

  test('does not count what fails by another rule', async () => {
    let calls = 0
    const adapter = changed(embedded('released-missing'), (tserver, deliver) => ({
      establish(dns, unmonitored) {
        calls += 1
        return tserver.establish(dns, unmonitored)
      },
      // From the second call on a late event comes before all others.
      discard(connID) {
        if (calls > 1) deliver(released('P', connID))
        return tserver.discard(connID)
      },
    }))
    const { finding } = await investigated(adapter, call('P Q R', release('P')))
    expect(finding.reproduced).toEqual({ failed: 0, of: 5 })
    expect(finding.rules).toEqual(['released-once'])
  })
})

describe('an adapter that fails', () => {
  const hanging = (): Adapter =>
    changed(embedded(), (tserver) => ({
      send(request) {
        if (request.request === 'TDeleteFromConference')
          throw new AdapterFailure('hang', 'no answer within 5 s', ['busy'])
        return tserver.send(request)
      },
    }))

  test('is found with what it said, and made small in few starts', async () => {
    const { finding } = await investigated(hanging())
    expect(finding).toMatchObject({
      kind: 'hang',
      rules: [],
      failure: { message: 'no answer within 5 s', log: ['busy'] },
      fingerprint: fingerprint('hang', call('A B', remove('A', 'B')), plain),
      script: call('A B', remove('A', 'B')),
      reproduced: { failed: 5, of: 5 },
    })
    expect(finding).not.toHaveProperty('violation')
    expect(finding.shrinkExecutions).toBeLessThanOrEqual(60)
  })

  test('is lost where it cannot be started again', async () => {
    let starts = 0
    const adapter: Adapter = {
      connect(deliver) {
        starts += 1
        if (starts > 3) throw new AdapterUnavailable('port in use')
        return hanging().connect(deliver)
      },
    }
    await expect(investigated(adapter)).rejects.toThrow(TServerLost)
  })
})

describe('once', () => {
  test('waits for what the T-Server distributes after the end', async () => {
    const connection = await Connection.open(
      changed(embedded(), (_, deliver) => {
        let fences = 0
        return { fence: () => void (++fences === 2 && deliver(released('A'))) }
      }),
    )
    const trial = await investigateOnce(call('A B', release('A')), { connection, profile })
    expect(trial.failed && failureName(trial)).toBe('late')
  })

  test('takes a fence that fails after the end for a failure of the script', async () => {
    let fences = 0
    const adapter = changed(embedded(), () => ({
      fence() {
        if (++fences === 2) throw new AdapterFailure('hang', 'no answer')
      },
    }))
    const connection = await Connection.open(adapter)
    const { tserver } = connection
    const trial = await investigateOnce(call('A B', release('A')), { connection, profile })
    expect(trial).toMatchObject({ failed: true, failure: { kind: 'hang' } })
    expect(connection.tserver).not.toBe(tserver)
  })

  test('brings the T-Server back after a failure, and only then', async () => {
    const resets: string[] = []
    const adapter = (fault?: string) =>
      changed(embedded(fault), () => ({ reset: () => void resets.push(fault ?? 'right') }))
    for (const fault of [undefined, 'released-twice'])
      await investigateOnce(call('A B', release('A')), {
        connection: await Connection.open(adapter(fault)),
        profile,
      })
    expect(resets).toEqual(['released-twice'])
  })
})

test('what could not be looked into is a finding as it was seen', () => {
  const failed: Failed = {
    failed: true,
    history: { calls: [], early: [], rounds: [] },
    failure: new AdapterFailure('crash', 'it ended', ['last words']),
  }
  expect(unshrunk(script, failed, 7, plain)).toEqual({
    fingerprint: fingerprint('crash', script, plain),
    kind: 'crash',
    rules: [],
    reproduced: { failed: 0, of: 0 },
    minimal: 'local',
    occurrences: 1,
    script,
    history: { calls: [], early: [], rounds: [] },
    failure: { message: 'it ended', log: ['last words'] },
    origin: { index: 7, parties: 4, steps: 4 },
    shrinkExecutions: 0,
  })
})
