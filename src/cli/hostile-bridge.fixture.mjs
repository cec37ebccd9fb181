// A bridge that does all that the protocol wants, but for the one thing that its mode names.
//
//   node hostile-bridge.fixture.mjs MODE DIARY [--listen]
//   node hostile-bridge.fixture.mjs --modes
//
// It speaks over its standard streams; with --listen over TCP, to one peer after the other, and
// prints its port. Each start of it (with --listen, each connection) adds a line `start PID` to the
// file DIARY; each process that it starts, a line `child PID`. `--modes` lists the modes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'

const [mode, diary, listen] = process.argv.slice(2)

const MiB = 2 ** 20
const controls = '\x1b[2J\x1b]0;title\x07\x9b31m\r\b\u202e\ud800'
const workflow = '\n::error::taken over\n  ::set-output name=a::b\n##[error]taken over\n'
const markup = '<script>alert(1)</script><!-- ]]> & | ` [a](javascript:b)'
const hostileText = `::error::taken over ##[error]${controls}${workflow}${markup}`

// ---- What a T-Server says, in the protocol's words -----------------------------------------------

const released = (connID, thisDN, attributes = {}) => ({
  name: 'EventReleased',
  ConnID: connID,
  ThisDN: thisDN,
  ...attributes,
  CallState: 'OK',
})

const refused = (connID, thisDN) => ({
  name: 'EventError',
  ConnID: connID,
  ThisDN: thisDN,
  ErrorCode: 470,
})

const ringing = (connID, thisDN, attributes) => ({
  name: 'EventRinging',
  ConnID: connID,
  ThisDN: thisDN,
  ...attributes,
})

const partyDeleted = (connID, thisDN, leaver, by, remaining) => ({
  name: 'EventPartyDeleted',
  ConnID: connID,
  ThisDN: thisDN,
  OtherDN: leaver,
  OtherDNRole: 'DeletedParty',
  ThirdPartyDN: by,
  ThirdPartyDNRole: 'DeletedBy',
  CallState: remaining > 2 ? 'Conferenced' : 'OK',
})

/** The events of a request; takes whoever leaves out of the call, which is a list of DNs. */
function eventsOf({ request, connID, thisDN, otherDN }, parties) {
  const leaver = request === 'TReleaseCall' ? thisDN : otherDN
  if (!parties.includes(thisDN) || !parties.includes(leaver)) return [refused(connID, thisDN)]
  if (parties.length === 2) {
    if (leaver !== thisDN) return [refused(connID, thisDN)]
    const [first, second] = parties.splice(0)
    return [
      released(connID, first, { OtherDN: second }),
      released(connID, second, { OtherDN: first }),
    ]
  }
  parties.splice(parties.indexOf(leaver), 1)
  return [
    released(connID, leaver),
    ...parties.map((dn) => partyDeleted(connID, dn, leaver, thisDN, parties.length)),
  ]
}

// ---- A bridge, to one peer -----------------------------------------------------------------------

/** What every habit starts from: a T-Server, and a way to speak to the peer. */
class Bridge {
  /** By ConnID, the parties. */
  calls = new Map()
  callsMade = 0
  sends = 0
  /** Counts the starts, over all of the bridge's processes. */
  start
  #wire

  constructor(wire, start) {
    this.#wire = wire
    this.start = start
  }

  raw(text) {
    this.#wire.write(text)
  }

  write(...messages) {
    this.raw(messages.map(lineOf).join(''))
  }

  event(...events) {
    this.write(...events.map((params) => ({ method: 'event', params })))
  }

  result(id, result = {}) {
    this.write({ id, result })
  }

  error(id, code, message) {
    this.write({ id, error: { code, message } })
  }

  /** Writes the same on and on, as fast as it is read, for ever or so many times. */
  async pour(text, times = Infinity) {
    for (let time = 0; time < times; time++) await this.#wire.writeThrough(text)
  }

  /** The process ends; over TCP, the connection. */
  die(status) {
    this.#wire.die(status)
  }

  /** The process is ended by a signal; over TCP, the connection is reset. */
  kill(signal) {
    this.#wire.kill(signal)
  }

  /** Nothing more can be said, but much be heard. */
  closeOutput() {
    this.#wire.closeOutput()
  }

  /** Over TCP: nobody else is let in. */
  closePort() {
    this.#wire.closePort()
  }

  /** Does what the protocol wants, the answer included. */
  obey(request) {
    const { id, method, params } = request
    this.event(...(method === 'send' ? this.eventsOf(params) : []))
    this.result(id, this.answerTo(method, params))
    if (method === 'shutdown') this.die(0)
  }

  answerTo(method, params) {
    switch (method) {
      case 'initialize':
        return {
          protocolVersion: 1,
          implementation: { name: 'hostile', ...habits.implementation?.() },
          capabilities: { maxParties: 4, ...habits.capabilities?.(this) },
        }
      case 'establish':
        return { connID: this.establish(params) }
      case 'discard':
        this.calls.delete(params.connID)
        return {}
      case 'reset':
        this.calls.clear()
        return {}
      default:
        return {}
    }
  }

  establish({ dns }, connID = `call ${++this.callsMade} of start ${this.start}`) {
    this.calls.set(connID, [...dns])
    return connID
  }

  eventsOf(params) {
    return eventsOf(params, this.calls.get(params.connID) ?? [])
  }
}

const lineOf = (message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`

// ---- Processes that a bridge starts --------------------------------------------------------------

/** Longer than any test takes: whatever goes wrong, nothing stays for ever. */
const forEver = 'setTimeout(() => undefined, 900_000)'
const deaf = `process.on('SIGTERM', () => undefined); ${forEver}`

function startChild(program, options) {
  const child = spawn(process.execPath, ['-e', program], options)
  appendFileSync(diary, `child ${child.pid}\n`)
  return child
}

/** A process of a session of its own, whose parent has gone. */
function startDaemon() {
  const daemon = `
    const { pid } = require('node:child_process').spawn(
      process.execPath, ['-e', ${JSON.stringify(deaf)}], { detached: true, stdio: 'ignore' })
    require('node:fs').appendFileSync(${JSON.stringify(diary)}, 'child ' + pid + '\\n')
    process.exit()`
  return once(startChild(daemon, { detached: true, stdio: 'ignore' }), 'exit')
}

const stayAlive = () => void setTimeout(() => undefined, 900_000)

/** Nothing more is read. */
const noMore = () => new Promise(stayAlive)

// ---- The modes -----------------------------------------------------------------------------------
//
// What a mode may have: `begin`, called before anything is read; a habit for each method of the
// protocol, in place of what the protocol wants; capabilities and implementation. What begins or
// answers may take its time: the next request waits.

/** Never answers one method. */
const silentTo = (method) => ({
  [method]() {
    stayAlive()
  },
})

const diesIn = (method) => ({ [method]: (bridge) => bridge.die(4) })

/** Writes something in place of the answer to `send`. */
const writes = (textOf) => ({ send: (bridge, request) => bridge.raw(textOf(request)) })

/** The same, as JSON on a line. */
const says = (messageOf) => writes((request) => `${JSON.stringify(messageOf(request))}\n`)

/** Answers `send` with a result that is none. */
const resultOf = (method, result) => ({ [method]: (bridge, { id }) => bridge.result(id, result) })

/** Distributes something else before what follows from a request. */
const alsoTells = (tell) => ({
  send(bridge, request) {
    bridge.event(tell(request.params, bridge))
    bridge.obey(request)
  },
})

/** Distributes an EventReleased that is not even an event. */
const malformedEvent = (attributes) =>
  alsoTells(({ connID, thisDN }) => ({ ...released(connID, thisDN), ...attributes }))

/** Distributes 30,000 events before what follows from a request. */
const manyEvents = (eventOf) => ({
  async send(bridge, request) {
    for (let at = 0; at < 30_000; at += 1000) {
      const events = Array.from({ length: 1000 }, (_, one) => eventOf(request.params, at + one))
      await bridge.pour(events.map((params) => lineOf({ method: 'event', params })).join(''), 1)
    }
    bridge.obey(request)
  },
})

const nested = (open, close, depth) => open.repeat(depth) + close.repeat(depth)

/** An answer to `send` with something nested in it, which no JSON.stringify could write. */
const nestedAnswer = (id, text) => `{"jsonrpc":"2.0","id":${id},"result":{"a":${text}}}\n`

/** Distributes to the first who ask an EventRinging, which nobody judges, with such an attribute. */
const alsoRings = (textOf, times = 4) => {
  let text
  return {
    send(bridge, request) {
      const { connID, thisDN } = request.params
      const event = lineOf({ method: 'event', params: ringing(connID, thisDN) })
      text ??= textOf()
      if (bridge.sends <= times) bridge.raw(event.replace('"name"', () => `${text},"name"`))
      bridge.obey(request)
    },
  }
}

const prototypes = { constructor: { prototype: 1 }, toString: 1, hasOwnProperty: 1, then: 1 }

/** Keys that every object seems to have; `__proto__` as well, as a key of its own. */
const withPrototypes = (message) =>
  `{"__proto__":{"jsonrpc":"1.0","id":7},${JSON.stringify({ ...prototypes, ...message }).slice(1)}`

const absurdTimes = [4e12, -1, 0, 1e300, '1970-01-01', 2 ** 53, 'tomorrow', null]

const manyDNs = () => Array.from({ length: 100_000 }, (_, at) => `${200_000 + at}`)

const modes = {
  // Before there is a T-Server.
  'banner before the handshake': {
    begin: (bridge) => bridge.raw('Acme bridge 1.0 ready\x1b[0m\n'),
  },
  'dies at once': {
    begin(bridge) {
      console.error('reading licence\nno licence\x07 found')
      bridge.die(3)
    },
  },
  'never answers': silentTo('initialize'),
  'never reads': { begin: () => noMore() },
  'endless log before the handshake': {
    async begin() {
      for (;;) await writeThrough(process.stderr, 'waiting for the switch\n'.repeat(3000))
    },
  },
  'endless line before the handshake': { begin: (bridge) => bridge.pour('x'.repeat(65_536)) },
  'endless empty lines before the handshake': {
    begin: (bridge) => bridge.pour('\r\n'.repeat(32_768)),
  },
  'protocol version 2': resultOf('initialize', { protocolVersion: 2 }),
  'protocol version as text': resultOf('initialize', { protocolVersion: '1' }),
  'no capabilities': resultOf('initialize', {
    protocolVersion: 1,
    implementation: { name: 'hostile' },
  }),
  'error to initialize': { initialize: (bridge, { id }) => bridge.error(id, -32603, hostileText) },
  'fewer parties than none': { capabilities: () => ({ maxParties: -4 }) },
  'more calls than there are numbers': { capabilities: () => ({ maxCalls: 1e300 }) },
  'the same DN twice': { capabilities: () => ({ dns: ['7001', '7002', '7001'] }) },
  'a DN of a megabyte': { capabilities: () => ({ dns: ['7001', '7'.repeat(MiB)] }) },
  'name of 10,000 characters': { implementation: () => ({ name: 'hostile '.repeat(1250) }) },

  // Deaths.
  'dies after the first handshake': {
    initialize(bridge, request) {
      bridge.obey(request)
      if (bridge.start === 1) bridge.die(4)
    },
  },
  'dies after every handshake': {
    initialize(bridge, request) {
      bridge.obey(request)
      bridge.die(4)
    },
  },
  'dies after each discard': {
    discard(bridge, request) {
      bridge.obey(request)
      bridge.die(4)
    },
  },
  'dies in establish': diesIn('establish'),
  'dies in send': diesIn('send'),
  'dies in fence': diesIn('fence'),
  'dies in discard': diesIn('discard'),
  'dies in shutdown': diesIn('shutdown'),
  'dies in reset, of a T-Server that violates': {
    ...alsoTells(({ connID, thisDN }) => released(connID, thisDN)),
    ...diesIn('reset'),
  },
  'ends silently in the middle': { send: (bridge) => bridge.die(0) },
  'is killed in send': { send: (bridge) => bridge.kill('SIGTERM') },
  'floods while it dies': {
    async send(bridge, { params }) {
      process.stderr.write(`${hostileText}\n`.repeat(100_000))
      const text = lineOf({ method: 'event', params: released(params.connID, params.thisDN) })
      await bridge.pour(text.repeat(100), 100)
      bridge.raw(text.slice(0, 40))
      bridge.die(9)
    },
  },
  'starts once only': {
    begin(bridge) {
      if (bridge.start > 1) bridge.die(5)
    },
    ...diesIn('send'),
  },
  'lets nobody in but the first': {
    begin: (bridge) => bridge.closePort(),
    ...diesIn('send'),
  },
  'speaks another version when it starts again': {
    initialize(bridge, request) {
      if (bridge.start === 1) bridge.obey(request)
      else bridge.result(request.id, { protocolVersion: 2 })
    },
    ...diesIn('send'),
  },
  'can less at each start': {
    capabilities: ({ start }) =>
      start === 1 ? { maxCalls: 2, addParty: true } : { maxParties: 2, dns: ['1', '2'] },
    ...diesIn('send'),
  },

  // Silence.
  'stops answering establish': silentTo('establish'),
  'stops answering send': silentTo('send'),
  'stops answering fence': silentTo('fence'),
  'stops answering discard': silentTo('discard'),
  'stops answering reset': { ...diesIn('send'), ...silentTo('reset') },
  'stops answering shutdown': silentTo('shutdown'),
  'does not end after shutdown': {
    shutdown(bridge, { id }) {
      bridge.result(id)
      return noMore()
    },
  },
  'answers the fence of every third script only': {
    fence(bridge, request) {
      const scripts = readFileSync(diary, 'utf8').match(/^script/gm)?.length ?? 0
      if (scripts % 3 === 0) bridge.obey(request)
      else stayAlive()
    },
    establish(bridge, request) {
      appendFileSync(diary, 'script\n')
      bridge.obey(request)
    },
  },
  'writes half a message and stops': {
    send(bridge, { id }) {
      bridge.raw(`{"jsonrpc":"2.0","id":${id},"res`)
      return noMore()
    },
  },
  'closes its output': {
    send(bridge) {
      bridge.closeOutput()
      return noMore()
    },
  },
  'closes its input': {
    establish(bridge, request) {
      bridge.obey(request)
      process.stdin.destroy()
      return noMore()
    },
  },
  'stops itself': { send: () => void process.kill(process.pid, 'SIGSTOP') },
  'stops reading': { establish: () => noMore() },
  'stops reading, and writes empty lines': {
    send: (bridge) => bridge.pour('\n'.repeat(65_536)),
  },

  // Lines that are no message.
  'writes a log to its output': writes(
    () => '2024-01-01 listening on port 3000 \x1b[31m::error::\n',
  ),
  'a line that is a number': writes(() => '42\n'),
  'a line that is null': writes(() => 'null\n'),
  'a NUL': writes(() => '\0\n'),
  'not UTF-8': writes(() =>
    Buffer.from('{"jsonrpc":"2.0","id":3,"result":{"a":"\xff\xfe"}}\n', 'latin1'),
  ),
  'UTF-16': writes(() => Buffer.from('{"jsonrpc":"2.0"}\n', 'utf16le')),
  'UTF-16 with a byte order mark': writes(() =>
    Buffer.from('\ufeff{"jsonrpc":"2.0"}\n', 'utf16le'),
  ),
  'UTF-8 with a byte order mark': writes(() => '\ufeff{"jsonrpc":"2.0","id":3,"result":{}}\n'),
  'a line longer than 8 MiB': writes(() => `"${'x'.repeat(8 * MiB)}"\n`),
  'an endless line': { send: (bridge) => bridge.pour('x'.repeat(65_536)) },
  'nested arrays without an end': writes(() => `${'['.repeat(8 * MiB - 1)}\n`),
  'nested arrays': writes(() => `${nested('[', ']', 4 * MiB - 1)}\n`),
  'nested objects without an end': writes(() => `${'{"a":'.repeat(1.6 * MiB)}\n`),
  'a batch': says(({ id }) => [{ jsonrpc: '2.0', id, result: {} }]),

  // Messages that are none of the protocol.
  'no version of JSON-RPC': says(({ id }) => ({ id, result: {} })),
  'JSON-RPC 1.0': says(({ id }) => ({ jsonrpc: '1.0', id, result: {}, error: null })),
  'a message in its prototype': writes(
    () => '{"__proto__":{"jsonrpc":"2.0","method":"event","params":{}}}\n',
  ),
  'a request of its own': says(() => ({ jsonrpc: '2.0', id: 1, method: 'event', params: {} })),
  'a notification of its own': says(() => ({ jsonrpc: '2.0', method: hostileText, params: {} })),
  'a method that is a list': says(() => ({ jsonrpc: '2.0', method: ['event'] })),
  'a result and an error': says(({ id }) => ({ jsonrpc: '2.0', id, result: {}, error: {} })),
  'neither a result nor an error': says(({ id }) => ({ jsonrpc: '2.0', id })),

  // Answers.
  'an id never asked': says(() => ({ jsonrpc: '2.0', id: 999_999, result: {} })),
  'an id that is negative': says(() => ({ jsonrpc: '2.0', id: -1, result: {} })),
  'an id that is a string': says(({ id }) => ({ jsonrpc: '2.0', id: String(id), result: {} })),
  'an id that is null': says(() => ({ jsonrpc: '2.0', id: null, result: {} })),
  'an id called __proto__': says(() => ({ jsonrpc: '2.0', id: '__proto__', result: {} })),
  'answers send twice': {
    send(bridge, request) {
      bridge.obey(request)
      bridge.result(request.id)
    },
  },
  'answers initialize twice': {
    initialize(bridge, request) {
      bridge.obey(request)
      bridge.obey(request)
    },
  },
  'a result that is null': resultOf('send', null),
  'a result that is a list': resultOf('fence', []),
  'a result that is text': resultOf('discard', hostileText),
  'error to establish': { establish: (bridge, { id }) => bridge.error(id, -32000, hostileText) },
  'error to send': { send: (bridge, { id }) => bridge.error(id, 7, `switch lost ${hostileText}`) },
  'error without an id': { send: (bridge) => bridge.error(null, -32700, 'Parse error') },
  'error of a megabyte': { fence: (bridge, { id }) => bridge.error(id, 7, 'lost '.repeat(2e5)) },
  'error without a message': { send: (bridge, { id }) => bridge.error(id, 7) },
  'error with a code of text': { send: (bridge, { id }) => bridge.error(id, 'seven', 'lost') },
  'no ConnID': resultOf('establish', {}),
  'a ConnID that is empty': resultOf('establish', { connID: '' }),
  'a ConnID of metainformation alone': resultOf('establish', { connID: '@meta' }),
  'a ConnID that is a number': resultOf('establish', { connID: 1 }),
  'a ConnID of a megabyte': resultOf('establish', { connID: '1'.repeat(MiB) }),
  'one ConnID for two calls': {
    capabilities: () => ({ maxCalls: 2, sharedParties: true }),
    establish: (bridge, { id, params }) =>
      bridge.result(id, { connID: bridge.establish(params, 'the same') }),
  },

  // Events that are none.
  'an event of nothing': alsoTells(() => undefined),
  'an event that is a list': alsoTells(() => ['EventReleased']),
  'an event without ThisDN': malformedEvent({ ThisDN: undefined }),
  'an event without a name': malformedEvent({ name: undefined }),
  'a name that is a number': malformedEvent({ name: 1 }),
  'a name of a megabyte': malformedEvent({ name: hostileText.repeat(10_000) }),
  'a DN that is a number': malformedEvent({ ThisDN: 7001 }),
  'another DN that is null': malformedEvent({ OtherDN: null }),
  'a ConnID of an event that is a number': malformedEvent({ ConnID: 1 }),
  'a ConnID of an event of a megabyte': malformedEvent({ ConnID: '1'.repeat(MiB) }),
  'a role that is an object': malformedEvent({ OtherDNRole: { name: 'DeletedParty' } }),
  'a role that is a fraction': malformedEvent({ ThirdPartyDNRole: 6.5 }),
  'a CallState that is a list': malformedEvent({ CallState: ['OK'] }),
  'a CallState beyond all numbers': {
    send: (bridge) =>
      bridge.raw(
        '{"jsonrpc":"2.0","method":"event","params":{"name":"EventReleased","ThisDN":"1","CallState":1e400}}\n',
      ),
  },
  'attributes nested without an end': alsoRings(
    () => `"Extensions":${nested('[', ']', 4 * MiB - 100)}`,
  ),
  'attributes nested 65 deep': alsoRings(() => `"Extensions":${nested('[', ']', 65)}`),

  // Too much.
  'endless judged events': {
    send: (bridge, { params }) =>
      bridge.pour(
        lineOf({ method: 'event', params: released(params.connID, params.thisDN) }).repeat(500),
      ),
  },
  'endless events that nobody judges': {
    send: (bridge, { params }) =>
      bridge.pour(
        lineOf({ method: 'event', params: ringing(params.connID, params.thisDN) }).repeat(500),
      ),
  },
  'endless events while a call is set up': {
    establish: (bridge, { params: { dns } }) =>
      bridge.pour(lineOf({ method: 'event', params: ringing('1', dns[0]) }).repeat(500)),
  },
  'more than 100,000 events for one step': {
    async send(bridge, request) {
      const { connID, thisDN } = request.params
      const text = lineOf({ method: 'event', params: ringing(connID, thisDN) })
      await bridge.pour(text.repeat(1000), 101)
      bridge.obey(request)
    },
  },
  'endless events of a megabyte': {
    send: (bridge, { params }) =>
      bridge.pour(
        lineOf({
          method: 'event',
          params: ringing(params.connID, params.thisDN, { Extensions: 'x'.repeat(MiB) }),
        }),
      ),
  },
  '30,000 EventReleased for one release': manyEvents(({ connID, thisDN }) =>
    released(connID, thisDN),
  ),
  '30,000 EventReleased for requests in flight': {
    capabilities: () => ({ concurrent: true }),
    ...manyEvents(({ connID, thisDN }) => released(connID, thisDN)),
  },
  '30,000 EventPartyDeleted for requests in flight': {
    capabilities: () => ({ concurrent: true }),
    ...manyEvents(({ connID, thisDN }, at) =>
      partyDeleted(connID, thisDN, `${at}`, thisDN, at % 4),
    ),
  },
  '30,000 EventReleased for as many who are nobody': manyEvents(({ connID }, at) =>
    released(connID, `nobody ${at}`),
  ),
  '30,000 EventError for one release': manyEvents(({ connID, thisDN }) => refused(connID, thisDN)),
  '30,000 events after a discard': {
    async discard(bridge, request) {
      const { connID } = request.params
      const [first = '1'] = bridge.calls.get(connID) ?? []
      bridge.obey(request)
      await bridge.pour(
        lineOf({ method: 'event', params: released(connID, first) }).repeat(1000),
        30,
      )
    },
  },

  // Events that are not right.
  'events for nobody': alsoTells(({ connID }) => released(connID, 'nobody')),
  'events for nobody of no call': alsoTells(() => released(undefined, 'nobody')),
  'events of a call that never was': alsoTells(({ thisDN }) => released('never was', thisDN)),
  'events after a discard': {
    discard(bridge, request) {
      const { connID } = request.params
      const [first = '1'] = bridge.calls.get(connID) ?? []
      bridge.obey(request)
      bridge.event(released(connID, first))
    },
  },
  'events of a discarded call while the next is set up': {
    establish(bridge, request) {
      bridge.event(...(bridge.old ?? []))
      bridge.obey(request)
    },
    discard(bridge, request) {
      const { connID } = request.params
      const [first = '1'] = bridge.calls.get(connID) ?? []
      bridge.old = [released(connID, first)]
      bridge.obey(request)
    },
  },
  'answers the fence before its events': {
    send(bridge, { id, params }) {
      bridge.late = bridge.eventsOf(params)
      bridge.result(id)
    },
    fence(bridge, request) {
      bridge.obey(request)
      bridge.event(...(bridge.late ?? []))
      bridge.late = []
    },
  },

  // Strange, and as the protocol wants it.
  'one byte at a time': { byBytes: true },
  'answers in reverse order': {
    capabilities: () => ({ concurrent: true }),
    send(bridge, { id, params }) {
      bridge.event(...bridge.eventsOf(params))
      bridge.unanswered = [...(bridge.unanswered ?? []), id]
    },
    fence(bridge, { id }) {
      for (const asked of [...(bridge.unanswered ?? []), id].reverse()) bridge.result(asked)
      bridge.unanswered = []
    },
  },
  'ids with an exponent': {
    send(bridge, { id, params }) {
      bridge.event(...bridge.eventsOf(params))
      bridge.raw(`{"jsonrpc":"2.0","result":{},"id":${id}.0e0}\n`)
    },
  },
  'CR LF and empty lines': {
    send(bridge, { id, params }) {
      bridge.event(...bridge.eventsOf(params))
      bridge.raw(`\r\n\n\n${JSON.stringify({ jsonrpc: '2.0', id, result: {} })}\r\n\r\n`)
    },
  },
  'keys of every prototype': {
    capabilities: () => ({ ...prototypes, ['__proto__']: { maxParties: 0 } }),
    send(bridge, { id, params }) {
      const strange = ringing(params.connID, params.thisDN, prototypes)
      const event = withPrototypes({ jsonrpc: '2.0', method: 'event' })
      bridge.raw(`${event.slice(0, -1)},"params":${withPrototypes(strange)}}\n`)
      bridge.event(...bridge.eventsOf(params))
      bridge.raw(`${withPrototypes({ jsonrpc: '2.0', id, result: prototypes })}\n`)
    },
  },
  'clocks that jump': {
    send(bridge, { id, params }) {
      for (const event of bridge.eventsOf(params)) {
        const time = absurdTimes.shift()
        absurdTimes.push(time)
        bridge.event({ ...event, time })
      }
      bridge.result(id)
    },
  },
  'any number of parties and calls': { capabilities: () => ({ maxParties: 1e9, maxCalls: 1e9 }) },
  '100,000 DNs': { capabilities: () => ({ dns: manyDNs() }) },
  'a hostile name': { implementation: () => ({ name: hostileText, version: hostileText }) },
  'a hostile name, of a T-Server that violates': {
    implementation: () => ({ name: hostileText, version: hostileText }),
    ...alsoTells(({ connID, thisDN }) => released(connID, thisDN)),
  },
  'a hostile log, and then it dies': {
    send(bridge) {
      process.stderr.write(`${hostileText}\n${`${hostileText} `.repeat(10)}\n`)
      bridge.die(4)
    },
  },
  'hostile ConnIDs and attributes': {
    establish: (bridge, { id, params }) =>
      bridge.result(id, { connID: bridge.establish(params, hostileText) }),
    ...alsoTells(({ connID, thisDN }) => ({
      ...released(connID, thisDN, { [hostileText]: hostileText, OtherDN: hostileText }),
      OtherDNRole: hostileText.slice(0, 256),
    })),
  },
  'hostile DNs': {
    capabilities: () => ({ dns: ['', '::', '##[', '##[group]'].map((dn) => dn + hostileText) }),
    ...alsoTells(({ connID, thisDN }) => released(connID, thisDN)),
  },
  'an endless log': {
    async initialize(bridge, request) {
      bridge.obey(request)
      const text = `all is well\n${'no end '.repeat(9000)}`
      const pour = () => process.stderr.write(text, () => setImmediate(pour))
      pour()
    },
  },
  'a ConnID that comes again after its discard': {
    establish: (bridge, { id, params }) =>
      bridge.result(id, { connID: bridge.establish(params, 'again@1') }),
  },
  'metainformation that changes': {
    send(bridge, { id, params }) {
      const events = bridge.eventsOf(params)
      bridge.event(...events.map((event, at) => ({ ...event, ConnID: `${event.ConnID}@${at}@` })))
      bridge.result(id)
    },
  },
  'five megabytes in each event': alsoRings(
    () => `"Extensions":"${'x'.repeat(5 * MiB)}"`,
    Infinity,
  ),
  '100,000 attributes in an event': alsoRings(() =>
    Array.from({ length: 100_000 }, (_, at) => `"a${at}":${at}`).join(),
  ),
  'a million objects in an event': alsoRings(() => `"Extensions":[${'{},'.repeat(1e6)}{}]`),
  'attributes nested 60 deep': alsoRings(() => `"Extensions":${nested('[', ']', 60)}`),
  'a result nested without an end': {
    send(bridge, { id, params }) {
      bridge.event(...bridge.eventsOf(params))
      bridge.raw(nestedAnswer(id, nested('[', ']', bridge.sends === 1 ? 4 * MiB - 100 : 1)))
    },
  },
  '30,000 events that nobody judges': {
    async send(bridge, request) {
      const { connID, thisDN } = request.params
      const text = lineOf({ method: 'event', params: ringing(connID, thisDN) })
      if (bridge.sends === 1) await bridge.pour(text.repeat(1000), 30)
      bridge.obey(request)
    },
  },
  '30,000 events while each call is set up': {
    async establish(bridge, request) {
      const text = lineOf({ method: 'event', params: released('another', request.params.dns[0]) })
      await bridge.pour(text.repeat(1000), 30)
      bridge.obey(request)
    },
  },
  'events before the handshake': { begin: (bridge) => bridge.event(released('before', '7001')) },
  'events before the first call': {
    initialize(bridge, request) {
      bridge.obey(request)
      bridge.event(released('before', '7001'))
    },
  },
  'events after shutdown': {
    shutdown(bridge, request) {
      bridge.event(released('call 1 of start 1', '7001'))
      bridge.result(request.id)
      bridge.event(released('call 1 of start 1', '7001'))
      bridge.die(0)
    },
  },

  // Processes.
  'ignores SIGTERM': { begin: () => void process.on('SIGTERM', () => undefined) },
  'ignores SIGTERM, and does not answer': {
    begin: () => void process.on('SIGTERM', () => undefined),
    ...silentTo('send'),
  },
  'a child that ignores SIGTERM': { begin: () => void startChild(deaf, { stdio: 'ignore' }) },
  'a child that keeps the streams': {
    begin: () => void startChild(deaf, { stdio: 'inherit' }),
    send: (bridge) => bridge.die(4),
  },
  'a child in a new session': {
    begin: () => void startChild(deaf, { stdio: 'ignore', detached: true }),
  },
  'a child in a new session that keeps the streams': {
    begin: () => void startChild(deaf, { stdio: 'inherit', detached: true }),
  },
  'a child in a new session, of a bridge that dies': {
    begin: () => void startChild(deaf, { stdio: 'ignore', detached: true }),
    send: (bridge) => bridge.die(4),
  },
  'a child in a new session, of a bridge that does not answer': {
    begin: () => void startChild(deaf, { stdio: 'ignore', detached: true }),
    ...silentTo('send'),
  },
  'a daemon': { begin: startDaemon },
}

const habits = modes[mode] ?? {}

// ---- The wires -----------------------------------------------------------------------------------

/** Takes one request after the other. */
async function serve(input, wire) {
  const bridge = new Bridge(wire, begun())
  await habits.begin?.(bridge)
  for await (const text of createInterface({ input })) {
    const request = JSON.parse(text)
    if (request.method === 'send') bridge.sends += 1
    const habit = habits[request.method]
    if (habit) await habit(bridge, request)
    else bridge.obey(request)
  }
}

/** Notes the start in the diary. @returns its number. */
function begun() {
  appendFileSync(diary, `start ${process.pid}\n`)
  return readFileSync(diary, 'utf8').match(/^start/gm).length
}

function writeTo(output, text) {
  if (!habits.byBytes) output.write(text)
  else for (const byte of Buffer.from(text)) output.write(Buffer.of(byte))
}

/** Resolves when it is on its way; rejects where the peer has gone. */
function writeThrough(output, text) {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => (error ? reject(error) : resolve()))
  })
}

function overStandardStreams() {
  const { stdin, stdout } = process
  // The peer has gone; a bridge without one is of no use.
  stdout.on('error', () => process.exit(1))
  return serve(stdin, {
    write: (text) => writeTo(stdout, text),
    writeThrough: (text) => writeThrough(stdout, text),
    die: (status) => process.exit(status),
    kill: (signal) => process.kill(process.pid, signal),
    closeOutput: () => stdout.destroy(),
    closePort: () => undefined,
  })
}

function overTCP() {
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    // The peer has gone; there may be another one.
    socket.on('error', () => undefined)
    const serving = serve(socket, {
      write: (text) => writeTo(socket, text),
      writeThrough: (text) => writeThrough(socket, text),
      die: () => socket.destroySoon(),
      kill: () => socket.resetAndDestroy(),
      closeOutput: () => socket.end(),
      closePort: () => server.close(),
    })
    serving
      .then(() => socket.end())
      .catch((error) => {
        if (!socket.destroyed) throw error
      })
  })
  server.listen(0, '127.0.0.1', () => console.log(server.address().port))
}

if (mode === '--modes') console.log(JSON.stringify(Object.keys(modes)))
else if (!Object.hasOwn(modes, mode)) throw new Error(`there is no mode ${mode}`)
else if (listen === '--listen') overTCP()
else await overStandardStreams()
