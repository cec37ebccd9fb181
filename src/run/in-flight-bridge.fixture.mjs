/**
 * A bridge for the tests of scripts in flight, in front of the embedded T-Server: `MAX-CALLS [WAY]`. It
 * ends where more calls are there at once than it allows, or a DN is in two of them. Its ways:
 * `any-order` answers the lines that come together from the last to the first; `mixes-up` tells of a
 * release the ConnID of another call to which something was sent in the same moment, at which
 * `crashes-together` ends, and `hangs-together` says nothing more; `crash-at=N` ends at its N-th
 * establish; `lost-at=N` does too, and cannot be started again in that directory; `fault=NAME` is a fault
 * of the embedded T-Server. The ids of its processes are added to the file `pids`, where there is one.
 */
import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { embedded } from '../tserver/embedded.ts'

const [maxCalls = 1, given = ''] = [Number(process.argv[2]), process.argv[3]]
const [way, detail] = given.split('=')
const crashAt = way === 'crash-at' || way === 'lost-at' ? Number(detail) : Infinity
if (existsSync('lost')) process.exit(1)
if (existsSync('pids')) appendFileSync('pids', `${process.pid}\n`)
let events = []
let answers = []
/** The last call to which something was sent among the lines that came together. */
let sentTo
let established = 0
let hangs = false
const calls = new Map()
const tserver = embedded(way === 'fault' ? detail : undefined).connect((event) => {
  const mixed = way === 'mixes-up' && event.name === 'EventReleased' && sentTo !== undefined
  events.push(mixed ? { ...event, ConnID: sentTo } : event)
})

const capabilities = { maxParties: 8, maxCalls, concurrent: true }
const methods = {
  initialize: () => ({ protocolVersion: 1, implementation: { name: 'in-flight' }, capabilities }),
  establish({ dns }) {
    established += 1
    if (established >= crashAt) crash()
    if (calls.size >= maxCalls) throw new Error('too many calls')
    if ([...calls.values()].flat().some((dn) => dns.includes(dn)))
      throw new Error('a DN in two calls')
    const connID = tserver.establish(dns, [])
    calls.set(connID, dns)
    return { connID }
  },
  send(request) {
    if (sentTo !== request.connID && calls.has(sentTo) && calls.has(request.connID)) {
      if (way === 'crashes-together') process.exit(3)
      if (way === 'hangs-together') hangs = true
    }
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

function crash() {
  if (way === 'lost-at') writeFileSync('lost', '')
  process.exit(3)
}

function flush() {
  if (hangs) return
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
