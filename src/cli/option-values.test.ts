import { availableParallelism } from 'node:os'
import { InvalidArgumentError } from 'commander'
import { describe, expect, it } from 'vitest'
import {
  campaignName,
  duration,
  proofBudget,
  redisAddress,
  seed,
  shard,
  wholeNumber,
  workers,
} from './option-values.ts'

describe('wholeNumber', () => {
  it.each([
    ['1', 1],
    ['1000', 1000],
    ['007', 7],
  ])('reads %s', (text, value) => {
    expect(wholeNumber(1, 1000)(text)).toBe(value)
  })

  it.each(['0', '1001', '-1', '1.5', '1e2', '0x10', '', ' 1', '1 ', 'x', '٣', 'Infinity', 'NaN'])(
    'refuses %j',
    (text) => {
      expect(() => wholeNumber(1, 1000)(text)).toThrow(InvalidArgumentError)
      expect(() => wholeNumber(1, 1000)(text)).toThrow('It takes a whole number from 1 to 1000.')
    },
  )

  it('refuses what a number cannot hold exactly', () => {
    expect(wholeNumber(1)('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER)
    expect(() => wholeNumber(1)('9007199254740993')).toThrow(
      'It takes a whole number of 1 or more.',
    )
    expect(() => wholeNumber(1)('1'.repeat(400))).toThrow(InvalidArgumentError)
  })
})

describe('seed', () => {
  it('takes 32 bits, with a sign or without', () => {
    expect([seed('-2147483648'), seed('0'), seed('4294967295')]).toEqual([
      -2147483648, 0, 4294967295,
    ])
    expect(() => seed('-2147483649')).toThrow(InvalidArgumentError)
    expect(() => seed('4294967296')).toThrow(InvalidArgumentError)
  })
})

describe('duration', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['1.5s', 1500],
    ['10m', 600_000],
    ['8h', 28_800_000],
  ])('reads %s', (text, milliseconds) => {
    expect(duration(text)).toBe(milliseconds)
  })

  it.each(['5', '0s', '-1s', 's', '1d', '1 s', '1S', '', '1e3s', '.5s', '1s30'])(
    'refuses %j',
    (text) => {
      expect(() => duration(text)).toThrow(InvalidArgumentError)
      expect(() => duration(text)).toThrow('It takes a duration such as 500ms, 30s, 10m or 8h.')
    },
  )
})

describe('proofBudget', () => {
  it.each([
    ['0', 'none'],
    ['1', { executions: 1 }],
    ['5000000', { executions: 5_000_000 }],
    ['30s', { milliseconds: 30_000 }],
    ['1.5m', { milliseconds: 90_000 }],
  ])('reads %s', (text, value) => {
    expect(proofBudget(text)).toEqual(value)
  })

  it.each(['', '-1', '1.5', '0s', '10x', 's', '1'.repeat(16), ' 1'])('refuses %j', (text) => {
    expect(() => proofBudget(text)).toThrow(InvalidArgumentError)
    expect(() => proofBudget(text)).toThrow(
      'It takes a number of scripts such as 100000, a duration',
    )
  })
})

describe('shard', () => {
  it.each([
    ['1/1', { index: 1, count: 1 }],
    ['2/3', { index: 2, count: 3 }],
    ['3/3', { index: 3, count: 3 }],
  ])('reads %s', (text, value) => {
    expect(shard(text)).toEqual(value)
  })

  it.each(['', '1', '0/2', '3/2', '1/0', '-1/2', '1/2/3', '1.5/2', 'a/b', '1 / 2'])(
    'refuses %j',
    (text) => {
      expect(() => shard(text)).toThrow(InvalidArgumentError)
      expect(() => shard(text)).toThrow('It takes a shard and how many there are, such as 1/4.')
    },
  )
})

describe('workers', () => {
  it('are a number, or as many as there are cores', () => {
    expect([workers('1'), workers('12'), workers('256')]).toEqual([1, 12, 256])
    expect(workers('auto')).toBe(availableParallelism())
  })

  it.each(['0', '-1', '257', '1.5', '', 'AUTO', 'all'])('refuses %j', (text) => {
    expect(() => workers(text)).toThrow(InvalidArgumentError)
    expect(() => workers(text)).toThrow('It takes a whole number from 1 to 256, or auto.')
  })
})

describe('the address of a Redis', () => {
  it.each(['redis://127.0.0.1:6379', 'rediss://user:secret@lab/2', 'redis://[::1]:6379'])(
    'is %s',
    (text) => {
      expect(redisAddress(text)).toBe(text)
    },
  )

  it.each(['', 'lab:6379', 'http://lab:6379', 'redis://', 'redis:6379', '127.0.0.1'])(
    'is not %j',
    (text) => {
      expect(() => redisAddress(text)).toThrow(InvalidArgumentError)
      expect(() => redisAddress(text)).toThrow('It takes the address of a Redis such as redis://')
    },
  )
})

describe('the name of a campaign', () => {
  it.each(['a', 'night', 'v9.1_night-2', '7', 'x'.repeat(64)])('is %s', (text) => {
    expect(campaignName(text)).toBe(text)
  })

  it.each(['', 'a:b', 'a b', '-night', '.', 'a*', 'x'.repeat(65), 'a\n', 'ä'])(
    'is not %j',
    (text) => {
      expect(() => campaignName(text)).toThrow(InvalidArgumentError)
      expect(() => campaignName(text)).toThrow('It takes a name of up to 64 letters, digits')
    },
  )
})
