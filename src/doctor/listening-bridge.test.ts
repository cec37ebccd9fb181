import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { doctored, having } from './doctored.fixture.ts'
import { firstWrong } from './first-bridge.fixture.ts'

const firstBridge = fileURLToPath(new URL('first-bridge.fixture.mjs', import.meta.url))

/** What a test leaves open. */
const open = new Set<() => void>()
afterEach(() => {
  for (const close of open) close()
  open.clear()
})

/** A port that starts a first bridge for every connection. @returns the adapter's specification. */
async function listening(mistake: string): Promise<string> {
  const server = createServer({ allowHalfOpen: true }, (socket) => serve(socket, mistake))
  server.listen(0, '127.0.0.1')
  open.add(() => server.close())
  await once(server, 'listening')
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('There is no port.')
  return `tcp://127.0.0.1:${address.port}`
}

function serve(socket: Socket, mistake: string): void {
  const child = spawn(process.execPath, [firstBridge, mistake], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  open.add(() => child.kill('SIGKILL'))
  child.stdin.on('error', () => undefined)
  socket.on('error', () => undefined)
  socket.pipe(child.stdin)
  child.stdout.pipe(socket)
}

describe('a bridge that listens', () => {
  it('passes all checks', async () => {
    const checks = await doctored(await listening('right'))
    expect(having(checks, 'not offered')).toEqual(['dns'])
    expect(having(checks, 'passed').length).toBe(checks.length - 1)
    expect(checks.at(-1)?.summary).toBe('answered; the bridge closed the connection')
  })

  it.each([
    ['banner on stdout', 'handshake', /nothing but messages to the connection/],
    ['ConnID changes', 'release', /Answer establish with the ConnID that the events/],
    ['fence too early', 'release', /Wait with the answer to fence/],
    ['dies at start', 'start', /Read requests from the connection until it ends/],
    ['dies of send', 'release', /See what its log says, and mend what it died of/],
  ])('is told of the mistake: %s', async (mistake, check, toDo) => {
    const wrong = firstWrong(await doctored(await listening(mistake)))
    expect(wrong.check).toBe(check)
    expect(wrong.problem.toDo).toMatch(toDo)
  })

  it.each([
    ['half lines are dropped', 'many in flight', /Keep what follows the last LF/],
    ['does not end', 'shutdown', /what keeps the process or the connection open/],
  ])('is told of the mistake, after a while: %s', async (mistake, check, toDo) => {
    const wrong = firstWrong(await doctored(await listening(mistake), 4000))
    expect(wrong.check).toBe(check)
    expect(wrong.problem.toDo).toMatch(toDo)
  })
})
