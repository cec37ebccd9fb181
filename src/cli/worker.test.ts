/** Campaigns that are shared by a queue, as a user meets them: processes, and a real Redis. */
import { readFile, readdir } from 'node:fs/promises'
import { Worker } from 'bullmq'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  freePort,
  noRedisServer,
  redisServer,
  until,
  type RedisServer,
} from '../queue/redis-server.fixture.ts'
import { queuePrefix } from '../queue/shared-campaign.ts'
import { sharing } from '../queue/shared.fixture.ts'
import { embedded } from '../tserver/embedded.ts'
import { expectRefusal, hasWritten, workingDirectory, type Running } from './command.fixture.ts'

const where = 'a campaign by a queue (needs /usr/bin/redis-server, Debian package redis-server)'

const { path, start, partyline } = workingDirectory()

/** A campaign of a few seconds that finds something. */
const night = ['--campaign', 'night', '--seed', '3', '--runs', '2000', '--prove', '0'] as const
const fault = 'embedded:refused-delete-told'

const reportSchema = z.object({
  verdict: z.string(),
  incomplete: z.string().optional(),
  stats: z.object({ scripts: z.int() }),
  findings: z.array(z.looseObject({ fingerprint: z.string() })),
})

async function report(directory: string): Promise<z.infer<typeof reportSchema>> {
  return reportSchema.parse(JSON.parse(await readFile(path(directory, 'report.json'), 'utf8')))
}

/** All that a report says, but for what differs from run to run, and where it stands. */
async function facts(directory: string): Promise<unknown> {
  const text = await readFile(path(directory, 'report.json'), 'utf8')
  const plain = z
    .looseObject({ stats: z.looseObject({}) })
    .parse(JSON.parse(text.replaceAll(`${directory}/`, '')))
  const { stats, history: _, environment: __, ...rest } = plain
  const files = await readdir(path(directory, 'findings'))
  const findings = await Promise.all(
    files.map((file) => readFile(path(directory, 'findings', file), 'utf8')),
  )
  return { ...rest, stats: { ...stats, seconds: 0 }, findings }
}

it('is told what it lacks', async () => {
  expectRefusal(await partyline('worker'), 'worker needs --queue redis://HOST:PORT')
  expectRefusal(await partyline('fuzz', '--campaign', 'a'), '--campaign needs --queue')
  expectRefusal(await partyline('fuzz', '--drop'), '--drop needs --queue')
  expectRefusal(await partyline('fuzz', '--queue', 'lab:6379'), 'the address of a Redis')
  const queue = ['--queue', 'redis://127.0.0.1:1'] as const
  expectRefusal(await partyline('fuzz', ...queue, '--campaign', 'a:b'), 'It takes a name of up to')
  expectRefusal(await partyline('fuzz', ...queue, '--drop'), '--drop needs --campaign NAME')
  expectRefusal(await partyline('fuzz', ...queue, '--workers', '2'), '--workers belongs to')
  expectRefusal(await partyline('fuzz', ...queue, '--resume'), '--campaign NAME joins')
  expectRefusal(
    await partyline('fuzz', ...queue, '--seed', '1', '--shard', '1/2'),
    '--shard and --queue do not go together',
  )
})

it('is told where there is no Redis', async () => {
  const url = `redis://user:secret@127.0.0.1:${await freePort()}`
  for (const command of ['fuzz', 'worker'] as const) {
    const refused = await partyline(command, '--queue', url)
    expectRefusal(refused, 'cannot be reached: connect ECONNREFUSED')
    expect(refused.stderr).not.toContain('secret')
  }
})

describe.skipIf(noRedisServer)(where, () => {
  let server: RedisServer
  let queue: readonly [string, string]
  beforeAll(async () => {
    server = await redisServer()
    queue = ['--queue', server.url]
  })
  afterAll(() => server.end())
  afterEach(async () => {
    await server.redis.flushall()
  })

  const keys = (): Promise<readonly string[]> => server.redis.keys('*')
  const worker = (...args: readonly string[]): Running =>
    start(['worker', ...queue, '--adapter', fault, ...args])
  const completed = (name = 'night'): Promise<number> =>
    server.redis.zcard(`partyline:${name}:completed`)

  /** Both are at the campaign when Redis goes away, and have said so. */
  async function withoutRedis(): Promise<{ readonly fuzz: Running; readonly serving: Running }> {
    const serving = worker('--campaign', 'night')
    const fuzz = start(['fuzz', ...queue, ...night])
    await until(async () => (await completed()) > 0)
    const away = [fuzz, serving].map((one) => hasWritten(one, 'is away; waiting for it'))
    await server.stop()
    await Promise.all(away)
    return { fuzz, serving }
  }

  it('finds what one run finds, and leaves nothing behind', async () => {
    const alone = ['--report-dir', 'alone', ...night.slice(2)]
    await partyline('fuzz', '--adapter', fault, ...alone)
    const workers = [worker('--campaign', 'night'), worker('--campaign', 'night')]
    const fuzz = await partyline('fuzz', ...queue, ...night, '--report-dir', 'shared')
    expect(fuzz.stderr).toContain('Begins the campaign night: 2000 scripts, seed 3')
    expect(fuzz.status).toBe(1)
    expect(await facts('shared')).toEqual(await facts('alone'))
    for (const { ended } of workers) {
      const { status, stderr } = await ended
      expect(stderr).toContain('the campaign night has ended')
      expect(status).toBe(0)
    }
    expect(await keys()).toEqual([])
  })

  it('shows what was found before all scripts that come first were run', async () => {
    const fuzz = start(['fuzz', ...queue, ...night])
    await hasWritten(fuzz, 'Begins')
    // Somebody says on what T-Server it runs, and somebody else keeps the first scripts to himself.
    await sharing(server.url, 'night').serve(embedded('refused-delete-told'), {
      interrupted: AbortSignal.abort(),
    })
    const { promise: held, reject: giveUp } = Promise.withResolvers<never>()
    const keeping = new Worker('night', () => held, {
      connection: { url: server.url, maxRetriesPerRequest: null },
      prefix: queuePrefix,
    })
    await until(async () => (await server.redis.llen('partyline:night:active')) === 1)
    worker('--campaign', 'night')
    const files = (): Promise<readonly string[]> =>
      readdir(path('reports', 'findings')).catch(() => [])
    await until(async () => (await files()).length > 0)
    expect(await server.redis.lrange('partyline:night:active', -1, -1)).toEqual(['job-0'])
    giveUp(new Error('no more'))
    await keeping.close()
    expect((await fuzz.ended).status).toBe(1)
    const { findings, stats } = await report('reports')
    expect(stats.scripts).toBe(2000)
    expect((await files()).toSorted()).toEqual(
      findings.map(({ fingerprint }) => `${fingerprint}.json`).toSorted(),
    )
  })

  it('goes on when it is left, and can be joined again by its name', async () => {
    const fuzz = start(['fuzz', ...queue, ...night])
    await hasWritten(fuzz, 'Begins')
    worker('--campaign', 'night')
    await until(async () => (await completed()) > 0)
    fuzz.child.kill('SIGINT')
    const left = await fuzz.ended
    expect(left.status).toBe(130)
    expect(left.stderr).toContain(
      `The campaign night goes on. To join it again: partyline fuzz --queue ${server.url} --campaign night`,
    )
    expect(left.stdout).toContain('interrupted')
    await until(async () => (await completed()) === 20)
    // Whoever serves all is not kept from the next one by what nobody has fetched.
    const free = worker()
    const next = ['--campaign', 'next', '--runs', '300', '--prove', '0', '--report-dir', 'next']
    expect((await partyline('fuzz', ...queue, ...next)).status).toBe(1)
    free.child.kill('SIGINT')
    expect((await free.ended).stderr).toContain('the campaign next has ')
    const other = await partyline('fuzz', ...queue, '--campaign', 'night', '--seed', '4')
    expectRefusal(other, 'its seed is 3, and not 4')
    const joined = await partyline('fuzz', ...queue, '--campaign', 'night')
    expect(joined.stderr).toContain('Joins the campaign night: 2000 scripts, seed 3')
    expect(joined.status).toBe(1)
    expect((await report('reports')).stats.scripts).toBe(2000)
    expect(await keys()).toEqual([])
  })

  it('can be left before anybody works, and be removed', async () => {
    const fuzz = start(['fuzz', ...queue, ...night])
    await hasWritten(fuzz, 'Begins')
    fuzz.child.kill('SIGINT')
    const { status, stderr } = await fuzz.ended
    expect(stderr).toContain('Nobody has worked at the campaign yet')
    expect(status).toBe(130)
    expect(await keys()).not.toEqual([])
    const dropped = await partyline('fuzz', ...queue, '--campaign', 'night', '--drop')
    expect(dropped).toMatchObject({ status: 0, stdout: '' })
    expect(await keys()).toEqual([])
    const again = await partyline('fuzz', ...queue, '--campaign', 'night', '--drop')
    expectRefusal(again, 'there is no campaign night')
  })

  it('waits where Redis is away, says so once, and goes on', async () => {
    const { fuzz, serving } = await withoutRedis()
    await server.startAgain()
    const ended = await Promise.all([fuzz.ended, serving.ended])
    expect(ended.map(({ status }) => status)).toEqual([1, 0])
    for (const { stderr } of ended) {
      expect(stderr.match(/is away/g)).toHaveLength(1)
      expect(stderr.match(/is back/g)).toHaveLength(1)
    }
    expect((await report('reports')).stats.scripts).toBe(2000)
    expect(await keys()).toEqual([])
  })

  it('can be left while Redis is away', async () => {
    const { fuzz, serving } = await withoutRedis()
    for (const { child } of [fuzz, serving]) child.kill('SIGTERM')
    const [left, gone] = await Promise.all([fuzz.ended, serving.ended])
    expect([left.status, gone.status]).toEqual([130, 130])
    expect(left.stderr).toContain('The campaign night goes on. To join it again')
    expect(gone.stderr.match(/leaves without giving its scripts back/g)).toHaveLength(1)
    await server.startAgain()
    const [joined] = await Promise.all([
      start(['fuzz', ...queue, '--campaign', 'night']).ended,
      worker('--campaign', 'night').ended,
    ])
    expect(joined.status).toBe(1)
    expect((await report('reports')).stats.scripts).toBe(2000)
  })

  it('takes no worker with another T-Server, or of another version', async () => {
    const fuzz = start(['fuzz', ...queue, ...night])
    await hasWritten(fuzz, 'Begins')
    const first = worker('--campaign', 'night')
    await until(
      async () => (await server.redis.hexists('partyline-campaign:night', 'tserver')) === 1,
    )
    const other = await partyline('worker', ...queue, '--campaign', 'night')
    expectRefusal(other, 'all its workers need T-Servers alike')
    await Promise.all([fuzz.ended, first.ended])
    await server.redis.hset('partyline-campaign:old', 'campaign', '{"partyline":"0.0.1"}')
    await server.redis.zadd('partyline-campaigns', 1, 'old')
    const old = await partyline('worker', ...queue, '--campaign', 'old')
    expectRefusal(old, 'was begun by partyline 0.0.1, and this is')
    expectRefusal(
      await partyline('fuzz', ...queue, '--campaign', 'old'),
      'was begun by partyline 0.0.1, and this is',
    )
    await server.redis.rpush('partyline:old:wait', 'job-0')
    const any = start(['worker', ...queue])
    await hasWritten(any, 'leaves the campaign old alone')
    any.child.kill('SIGINT')
    expect((await any.ended).status).toBe(130)
  })

  it('gives the scripts back of a worker that is interrupted', async () => {
    const fuzz = start(['fuzz', ...queue, ...night])
    await hasWritten(fuzz, 'Begins')
    const first = worker('--campaign', 'night')
    await until(async () => (await server.redis.llen('partyline:night:active')) === 1)
    first.child.kill('SIGINT')
    expect((await first.ended).status).toBe(130)
    expect(await server.redis.llen('partyline:night:active')).toBe(0)
    expect((await completed()) + (await server.redis.llen('partyline:night:wait'))).toBe(20)
    const second = worker()
    const left = hasWritten(second, 'the campaign night has ')
    expect((await fuzz.ended).status).toBe(1)
    expect((await report('reports')).stats.scripts).toBe(2000)
    await left
    second.child.kill('SIGINT')
    expect((await second.ended).status).toBe(130)
  })
})
