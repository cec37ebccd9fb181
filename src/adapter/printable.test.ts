import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostile } from '../report/example-finding.fixture.ts'
import { isPrintable, printable } from './printable.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  // Any code units, so lone surrogates too.
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
)

describe('printable', () => {
  it.each([
    ['7001', '7001'],
    ['a b', 'a b'],
    ['Zoë', 'Zoë'],
    ['內線', '內線'],
    ['', ''],
  ])('leaves %j as it is', (text, shown) => {
    expect(printable(text)).toBe(shown)
  })

  it.each([
    ['a terminal escape', '\u001b[2J', '\\x1b[2J'],
    ['a line break', 'a\r\nb', 'a\\x0d\\x0ab'],
    ['C1', '\u009b31m', '\\x9b31m'],
    ['delete', '\u007f', '\\x7f'],
    ['an override', '\u202e1007', '\\u202e1007'],
    ['an isolate', '\u2066', '\\u2066'],
    ['a right-to-left mark', '\u200f', '\\u200f'],
    ['a line separator', '\u2028\u2029', '\\u2028\\u2029'],
    ['a zero-width space', '70\u200b01', '70\\u200b01'],
    ['a space that is none', '7001\u00a0', '7001\\xa0'],
    ['a lone surrogate', '\ud83d', '\\ud83d'],
    ['a tag character', '\u{e0041}', '\\u{e0041}'],
    ['a mark that stacks', 'e\u0301', 'e\\u0301'],
  ])('shows %s as an escape', (_, text, shown) => {
    expect(printable(text)).toBe(shown)
  })

  it('shortens in the middle, and keeps both ends', () => {
    expect(printable('abcdefghijklmnop', 9)).toBe('abcdef…op')
  })

  it('cuts no escape in two', () => {
    expect(printable(`\u202e${'x'.repeat(20)}\u202e`, 10)).toBe('\\u202ex…')
  })

  it('is bounded, printable and changes nothing more when it is applied again', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 60 }), (text, limit) => {
        const shown = printable(text, limit)
        expect(shown.length).toBeLessThanOrEqual(limit)
        expect(isPrintable(shown)).toBe(true)
        expect(printable(shown, limit)).toBe(shown)
      }),
    )
  })

  it('bounds very long text', () => {
    expect(printable(hostile.long)).toBe(`${'A'.repeat(150)}…${'A'.repeat(49)}`)
  })
})
