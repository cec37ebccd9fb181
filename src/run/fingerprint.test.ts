import { describe, expect, test } from 'vitest'
import { add, call, release, remove } from '../tserver/one-call.ts'
import { fingerprint, fingerprintOfSometimes } from './fingerprint.ts'

const letters = ['A', 'B', 'C', 'D']
const numbers = ['7001', '7002', '7003', '7004']
const script = call('A B C', release('A'))

const one = fingerprint('released-once', script, letters)

describe('a fingerprint', () => {
  // printf '["released-once",[[3,0],[0,0]],true]' | sha256sum
  test('is that of the name, the shape and whether the names are plain', () => {
    expect(one).toBe('60ecd2cb90ea')
    const other = call('Q R S outside X', remove('Q', 'X'), add('R', 'T'))
    expect(
      fingerprint(
        'party-deleted-call-state',
        {
          ...other,
          rounds: [...other.rounds, [{ do: 'TReleaseCall', call: 'unknown', thisDN: 'T' }]],
        },
        letters,
      ),
    ).toBe('66156a713985')
  })

  test('is the same whatever the plain DNs are called', () => {
    expect(fingerprint('released-once', call('7001 7002 7003', release('7001')), numbers)).toBe(one)
  })

  test('is the same for all names that are not plain', () => {
    const prefixes = call('7 70 700', release('7'))
    const zeros = call('07 007 0007', release('07'))
    expect(fingerprint('released-once', prefixes, numbers)).toBe(
      fingerprint('released-once', zeros, numbers),
    )
  })

  // printf '["released-once",[[0,2,0,0,1,0,2,0,0,2],[0,0,0,1,0,0]],true]' | sha256sum
  test('is that of calls, who shares and what is in flight, where there is such a thing', () => {
    expect(
      fingerprint(
        'released-once',
        {
          calls: [...call('A B').calls, ...call('A C').calls],
          rounds: [[release('A'), { ...release('A'), call: 1 }]],
        },
        letters,
      ),
    ).toBe('23fe12f38e06')
  })

  test('is another one for another name, shape, or kind of DNs', () => {
    const all = [
      one,
      fingerprint('released-nobody-else', script, letters),
      fingerprint('crash', script, letters),
      fingerprint('released-once', call('A B', release('A')), letters),
      fingerprint('released-once', call('A B outside C', release('A')), letters),
      fingerprint('released-once', call('A B C', release('B')), letters),
      fingerprint('released-once', call('A B C', remove('A', 'A')), letters),
      fingerprint('released-once', call('A B C', release('A'), release('B')), letters),
      fingerprint('released-once', call('A B D', release('A')), letters),
    ]
    expect(new Set(all).size).toBe(all.length)
  })

  test('is that of DNs that are not plain where there are more than plain names', () => {
    expect(fingerprint('late', call('A B'), ['A'])).not.toBe(
      fingerprint('late', call('A B'), ['A', 'B']),
    )
  })
})

test('what fails only sometimes has the fingerprint of its name', () => {
  // printf '["released-once","sometimes"]' | sha256sum
  expect(fingerprintOfSometimes('released-once')).toBe('88fc98095d0d')
  expect(fingerprintOfSometimes('late')).not.toBe(fingerprintOfSometimes('released-once'))
})
