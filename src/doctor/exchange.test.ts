import { describe, expect, it } from 'vitest'
import { Exchange } from './exchange.ts'

const texts = (exchange: Exchange, since?: number): readonly string[] =>
  exchange.since(since).map(({ way, text, method }) => `${way} ${method}: ${text}`)

describe('an exchange', () => {
  it('knows which method an answer is for', () => {
    const exchange = new Exchange()
    exchange.wrote('{"id":1,"method":"establish"}\n{"id":2,"method":"fence"}\n')
    exchange.received('{"id":2,"result":{}}')
    exchange.received('{"method":"event","params":{}}')
    exchange.received('no JSON')
    expect(texts(exchange)).toEqual([
      'sent establish: {"id":1,"method":"establish"}',
      'sent fence: {"id":2,"method":"fence"}',
      'came fence: {"id":2,"result":{}}',
      'came event: {"method":"event","params":{}}',
      'came undefined: no JSON',
    ])
    expect([...exchange.answered]).toEqual(['fence'])
  })

  it('does not take an error for an answer that works', () => {
    const exchange = new Exchange()
    exchange.wrote('{"id":1,"method":"fence"}\n')
    exchange.received('{"id":1,"error":{"code":1,"message":"a"}}')
    expect([...exchange.answered]).toEqual([])
  })

  it('keeps the introduction as it came', () => {
    const exchange = new Exchange()
    exchange.wrote('{"id":1,"method":"initialize"}\n')
    exchange.received('{"id":1,"result":{"capabilities":{"maxparties":3}}}')
    expect(exchange.introduction).toEqual({ capabilities: { maxparties: 3 } })
  })

  it('knows what went out in one write', () => {
    const exchange = new Exchange()
    exchange.wrote('{"id":1}\n{"id":2}\n')
    exchange.wrote('{"id":3}\n')
    const [first, second, third] = exchange.since().map(({ write }) => write)
    expect(first).toBe(second)
    expect(third).not.toBe(second)
  })

  it('tells what came since', () => {
    const exchange = new Exchange()
    exchange.received('1')
    const { next } = exchange
    exchange.received('2')
    expect(texts(exchange, next)).toEqual(['came undefined: 2'])
  })

  it('forgets a connection with the next one: ids begin anew', () => {
    const exchange = new Exchange()
    exchange.wrote('{"id":1,"method":"fence"}\n')
    exchange.connected()
    exchange.received('{"id":1,"result":{}}')
    expect(texts(exchange)).toEqual(['came undefined: {"id":1,"result":{}}'])
  })

  it('is bounded, in lines and in their length', () => {
    const exchange = new Exchange()
    exchange.received('x'.repeat(1_000_000))
    expect(exchange.since()[0]?.text.length).toBe(16_384)
    for (let line = 0; line < 100_000; line++) exchange.received(String(line))
    const kept = exchange.since()
    expect(kept.length).toBeLessThanOrEqual(1000)
    expect(kept.at(-1)?.text).toBe('99999')
    expect(kept.at(-500)?.text).toBe('99500')
  })
})
