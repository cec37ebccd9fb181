import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { AdapterFailure, AdapterUnavailable, type Adapter } from '../adapter/adapter.ts'
import { plainDN } from '../plan/dns.ts'
import type { Script } from '../plan/script.ts'
import { embedded } from '../tserver/embedded.ts'
import { call, release, remove } from '../tserver/one-call.ts'
import { Connection, TServerLost } from './connection.ts'
import { dimensionsOf } from './dimensions.ts'
import { namesFor } from './every-script.ts'
import { changed, released, sometimes } from './fake-tserver.fixture.ts'
import { fingerprint, fingerprintOfSometimes } from './fingerprint.ts'
import { inSuccession } from './in-succession.ts'
import { investigate } from './investigate.ts'
import { renamed } from './script-order.ts'
import { tryScript } from './trial.ts'

const plain = ['A', 'B', 'C', 'D', 'E']
const profile = profiles.default
const script = call('P Q R S', release('Z'), release('P'), remove('Q', 'R'), release('Q'))

/** As the campaign does it: tried once, brought back, looked into. */
async function investigated(
  adapter: Adapter,
  tried: Script = script,
  interrupted?: () => boolean,
  together?: Script,
) {
  const connection = await Connection.open(adapter)
  const first = await tryScript(tried, connection, profile)
  if (!first.failed) throw new Error('the script is to fail')
  await connection.recover(first.failure instanceof AdapterFailure)
  const inCompany = together && [together]
  const options = { connection, profile, plain, interrupted, inCompany }
  const finding = await investigate(tried, first, 42, options)
  return { finding, first }
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
  test('is run more often to be made small, and its smallest script to say how often', async () => {
    const { finding } = await investigated(sometimes('released-missing', (call) => call % 3 === 1))
    expect(finding).toMatchObject({
      fingerprint: fingerprintOfSometimes('released-once'),
      script: call('A B C', release('A')),
      rules: ['released-once'],
      origin: { index: 42, parties: 4, steps: 4 },
      minimal: 'local',
    })
    // One call of three; where the ten begin depends on how many were made before.
    expect(finding.reproduced.of).toBe(10)
    expect([3, 4]).toContain(finding.reproduced.failed)
    expect(finding.history.calls).toMatchObject([{ dns: ['A', 'B', 'C'] }])
    expect(finding.violation?.round).toBe(0)
  })

  test('is not looked into for ever', async () => {
    // It fails so rarely that hardly any candidate is seen to fail.
    const { finding } = await investigated(sometimes('released-missing', (call) => call % 5 === 1))
    expect(finding.shrinkExecutions).toBeLessThanOrEqual(2000 + 20)
    expect(finding.fingerprint).toBe(fingerprintOfSometimes('released-once'))
  })

  test('is kept whole where it never fails again, with what was seen of it', async () => {
    const { finding, first } = await investigated(
      sometimes('released-missing', (call) => call === 1),
    )
    expect(finding).toMatchObject({
      fingerprint: fingerprintOfSometimes('released-once'),
      reproduced: { failed: 0, of: 5 },
      script,
      shrinkExecutions: 0,
      minimal: 'local',
    })
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

describe('a script that never fails again alone', () => {
  const alone = call('P Q R', release('P'))
  const together = inSuccession(call('S T', release('S')), alone)

  /** The first script fails, and later those that have two calls. */
  const inSecondCalls = () => {
    let sinceReset = 0
    const adapter = sometimes('released-missing', (call) => call === 1 || ++sinceReset === 2)
    return changed(adapter, (tserver) => ({
      reset() {
        sinceReset = 0
        return tserver.reset()
      },
    }))
  }

  test('is tried in company', async () => {
    const { finding } = await investigated(inSecondCalls(), alone, undefined, together)
    expect(finding.reproduced).toEqual({ failed: 5, of: 5 })
    expect(finding.rules).toEqual(['released-once'])
    expect(finding.script.calls.map(({ from }) => from)).toEqual([undefined, 1])
    expect(finding.origin).toEqual({ index: 42, parties: 3, steps: 1 })
  })

  test('is not tried in a company that the adapter cannot keep', async () => {
    let parties = 0
    const adapter = changed(inSecondCalls(), (tserver) => ({
      capabilities: { dns: ['P', 'Q', 'R'] },
      establish(dns, unmonitored) {
        parties = Math.max(parties, ...dns.filter((dn) => dn === 'S' || dn === 'T').map(() => 1))
        return tserver.establish(dns, unmonitored)
      },
    }))
    const { finding } = await investigated(adapter, alone, undefined, together)
    expect(finding).toMatchObject({ script: alone, reproduced: { failed: 0, of: 5 } })
    expect(parties).toBe(0)
  })

  test('is kept as it is where it does not fail in company either', async () => {
    const adapter = sometimes('released-missing', (call) => call === 1)
    const { finding, first } = await investigated(adapter, alone, undefined, together)
    expect(finding).toMatchObject({ script: alone, reproduced: { failed: 0, of: 5 } })
    expect(finding.history).toEqual(first.history)
  })
})

describe('the proof that a script is the smallest', () => {
  const names = namesFor({ parties: 4, steps: 4 }, {})
  const smallest = renamed(call('A B C', release('A')), (dn) => plainDN('ABC'.indexOf(dn)))
  const proof = { now: () => 0, progress: () => undefined }

  async function provedFrom(adapter: Adapter, tried: Script, executions = 1_000_000) {
    const connection = await Connection.open(adapter)
    const first = await tryScript(tried, connection, profile)
    if (!first.failed) throw new Error('the script is to fail')
    await connection.recover(first.failure instanceof AdapterFailure)
    const options = {
      connection,
      profile,
      plain: names,
      proof: { ...proof, proofs: new Map(), budget: { executions } },
    }
    return investigate(tried, first, 42, options)
  }

  test('is made where every smaller one was run', async () => {
    const {
      minimal,
      smallerScripts,
      script: shrunk,
    } = await provedFrom(embedded('released-missing'), script)
    expect(shrunk).toEqual(smallest)
    expect(minimal).toBe('proved')
    expect(smallerScripts?.tried).toBeGreaterThan(0)
    expect(smallerScripts?.of).toBe(smallerScripts?.tried)
  })

  test('is not made where the budget does not suffice', async () => {
    const finding = await provedFrom(embedded('released-missing'), script, 1)
    expect(finding).toMatchObject({ minimal: 'local', smallerScripts: { tried: 0 } })
  })

  test('is not tried of what does not fail each time', async () => {
    const finding = await provedFrom(
      sometimes('released-missing', (call) => call % 3 === 1),
      script,
    )
    expect(finding.minimal).toBe('local')
    expect(finding).not.toHaveProperty('smallerScripts')
  })

  test('goes on from a smaller script that fails, which the shrinker has missed', async () => {
    // Ignores a release from a call of seven, and that the second of three deletes the third.
    let parties = 0
    const unlike = changed(embedded(), (tserver) => ({
      establish(dns, unmonitored) {
        parties = dns.length + unmonitored.length
        return tserver.establish(dns, unmonitored)
      },
      send(request) {
        const isDelete = request.request === 'TDeleteFromConference'
        const ignored = isDelete
          ? parties === 3 && request.thisDN === plainDN(1) && request.otherDN === plainDN(2)
          : parties === 7
        return ignored ? undefined : tserver.send(request)
      },
    }))
    const tried = renamed(call('A B C D E F G', release('A')), (dn) =>
      plainDN('ABCDEFG'.indexOf(dn)),
    )
    const stuck = await provedFrom(unlike, tried, 0)
    expect(dimensionsOf(stuck.script)).toMatchObject({ parties: 7, steps: 1 })
    const finding = await provedFrom(unlike, tried)
    expect(finding.minimal).toBe('proved')
    expect(finding.script.calls[0]?.dns).toHaveLength(3)
    expect(finding.script.rounds).toEqual([[remove(plainDN(1), plainDN(2))]])
    expect(finding.shrinkExecutions).toBeGreaterThan(stuck.shrinkExecutions)
  })
})
