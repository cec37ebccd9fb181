/** A link whose other end is the test. */
import type { Link, Receiver } from '../adapter/bridge.ts'

export function toldLink() {
  const written: string[] = []
  const done: string[] = []
  let receiver: Receiver | undefined
  const link: Link = {
    listen: (to) => void (receiver = to),
    write: (text) => void written.push(text),
    log: () => ['a line of its log'],
    logged: () => 1,
    close: async () => void done.push('closed'),
    kill: async () => void done.push('killed'),
  }
  return {
    link,
    written,
    done,
    feed: (bytes: string | Buffer) => receiver?.received(Buffer.from(bytes)),
    end: (how: string) => receiver?.ended(how),
  }
}
