/** However many scripts are in flight, a campaign finds the same. */
import { describe, expect, test } from 'vitest'
import { checked } from '../adapter/checked.ts'
import { embedded } from '../tserver/embedded.ts'
import { campaign } from './campaign.fixture.ts'
import type { CampaignOptions } from './campaign-settings.ts'
import { AdapterFailure, AdapterUnavailable, type Capabilities } from '../adapter/adapter.ts'
import { answeringLater, changed, turn } from './fake-tserver.fixture.ts'

function inFlight(scripts: number, fault?: string, options: Partial<CampaignOptions> = {}) {
  const adapter = answeringLater(checked('embedded', embedded(fault), 60_000))
  return campaign({ adapter, inFlight: scripts, runs: 250, maxSteps: 6, ...options })
}

describe('8 or 64 scripts in flight', () => {
  test.each([
    [undefined, {}],
    ['call-state-always-conferenced', { prove: { executions: 100 } }],
    ['party-deleted-twice', { maxFindings: 3 }],
    ['crash-last-party-deletes', {}],
    ['released-missing', { exhaust: { parties: 3, steps: 1, calls: 1 } }],
    ['released-missing', { shard: { index: 2, count: 2 } }],
  ] as const)('find what one finds: %s', async (fault, options) => {
    const one = await inFlight(1, fault, options)
    expect(one.findings.length > 0).toBe(fault !== undefined)
    expect(await inFlight(8, fault, options)).toEqual(one)
    expect(await inFlight(64, fault, options)).toEqual(one)
  })

  test('find what others hide now and then, as an event that is late comes when they send', async () => {
    const { findings } = await inFlight(8, 'released-late', { maxFindings: 2 })
    expect(findings.map(({ reproduced }) => reproduced)).toEqual([
      { failed: 5, of: 5 },
      { failed: 5, of: 5 },
    ])
    expect(findings.map(({ origin }) => origin.inFlight)).toEqual([undefined, undefined])
  })
})

/** A T-Server that answers in the next turn, and notes how many calls, and which DNs, are there at once. */
function watched(capabilities: Capabilities, fault?: string) {
  const seen = { calls: 0, dns: new Set<string>(), resets: 0, shared: false }
  const calls = new Map<string, readonly string[]>()
  const adapter = changed(answeringLater(embedded(fault)), (tserver) => ({
    capabilities,
    async establish(dns, unmonitored) {
      const connID = await tserver.establish(dns, unmonitored)
      seen.shared ||= [...calls.values()].flat().some((dn) => dns.includes(dn))
      calls.set(connID, dns)
      seen.calls = Math.max(seen.calls, calls.size)
      for (const dn of dns) seen.dns.add(dn)
      await turn()
      return connID
    },
    async discard(connID) {
      await turn()
      calls.delete(connID)
      return tserver.discard(connID)
    },
    reset() {
      seen.resets += 1
      return tserver.reset()
    },
  }))
  return { adapter, seen }
}

describe('scripts in flight', () => {
  const run = (adapter: CampaignOptions['adapter'], options: Partial<CampaignOptions> = {}) =>
    campaign({ adapter, runs: 250, maxSteps: 4, ...options })

  test('have no more calls together than the T-Server can, and no DN in common', async () => {
    const { adapter, seen } = watched({ maxParties: 4, maxCalls: 7 })
    expect((await run(adapter, { inFlight: 64 })).verdict).not.toBe('violates')
    expect(seen.calls).toBe(7)
    expect(seen.shared).toBe(false)
  })

  test('are as many as are wanted', async () => {
    const { adapter, seen } = watched({ maxParties: 4, maxCalls: 1000 })
    await run(adapter, { inFlight: 5, maxSteps: 1 })
    // Some scripts have up to three calls.
    expect(seen.calls).toBeGreaterThanOrEqual(5)
    expect(seen.calls).toBeLessThanOrEqual(15)
  })

  test('use the DNs that there are, as far as these go round', async () => {
    const dns = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I']
    const { adapter, seen } = watched({ maxParties: 3, maxCalls: 64, dns })
    expect((await run(adapter)).verdict).not.toBe('violates')
    expect([...seen.dns].toSorted()).toEqual(dns)
    expect(seen.shared).toBe(false)
    expect(seen.calls).toBeGreaterThan(1)
  })

  test('go on from range to range, without a reset as long as all is well', async () => {
    const { adapter, seen } = watched({ maxParties: 4, maxCalls: 64 })
    await run(adapter)
    expect(seen.resets).toBe(0)
    const alone = watched({ maxParties: 4, maxCalls: 64 })
    await run(alone.adapter, { inFlight: 1 })
    expect(alone.seen.resets).toBe(2)
  })

  test('are one where the T-Server tells nothing of several calls', async () => {
    const { adapter, seen } = watched({ maxParties: 4 })
    await run(adapter)
    expect(seen.calls).toBe(1)
  })

  test('are all that are counted when the time is over', async () => {
    const { adapter } = watched({ maxParties: 4, maxCalls: 64 })
    let asked = 0
    const { stats, verdict } = await run(adapter, {
      ...{ runs: 100_000, time: 60_000, now: () => 1000 * asked++, inFlight: 8 },
    })
    expect(verdict).not.toBe('violates')
    expect(stats.scripts).toBeGreaterThan(0)
    expect(stats.scripts).toBeLessThan(100_000)
  })

  test('end with a fault of the harness, or of a module, as one does', async () => {
    const adapter = changed(answeringLater(embedded()), () => ({
      capabilities: { maxCalls: 64 },
      discard: () => Promise.reject(new TypeError('not our day')),
    }))
    await expect(run(adapter, { inFlight: 8 })).rejects.toThrow('not our day')
  })
})

describe('a T-Server that says nothing more once two calls are in flight together', () => {
  /** In this process it answers at once, if at all. */
  const timeoutMs = 20
  const silence = new Promise<never>(() => undefined)
  const silent = changed(answeringLater(embedded()), (tserver) => {
    const calls = new Set<string>()
    let sentTo: string | undefined
    let isSilent = false
    const orSilence = async <T>(answer: () => T): Promise<Awaited<T>> =>
      isSilent ? silence : await answer()
    return {
      capabilities: { maxParties: 4, maxCalls: 64 },
      establish: (dns, unmonitored) =>
        orSilence(async () => {
          const connID = await tserver.establish(dns, unmonitored)
          calls.add(connID)
          return connID
        }),
      send(request) {
        const { connID } = request
        if (sentTo !== connID && calls.has(sentTo ?? '') && calls.has(connID)) isSilent = true
        sentTo = connID
        setImmediate(() => (sentTo = undefined))
        return orSilence(() => tserver.send(request))
      },
      async fence() {
        // Whoever waits for it sends nothing more in the same turn.
        await turn()
        return orSilence(() => tserver.fence())
      },
      discard(connID) {
        calls.delete(connID)
        return orSilence(() => tserver.discard(connID))
      },
    }
  })
  const run = (inFlight: number) =>
    campaign({
      adapter: checked('silent', silent, timeoutMs),
      ...{ inFlight, runs: 120, maxSteps: 1, maxFindings: 1 },
    })

  test('is told of with the company that it takes', async () => {
    const [finding] = (await run(8)).findings
    expect(finding?.kind).toBe('hang')
    expect(finding?.reproduced).toEqual({ failed: 5, of: 5 })
    expect(finding?.origin.inFlight).toBe(7)
    expect(finding?.script.calls).toHaveLength(2)
    expect(finding?.script.rounds.map((round) => round.length)).toEqual([2])
  })

  test('passes with one at a time', async () => {
    expect((await run(1)).findings).toEqual([])
  })
})

test('a T-Server that is lost for good is told of with how many were in flight, and what was run counts', async () => {
  let established = 0
  const dying = changed(answeringLater(embedded()), (tserver) => ({
    capabilities: { maxParties: 4, maxCalls: 64 },
    async establish(dns, unmonitored) {
      established += 1
      if (established === 50) throw new AdapterFailure('crash', 'it is gone')
      return tserver.establish(dns, unmonitored)
    },
  }))
  const { verdict, incomplete, stats, findings } = await campaign({
    adapter: {
      connect(deliver) {
        if (established >= 50) throw new AdapterUnavailable('there is nobody')
        return dying.connect(deliver)
      },
    },
    inFlight: 8,
  })
  expect(verdict).toBe('incomplete')
  expect(incomplete).toContain('could not be started again in 5 attempts: there is nobody')
  expect(findings).toMatchObject([
    {
      ...{ kind: 'crash', reproduced: { failed: 0, of: 0 } },
      origin: { index: stats.scripts - 1, inFlight: 7 },
    },
  ])
})

test('an event to nobody is looked for in each script that was in flight', async () => {
  const misled = {
    ...changed(answeringLater(embedded()), (tserver, deliver) => ({
      capabilities: { maxParties: 3, maxCalls: 64 },
      async send(request) {
        if (request.request === 'TDeleteFromConference' && request.thisDN === request.otherDN)
          deliver({ name: 'EventReleased', ConnID: 'beef', ThisDN: 'nobody', CallState: 'OK' })
        return tserver.send(request)
      },
    })),
    disposable: true,
  }
  const found = (inFlight: number) =>
    campaign({ adapter: misled, inFlight, runs: 120, maxSteps: 4 })
  const one = await found(1)
  expect(one.verdict).toBe('violates')
  expect((await found(8)).findings).toEqual(one.findings)
})

test.each([1, 2, 5, 50])(
  'an event that comes late once, %s fences after its call was discarded, is told of',
  async (fences) => {
    const once = changed(answeringLater(embedded()), (tserver, deliver) => {
      const told = { ConnID: '', ThisDN: '', fences: Infinity }
      let discarded = 0
      const dns = new Map<string, string>()
      return {
        capabilities: { maxParties: 4, maxCalls: 64 },
        async establish(parties, unmonitored) {
          const connID = await tserver.establish(parties, unmonitored)
          dns.set(connID, parties[0] ?? '')
          return connID
        },
        async discard(ConnID) {
          await tserver.discard(ConnID)
          discarded += 1
          if (discarded === 20) Object.assign(told, { ConnID, ThisDN: dns.get(ConnID), fences })
        },
        async fence() {
          await tserver.fence()
          told.fences -= 1
          const { ConnID, ThisDN } = told
          if (told.fences === 0) deliver({ name: 'EventReleased', ConnID, ThisDN })
        },
      }
    })
    for (const inFlight of [1, 8, 64]) {
      const { findings } = await campaign({ adapter: once, inFlight, runs: 250, maxSteps: 4 })
      expect(findings.map(({ rules }) => rules[0])).toEqual(['late'])
      expect(findings[0]?.reproduced.failed).toBe(0)
    }
  },
)
