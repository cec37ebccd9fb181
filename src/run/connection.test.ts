import { describe, expect, test } from 'vitest'
import {
  AdapterFailure,
  AdapterUnavailable,
  type Adapter,
  type Deliver,
  type TServer,
} from '../adapter/adapter.ts'
import { Connection, TServerLost } from './connection.ts'
import { released, toldTServer, type Asked } from './fake-tserver.fixture.ts'

const hang = () => new AdapterFailure('hang', 'no answer within 5 s')

/**
 * An adapter whose n-th start fails where `failing` says so, and what its T-Servers were asked.
 * @param answers of the T-Servers of the first starts.
 * @param answering how many of them there are.
 */
function startedAnew(
  failing: (start: number) => Error | undefined,
  answers: Partial<TServer> = {},
  answering = 1,
) {
  const asked: Asked[] = []
  const delivers: Deliver[] = []
  let starts = 0
  const adapter: Adapter = {
    connect(deliver) {
      starts += 1
      const failure = failing(starts)
      if (failure !== undefined) throw failure
      const told = toldTServer(asked.length < answering ? answers : {})
      asked.push(told.asked)
      delivers.push(deliver)
      return told.tserver
    },
  }
  return { adapter, asked, delivers, starts: () => starts }
}

const never = () => undefined

describe('a T-Server that cannot be started', () => {
  test('is said so, once', async () => {
    const { adapter, starts } = startedAnew(() => new AdapterUnavailable('no such command'))
    await expect(Connection.open(adapter)).rejects.toThrow(AdapterUnavailable)
    expect(starts()).toBe(1)
  })
})

describe('a T-Server is brought back', () => {
  test('by a reset, and what it still says is let go', async () => {
    const { adapter, asked, starts } = startedAnew(never)
    const connection = await Connection.open(adapter)
    const { tserver } = connection
    await connection.recover(false)
    expect(asked).toEqual([['reset', 'fence']])
    expect(starts()).toBe(1)
    expect(connection.tserver).toBe(tserver)
  })

  test('by a new start, where the adapter was lost', async () => {
    const { adapter, asked, starts } = startedAnew(never)
    const connection = await Connection.open(adapter)
    const { tserver } = connection
    await connection.recover(true)
    expect(asked).toEqual([['shutdown'], ['reset']])
    expect(starts()).toBe(2)
    expect(connection.tserver).not.toBe(tserver)
  })

  test('by a new start, where the reset fails', async () => {
    const reset = () => Promise.reject(hang())
    const { adapter, asked } = startedAnew(never, { reset }, 2)
    const connection = await Connection.open(adapter)
    await connection.recover(false)
    expect(asked).toEqual([['reset', 'shutdown'], ['reset', 'shutdown'], ['reset']])
  })

  test('also where the old one fails at its end', async () => {
    const { adapter, starts } = startedAnew(never, { shutdown: () => Promise.reject(hang()) })
    const connection = await Connection.open(adapter)
    await connection.recover(true)
    expect(starts()).toBe(2)
  })

  test('at the fifth attempt', async () => {
    const { adapter, starts } = startedAnew((start) =>
      start > 1 && start < 6 ? new AdapterUnavailable('port in use') : undefined,
    )
    const connection = await Connection.open(adapter)
    await connection.recover(true)
    expect(starts()).toBe(6)
  })
})

describe('a T-Server is given up', () => {
  test.each<[why: string, failure: () => Error]>([
    ['cannot be started', () => new AdapterUnavailable('port in use')],
    ['fails at the start', () => new AdapterFailure('crash', 'port in use')],
  ])('after five attempts in which it %s', async (_, failure) => {
    const { adapter, starts } = startedAnew((start) => (start > 1 ? failure() : undefined))
    const connection = await Connection.open(adapter)
    const lost = connection.recover(true)
    await expect(lost).rejects.toThrow(TServerLost)
    await expect(lost).rejects.toThrow(
      'the T-Server could not be started again in 5 attempts: port in use',
    )
    expect(starts()).toBe(6)
  })
})

test('a T-Server that cannot forget its calls is given up as well', async () => {
  const { adapter, starts } = startedAnew(never, { reset: () => Promise.reject(hang()) }, 6)
  const connection = await Connection.open(adapter)
  await expect(connection.recover(false)).rejects.toThrow(TServerLost)
  expect(starts()).toBe(6)
})

describe('a fault of ours is not blamed on the T-Server', () => {
  const fault = () => new TypeError('no such thing')

  test('in a reset', async () => {
    const { adapter } = startedAnew(never, { reset: () => Promise.reject(fault()) })
    await expect((await Connection.open(adapter)).recover(false)).rejects.toThrow(TypeError)
  })

  test('in a shutdown', async () => {
    const { adapter } = startedAnew(never, { shutdown: () => Promise.reject(fault()) })
    await expect((await Connection.open(adapter)).recover(true)).rejects.toThrow(TypeError)
  })

  test('in a new start', async () => {
    const { adapter, starts } = startedAnew((start) => (start > 1 ? fault() : undefined))
    await expect((await Connection.open(adapter)).recover(true)).rejects.toThrow(TypeError)
    expect(starts()).toBe(2)
  })
})

test('events go to the list that takes them now', async () => {
  const { adapter, delivers } = startedAnew(never)
  const { inbox } = await Connection.open(adapter)
  delivers[0]?.(released('A'))
  const first = inbox.into
  inbox.into = []
  delivers[0]?.(released('B'))
  expect([first, inbox.into]).toEqual([[released('A')], [released('B')]])
})

test('the end is a shutdown, and one that fails is the end all the same', async () => {
  const { adapter, asked } = startedAnew(never, { shutdown: () => Promise.reject(hang()) })
  await (await Connection.open(adapter)).close()
  expect(asked).toEqual([['shutdown']])
})

test('a T-Server that was given up is not shut down once more', async () => {
  const { adapter, asked } = startedAnew((start) =>
    start > 1 ? new AdapterUnavailable('port in use') : undefined,
  )
  const connection = await Connection.open(adapter)
  await expect(connection.recover(true)).rejects.toThrow(TServerLost)
  await connection.close()
  expect(asked).toEqual([['shutdown']])
})
