import { describe, expect, it } from 'vitest'
import { Exchange } from './exchange.ts'
import { toldLink } from './link.fixture.ts'
import { watchedLink } from './watched-link.ts'

function watched() {
  const exchange = new Exchange()
  const { link, ...far } = toldLink()
  const near = watchedLink(link, exchange)
  const received: string[] = []
  let ended: string | undefined
  near.listen({
    received: (chunk) => void received.push(chunk.toString()),
    ended: (how) => void (ended = how),
  })
  return { exchange, near, far, received, ended: () => ended }
}

describe('a watched link', () => {
  it('hands on all that comes and goes', async () => {
    const { near, far, received, ended } = watched()
    near.write('{"id":1}\n')
    far.feed('{"id"')
    far.feed(':1}\n')
    far.end('ended')
    await near.close()
    await near.kill()
    expect(far.written).toEqual(['{"id":1}\n'])
    expect(received).toEqual(['{"id"', ':1}\n'])
    expect(ended()).toBe('ended')
    expect(far.done).toEqual(['closed', 'killed'])
    expect(near.log()).toEqual(['a line of its log'])
  })

  it('writes down the lines of both ways, whole', () => {
    const { exchange, near, far } = watched()
    near.write('{"id":1}\n{"id":2}\n')
    far.feed('{"id"')
    far.feed(':1}\n{"id":2}\r\n{"id"')
    expect(exchange.since().map(({ way, text }) => `${way} ${text}`)).toEqual([
      ...['sent {"id":1}', 'sent {"id":2}', 'came {"id":1}', 'came {"id":2}'],
    ])
  })

  it('knows what waits for its line end', () => {
    const { exchange, far } = watched()
    far.feed('{"id":1}\r{"id"')
    far.feed(':2}\r')
    expect(exchange.wire).toMatchObject({ bytes: 18, unfinished: '{"id":1}\r{"id":2}\r' })
    far.feed('\n{')
    expect(exchange.wire.unfinished).toBe('{')
    far.feed('x'.repeat(5000))
    expect(exchange.wire.unfinished).toBe(`{${'x'.repeat(999)}`)
    far.feed('\n')
    expect(exchange.wire.unfinished).toBe('')
  })

  it('knows a byte order mark, however it comes', () => {
    const whole = watched()
    whole.far.feed('\ufeff{}\n')
    expect(whole.exchange.wire.byteOrderMark).toBe(true)
    const inPieces = watched()
    for (const byte of Buffer.from('\ufeff{}\n')) inPieces.far.feed(Buffer.of(byte))
    expect(inPieces.exchange.wire.byteOrderMark).toBe(true)
    const later = watched()
    later.far.feed('{}\n\ufeff')
    expect(later.exchange.wire.byteOrderMark).toBe(false)
  })

  it('knows zero bytes', () => {
    const { exchange, far } = watched()
    far.feed('{}\n')
    expect(exchange.wire.zeroBytes).toBe(false)
    far.feed(Buffer.from('{}\n', 'utf16le'))
    expect(exchange.wire.zeroBytes).toBe(true)
  })

  it('knows how the bridge ended', () => {
    const { exchange, far } = watched()
    expect(exchange.wire.ended).toBeUndefined()
    far.end('ended with exit status 1')
    expect(exchange.wire.ended).toBe('ended with exit status 1')
  })
})
