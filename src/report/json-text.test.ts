import { describe, expect, it } from 'vitest'
import { hostile } from './example-finding.fixture.ts'
import { jsonLine, jsonText } from './json-text.ts'

describe('jsonText', () => {
  it('is indented and ends with a line feed', () => {
    expect(jsonText({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}\n')
  })

  it('means the same with everything invisible escaped', () => {
    const value = Object.values(hostile)
    const text = jsonText(value)
    expect(JSON.parse(text)).toEqual(value)
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
  })

  it('escapes both halves of a character beyond the basic plane', () => {
    expect(JSON.parse(jsonLine('\u{e0041}'))).toBe('\u{e0041}')
    expect(jsonLine('\u{e0041}')).toBe('"\\udb40\\udc41"')
  })

  it('leaves out what is undefined, and keeps __proto__ as an attribute', () => {
    const event: unknown = JSON.parse('{"__proto__": 1}')
    expect(jsonLine({ a: undefined, event })).toBe('{"event":{"__proto__":1}}')
  })

  it.each([
    [10n, '"(bigint 10)"'],
    [Number.NaN, '"(number NaN)"'],
    [Symbol('s'), '"(symbol Symbol(s))"'],
    [() => 1, '"(a function)"'],
    [undefined, 'null'],
    [null, 'null'],
  ])('has a word for %s', (value, text) => {
    expect(jsonLine(value)).toBe(text)
  })

  it('ends a cycle, but takes the same object twice', () => {
    const inner = { x: 1 }
    const outer: Record<string, unknown> = { first: inner, second: inner }
    outer['self'] = outer
    expect(jsonLine(outer)).toBe('{"first":{"x":1},"second":{"x":1},"self":"(itself again)"}')
  })

  it('ends what is nested too deep', () => {
    let value: unknown = 'bottom'
    for (let depth = 0; depth < 10_000; depth += 1) value = [value]
    expect(jsonLine(value)).toBe(`${'['.repeat(24)}"(too deep)"${']'.repeat(24)}`)
  })
})
