import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Event } from '../../oracles/tlib.ts'
import { AdapterFailure, AdapterUnavailable } from './adapter.ts'
import type { TServer } from './adapter.ts'
import { exec } from './exec.ts'
import { gone } from './fixtures/survives.ts'

const misbehaving = fileURLToPath(new URL('fixtures/misbehaving.mjs', import.meta.url))

const bridge = (habit: string, timeoutMs = 60_000) =>
  exec(`"${process.execPath}" "${misbehaving}" ${habit}`, { timeoutMs })

/** A bridge that has been connected to, the events it delivers, and the ids of its processes. */
async function connected(habit: string, timeoutMs?: number) {
  const events: Event[] = []
  const tserver = await bridge(habit, timeoutMs).connect((event) => events.push(event))
  const pids = tserver.implementation.version?.split(' ').map(Number) ?? []
  expect(pids.length).toBeGreaterThan(0)
  return { tserver, events, pids }
}

const release = (tserver: TServer, thisDN = '1') =>
  tserver.send({ request: 'TReleaseCall', thisDN, connID: '1' })

async function unavailable(connecting: unknown): Promise<string> {
  const error: unknown = await Promise.resolve(connecting).catch((thrown: unknown) => thrown)
  if (!(error instanceof AdapterUnavailable)) throw error
  expect(error.message).not.toMatch(/\p{Cc}/u)
  return error.message
}

async function failure(asked: unknown): Promise<AdapterFailure> {
  const error: unknown = await Promise.resolve(asked).catch((thrown: unknown) => thrown)
  if (!(error instanceof AdapterFailure)) throw error
  return error
}

describe('a command that cannot be started', () => {
  it('does not exist', async () => {
    const adapter = exec('partyline-no-such-command --x', { timeoutMs: 1000 })
    expect(await unavailable(adapter.connect(() => undefined))).toBe(
      'the command "partyline-no-such-command" cannot be started: there is no such command',
    )
  })

  it('is not an executable file', async () => {
    const adapter = exec(`"${misbehaving}"`, { timeoutMs: 1000 })
    expect(await unavailable(adapter.connect(() => undefined))).toContain(
      'cannot be started: it is not an executable file',
    )
  })

  it('has a character that no command can have', async () => {
    const adapter = exec('a\0b', { timeoutMs: 1000 })
    expect(await unavailable(adapter.connect(() => undefined))).toContain(
      'the command "a\\u0000b" cannot be started: ',
    )
  })

  it.each(['', '  ', "''"])('is not named: %j', (line) => {
    expect(() => exec(line, { timeoutMs: 1000 })).toThrow(
      new AdapterUnavailable('exec: names no command; write exec:COMMAND LINE'),
    )
  })

  it('has a quote that is never closed', () => {
    expect(() => exec("python3 'bridge.py", { timeoutMs: 1000 })).toThrow(
      'the single quote at character 9 of the command line is never closed',
    )
  })
})

describe('a handshake that fails', () => {
  it.each<[string, RegExp]>([
    [
      'ends-at-once',
      /^exec:.*: the bridge ended with exit status 3 before it answered initialize .*; its log ends: reading licence \/ no licence\\x07 found$/,
    ],
    [
      'version-2',
      /: the bridge speaks version 2 of the adapter protocol, but partyline \S+ speaks version 1: use a bridge that speaks version 1, or a partyline that speaks version 2/,
    ],
    [
      'wrong-capability',
      /: the answer to initialize: capabilities\.maxCalls is "many"; the protocol wants an integer of 1 or more/,
    ],
  ])('with a bridge that has the habit %s', async (habit, message) => {
    expect(await unavailable(bridge(habit).connect(() => undefined))).toMatch(message)
  })

  it('with a bridge that answers nothing', async () => {
    const adapter = exec(`"${process.execPath}" -e "setInterval(() => {}, 1000000)"`, {
      timeoutMs: 200,
    })
    expect(await unavailable(adapter.connect(() => undefined))).toMatch(
      /the bridge did not answer initialize .* within 200 ms$/,
    )
  })
})

type Failing = [habit: string, AdapterFailure['kind'], message: string, log: readonly string[]]

/** Elsewhere a process that has left its group is out of reach. */
const onLinux = (failing: Failing): Failing[] => (process.platform === 'linux' ? [failing] : [])

describe('a bridge that fails', () => {
  it.each<Failing>([
    [
      'writes-a-log',
      'protocol-error',
      'the bridge sent a line that is not JSON; the line is: listening on port 3000\\x1b[0m',
      [],
    ],
    [
      'forgets-this-dn',
      'protocol-error',
      'event EventReleased: ThisDN is missing; the protocol wants a string of 1 to 1024 characters; the line is: {"jsonrpc"',
      [],
    ],
    [
      'dies',
      'crash',
      'the bridge ended with exit status 4 before it answered send {"request":"TReleaseCall","thisDN":"1","connID":"1"}',
      ['assertion failed'],
    ],
    ['is-killed', 'crash', 'the bridge was ended by SIGKILL before it answered send', []],
    ['is-in-trouble', 'crash', 'the bridge answered fence with error 7: switch lost', []],
    ['has-child', 'crash', 'the bridge ended with exit status 5 before it answered send', []],
    ...onLinux([
      'has-stray',
      'crash',
      'the bridge ended with exit status 5 before it answered send',
      [],
    ]),
  ])('by the habit %s leaves no process', async (habit, kind, message, log) => {
    const { tserver, pids } = await connected(habit)
    // Nobody awaits what was sent: that must not be an unhandled rejection.
    void release(tserver)
    const failed = await failure(tserver.fence())
    expect(failed.kind).toBe(kind)
    expect(failed.message).toContain(message)
    expect(failed.log).toEqual(log)
    expect(await failure(tserver.fence())).toBe(failed)
    for (const pid of pids) await gone(pid)
    await tserver.shutdown()
  })

  it('to answer leaves no process either', async () => {
    const { tserver, pids } = await connected('does-not-answer', 200)
    const failed = await failure(tserver.fence())
    expect(failed.kind).toBe('hang')
    expect(failed.message).toBe('the bridge did not answer fence within 200 ms')
    expect(failed.log).toEqual(['waiting for the switch'])
    for (const pid of pids) await gone(pid)
    await tserver.shutdown()
  })

  it('and leaves its streams to a process that nobody knows, is still given up', async () => {
    const { tserver, pids } = await connected('has-hidden-stray', 2000)
    const [own = 0, stray = 0] = pids
    try {
      void release(tserver)
      expect((await failure(tserver.fence())).kind).toBe('hang')
      await tserver.shutdown()
      await gone(own)
    } finally {
      process.kill(stray, 'SIGKILL')
    }
  })

  it('is started anew by the next connect, which hears nothing of the old process', async () => {
    const adapter = bridge('late-event')
    const old: Event[] = []
    const first = await adapter.connect((event) => old.push(event))
    process.kill(Number(first.implementation.version), 'SIGKILL')
    expect((await failure(first.fence())).kind).toBe('crash')

    const events: Event[] = []
    const second = await adapter.connect((event) => events.push(event))
    expect(second.implementation.version).not.toBe(first.implementation.version)
    await second.fence()
    expect(events.map(({ ThisDN }) => ThisDN)).toEqual(['1'])
    expect(old).toEqual([])
    expect((await failure(first.fence())).kind).toBe('crash')
    await Promise.all([first.shutdown(), second.shutdown()])
  })
})

describe('a bridge', () => {
  it('may answer in any order', async () => {
    const { tserver, events } = await connected('any-order')
    const sent = [release(tserver, '1'), release(tserver, '2')]
    await tserver.fence()
    expect(events.map(({ ThisDN }) => ThisDN)).toEqual(['1', '2'])
    await Promise.all(sent)
    await tserver.shutdown()
  })

  it('may end its lines in CR LF and send empty ones', async () => {
    const { tserver } = await connected('cr-lf')
    await tserver.fence()
    await tserver.shutdown()
  })

  it('is heard after the answer of a fence only once the fence has returned', async () => {
    const { tserver, events } = await connected('late-event')
    await tserver.fence()
    expect(events.map(({ ThisDN }) => ThisDN)).toEqual(['1'])
    await tserver.discard('1')
    expect(events.map(({ ThisDN }) => ThisDN)).toEqual(['1', '2'])
    await tserver.shutdown()
  })

  it('that has no addParty gives a T-Server that has none', async () => {
    const { tserver } = await connected('none')
    expect(tserver.addParty).toBeUndefined()
    expect(await tserver.establish(['1', '2'], [])).toBe('1')
    await tserver.reset()
    await tserver.shutdown()
  })

  it('ends by itself after shutdown, and takes no request any more', async () => {
    const { tserver, pids } = await connected('none')
    await tserver.shutdown()
    for (const pid of pids) await gone(pid)
    expect((await failure(tserver.fence())).message).toBe('the bridge has been shut down')
  })

  it('that does not end after shutdown is killed', async () => {
    const { tserver, pids } = await connected('never-ends', 2000)
    await tserver.shutdown()
    for (const pid of pids) await gone(pid)
  })

  it.each([
    'process.exit(0)',
    'throw new Error("a fault of the harness")',
    'process.kill(process.pid, "SIGTERM")',
    'process.kill(process.pid, "SIGKILL")',
  ])('does not outlive the process of the harness: %s', async (end) => {
    const habit = process.platform === 'linux' ? 'has-stray' : 'never-ends'
    const script = `
        const { exec } = await import(${JSON.stringify(new URL('exec.ts', import.meta.url).href)})
        const adapter = exec(${JSON.stringify(`"${process.execPath}" "${misbehaving}" ${habit}`)}, { timeoutMs: 60000 })
        const tserver = await adapter.connect(() => undefined)
        console.log(tserver.implementation.version)
        ${end}`
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    })
    expect(stdout).toMatch(/^\d+( \d+)?\n$/)
    for (const pid of stdout.split(' ')) await gone(Number(pid))
  })
})
