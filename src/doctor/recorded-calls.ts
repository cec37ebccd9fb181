/** For an adapter without a wire: what was called, and what came of it, as lines. */
import type { DN } from '../../oracles/tlib.ts'
import type { Adapter, MaybePromise, TServer } from '../adapter/adapter.ts'
import type { Exchange } from './exchange.ts'

/** The same adapter, all of whose calls and events are written down. */
export function recordedCalls(adapter: Adapter, exchange: Exchange): Adapter {
  function recorded<T>(
    method: string,
    asked: object,
    call: () => MaybePromise<T>,
  ): MaybePromise<T> {
    exchange.note('sent', `${method} ${JSON.stringify(asked)}`, method)
    const answer = call()
    if (answer instanceof Promise) void answer.then(returned, () => undefined)
    else returned(answer)
    return answer

    function returned(value: T): void {
      exchange.answered.add(method)
      exchange.note('came', `${method} returned ${JSON.stringify(value) ?? ''}`.trimEnd(), method)
    }
  }

  return {
    async connect(deliver) {
      const inner = await adapter.connect((event) => {
        exchange.note('came', `event ${JSON.stringify(event)}`, 'event')
        deliver(event)
      })
      return {
        implementation: inner.implementation,
        capabilities: inner.capabilities,
        establish: (dns, unmonitored) =>
          recorded('establish', unmonitored.length === 0 ? { dns } : { dns, unmonitored }, () =>
            inner.establish(dns, unmonitored),
          ),
        ...(inner.addParty && {
          addParty: (connID: string, by: DN, dn: DN) =>
            recorded('addParty', { connID, by, dn }, () => inner.addParty?.(connID, by, dn)),
        }),
        send: (request) => recorded('send', request, () => inner.send(request)),
        fence: () => recorded('fence', {}, () => inner.fence()),
        discard: (connID) => recorded('discard', { connID }, () => inner.discard(connID)),
        reset: () => recorded('reset', {}, () => inner.reset()),
        shutdown: () => recorded('shutdown', {}, () => inner.shutdown()),
      } satisfies TServer
    },
  }
}
