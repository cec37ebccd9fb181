/** Makes ready what the doctor looks at: the adapter, with an ear at its wire or at its calls. */
import { openAdapter, parseAdapterSpec } from '../adapter/adapter-spec.ts'
import { cutLink, type Scissors } from './cut-link.ts'
import { Exchange } from './exchange.ts'
import { recordedCalls } from './recorded-calls.ts'
import { Session } from './session.ts'
import { watchedLink } from './watched-link.ts'
import { ways } from './way.ts'

/**
 * Nothing is connected to yet.
 * @param timeoutMs how long one answer may take, in milliseconds.
 * @throws AdapterUnavailable
 */
export async function openSession(spec: string, timeoutMs: number): Promise<Session> {
  const { kind } = parseAdapterSpec(spec)
  const exchange = new Exchange()
  const scissors: Scissors = { cutAt: undefined }
  const adapter = await openAdapter(spec, {
    timeoutMs,
    through: (link) => watchedLink(cutLink(link, scissors), exchange),
  })
  const way = ways[kind]
  return new Session({
    adapter: way.hasWire ? adapter : recordedCalls(adapter, exchange),
    exchange,
    scissors,
    way,
    timeoutMs,
  })
}
