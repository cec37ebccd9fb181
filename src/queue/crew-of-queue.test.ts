/** What a campaign makes of what it finds in Redis: results, what is none, what comes twice. */
import { Worker } from 'bullmq'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Adapter, TServer } from '../adapter/adapter.ts'
import { AdapterFailure, AdapterUnavailable } from '../adapter/adapter.ts'
import { campaign } from '../run/campaign.fixture.ts'
import { changed } from '../run/fake-tserver.fixture.ts'
import { embedded } from '../tserver/embedded.ts'
import { noRedisServer, redisServer, until, type RedisServer } from './redis-server.fixture.ts'
import { settings, sharing } from './shared.fixture.ts'
import { queuePrefix } from './shared-campaign.ts'
import { jobId } from './shared-job.ts'

const where = 'a queue (needs /usr/bin/redis-server, Debian package redis-server)'

const fault = 'released-again-in-next-call'
const { prove: _, ...scripts } = settings

describe.skipIf(noRedisServer)(where, () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await redisServer()
  })
  afterAll(() => server.end())

  const queueKey = (name: string, key: string): string => `${queuePrefix}:${name}:${key}`
  const keys = (): Promise<readonly string[]> => server.redis.keys('*')
  const completed = (name: string): Promise<number> =>
    server.redis.zcard(queueKey(name, 'completed'))

  it.each(['call-state-always-conferenced', fault, 'one-event-in-fifty-lost'])(
    'has what one run has, from several workers: %s',
    async (variant) => {
      const { lead, serve } = sharing(server.url, variant)
      const serving = [embedded(variant), embedded(variant)].map((one) => serve(one))
      const { result } = await lead()
      const { findings, ...rest } = await result()
      const alone = await campaign({ adapter: embedded(variant), ...scripts })
      expect(rest).toEqual({ ...alone, findings: undefined })
      const facts = (all: typeof findings) =>
        all.map(({ history: _, wire: __, violation: ___, ...finding }) => finding)
      expect(facts(findings)).toEqual(facts(alone.findings))
      expect(await Promise.all(serving)).toEqual([{ end: 'over' }, { end: 'over' }])
      expect(await keys()).toEqual([])
    },
  )

  it('runs scripts again whose result cannot be read, and says so', async () => {
    const { lead, serve, told } = sharing(server.url, 'spoilt')
    const serving = serve(embedded())
    const { result } = await lead()
    await until(async () => (await completed('spoilt')) === 10)
    await server.redis.hset(queueKey('spoilt', jobId(3)), 'returnvalue', '{"stretches":[]}')
    const { stats, verdict } = await result()
    expect(told).toEqual([
      'the result of scripts 300 to 399 in Redis cannot be read: stretches: Too small: expected array to have >=1 items; they are run again',
    ])
    expect({ verdict, scripts: stats.scripts }).toEqual({ verdict: 'conforms', scripts: 1000 })
    await serving
  })

  it('takes no result that counts what nobody knows', async () => {
    const { lead, serve } = sharing(server.url, 'foreign')
    const serving = serve(embedded())
    const { result } = await lead()
    await until(async () => (await completed('foreign')) === 10)
    const counts = { scripts: 100, requests: 0, events: 0, undecided: 0 }
    const stretch = { counts, situations: [], known: [['released-once\u001b[2J', 7]] }
    const foreign = JSON.stringify({ stretches: [stretch] })
    await server.redis.hset(queueKey('foreign', jobId(3)), 'returnvalue', foreign)
    const { stats, verdict, incomplete } = await result()
    expect(verdict).toBe('incomplete')
    expect(incomplete).toContain('it counts a failure that is not known: released-once\\x1b[2J')
    expect(stats.scripts).toBe(900)
    await serving
  })

  it('counts once what two workers have run', async () => {
    const { lead, serve } = sharing(server.url, 'twice')
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const troubles: string[] = []
    const [first, leading] = [
      new Worker('twice', () => held.then(() => ({ stretches: [] })), {
        ...{ connection: { url: server.url, maxRetriesPerRequest: null }, prefix: queuePrefix },
        ...{ lockDuration: 100, skipLockRenewal: true, skipStalledCheck: true },
      }),
      lead(),
    ]
    first.on('error', ({ message }) => troubles.push(message))
    // Somebody has to say what T-Server it is, and takes no job.
    await serve(embedded(), { interrupted: AbortSignal.abort() })
    const { result } = await leading
    await until(async () => (await server.redis.llen(queueKey('twice', 'active'))) === 1)
    const serving = serve(embedded())
    await until(async () => (await completed('twice')) === 10)
    const results = async (): Promise<readonly unknown[]> =>
      Promise.all(
        Array.from({ length: 10 }, (_, place) =>
          server.redis.hget(queueKey('twice', jobId(place)), 'returnvalue'),
        ),
      )
    const before = await results()
    release()
    await until(() => troubles.length > 0)
    expect(troubles[0]).toMatch(/^Missing lock for job job-\d\. moveToFinished/)
    expect(await results()).toEqual(before)
    await first.close()
    const { stats, verdict } = await result()
    expect({ verdict, scripts: stats.scripts }).toEqual({ verdict: 'conforms', scripts: 1000 })
    await serving
  })

  it('gives the scripts of a lost T-Server to another worker', async () => {
    const { lead, serve } = sharing(server.url, 'lost')
    const losing = serve(lostAfter(250))
    const { result } = await lead()
    const lost = await losing
    expect(lost).toMatchObject({
      end: 'lost',
      loss: { why: expect.stringContaining('could not be started again in 5 attempts') },
    })
    const serving = serve(embedded())
    const { stats, verdict, findings } = await result()
    expect({ verdict, scripts: stats.scripts }).toEqual({ verdict: 'conforms', scripts: 1000 })
    expect(findings).toEqual([])
    await serving
  })

  it('gives up scripts at which three T-Servers were lost, and reports at what', async () => {
    const { lead, serve } = sharing(server.url, 'deadly')
    const leading = lead()
    for (let time = 0; time < 3; time++)
      expect(await serve(lostAfter(0))).toMatchObject({ end: 'lost' })
    const serving = serve(embedded())
    const { result } = await leading
    const { stats, verdict, incomplete, findings } = await result()
    expect(verdict).toBe('incomplete')
    expect(incomplete).toMatch(
      /^scripts 0 to 99 were given up after 3 attempts: the T-Server could/,
    )
    expect(findings.map(({ kind, origin }) => [kind, origin.index])).toEqual([['crash', 0]])
    expect(stats.scripts).toBe(900)
    await serving
  })

  it('gives scripts to another worker where one meets a fault that is not of the T-Server', async () => {
    const { lead, serve } = sharing(server.url, 'fault')
    const leading = lead()
    const fault = new Error('a module that throws')
    const throwing = changed(embedded(), () => ({
      establish() {
        throw fault
      },
    }))
    await expect(serve(throwing)).rejects.toBe(fault)
    const serving = serve(embedded())
    const { stats, verdict } = await (await leading).result()
    expect({ verdict, scripts: stats.scripts }).toEqual({ verdict: 'conforms', scripts: 1000 })
    await serving
  })

  it('ends when the time is over, or it is interrupted, though nobody works', async () => {
    for (const [name, ends, verdict] of [
      ['timed', { time: 5, now: ticking() }, 'incomplete'],
      ['left', { interrupted: () => true }, 'incomplete'],
    ] as const) {
      const { lead, serve } = sharing(server.url, name)
      const leading = lead()
      await serve(embedded(), { interrupted: AbortSignal.abort() })
      const { result } = await leading
      const { stats, ...rest } = await result(ends)
      expect(stats.scripts).toBe(0)
      expect(rest.verdict).toBe(verdict)
      expect(rest.incomplete).toContain(name === 'left' ? 'interrupted' : 'nothing exercised')
      expect(await keys()).toEqual([])
    }
  })

  it('ends where Redis has lost the campaign', async () => {
    const { lead, serve } = sharing(server.url, 'gone')
    const leading = lead()
    await serve(embedded(), { interrupted: AbortSignal.abort() })
    const { result } = await leading
    await server.redis.flushall()
    const { verdict, incomplete } = await result()
    expect(verdict).toBe('incomplete')
    expect(incomplete).toContain('the campaign gone is not in Redis any more')
  })
})

/** A clock that goes on by one each time. */
function ticking(): () => number {
  let now = 0
  return () => (now += 1)
}

/** The embedded one, as long as it has not established so many calls; then it is gone for good. */
function lostAfter(calls: number): Adapter {
  let established = 0
  return {
    async connect(deliver) {
      if (established > calls) throw new AdapterUnavailable('there is nobody')
      const tserver: TServer = await embedded().connect(deliver)
      return {
        ...tserver,
        establish(dns, unmonitored) {
          established += 1
          if (established > calls) throw new AdapterFailure('crash', 'it is gone')
          return tserver.establish(dns, unmonitored)
        },
      }
    },
  }
}
