import { expect, test } from 'vitest'
import { call, release, remove } from '../tserver/one-call.ts'
import { shapeInWords } from './shape-in-words.ts'

test.each([
  [call('7001 7002 7003', release('7002')), 'In a conference of A, B, C: B releases.'],
  [call('B A C', remove('A', 'C')), 'In a conference of A, B, C: B deletes C.'],
  [call('1 2 outside 3', release('9')), 'In a conference of A, B, C (unmonitored): D releases.'],
])('%j', (script, shape) => {
  expect(shapeInWords(script)).toBe(shape)
})

test('the letters go on after Z', () => {
  const dns = Array.from({ length: 54 }, (_, at) => String(at))
  const shape = shapeInWords(call(dns.join(' '), release('53')))
  expect(shape).toContain(' Y, Z, AA, AB,')
  expect(shape).toContain(' AZ, BA, BB: BB releases.')
})
