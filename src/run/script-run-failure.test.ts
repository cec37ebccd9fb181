import { describe, expect, onTestFinished, test } from 'vitest'
import { AdapterFailure } from '../adapter/adapter.ts'
import type { Script } from '../plan/script.ts'
import { call, release } from '../tserver/one-call.ts'
import { released, turn } from './fake-tserver.fixture.ts'
import { runOf } from './script-run.fixture.ts'

/** Every rejection that nobody has taken care of until the test ends. */
function unhandledRejections(): readonly unknown[] {
  const found: unknown[] = []
  const note = (reason: unknown) => void found.push(reason)
  process.on('unhandledRejection', note)
  onTestFinished(() => void process.off('unhandledRejection', note))
  return found
}

describe('a failure leaves the history as far as it came', () => {
  const crash = new AdapterFailure('crash', 'the bridge ended')

  test('of a call that could not be established', () => {
    const { run } = runOf(call('A B', release('A')), () => ({
      establish() {
        throw crash
      },
    }))
    expect(() => run.proceed()).toThrow(crash)
    expect(run.history).toEqual({ calls: [], early: [], rounds: [] })
  })

  test.each<[how: string, fail: () => Promise<void>]>([
    ['thrown', () => { throw crash }], // prettier-ignore
    ['rejected', async () => { throw crash }], // prettier-ignore
  ])('of a request, %s', async (_, fail) => {
    const { run, asked } = runOf(call('A B C', release('A'), release('B')), (deliver) => ({
      send({ thisDN }) {
        deliver(released(thisDN))
        return thisDN === 'B' ? fail() : undefined
      },
    }))
    await expect((async () => run.proceed())()).rejects.toBe(crash)
    expect(run.history.rounds).toMatchObject([
      { actions: [{ thisDN: 'A' }], events: [released('A')] },
      { actions: [{ thisDN: 'B' }], events: [released('B')] },
    ])
    expect(asked).not.toContain('discard 1')
  })

  test('of a fence, and of a discard', async () => {
    for (const method of ['fence', 'discard'] as const) {
      const { run } = runOf(call('A B', release('A')), () => ({
        [method]: () => Promise.reject(crash),
      }))
      await expect(run.proceed()).rejects.toBe(crash)
      expect(run.history.rounds).toHaveLength(1)
    }
  })
})

describe('no rejection stays without anybody to take care of it', () => {
  const crash = () => Promise.reject(new AdapterFailure('crash', 'the bridge ended'))

  test('where the request and its fence are both rejected', async () => {
    const unhandled = unhandledRejections()
    const { run } = runOf(call('A B', release('A')), () => ({ send: crash, fence: crash }))
    await expect(run.proceed()).rejects.toThrow('the bridge ended')
    await turn()
    expect(unhandled).toEqual([])
  })

  test('where all requests of a round are rejected', async () => {
    const unhandled = unhandledRejections()
    const script: Script = { ...call('A B C'), rounds: [[release('A'), release('B')]] }
    const { run } = runOf(script, () => ({ send: crash }))
    await expect(run.proceed()).rejects.toThrow('the bridge ended')
    await turn()
    expect(unhandled).toEqual([])
  })

  test('where a request is rejected and its fence throws', async () => {
    const unhandled = unhandledRejections()
    const { run } = runOf(call('A B', release('A')), () => ({
      send: crash,
      fence() {
        throw new AdapterFailure('hang', 'no answer')
      },
    }))
    await expect((async () => run.proceed())()).rejects.toThrow(AdapterFailure)
    await turn()
    expect(unhandled).toEqual([])
  })
})
