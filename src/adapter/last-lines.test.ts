import { describe, expect, it } from 'vitest'
import { lastLines } from './last-lines.ts'

function linesOf(...chunks: readonly (string | Buffer)[]): readonly string[] {
  const log = lastLines()
  for (const chunk of chunks) log.take(Buffer.from(chunk))
  return log.lines()
}

describe('lastLines', () => {
  it('keeps lines in their order, without the blank ones', () => {
    expect(linesOf('one\n\n  \r\ntwo\r\n')).toEqual(['one', 'two'])
  })

  it('keeps the line that has not ended', () => {
    expect(linesOf('one\nTraceback')).toEqual(['one', 'Traceback'])
  })

  it('keeps the last 20', () => {
    const lines = Array.from({ length: 25 }, (_, index) => `line ${index}`)
    expect(linesOf(lines.join('\n'))).toEqual(lines.slice(5))
    expect(linesOf(`${lines.join('\n')}\n`)).toEqual(lines.slice(5))
  })

  it('puts together a line, and a character, that come in pieces', () => {
    const bytes = Buffer.from('Zoë called\n')
    expect(linesOf(bytes.subarray(0, 3), bytes.subarray(3))).toEqual(['Zoë called'])
  })

  it('cuts a long line, however many chunks it comes in', () => {
    const [line = ''] = linesOf('x'.repeat(400), 'x'.repeat(400), 'x'.repeat(400))
    expect(line.length).toBe(500)
    expect(line).toContain('…')
  })

  it('counts all that have come, kept or not, with one that has not ended', () => {
    const log = lastLines()
    expect(log.count()).toBe(0)
    log.take(Buffer.from(`${'line\n'.repeat(25)}\nunfin`))
    expect(log.count()).toBe(26)
    log.take(Buffer.from('ished\n'))
    expect(log.count()).toBe(26)
  })

  it('makes what it keeps printable', () => {
    expect(linesOf('\u001b[31mred\n')).toEqual(['\\x1b[31mred'])
  })
})
