import { describe, expect, it } from 'vitest'
import { firstLine, shown, shownCall } from './shown.ts'

describe('shown', () => {
  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic

  it.each<[unknown, string]>([
    ['7001', '"7001"'],
    [7001, '7001'],
    [null, 'null'],
    [undefined, 'undefined'],
    [10n, '10'],
    [{ a: [1] }, '{"a":[1]}'],
    [() => 1, 'a function'],
    [cyclic, 'an object that does not fit into JSON'],
    ['\u202e', '"\\u202e"'],
  ])('shows %s', (value, text) => {
    expect(shown(value)).toBe(text)
  })

  it('cuts what is long', () => {
    expect(shown('7'.repeat(1000)).length).toBe(100)
  })
})

describe('firstLine', () => {
  it.each<[unknown, string]>([
    [new Error('line lost\nat line 3'), 'line lost'],
    [new TypeError(''), 'TypeError'],
    ['just text', '"just text"'],
    [undefined, 'undefined'],
  ])('of what was thrown: %s', (thrown, line) => {
    expect(firstLine(thrown)).toBe(line)
  })
})

describe('shownCall', () => {
  it('shows what a method is called with, where that is anything', () => {
    expect(shownCall('fence', {})).toBe('fence')
    expect(shownCall('discard', { connID: '1' })).toBe('discard {"connID":"1"}')
  })
})
