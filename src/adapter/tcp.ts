/** An adapter that connects to a bridge, written in any language, which listens on a TCP port. */
import { AdapterUnavailable } from './adapter.ts'
import type { Adapter } from './adapter.ts'
import { openSocket, type Address } from './bridge-socket.ts'
import { connectBridge } from './bridge.ts'
import type { BridgeOptions } from './bridge.ts'
import { shown } from './shown.ts'

/**
 * An adapter that talks the adapter protocol over TCP. Every `connect` opens a connection anew.
 * @param spec `tcp://HOST:PORT`; an IPv6 address stands in brackets.
 * @throws AdapterUnavailable where it is none of these.
 */
export function tcp(spec: string, options: BridgeOptions): Adapter {
  const address = readAddress(spec)
  return {
    connect: (deliver) =>
      connectBridge(spec, () => openSocket(spec, address, options.timeoutMs), deliver, options),
  }
}

function readAddress(spec: string): Address {
  const [, inBrackets, name, digits] =
    /^tcp:\/\/(?:\[([\da-f:.]+)\]|([^\s:/?#@[\]]+)):(\d+)$/i.exec(spec) ?? []
  const host = inBrackets ?? name
  const port = Number(digits)
  if (host === undefined || port < 1 || port > 65_535)
    throw new AdapterUnavailable(
      `the adapter ${shown(spec)} names no host and port: write tcp://HOST:PORT, such as ` +
        'tcp://127.0.0.1:3000 or tcp://[::1]:3000, with a port of 1 to 65535',
    )
  return { host, port }
}
