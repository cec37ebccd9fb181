import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { deadline } from './deadline.ts'

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'],
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** A deadline of 100 ms over a queue of the moments since when something is waited for. */
function watched(timeoutMs = 100) {
  const waiting: number[] = []
  const expired = vi.fn()
  const watch = deadline(timeoutMs, () => waiting[0], expired)
  function ask() {
    waiting.push(performance.now())
    watch.arm()
  }
  return { waiting, expired, watch, ask }
}

it('expires once what is waited for has taken too long', () => {
  const { expired, ask } = watched()
  ask()
  vi.advanceTimersByTime(99)
  expect(expired).not.toHaveBeenCalled()
  vi.advanceTimersByTime(2)
  expect(expired).toHaveBeenCalledTimes(1)
  expect(vi.getTimerCount()).toBe(0)
})

it('has one timer, however much is waited for', () => {
  const { ask } = watched()
  for (let asked = 0; asked < 10; asked += 1) ask()
  expect(vi.getTimerCount()).toBe(1)
})

it('goes by what has been waited for longest', () => {
  const { waiting, expired, ask } = watched()
  ask()
  vi.advanceTimersByTime(60)
  ask()
  waiting.shift()
  vi.advanceTimersByTime(60)
  expect(expired).not.toHaveBeenCalled()
  vi.advanceTimersByTime(41)
  expect(expired).toHaveBeenCalledTimes(1)
})

it('does not expire where nothing is waited for, and can be armed again', () => {
  const { waiting, expired, ask } = watched()
  ask()
  waiting.shift()
  vi.advanceTimersByTime(1000)
  expect(expired).not.toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
  ask()
  vi.advanceTimersByTime(101)
  expect(expired).toHaveBeenCalledTimes(1)
})

it('looks once more where the harness was busy and the answer lay there unread', () => {
  const { waiting, expired, ask } = watched()
  ask()
  // An answer that is read in the turn of the event loop in which the timer is late.
  setTimeout(() => waiting.shift(), 100)
  vi.advanceTimersByTime(500)
  expect(expired).not.toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
})

it('does not expire once it is disarmed, not even between its two looks', () => {
  const early = watched()
  early.ask()
  early.watch.disarm()
  const late = watched()
  late.ask()
  setTimeout(() => late.watch.disarm(), 100)
  vi.advanceTimersByTime(500)
  expect(early.expired).not.toHaveBeenCalled()
  expect(late.expired).not.toHaveBeenCalled()
})

it('waits for longer than the longest timer', () => {
  const { expired, ask } = watched(2 ** 32)
  ask()
  vi.advanceTimersByTime(2 ** 32 - 1)
  expect(expired).not.toHaveBeenCalled()
  vi.advanceTimersByTime(2)
  expect(expired).toHaveBeenCalledTimes(1)
})

describe('where the timer itself is late, because the harness was stopped', () => {
  /** What the timers do not know of, in milliseconds. */
  let stopped = 0
  beforeEach(() => {
    stopped = 0
    const running = performance.now.bind(performance)
    vi.spyOn(performance, 'now').mockImplementation(() => running() + stopped)
  })

  it('gives the whole time once more, and not twice', () => {
    const { expired, ask } = watched()
    ask()
    stopped += 1000
    vi.advanceTimersByTime(199)
    expect(expired).not.toHaveBeenCalled()
    stopped += 1000
    vi.advanceTimersByTime(2)
    expect(expired).toHaveBeenCalledTimes(1)
  })

  it('gives no more where it is late by what a busy machine takes', () => {
    const { expired, ask } = watched()
    ask()
    stopped += 50
    vi.advanceTimersByTime(101)
    expect(expired).toHaveBeenCalledTimes(1)
  })
})
