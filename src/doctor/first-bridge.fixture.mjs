// A bridge as somebody writes it in the first hour: right in all things but the mistake that the
// first argument names. `node first-bridge.fixture.mjs right` makes none.
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'

const [mistake = 'right'] = process.argv.slice(2)

/** Calls by their ConnIDs; each a list of its parties, monitored ones and others. */
const calls = new Map()
let callsMade = 0

/** What is made of a T-Server's event before it is written; undefined: it is not passed on. */
let passOn = (event) => event
/** How an event becomes a message. */
let eventMessage = (params) => ({ method: 'event', params })
/** How an answer becomes a message; undefined: it is forgotten. */
let answerMessage = (id, result) => ({ id, result })
/** How a message becomes a line, without its end. */
let asText = (message) => JSON.stringify({ jsonrpc: '2.0', ...message })
let lineEnd = '\n'
let write = (text) => process.stdout.write(text)
/** How what is read becomes lines. */
let lineReader = wholeLines
/** What is done in the place of what is right, by method. */
const instead = {}

function distribute(call, name, thisDN, attributes = {}) {
  if (call.unmonitored.includes(thisDN)) return
  event({ name, ConnID: call.connID, ThisDN: thisDN, ...attributes })
}

function event(given) {
  const params = passOn(given)
  if (params !== undefined) send(eventMessage(params))
}

function send(message) {
  if (message !== undefined) write(asText(message) + lineEnd)
}

function leave(call, leaving, askedBy) {
  const there = call.parties
  call.parties = there.filter((dn) => dn !== leaving)
  if (there.length === 2) {
    calls.delete(call.connID)
    for (const dn of there) {
      const other = there.find((one) => one !== dn)
      distribute(call, 'EventReleased', dn, { OtherDN: other, CallState: 'OK' })
    }
    return
  }
  distribute(call, 'EventReleased', leaving, { CallState: 'OK' })
  for (const dn of call.parties)
    distribute(call, 'EventPartyDeleted', dn, {
      OtherDN: leaving,
      OtherDNRole: 'DeletedParty',
      ThirdPartyDN: askedBy,
      ThirdPartyDNRole: 'DeletedBy',
      CallState: call.parties.length > 2 ? 'Conferenced' : 'OK',
    })
}

function refuse({ connID, thisDN }) {
  event({ name: 'EventError', ConnID: connID, ThisDN: thisDN, ErrorCode: 470 })
}

const right = {
  initialize: () => ({
    protocolVersion: 1,
    implementation: { name: 'first-bridge' },
    capabilities: {
      maxParties: 8,
      maxCalls: 4,
      sharedParties: true,
      addParty: true,
      concurrent: true,
      unmonitored: true,
    },
  }),
  establish({ dns, unmonitored = [] }) {
    callsMade += 1
    const connID = `006c02462a16${String(callsMade).padStart(4, '0')}`
    calls.set(connID, { connID, parties: [...dns, ...unmonitored], unmonitored })
    return { connID }
  },
  addParty({ connID, dn }) {
    calls.get(connID).parties.push(dn)
  },
  send(request) {
    const call = calls.get(request.connID)
    const leaving = request.request === 'TReleaseCall' ? request.thisDN : request.otherDN
    const isThere = (dn) => call?.parties.includes(dn)
    if (!isThere(request.thisDN) || !isThere(leaving)) refuse(request)
    else leave(call, leaving, request.thisDN)
  },
  fence() {},
  discard({ connID }) {
    calls.delete(connID)
  },
  reset() {
    calls.clear()
  },
  shutdown() {},
}

function take({ id, method, params }) {
  const result = (instead[method] ?? right[method])(params, id)
  if (result === forgotten) return
  send(answerMessage(id, result ?? {}, method, params))
  if (method === 'shutdown' && !stays) process.exit(endsWith)
}

const forgotten = Symbol('no answer')
let stays = false
let endsWith = 0

function* wholeLines(chunk, held) {
  const lines = (held.text + chunk).split('\n')
  held.text = lines.pop()
  yield* lines
}

const answerOnly = (method, change) => {
  answerMessage = (id, result, asked) => (asked === method ? change(id, result) : { id, result })
}

const capabilities = (change) => {
  instead.initialize = () => {
    const answer = right.initialize()
    return { ...answer, capabilities: change(answer.capabilities) }
  }
}

/** In place of an attribute's name or value. */
const renamed = (from, to) => {
  passOn = ({ [from]: value, ...rest }) => (value === undefined ? rest : { ...rest, [to]: value })
}
const revalued = (attribute, change) => {
  passOn = (given) =>
    given[attribute] === undefined ? given : { ...given, [attribute]: change(given[attribute]) }
}

const error = (message, code = -32000) => ({ error: { code, message } })

const mistakes = {
  right() {},

  // What else stands on the wire, and how lines end.
  'banner on stdout': () => write('Acme bridge 1.0, listening for requests\n'),
  'log on stdout': () => {
    instead.send = (request) => {
      write(`[INFO] ${request.request} for ${request.thisDN}\n`)
      return right.send(request)
    }
  },
  'long log on stdout': () => {
    instead.send = (request) => {
      write(Array.from({ length: 3000 }, (_, line) => `[INFO] line ${line} of a table\n`).join(''))
      return right.send(request)
    }
  },
  'cr without lf': () => (lineEnd = '\r'),
  'buffered output': () => {
    // What a buffer of some kilobytes gives away when it is full.
    write = (text) => process.stdout.write(text.slice(0, 50))
  },
  'no line end': () => (lineEnd = ''),
  'not flushed': () => (write = () => undefined),
  'pretty printed': () =>
    (asText = (message) => JSON.stringify({ jsonrpc: '2.0', ...message }, undefined, 2)),
  'headers of a language server': () => {
    const plain = asText
    asText = (message) => `Content-Length: ${plain(message).length}\r\n\r\n${plain(message)}`
  },
  'byte order mark': () => write('\ufeff'),
  'utf-16': () => (write = (text) => process.stdout.write(Buffer.from(text, 'utf16le'))),
  latin1: () => {
    instead.initialize = () => ({ ...right.initialize(), implementation: { name: 'Zoë' } })
    write = (text) => process.stdout.write(Buffer.from(text, 'latin1'))
  },
  echo: () => {
    lineReader = function* (chunk) {
      process.stdout.write(chunk)
    }
  },
  'python repr': () => {
    const plain = asText
    asText = (message) => plain(message).replaceAll('"', "'")
  },
  'two messages on a line': () => {
    eventMessage = (params) => {
      write(asText({ method: 'event', params }))
      return undefined
    }
  },
  'string put together by hand': () => {
    const plain = asText
    asText = (message) => plain(message).replace('first-bridge', 'the "first" bridge')
  },

  // Messages that are not of JSON-RPC.
  'no jsonrpc': () => (asText = (message) => JSON.stringify(message)),
  'jsonrpc as a number': () => (asText = (message) => JSON.stringify({ jsonrpc: 2, ...message })),
  'id as a string': () => (answerMessage = (id, result) => ({ id: String(id), result })),
  'no id': () => (answerMessage = (id, result) => ({ result })),
  'answers send twice': () => {
    instead.send = (request, id) => {
      right.send(request)
      send({ id, result: {} })
    }
  },
  'error null': () => (answerMessage = (id, result) => ({ id, result, error: null })),
  'no result': () => answerOnly('send', (id) => ({ id })),
  'error as a text': () =>
    everyResult((method) => (method === 'send' ? { error: 'not connected' } : undefined)),
  batch: () => {
    const plain = asText
    asText = (message) => `[${plain(message)}]`
  },

  // Answers with the wrong result.
  'result null': () => answerOnly('discard', (id) => ({ id, result: null })),
  'result true': () => answerOnly('fence', (id) => ({ id, result: true })),
  'connID as a number': () => answerOnly('establish', (id) => ({ id, result: { connID: 4711 } })),
  'bare connID': () => answerOnly('establish', (id, { connID }) => ({ id, result: connID })),
  'connID misspelt': () =>
    answerOnly('establish', (id, { connID }) => ({ id, result: { ConnID: connID } })),
  'version misspelt': () => {
    instead.initialize = () => {
      const { protocolVersion, ...rest } = right.initialize()
      return { protocol_version: protocolVersion, ...rest }
    }
  },
  'version as a string': () =>
    (instead.initialize = () => ({ ...right.initialize(), protocolVersion: '1' })),
  'version of its own': () =>
    (instead.initialize = () => ({ ...right.initialize(), protocolVersion: 9 })),
  'no implementation': () =>
    (instead.initialize = () => ({ ...right.initialize(), implementation: 'first-bridge' })),
  'capabilities as a list': () => capabilities(() => ['addParty', 'concurrent']),
  'capability of the wrong type': () => capabilities(() => ({ maxCalls: '64' })),
  'capability misspelt': () => capabilities(() => ({ maxparties: 16, conferences: true })),

  // Events that are none.
  'event as the method': () => (eventMessage = ({ name, ...params }) => ({ method: name, params })),
  'event with an id': () => (eventMessage = (params) => ({ id: 1000, method: 'event', params })),
  'event wrapped': () => (eventMessage = (event) => ({ method: 'event', params: { event } })),
  'attributes wrapped': () =>
    (eventMessage = ({ name, ...attributes }) => ({
      method: 'event',
      params: { name, attributes },
    })),
  'event in a list': () => (eventMessage = (event) => ({ method: 'event', params: [event] })),
  'no ThisDN': () => (passOn = ({ ThisDN: _, ...event }) => event),
  'name misspelt': () => renamed('name', 'eventName'),
  'name as a number': () => revalued('name', () => 65),
  AttributeThisDN: () => renamed('ThisDN', 'AttributeThisDN'),
  'DN as a number': () => revalued('OtherDN', Number),
  'call state as an object': () => revalued('CallState', (name) => ({ name, number: 0 })),
  'null attribute': () => (passOn = (event) => ({ OtherDN: null, ...event })),

  // Events in other words.
  'name without Event': () => revalued('name', (name) => name.slice('Event'.length)),
  'name in capitals': () =>
    revalued('name', (name) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()),
  'name as digits': () => revalued('name', (name) => (name === 'EventReleased' ? '65' : name)),
  'callState in lower case': () => renamed('CallState', 'callState'),
  'prefix Attribute': () => {
    passOn = ({ name, ThisDN, ...rest }) => ({
      name,
      ThisDN,
      ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [`Attribute${key}`, value])),
    })
  },
  'role out of range': () => revalued('OtherDNRole', () => 99),
  'role in capitals': () => revalued('ThirdPartyDNRole', () => 'DELETED_BY'),
  'call state in capitals': () =>
    revalued('CallState', (state) => state.toUpperCase().replace('OK', 'CALL_OK')),
  'ThisDN as an address': () => revalued('ThisDN', (dn) => `sip:${dn}@acme.example`),
  'ThisDN in quotes': () => revalued('ThisDN', (dn) => `'${dn}'`),

  // What is said when, and of which call.
  'ConnID changes': () => revalued('ConnID', (connID) => connID.replace('006c', '00ff')),
  'no ConnID': () => (passOn = ({ ConnID: _, ...event }) => event),
  'made-up ConnID': () =>
    answerOnly('establish', (id, { connID }) => ({ id, result: { connID: `call-${connID}` } })),
  'one ConnID for all': () => {
    instead.establish = ({ dns, unmonitored = [] }) => {
      calls.set('1', { connID: '1', parties: [...dns, ...unmonitored], unmonitored })
      return { connID: '1' }
    }
  },
  'no events': () => (passOn = () => undefined),
  'every event twice': () => {
    passOn = (event) => {
      send(eventMessage(event))
      return event
    }
  },
  'events without end': () => {
    passOn = (event) => {
      for (let time = 0; time < 1000; time++) send(eventMessage(event))
      return event
    }
  },
  'far more events': () => {
    passOn = (event) => {
      write(`${asText(eventMessage(event))}\n`.repeat(200_000))
      return event
    }
  },
  'fence too early': () => {
    const late = []
    passOn = (event) => void late.push(event)
    instead.fence = () => {
      setImmediate(() => late.splice(0).forEach((params) => send(eventMessage(params))))
    }
  },
  'fence much too early': () => {
    const late = []
    passOn = (event) => void late.push(event)
    instead.fence = () => {
      setTimeout(() => late.splice(0).forEach((params) => send(eventMessage(params))), 50)
    }
  },
  'set-up too late': () => {
    instead.establish = (params, id) => {
      const { connID } = right.establish(params)
      send({ id, result: { connID } })
      event({ name: 'EventPartyDeleted', ConnID: connID, ThisDN: params.dns[0], CallState: 'OK' })
      return forgotten
    }
  },
  'events of a discarded call': () => {
    instead.discard = ({ connID }) => {
      const call = calls.get(connID)
      calls.delete(connID)
      if (call)
        setImmediate(() => {
          for (const dn of call.parties) distribute(call, 'EventReleased', dn, { CallState: 'OK' })
        })
    }
  },
  'discard keeps the call': () => {
    instead.discard = () => undefined
    busy()
  },
  'reset keeps calls': () => {
    instead.reset = () => undefined
    capabilities(() => ({}))
    busy()
  },

  // Answers that are forgotten, and errors in their place.
  'forgets send': () => {
    instead.send = (request) => {
      right.send(request)
      return forgotten
    }
  },
  'forgets fence': () => (instead.fence = () => forgotten),
  'forgets reset': () => (instead.reset = () => forgotten),
  'forgets establish': () => (instead.establish = () => forgotten),
  'forgets to answer a refused request': () => {
    instead.send = (request) => {
      let refused = false
      passOn = (event) => {
        refused ||= event.name === 'EventError'
        return event
      }
      right.send(request)
      return refused ? forgotten : {}
    }
  },
  'forgets discard of a call that is gone': () => {
    instead.discard = (params) => (calls.has(params.connID) ? right.discard(params) : forgotten)
  },
  'error for discard of a call that is gone': () => {
    everyResult((method, { connID }) =>
      method === 'discard' && !calls.has(connID) ? error('no such call') : undefined,
    )
  },
  'error for a refusal': () => {
    everyResult((method, { connID, thisDN }) =>
      method === 'send' && !calls.get(connID)?.parties.includes(thisDN)
        ? error('not a party of the call')
        : undefined,
    )
  },
  'method not found': () =>
    everyResult((method) => (method === 'fence' ? error('Method not found', -32601) : undefined)),
  'one request per read': () => {
    lineReader = function* (chunk) {
      yield chunk.split('\n', 1)[0]
    }
  },
  'whole read as one request': () => {
    lineReader = function* (chunk) {
      yield chunk
    }
  },
  'half lines are parsed': () => {
    lineReader = (chunk) => chunk.split('\n')
  },
  'half lines are dropped': () => {
    lineReader = function* (chunk) {
      const lines = chunk.split('\n')
      lines.pop()
      for (const line of lines) if (line.startsWith('{')) yield line
    }
  },

  // Capabilities that are offered and do not work.
  'maxCalls does not work': () => {
    capabilities(() => ({ maxCalls: 8 }))
    everyResult((method) =>
      method === 'establish' && calls.size > 0 ? error('one call is there') : undefined,
    )
  },
  'maxParties is less': () => {
    capabilities(() => ({}))
    everyResult((method, { dns = [] }) =>
      method === 'establish' && dns.length > 6 ? error('conference is full') : undefined,
    )
  },
  'sharedParties does not work': busy,
  'addParty does not work': () =>
    everyResult((method) => (method === 'addParty' ? error('not implemented', -32601) : undefined)),
  'addParty adds nobody': () => (instead.addParty = () => undefined),
  'unmonitored does not work': () => {
    instead.establish = ({ dns, unmonitored = [] }) =>
      right.establish({ dns: [...dns, ...unmonitored] })
  },
  'unmonitored is left out': () => (instead.establish = ({ dns }) => right.establish({ dns })),
  'concurrent does not work': () => {
    let waiting = false
    instead.send = (request) => {
      if (waiting) return forgotten
      waiting = true
      right.send(request)
    }
    instead.fence = () => void (waiting = false)
  },
  'dns does not work': () => {
    capabilities(() => ({ dns: ['4001', '4002', '4003', '4004'], maxParties: 3 }))
    everyResult((method, { dns = [] }) =>
      method === 'establish' && dns.includes('4004') ? error('4004 is not registered') : undefined,
    )
  },

  // How it begins and ends.
  'dies at start': () => {
    console.error('Acme bridge 1.0')
    console.error('fatal: no licence found in /etc/acme')
    process.exit(3)
  },
  'dies of send': () => {
    instead.send = () => {
      console.error('terminate called after throwing an instance of std::out_of_range')
      process.exit(134)
    }
  },
  'starts once': () => {
    // As one does whose port is still in use: its second process finds what the first one left.
    const left = `${tmpdir()}/first-bridge-${process.ppid}`
    if (existsSync(left)) {
      rmSync(left)
      process.exit(1)
    }
    instead.send = () => {
      writeFileSync(left, '')
      process.exit(1)
    }
  },
  'does not end': () => {
    stays = true
    setInterval(() => undefined, 1_000_000)
  },
  'ends without an answer to shutdown': () => (instead.shutdown = () => process.exit(0)),
  'ends with status 1': () => (endsWith = 1),
}

/** A party that is in a call cannot be in a new one. */
function busy() {
  everyResult((method, { dns = [] }) => {
    const parties = [...calls.values()].flatMap((call) => call.parties)
    const taken = dns.find((dn) => parties.includes(dn))
    return method === 'establish' && taken !== undefined ? error(`${taken} is busy`) : undefined
  })
}

/** Answers with an error where one is given for a request. */
function everyResult(errorFor) {
  const methods = { ...right, ...instead }
  for (const [method, answer] of Object.entries(methods))
    instead[method] = (params, id) => {
      const wrong = errorFor(method, params)
      if (wrong === undefined) return answer(params, id)
      send({ id, ...wrong })
      return forgotten
    }
}

if (mistake === 'list') {
  console.log(Object.keys(mistakes).join('\n'))
  process.exit()
}
mistakes[mistake]()
const held = { text: '' }
process.stdin.setEncoding('utf8')
process.stdin.on('data', (chunk) => {
  for (const line of lineReader(chunk, held)) if (line.trim() !== '') take(JSON.parse(line))
})
