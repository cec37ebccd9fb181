import { describe, expect, it } from 'vitest'
import type { Event } from '../../oracles/tlib.ts'
import { AdapterFailure, AdapterUnavailable } from './adapter.ts'
import type { Adapter, Deliver, TServer } from './adapter.ts'
import { checked } from './checked.ts'

const correct: TServer = {
  implementation: { name: 'acme' },
  capabilities: {},
  establish: () => '1',
  send: () => undefined,
  fence: () => undefined,
  discard: () => undefined,
  reset: () => undefined,
  shutdown: () => undefined,
}

/** The T-Server of a module, checked; what it delivers; and the way in which it delivers. */
async function connected(changes: Partial<TServer>, timeoutMs = 60_000) {
  const events: Event[] = []
  let deliver: (event: unknown) => void = () => undefined
  const adapter: Adapter = {
    connect(given: Deliver) {
      // What a module in JavaScript hands over may be anything.
      deliver = (event) => Reflect.apply(given, undefined, [event])
      return { ...correct, ...changes }
    },
  }
  const tserver = await checked('the module', adapter, timeoutMs).connect((event) =>
    events.push(event),
  )
  return { tserver, events, deliver: (event: unknown) => deliver(event) }
}

async function failure(ask: () => unknown): Promise<AdapterFailure> {
  try {
    await ask()
  } catch (error) {
    if (error instanceof AdapterFailure) return error
    throw error
  }
  throw new Error('nothing failed')
}

const released = { name: 'EventReleased', ThisDN: '7001', ConnID: '1' }
const release = { request: 'TReleaseCall', thisDN: '7001', connID: '1' } as const
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

it('an event stays as it was delivered, where a module fills one object again for the next', async () => {
  const { events, deliver } = await connected({})
  const object = { ...released }
  for (const dn of ['7001', '7002', '7002']) deliver(Object.assign(object, { ThisDN: dn }))
  expect(events.map(({ ThisDN }) => ThisDN)).toEqual(['7001', '7002', '7002'])
  expect(events[1]).not.toBe(events[2])
})

it('events without end break the protocol after 100,000 for one step', async () => {
  let many = 100_000
  const { tserver, events, deliver } = await connected({
    send() {
      for (let event = 0; event < many; event++) deliver(released)
    },
  })
  await tserver.send(release)
  await tserver.send(release)
  expect(events.length).toBe(200_000)
  many += 50
  const failed = await failure(() => tserver.send(release))
  expect(failed.kind).toBe('protocol-error')
  expect(failed.message).toBe('more than 100000 events came for one step')
  expect(events.length).toBe(300_000)
})

describe('what is correct', () => {
  it('is passed on, at once where it is at once', async () => {
    const { tserver, events, deliver } = await connected({
      send: () => deliver(released),
      capabilities: { maxParties: 3 },
    })
    expect(tserver.implementation).toEqual({ name: 'acme' })
    expect(tserver.capabilities).toEqual({ maxParties: 3 })
    expect(tserver.establish(['7001', '7002'], [])).toBe('1')
    expect(tserver.send(release)).toBeUndefined()
    expect(events).toEqual([released])
    expect(tserver.fence()).toBeUndefined()
    expect(tserver.discard('1')).toBeUndefined()
    expect(tserver.reset()).toBeUndefined()
    expect(tserver.addParty).toBeUndefined()
    await tserver.shutdown()
  })

  it('is passed on as a promise where it is one', async () => {
    const { tserver } = await connected({
      capabilities: { addParty: true },
      establish: async () => '2',
      addParty: async () => undefined,
      fence: async () => undefined,
    })
    const establishing = tserver.establish(['7001', '7002'], [])
    expect(establishing).toBeInstanceOf(Promise)
    expect(await establishing).toBe('2')
    await tserver.addParty?.('2', '7001', '7003')
    await tserver.fence()
  })

  it('is called with what the harness asks, on the object that it is a method of', async () => {
    class Acme {
      readonly implementation = { name: 'acme' }
      readonly capabilities = { addParty: true }
      readonly asked: unknown[] = []
      establish(...asked: unknown[]) {
        this.asked.push(asked)
        return '1'
      }
      addParty(...asked: unknown[]) {
        this.asked.push(asked)
      }
      send(...asked: unknown[]) {
        this.asked.push(asked)
      }
      fence() {}
      discard(...asked: unknown[]) {
        this.asked.push(asked)
      }
      reset() {}
      shutdown() {
        this.asked.push('shutdown')
      }
    }
    const acme = new Acme()
    const tserver = await checked('m', { connect: () => acme }, 1000).connect(() => undefined)
    tserver.establish(['7001'], ['+49'])
    tserver.addParty?.('1', '7001', '7002')
    tserver.send(release)
    tserver.discard('1')
    await tserver.shutdown()
    expect(acme.asked).toEqual([
      [['7001'], ['+49']],
      ['1', '7001', '7002'],
      [release],
      ['1'],
      'shutdown',
    ])
  })

  it('may have attributes that are undefined: they are left out', async () => {
    const { tserver, events, deliver } = await connected({
      capabilities: Object.fromEntries([['maxCalls', undefined]]),
    })
    deliver({ ...released, OtherDN: undefined })
    tserver.fence()
    expect(events).toEqual([released])
    expect(Object.keys(events[0] ?? {})).not.toContain('OtherDN')
    expect(tserver.capabilities).toEqual({})
  })
})

describe('connect', () => {
  async function message(connect: () => unknown, timeoutMs = 60_000): Promise<string> {
    const adapter = { connect } as Adapter
    const connecting = checked('the module "a.js"', adapter, timeoutMs).connect(() => undefined)
    const error: unknown = await Promise.resolve(connecting).catch((thrown: unknown) => thrown)
    if (!(error instanceof AdapterUnavailable)) throw error
    return error.message
  }

  it.each<[string, () => unknown, string]>([
    ['nothing', () => undefined, 'the module "a.js": connect gives undefined, not a T-Server'],
    [
      'a T-Server that lacks a method',
      () => ({ ...correct, fence: undefined }),
      'the module "a.js": the T-Server that connect gives has no method fence',
    ],
    [
      'a T-Server that lacks addParty, but has the capability',
      () => ({ ...correct, capabilities: { addParty: true } }),
      'the T-Server has the capability addParty, and no method of that name',
    ],
    [
      'wrong capabilities',
      async () => ({ ...correct, capabilities: { maxParties: '8' } }),
      'capabilities: maxParties is "8"; the protocol wants an integer of 2 or more',
    ],
    [
      'no implementation',
      () => ({ ...correct, implementation: undefined }),
      'implementation: it is missing; the protocol wants an object',
    ],
    [
      'an exception',
      () => {
        throw new Error('no route to host\nat acme')
      },
      'the module "a.js": connect threw: no route to host',
    ],
    [
      'a promise that is rejected',
      () => Promise.reject(new Error('no licence')),
      'the module "a.js": connect threw: no licence',
    ],
  ])('that gives %s is refused', async (_, connect, text) => {
    expect(await message(connect)).toContain(text)
  })

  it('that gives nothing in time is refused', async () => {
    expect(await message(() => new Promise(() => undefined), 200)).toBe(
      'the module "a.js": connect did not settle within 200 ms',
    )
  })
})

describe('a failure', () => {
  it('is an exception, and ends everything', async () => {
    const { tserver } = await connected({
      fence: () => new Promise(() => undefined),
      send() {
        throw new TypeError('line is not defined')
      },
    })
    const fence = tserver.fence()
    const failed = await failure(() => tserver.send(release))
    expect(failed.kind).toBe('crash')
    expect(failed.message).toBe(
      'send {"request":"TReleaseCall","thisDN":"7001","connID":"1"} threw: line is not defined',
    )
    expect(await failure(() => fence)).toBe(failed)
    expect(await failure(() => tserver.reset())).toBe(failed)
  })

  it('is a promise that is rejected, also where nobody awaits it', async () => {
    const { tserver } = await connected({ send: () => Promise.reject(new Error('line lost')) })
    void tserver.send(release)
    await nextTurn()
    const failed = await failure(() => tserver.fence())
    expect(failed.kind).toBe('crash')
    expect(failed.message).toContain('threw: line lost')
  })

  it('is one that the module itself tells of', async () => {
    const { tserver } = await connected({
      async fence() {
        throw new AdapterFailure('hang', 'no heartbeat\u0007', ['ping\u0007'])
      },
    })
    const failed = await failure(() => tserver.fence())
    expect(failed).toMatchObject({
      kind: 'hang',
      message: 'no heartbeat\\x07',
      log: ['ping\\x07'],
    })
  })

  it.each<[string, Partial<TServer>]>([
    ['at once', { establish: () => JSON.parse('7') }],
    ['in a promise', { establish: async () => JSON.parse('7') }],
  ])('is a ConnID that is none, %s', async (_, changes) => {
    const { tserver } = await connected(changes)
    const failed = await failure(() => tserver.establish(['1', '2'], []))
    expect(failed.kind).toBe('protocol-error')
    expect(failed.message).toBe(
      'what establish returns: it is 7; the protocol wants a string of 1 to 1024 characters',
    )
  })

  it('is an event that is none; it comes out of the call that delivered it', async () => {
    const { tserver, events, deliver } = await connected({
      send() {
        deliver({ name: 'EventReleased' })
        deliver(released)
      },
    })
    const failed = await failure(() => tserver.send(release))
    expect(failed.kind).toBe('protocol-error')
    expect(failed.message).toBe(
      'event EventReleased: ThisDN is missing; the protocol wants a string of 1 to 1024 characters',
    )
    expect(events).toEqual([])
  })

  it('is an event that is none; it comes out of the next call where none delivered it', async () => {
    const { tserver, deliver } = await connected({})
    deliver(null)
    expect((await failure(() => tserver.fence())).kind).toBe('protocol-error')
  })

  it('is a promise that does not settle', async () => {
    const { tserver } = await connected({ fence: () => new Promise(() => undefined) }, 200)
    const failed = await failure(() => tserver.fence())
    expect(failed.kind).toBe('hang')
    expect(failed.message).toBe('fence did not settle within 200 ms')
  })

  it('stays what it was, whatever the promises of the failed T-Server do then', async () => {
    let settle: (connID: string) => void = () => undefined
    const { tserver } = await connected({
      establish: () => new Promise((resolve) => (settle = resolve)),
      fence() {
        throw new Error('line lost')
      },
    })
    const establishing = tserver.establish(['1', '2'], [])
    const failed = await failure(() => tserver.fence())
    settle('1')
    expect(await failure(() => establishing)).toBe(failed)
  })
})

describe('shutdown', () => {
  it('drops events that come later, and is the end', async () => {
    const { tserver, events, deliver } = await connected({})
    await tserver.shutdown()
    deliver(released)
    expect(events).toEqual([])
    expect((await failure(() => tserver.fence())).message).toBe('the T-Server has been shut down')
  })

  const inTrouble: Partial<TServer> = {
    fence() {
      throw new Error('line lost')
    },
    shutdown() {
      throw new Error('cannot close')
    },
  }

  it('fails where the module fails', async () => {
    const { tserver } = await connected(inTrouble)
    expect((await failure(() => tserver.shutdown())).message).toBe('shutdown threw: cannot close')
  })

  it('is still called after a failure, and then nothing is made of its own', async () => {
    let called = 0
    const { tserver } = await connected({
      ...inTrouble,
      shutdown() {
        called += 1
        throw new Error('cannot close')
      },
    })
    await failure(() => tserver.fence())
    await tserver.shutdown()
    expect(called).toBe(1)
  })
})
