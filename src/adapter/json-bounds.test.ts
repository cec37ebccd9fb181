import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beyondBounds } from './json-bounds.ts'

const filler = `"${'x'.repeat(5000)}"`
const nested = (deep: number, inner = filler): string => '['.repeat(deep) + inner + ']'.repeat(deep)
const values = (count: number, one = '1'): string =>
  `[${Array.from({ length: count }, () => one).join(',')}]`

describe('a line of JSON', () => {
  it('is nested so deep and no deeper', () => {
    expect(beyondBounds(nested(128))).toBeUndefined()
    expect(beyondBounds(nested(129))).toBe('JSON nested more than 128 deep')
    expect(beyondBounds('['.repeat(5000))).toBe('JSON nested more than 128 deep')
    expect(beyondBounds('{"a":'.repeat(5000))).toBe('JSON nested more than 128 deep')
  })

  it('has so many values and no more', () => {
    expect(beyondBounds(values(250_000))).toBeUndefined()
    expect(beyondBounds(values(250_002))).toBe('a line of more than 250000 values')
    expect(beyondBounds(values(125_002, '{}'))).toBe('a line of more than 250000 values')
  })

  it('may be nested side by side, and have brackets, commas and quotes in its strings', () => {
    expect(beyondBounds(`[${nested(100)},${nested(100)}]`)).toBeUndefined()
    const text = JSON.stringify({ text: '[{,"\\'.repeat(300_000) })
    expect(beyondBounds(text)).toBeUndefined()
    expect(beyondBounds(`[${filler},"\\\\\\"[",${'['.repeat(200)}`)).toBe(
      'JSON nested more than 128 deep',
    )
  })

  it('that is not whole ends somewhere', () => {
    expect(beyondBounds(`"${'\\'.repeat(5001)}"`)).toBeUndefined()
    expect(beyondBounds(`]${filler}`)).toBeUndefined()
  })

  it('is taken whatever it holds, as long as that is not too much', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), (json) => {
        expect(beyondBounds(`[${filler},${json}]`)).toBeUndefined()
      }),
    )
  })
})
