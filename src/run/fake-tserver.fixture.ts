/** T-Servers for the tests of the run: told what to answer, or the embedded one with a change. */
import type { DN, Event, Request } from '../../oracles/tlib.ts'
import type { Adapter, Capabilities, Deliver, TServer } from '../adapter/adapter.ts'
import { embedded } from '../tserver/embedded.ts'

/** What a T-Server was asked, a line each, in the order of the calls. */
export type Asked = string[]

const asLine = (request: Request): string =>
  request.request === 'TReleaseCall'
    ? `${request.connID}: ${request.thisDN} releases`
    : `${request.connID}: ${request.thisDN} deletes ${request.otherDN}`

/**
 * A T-Server that distributes nothing by itself, and counts its ConnIDs from 1.
 * @param answers what it does beside writing down that it was asked.
 */
export function toldTServer(answers: Partial<TServer> = {}): {
  readonly tserver: TServer
  readonly asked: Asked
} {
  const asked: Asked = []
  let calls = 0
  const tserver: TServer = {
    implementation: { name: 'told' },
    capabilities: {},
    establish(dns, unmonitored) {
      asked.push(['establish', ...dns, ...unmonitored.map((dn) => `(${dn})`)].join(' '))
      calls += 1
      return answers.establish?.(dns, unmonitored) ?? String(calls)
    },
    addParty(connID, by, dn) {
      asked.push(`${connID}: ${by} adds ${dn}`)
      return answers.addParty?.(connID, by, dn)
    },
    send(request) {
      asked.push(asLine(request))
      return answers.send?.(request)
    },
    fence() {
      asked.push('fence')
      return answers.fence?.()
    },
    discard(connID) {
      asked.push(`discard ${connID}`)
      return answers.discard?.(connID)
    },
    reset() {
      asked.push('reset')
      return answers.reset?.()
    },
    shutdown() {
      asked.push('shutdown')
      return answers.shutdown?.()
    },
  }
  return { tserver, asked }
}

/** An adapter, with some methods of its T-Server changed. */
export function changed(
  adapter: Adapter,
  change: (tserver: TServer, deliver: Deliver) => Partial<TServer>,
): Adapter {
  return {
    async connect(deliver) {
      const tserver = await adapter.connect(deliver)
      return { ...tserver, ...change(tserver, deliver) }
    },
  }
}

/** The same adapter, all of whose answers are promises. */
export function answeringLater(adapter: Adapter): Adapter {
  const later = changed(adapter, (tserver) => ({
    establish: async (dns, unmonitored) => tserver.establish(dns, unmonitored),
    addParty: async (connID, by, dn) => tserver.addParty?.(connID, by, dn),
    send: async (request) => tserver.send(request),
    fence: async () => tserver.fence(),
    discard: async (connID) => tserver.discard(connID),
    reset: async () => tserver.reset(),
    shutdown: async () => tserver.shutdown(),
  }))
  return { ...later, disposable: adapter.disposable ?? false }
}

/** One call at once, and one request of it. */
const oneCall: Capabilities = { maxParties: 8 }

/** A T-Server with a fault in those of its calls, counted from 1, that are `faulty`. */
export function sometimes(fault: string, faulty: (call: number) => boolean): Adapter {
  return {
    async connect(deliver) {
      const [right, wrong] = [
        await embedded().connect(deliver),
        await embedded(fault).connect(deliver),
      ]
      let calls = 0
      let tserver = right
      return {
        ...right,
        capabilities: oneCall,
        establish(dns, unmonitored) {
          calls += 1
          tserver = faulty(calls) ? wrong : right
          return tserver.establish(dns, unmonitored)
        },
        addParty: (connID, by, dn) => tserver.addParty?.(connID, by, dn),
        send: (request) => tserver.send(request),
        discard: (connID) => tserver.discard(connID),
      }
    },
  }
}

/**
 * A T-Server that distributes an event of its call number `call`, counted from 1, once more: with
 * the first fence after so many other calls were established.
 */
export function lateBy(call: number, calls: number, again = (event: Event) => event): Adapter {
  return {
    async connect(deliver) {
      let established = 0
      let owed: Event | undefined
      const tserver = await embedded().connect((event) => {
        if (established === call && event.name !== 'EventError') owed = event
        deliver(event)
      })
      return {
        ...tserver,
        capabilities: oneCall,
        establish(dns, unmonitored) {
          established += 1
          return tserver.establish(dns, unmonitored)
        },
        fence() {
          if (owed === undefined || established < call + calls) return
          deliver(again(owed))
          owed = undefined
        },
      }
    },
  }
}

/** A T-Server that takes a DN which was released in the call before for one that is released. */
export function keepingReleased(): Adapter {
  return {
    async connect(deliver) {
      let before = new Set<DN>()
      let now = new Set<DN>()
      const tserver = await embedded().connect((event) => {
        if (event.name === 'EventReleased') now.add(event.ThisDN)
        if (event.name !== 'EventReleased' || !before.has(event.ThisDN)) deliver(event)
      })
      return {
        ...tserver,
        capabilities: { maxParties: 4 },
        establish(dns, unmonitored) {
          before = now
          now = new Set()
          return tserver.establish(dns, unmonitored)
        },
        reset() {
          now = new Set()
          return tserver.reset()
        },
      }
    },
  }
}

/** "EventReleased ConnID 1 ThisDN A CallState OK" */
export function released(ThisDN: string, ConnID = '1'): Event {
  return { name: 'EventReleased', ConnID, ThisDN, CallState: 'OK' }
}

/** All that is waiting to be done by promises is done. */
export function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}
