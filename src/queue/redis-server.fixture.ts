/** A Redis of Debian's redis-server for the tests of one file: on a free port, in a directory of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { Redis } from 'ioredis'

const executablePath = '/usr/bin/redis-server'

/** Tests that need it are skipped where it is missing; their names say so. */
export const noRedisServer = !existsSync(executablePath)

export interface RedisServer {
  readonly url: string
  /** A connection for looking at what is there. */
  readonly redis: Redis
  readonly stop: () => Promise<void>
  /** Once more, with what its append-only file has. */
  readonly startAgain: () => Promise<void>
  readonly end: () => Promise<void>
}

export async function redisServer(): Promise<RedisServer> {
  const directory = await mkdtemp(join(tmpdir(), 'partyline-redis-'))
  const port = await freePort()
  let server: ChildProcess = await started(port, directory)
  const redis = new Redis(port, { host: '127.0.0.1', maxRetriesPerRequest: null })
  // It is stopped on purpose.
  redis.on('error', () => undefined)
  const stop = async (): Promise<void> => {
    if (server.exitCode !== null) return
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    ...{ redis, stop },
    async startAgain() {
      server = await started(port, directory)
    },
    async end() {
      redis.disconnect()
      await stop()
      await rm(directory, { recursive: true })
    },
  }
}

async function started(port: number, directory: string): Promise<ChildProcess> {
  const options = ['--bind', '127.0.0.1', '--port', String(port), '--dir', directory]
  const keeping = ['--appendonly', 'yes', '--save', '']
  const server = spawn(executablePath, [...options, ...keeping], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    let log = ''
    server.stdout.on('data', (chunk: Buffer) => {
      log += chunk.toString()
      if (log.includes('Ready to accept connections')) resolve()
    })
    server.once('exit', () => reject(new Error(`redis-server ended: ${log}`)))
  })
  return server
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Asks again and again until it is so. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20))
}
