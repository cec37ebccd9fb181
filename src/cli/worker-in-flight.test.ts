/** `partyline worker --in-flight`: however many scripts each worker has in flight, the same is found. */
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noRedisServer, redisServer, type RedisServer } from '../queue/redis-server.fixture.ts'
import { workingDirectory } from './command.fixture.ts'
import { reportFacts } from './report-facts.fixture.ts'

const where = 'workers of a queue (needs /usr/bin/redis-server, Debian package redis-server)'

const { path, start, partyline } = workingDirectory()

const bridgeFile = fileURLToPath(new URL('../run/in-flight-bridge.fixture.mjs', import.meta.url))
const bridge = `exec:"${process.execPath}" "${bridgeFile}" 100`
const scripts = ['--seed', '3', '--runs', '400', '--prove', '0', '--quiet'] as const

describe.skipIf(noRedisServer)(where, () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await redisServer()
  })
  afterAll(() => server.end())

  it.each([
    ['one that conforms', bridge, 0],
    ['one with a fault', `${bridge} fault=refused-delete-told`, 1],
  ])('find with eight in flight what one run finds alone: %s', async (_, adapter, status) => {
    const alone = ['--adapter', adapter, '--in-flight', '1', '--report-dir', 'alone']
    expect((await partyline('fuzz', ...scripts, ...alone)).status).toBe(status)
    const queue = ['--queue', server.url, '--campaign', 'night'] as const
    const worker = ['worker', ...queue, '--adapter', adapter, '--in-flight', '8', '--quiet']
    const workers = [start(worker), start(worker)]
    const fuzz = await partyline('fuzz', ...queue, ...scripts, '--report-dir', 'shared')
    expect(fuzz.status).toBe(status)
    const facts = await reportFacts(path('alone'))
    // The report, and a file a finding.
    expect(facts.length > 1).toBe(status === 1)
    expect(await reportFacts(path('shared'))).toEqual(facts)
    const ended = await Promise.all(workers.map((one) => one.ended))
    expect(ended.map((one) => one.status)).toEqual([0, 0])
    expect(await server.redis.keys('*')).toEqual([])
  })
})
