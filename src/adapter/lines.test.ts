import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineSplitter } from './lines.ts'
import type { Line } from './lines.ts'

function linesOf(chunks: readonly Buffer[], maxBytes = 1000): readonly Line[] {
  const split = lineSplitter(maxBytes)
  return chunks.flatMap(split)
}

describe('lineSplitter', () => {
  it('gives lines without LF or CR LF, and none that is empty', () => {
    expect(linesOf([Buffer.from('one\ntwo\r\n\n\r\nthree\n')])).toEqual(['one', 'two', 'three'])
  })

  it('keeps a CR that does not stand before LF', () => {
    expect(linesOf([Buffer.from('a\rb\n')])).toEqual(['a\rb'])
  })

  it('gives a line only when its LF has come', () => {
    expect(linesOf([Buffer.from('unfinished')])).toEqual([])
  })

  it('gives the same lines however the bytes are cut, also within a character', () => {
    const text = 'Zoë\r\n\n電話 ☎️\n𝒳\n'
    fc.assert(
      fc.property(fc.array(fc.nat(Buffer.from(text).length)), (cuts) => {
        const bytes = Buffer.from(text)
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length]
        const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end))
        expect(linesOf(chunks)).toEqual(['Zoë', '電話 ☎️', '𝒳'])
      }),
    )
  })

  it('calls a line bad that is not UTF-8, after the good ones before it', () => {
    const bytes = Buffer.concat([Buffer.from('good\nbad '), Buffer.from([0xff]), Buffer.from('\n')])
    expect(linesOf([bytes])).toEqual([
      'good',
      { wrong: 'a line that is not UTF-8', start: 'bad \ufffd' },
    ])
  })

  it('takes a line of the longest length, and calls one byte more bad', () => {
    expect(linesOf([Buffer.from('12345\n')], 5)).toEqual(['12345'])
    expect(linesOf([Buffer.from('ok\n123456\n')], 5)).toEqual([
      'ok',
      { wrong: 'a line longer than 5 bytes', start: '123456' },
    ])
  })

  it('takes more bytes than the longest length at once, where no line is too long', () => {
    expect(linesOf([Buffer.from('1234\r\n\n5678\n')], 5)).toEqual(['1234', '5678'])
  })

  it('does not wait for the end of a line that is too long already', () => {
    expect(linesOf([Buffer.from('123'), Buffer.from('456')], 5)).toEqual([
      { wrong: 'a line longer than 5 bytes', start: '123456' },
    ])
  })
})
