/** A link to a bridge, all of whose lines are written down. */
import type { Link } from '../adapter/bridge.ts'
import { lineSplitter } from '../adapter/lines.ts'
import type { Exchange, Wire } from './exchange.ts'

const maxLineBytes = 8 * 1024 * 1024

/** Bytes without a line end that are kept. */
const mostUnfinished = 1000

const LF = 0x0a
const byteOrderMark = Buffer.from('\ufeff')

export function watchedLink(link: Link, exchange: Exchange): Link {
  exchange.connected()
  const { wire } = exchange
  const split = lineSplitter(maxLineBytes)
  const watch = watchedBytes(wire)
  return {
    listen(receiver) {
      link.listen({
        received(chunk) {
          watch(chunk)
          for (const line of split(chunk))
            exchange.received(typeof line === 'string' ? line : line.start)
          receiver.received(chunk)
        },
        ended(how) {
          wire.ended = how
          receiver.ended(how)
        },
      })
    },
    write(text) {
      exchange.wrote(text)
      link.write(text)
    },
    log: () => link.log(),
    logged: () => link.logged(),
    close: () => link.close(),
    kill: () => link.kill(),
  }
}

function watchedBytes(wire: Wire): (chunk: Buffer) => void {
  let start = Buffer.alloc(0)
  let unfinished = Buffer.alloc(0)
  return (chunk) => {
    if (wire.bytes < byteOrderMark.length) start = Buffer.concat([start, chunk.subarray(0, 3)])
    wire.byteOrderMark = start.subarray(0, 3).equals(byteOrderMark)
    wire.bytes += chunk.length
    wire.zeroBytes ||= chunk.includes(0)
    const lf = chunk.lastIndexOf(LF)
    const rest = chunk.subarray(lf + 1, lf + 1 + mostUnfinished)
    unfinished = lf < 0 ? Buffer.concat([unfinished, rest]) : Buffer.from(rest)
    unfinished = unfinished.subarray(0, mostUnfinished)
    wire.unfinished = unfinished.toString('utf8')
  }
}
