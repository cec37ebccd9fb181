/**
 * A bridge for the tests of scripts in flight, in front of the embedded T-Server: `MAX-CALLS [WAY]`. It
 * ends where more calls are there at once than it allows, or a DN is in two of them. Its ways:
 * `any-order` answers the lines that come together from the last to the first; `mixes-up` tells of a
 * release the ConnID of another call to which something was sent in the same moment; `crash-at=N` ends
 * at its N-th establish.
 */
import { createInterface } from 'node:readline'
import { embedded } from '../tserver/embedded.ts'

const [maxCalls = 1, way = ''] = [Number(process.argv[2]), process.argv[3]]
const crashAt = Number(/^crash-at=(\d+)$/.exec(way)?.[1] ?? Infinity)
let events = []
let answers = []
/** The last call to which something was sent among the lines that came together. */
let sentTo
let established = 0
const calls = new Map()
const tserver = embedded().connect((event) => {
  const mixed = way === 'mixes-up' && event.name === 'EventReleased' && sentTo !== undefined
  events.push(mixed ? { ...event, ConnID: sentTo } : event)
})

const capabilities = { maxParties: 8, maxCalls, concurrent: true }
const methods = {
  initialize: () => ({ protocolVersion: 1, implementation: { name: 'in-flight' }, capabilities }),
  establish({ dns }) {
    established += 1
    if (established >= crashAt) process.exit(3)
    if (calls.size >= maxCalls) throw new Error('too many calls')
    if ([...calls.values()].flat().some((dn) => dns.includes(dn)))
      throw new Error('a DN in two calls')
    const connID = tserver.establish(dns, [])
    calls.set(connID, dns)
    return { connID }
  },
  send(request) {
    tserver.send(request)
    sentTo = request.connID
    return {}
  },
  discard({ connID }) {
    calls.delete(connID)
    tserver.discard(connID)
    return {}
  },
  reset() {
    calls.clear()
    tserver.reset()
    return {}
  },
  fence: () => ({}),
  shutdown: () => ({}),
}

function flush() {
  for (const params of events) write({ method: 'event', params })
  for (const answer of way === 'any-order' ? answers.toReversed() : answers) write(answer)
  events = []
  answers = []
  sentTo = undefined
}

function write(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}

createInterface({ input: process.stdin }).on('line', (line) => {
  // What came in one chunk is taken together.
  if (answers.length === 0) setImmediate(flush)
  const { id, method, params } = JSON.parse(line)
  answers.push({ id, result: methods[method](params) })
})
