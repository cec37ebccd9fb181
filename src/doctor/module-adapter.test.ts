import { describe, expect, it } from 'vitest'
import type { Adapter } from '../adapter/adapter.ts'
import { answeringLater, changed } from '../run/fake-tserver.fixture.ts'
import { embedded } from '../tserver/embedded.ts'
import { doctoredModule, having } from './doctored.fixture.ts'
import { firstWrong } from './first-bridge.fixture.ts'

const never = <T>(): Promise<T> => new Promise(() => undefined)

const fail = (message: string): never => {
  throw new Error(message)
}

/** Mistakes of a module. */
const mistakes: readonly (readonly [string, Adapter, check: string, toDo: RegExp, seen: RegExp])[] =
  [
    [
      'connect throws',
      { connect: () => fail('no licence') },
      'handshake',
      /Find out why connect throws/,
      /connect threw: no licence/,
    ],
    [
      'a refusal is thrown',
      changed(embedded(), (tserver) => ({
        send: (request) => (request.thisDN === '7003' ? fail('busy') : tserver.send(request)),
      })),
      'refusal',
      /Let send return, and deliver the EventError/,
      /busy/,
    ],
    [
      'addParty throws',
      changed(embedded(), () => ({ addParty: () => fail('not implemented') })),
      'addParty',
      /Make addParty work, or leave it out/,
      /addParty threw: not implemented/,
    ],
    [
      'fence throws',
      changed(embedded(), () => ({ fence: () => fail('connection lost') })),
      'establish',
      /Find out why fence throws/,
      /fence threw: connection lost/,
    ],
    [
      'the ConnID is a number',
      changed(embedded(), () => ({ establish: () => JSON.parse('4711') })),
      'establish',
      /the types of defineAdapter/,
      /what establish returns: it is 4711/i,
    ],
    [
      'an event has no ThisDN',
      changed(embedded(), (tserver, deliver) => ({
        send(request) {
          deliver(JSON.parse('{"name":"EventReleased"}'))
          return tserver.send(request)
        },
      })),
      'release',
      /the types of defineAdapter/,
      /ThisDN is missing/,
    ],
    [
      'the fence does not wait',
      {
        connect: async (deliver) => ({
          ...(await embedded().connect((event) => void setImmediate(() => deliver(event)))),
          fence: () => Promise.resolve(),
        }),
      },
      'release',
      /Wait with the answer to fence/,
      /after the answer to the fence/,
    ],
  ]

describe('an adapter that is a module', () => {
  it('passes all checks, whether it answers at once or later', async () => {
    for (const adapter of [embedded(), answeringLater(embedded())]) {
      const checks = await doctoredModule(adapter)
      expect(having(checks, 'not offered')).toEqual(['dns'])
      expect(having(checks, 'passed').length).toBe(checks.length - 1)
    }
  })

  it.each(mistakes)('is wrong where %s', async (_, adapter, check, toDo, seen) => {
    const wrong = firstWrong(await doctoredModule(adapter))
    expect(wrong.check).toBe(check)
    expect(wrong.problem.toDo).toMatch(toDo)
    expect(wrong.problem.seen).toMatch(seen)
  })

  it('is wrong where a promise does not settle', async () => {
    const adapter = changed(embedded(), () => ({ reset: () => never() }))
    const checks = await doctoredModule(adapter, 20)
    const { check, problem } = firstWrong(checks)
    expect(check).toBe('reset')
    expect(problem.toDo).toMatch(/Resolve the promise of reset/)
    expect(problem.lines.map(({ text }) => text)).toEqual(['reset {}'])
  })

  it('is shown by what was called and what came of it', async () => {
    const adapter = changed(embedded(), () => ({ establish: () => 'nobody' }))
    const { problem } = firstWrong(await doctoredModule(adapter))
    expect(problem.lines.map(({ way, text }) => `${way} ${text}`)).toEqual([
      'sent establish {"dns":["7001","7002","7003"]}',
      'came establish returned "nobody"',
      'sent send {"request":"TReleaseCall","thisDN":"7001","connID":"nobody"}',
      expect.stringMatching(/^came event \{"name":"EventError"/),
    ])
  })
})
