/** Workers that are killed, and a Redis that is restarted: each script counts once, and nothing is lost. */
import { readFile } from 'node:fs/promises'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { jobCount } from '../queue/shared-job.ts'
import {
  noRedisServer,
  redisServer,
  until,
  type RedisServer,
} from '../queue/redis-server.fixture.ts'
import { workingDirectory, type Running } from './command.fixture.ts'

const where = 'workers that are killed (needs /usr/bin/redis-server, Debian package redis-server)'

const fault = 'embedded:refused-delete-told'
const runs = 200_000
const scripts = ['--seed', '11', '--runs', String(runs), '--prove', '0', '--quiet'] as const

const reportSchema = z.looseObject({
  stats: z.looseObject({ scripts: z.int() }),
  findings: z.array(z.looseObject({ fingerprint: z.string(), occurrences: z.int() })),
})

const { path, start, partyline } = workingDirectory()

async function report(directory: string): Promise<z.infer<typeof reportSchema>> {
  const text = await readFile(path(directory, 'report.json'), 'utf8')
  const {
    history: _,
    environment: __,
    stats,
    ...facts
  } = reportSchema.parse(JSON.parse(text.replaceAll(`${directory}/`, '')))
  return { ...facts, stats: { ...stats, seconds: 0 } }
}

describe.skipIf(noRedisServer)(where, () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await redisServer()
  })
  afterAll(() => server.end())

  it('lose nothing, and what they do twice counts once', { timeout: 1_800_000 }, async () => {
    const queue = ['--queue', server.url, '--campaign', 'night'] as const
    const worker = (): Running => start(['worker', ...queue, '--adapter', fault, '--quiet'])
    const completed = (): Promise<number> => server.redis.zcard('partyline:night:completed')
    const random = xoroshiro128plus(7)
    const drawn = (most: number): number => uniformInt(random, 0, most)

    const workers = [worker(), worker(), worker()]
    const fuzz = start(['fuzz', ...queue, ...scripts, '--report-dir', 'shared'])
    const deaths = Array.from({ length: 10 }, () => drawn(Math.floor(jobCount(runs) * 0.9)))
    let killed = 0
    for (const [at, jobs] of deaths.toSorted((one, other) => one - other).entries()) {
      await until(async () => (await completed()) >= jobs)
      const victim = drawn(workers.length - 1)
      const one = workers[victim]
      if (one?.child.kill('SIGKILL')) killed += 1
      await one?.ended
      workers[victim] = worker()
      if (at !== 4) continue
      await server.stop()
      await server.startAgain()
    }
    expect(killed).toBe(10)
    expect((await fuzz.ended).status).toBe(1)
    const ended = await Promise.all(workers.map((one) => one.ended))
    expect(ended.map(({ status }) => status)).toEqual([0, 0, 0])
    expect(await server.redis.keys('*')).toEqual([])

    const alone = await partyline('fuzz', '--adapter', fault, ...scripts, '--report-dir', 'alone')
    expect(alone.status).toBe(1)
    const shared = await report('shared')
    expect(shared.stats.scripts).toBe(runs)
    expect(shared.findings.length).toBeGreaterThan(1)
    expect(shared).toEqual(await report('alone'))
  })
})
