import { describe, expect, it } from 'vitest'
import { toldLink } from '../doctor/link.fixture.ts'
import { tapped } from './wire-tap.ts'

function tap() {
  let logged: readonly string[] = []
  const { link: told, ...far } = toldLink()
  const { link, tap } = tapped({
    ...told,
    log: () => logged.slice(-3),
    logged: () => logged.length,
  })
  const received: string[] = []
  link.listen({
    received: (chunk) => void received.push(chunk.toString()),
    ended: (how) => void received.push(how),
  })
  return {
    ...far,
    link,
    tap,
    received,
    log: (...lines: string[]) => (logged = [...logged, ...lines]),
  }
}

const texts = (wire: {
  readonly lines: readonly { readonly from: string; readonly text: string }[]
}) => wire.lines.map(({ from, text }) => `${from}: ${text}`)

describe('a tap', () => {
  it('lets all pass, recording or not', async () => {
    const { link, tap: wire, feed, end, written, received, done } = tap()
    link.write('1\n')
    wire.record()
    link.write('2\n')
    feed('3\n')
    wire.stop()
    feed('4\n')
    end('ended')
    await link.close()
    await link.kill()
    expect(written).toEqual(['1\n', '2\n'])
    expect(received).toEqual(['3\n', '4\n', 'ended'])
    expect(done).toEqual(['closed', 'killed'])
  })

  it('keeps the lines of both ways, from when it is asked to until it is not', () => {
    const { link, tap: wire, feed } = tap()
    link.write('before\n')
    feed('before\n')
    wire.record()
    link.write('one\ntwo\n')
    feed('thr')
    feed('ee\r\nfour\n{"cut')
    expect(texts(wire.stop())).toEqual([
      ...['harness: one', 'harness: two', 'bridge: three', 'bridge: four', 'bridge: {"cut'],
    ])
    feed('after\n')
    wire.record()
    link.write('again\n')
    expect(texts(wire.stop())).toEqual(['harness: again'])
    expect(wire.stop()).toEqual({ lines: [], leftOut: 0, log: [] })
  })

  it('leaves out the middle, and counts it', () => {
    const { tap: wire, feed } = tap()
    wire.record()
    const all = Array.from({ length: 250 }, (_, at) => `line ${at}`)
    feed(all.map((line) => `${line}\n`).join(''))
    const { lines, leftOut } = wire.stop()
    expect(lines.map(({ text }) => text)).toEqual([...all.slice(0, 100), ...all.slice(-100)])
    expect(leftOut).toBe(50)
  })

  it('keeps no line longer than 1,000 characters, and nothing that acts on a screen', () => {
    const { tap: wire, feed } = tap()
    wire.record()
    for (let chunk = 0; chunk < 100; chunk++) feed('x'.repeat(1000))
    feed('\n\u001b[2J\u202e\n')
    const [long, active] = wire.stop().lines.map(({ text }) => text)
    expect(long).toMatch(/^x+…x+$/)
    expect(long).toHaveLength(1000)
    expect(active).toBe('\\x1b[2J\\u202e')
  })

  it('has what the bridge wrote to its log meanwhile', () => {
    const { tap: wire, log } = tap()
    log('before')
    wire.record()
    expect(wire.stop().log).toEqual([])
    wire.record()
    log('one', 'two')
    expect(wire.stop().log).toEqual(['one', 'two'])
    wire.record()
    log('three', 'four', 'five', 'six')
    expect(wire.stop().log).toEqual(['four', 'five', 'six'])
  })
})
