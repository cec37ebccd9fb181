/** What a run against each mode of `hostile-bridge.fixture.mjs` has to come to. */
import type { FindingKind } from '../run/finding.ts'

export type Wire = 'exec' | 'tcp'

export interface HostileBridge {
  readonly mode: string
  readonly comesTo: Outcome
  /** Where it can be so over one wire only. */
  readonly over?: Wire
  /** It does not answer, so that the time-out has to be short; what has to be waited for is long. */
  readonly hangs?: true
  /** Scripts have one step: in longer ones what comes late may come among what follows from the next. */
  readonly oneStep?: true
  /** It starts other processes. */
  readonly hasChildren?: true
  /** So often is the bridge started, or connected to, at the most. Each may cost a time-out. */
  readonly mostStarts: number
}

export type Outcome =
  | { readonly is: 'conforms' }
  /** No T-Server could be reached; these words say why. */
  | { readonly is: 'refused'; readonly says: Words }
  | {
      readonly is: 'found'
      readonly kind: FindingKind
      readonly says: Words
      /** That a violation breaks. */
      readonly rule?: string
    }
  /** All ran, and the bridge failed after that. */
  | { readonly is: 'incomplete'; readonly because: Words }
  /** The T-Server was lost for good; what was found before is kept. */
  | {
      readonly is: 'lost'
      readonly because: Words
      readonly kind: FindingKind
      readonly says: Words
    }

/** The same over both wires, or not. */
export type Words = string | Readonly<Record<Wire, string>>

/** Its test does nothing but wait, and may do so together with others. */
export function isToBeWaitedFor({ hangs, hasChildren }: HostileBridge): boolean {
  return hangs === true || hasChildren === true
}

type Circumstances = Partial<Pick<HostileBridge, 'over' | 'hangs' | 'oneStep' | 'mostStarts'>>

/** Each time that a script is run again takes a start: to see it fail again, and to make it smaller. */
const startsOfFinding = 20

/** The first, five times more, once for each time that it is brought back. */
const startsOfLoss = 8

function conforms(mode: string, circumstances: Circumstances = {}): HostileBridge {
  return { mode, comesTo: { is: 'conforms' }, mostStarts: 1, ...circumstances }
}

function refused(mode: string, says: Words, circumstances: Circumstances = {}): HostileBridge {
  return { mode, comesTo: { is: 'refused', says }, mostStarts: 1, ...circumstances }
}

function found(kind: FindingKind) {
  return (mode: string, says: Words, circumstances: Circumstances = {}): HostileBridge => ({
    mode,
    comesTo: { is: 'found', kind, says },
    mostStarts: startsOfFinding,
    ...circumstances,
  })
}

const crash = found('crash')
const protocolError = found('protocol-error')
const hang = (mode: string, says: Words, circumstances: Circumstances = {}): HostileBridge =>
  found('hang')(mode, says, { hangs: true, ...circumstances })

/** The bridge goes on, so that it is started once. */
function violation(
  mode: string,
  rule: string,
  says: Words,
  circumstances: Circumstances = {},
): HostileBridge {
  const comesTo = { is: 'found', kind: 'violation', says, rule } as const
  return { mode, comesTo, mostStarts: 1, ...circumstances }
}

function incomplete(
  mode: string,
  because: Words,
  circumstances: Circumstances = {},
): HostileBridge {
  return { mode, comesTo: { is: 'incomplete', because }, mostStarts: 1, ...circumstances }
}

function lost(
  kind: FindingKind,
  mode: string,
  says: Words,
  { because = noCall, ...circumstances }: Circumstances & { readonly because?: Words } = {},
): HostileBridge {
  const comesTo = { is: 'lost', because, kind, says } as const
  return { mode, comesTo, mostStarts: startsOfLoss, ...circumstances }
}

/** Over TCP it is not the harness that started them. */
const withChildren = (...bridges: readonly HostileBridge[]): readonly HostileBridge[] =>
  bridges.map((bridge) => ({ ...bridge, over: 'exec', hasChildren: true }))

const noCall = 'not even a call of two parties could be established and discarded'
const noStart = 'the T-Server could not be started again in 5 attempts'

/**
 * How its end is told.
 * @param method that was not answered; none where that depends on when the end is noticed.
 */
function ended(status: number, method?: string): Words {
  const unanswered = method === undefined ? '' : ` before it answered ${method}`
  return {
    exec: `the bridge ended with exit status ${status}${unanswered}`,
    tcp: `the bridge closed the connection${unanswered}`,
  }
}

const tooMany = 'more than 100000 events came for one step'
const notJSON = 'the bridge sent a line that is not JSON'
const notUTF8 = 'the bridge sent a line that is not UTF-8'
const tooLong = 'the bridge sent a line longer than 8388608 bytes'
const tooDeep = 'the bridge sent JSON nested more than 128 deep'
const notObject = 'the bridge sent a line that is JSON, but not an object'
const noVersion = 'the bridge sent a message without "jsonrpc": "2.0"'
const neverAsked = (id: string) =>
  `the bridge sent an answer to the id ${id}, which was never asked`
const wantsDN = 'the protocol wants a string of 1 to 1024 characters'

export const hostileBridges: readonly HostileBridge[] = [
  // Before there is a T-Server.
  refused('banner before the handshake', `${notJSON}; the line is: Acme bridge 1.0 ready\\x1b[0m`),
  refused('dies at once', ended(3, 'initialize')),
  refused('never answers', 'the bridge did not answer initialize', { hangs: true }),
  refused('never reads', 'the bridge did not answer initialize', { hangs: true }),
  refused('endless log before the handshake', 'the bridge did not answer initialize', {
    hangs: true,
    over: 'exec',
  }),
  refused('endless line before the handshake', tooLong),
  refused('endless empty lines before the handshake', 'the bridge did not answer initialize', {
    hangs: true,
  }),
  refused(
    'protocol version 2',
    'the bridge speaks version 2 of the adapter protocol, but partyline 0.1.0 speaks version 1',
  ),
  refused(
    'protocol version as text',
    'the answer to initialize: protocolVersion is "1"; the protocol wants the number 1',
  ),
  refused('no capabilities', 'the answer to initialize: capabilities is missing'),
  refused('error to initialize', 'with error -32603: '),
  refused(
    'fewer parties than none',
    'capabilities.maxParties is -4; the protocol wants an integer of 2 or more',
  ),
  refused(
    'more calls than there are numbers',
    'capabilities.maxCalls is 1e+300; the protocol wants an integer of 1 or more',
  ),
  refused(
    'the same DN twice',
    'capabilities.dns is ["7001","7002","7001"]; the protocol wants DNs that are all different',
  ),
  refused('a DN of a megabyte', 'the answer to initialize: capabilities.dns.1 is "7777'),
  refused('name of 10,000 characters', 'the protocol wants a string of 1 to 256 characters'),

  // Deaths.
  crash('dies after the first handshake', ended(4), { mostStarts: 2 }),
  lost('crash', 'dies after every handshake', ended(4), { because: noStart }),
  lost('crash', 'dies after each discard', ended(4)),
  lost('crash', 'dies in establish', ended(4, 'establish {"dns":["7001","7002"]}')),
  crash('dies in send', ended(4, 'send')),
  lost('crash', 'dies in fence', ended(4, 'fence')),
  lost('crash', 'dies in discard', ended(4, 'discard')),
  incomplete('dies in shutdown', ended(4, 'shutdown')),
  lost(
    'violation',
    'dies in reset, of a T-Server that violates',
    'left the call and got 2 EventReleased; exactly 1 is right',
    { because: noStart },
  ),
  crash('ends silently in the middle', ended(0, 'send')),
  crash('is killed in send', {
    exec: 'the bridge was ended by SIGTERM before it answered send',
    tcp: 'the bridge reset the connection before it answered send',
  }),
  crash('floods while it dies', ended(9, 'send')),
  lost('crash', 'starts once only', ended(4, 'send'), { because: noStart }),
  lost('crash', 'lets nobody in but the first', ended(4, 'send'), {
    because: 'nobody listens there, and did not for 1000 ms',
    over: 'tcp',
    // It is tried again and again, until it would be there.
    hangs: true,
    mostStarts: 1,
  }),
  lost('crash', 'speaks another version when it starts again', ended(4, 'send'), {
    because: 'the bridge speaks version 2 of the adapter protocol',
  }),
  crash('can less at each start', ended(4, 'send')),

  // Silence.
  lost('hang', 'stops answering establish', 'the bridge did not answer establish', {
    hangs: true,
  }),
  hang('stops answering send', 'the bridge did not answer send'),
  lost('hang', 'stops answering fence', 'the bridge did not answer fence', { hangs: true }),
  lost('hang', 'stops answering discard', 'the bridge did not answer discard', { hangs: true }),
  lost('crash', 'stops answering reset', ended(4, 'send'), {
    because: `${noStart}: the bridge did not answer reset`,
    hangs: true,
  }),
  incomplete('stops answering shutdown', 'the bridge did not answer shutdown', { hangs: true }),
  // It has answered everything, and is killed, or left, in the end.
  conforms('does not end after shutdown', { hangs: true }),
  hang('answers the fence of every third script only', 'the bridge did not answer fence', {
    mostStarts: 60,
  }),
  hang('writes half a message and stops', 'the bridge did not answer send'),
  hang('closes its output', 'the bridge did not answer send', { over: 'exec' }),
  crash('closes its output', 'the bridge closed the connection before it answered send', {
    over: 'tcp',
  }),
  lost('hang', 'closes its input', 'the bridge did not answer discard', {
    over: 'exec',
    hangs: true,
  }),
  hang('stops itself', 'the bridge did not answer send', { over: 'exec' }),
  lost('hang', 'stops reading', 'the bridge did not answer establish', { hangs: true }),
  hang('stops reading, and writes empty lines', 'the bridge did not answer send'),

  // Lines that are no message.
  protocolError(
    'writes a log to its output',
    `${notJSON}; the line is: 2024-01-01 listening on port 3000 \\x1b[31m::error::`,
  ),
  protocolError('a line that is a number', `${notObject}; the line is: 42`),
  protocolError('a line that is null', `${notObject}; the line is: null`),
  protocolError('a NUL', `${notJSON}; the line is: \\x00`),
  protocolError('not UTF-8', notUTF8),
  protocolError('UTF-16', notJSON),
  protocolError('UTF-16 with a byte order mark', notUTF8),
  protocolError('UTF-8 with a byte order mark', `${notJSON}; the line is: \\ufeff{"jsonrpc"`),
  protocolError('a line longer than 8 MiB', tooLong),
  protocolError('an endless line', tooLong),
  protocolError('nested arrays without an end', `${tooDeep}; the line is: [[[[`),
  protocolError('nested arrays', `${tooDeep}; the line is: [[[[`),
  protocolError('nested objects without an end', `${tooDeep}; the line is: {"a":{"a":`),
  protocolError(
    'a million objects in an event',
    'the bridge sent a line of more than 250000 values',
  ),
  protocolError('a result nested without an end', tooDeep),
  protocolError('a batch', 'the bridge sent a JSON array; batches are not used'),

  // Messages that are none of the protocol.
  protocolError('no version of JSON-RPC', noVersion),
  protocolError('JSON-RPC 1.0', noVersion),
  protocolError('a message in its prototype', noVersion),
  protocolError(
    'a request of its own',
    'the bridge sent a request, "event"; only the harness sends requests',
  ),
  protocolError('a notification of its own', 'the bridge sent a notification "::error::taken over'),
  protocolError(
    'a method that is a list',
    'the bridge sent a message with the method ["event"], not a string',
  ),
  protocolError(
    'a result and an error',
    'the bridge sent an answer that has not either a result or an error',
  ),
  protocolError(
    'neither a result nor an error',
    'the bridge sent an answer that has not either a result or an error',
  ),

  // Answers.
  protocolError('an id never asked', neverAsked('999999')),
  protocolError('an id that is negative', neverAsked('-1')),
  protocolError(
    'an id that is a string',
    'which was never asked; the line is: {"jsonrpc":"2.0","id":"',
  ),
  protocolError('an id that is null', neverAsked('null')),
  protocolError('an id called __proto__', neverAsked('"__proto__"')),
  protocolError(
    'answers send twice',
    'the bridge sent a second answer to the request with the id ',
  ),
  lost(
    'protocol-error',
    'answers initialize twice',
    'the bridge sent a second answer to the request with the id 1',
    { because: `${noStart}: the bridge sent a second answer to the request with the id 1` },
  ),
  protocolError('a result that is null', 'the answer to send: it is null; the protocol wants'),
  lost(
    'protocol-error',
    'a result that is a list',
    'the answer to fence: it is []; the protocol wants an object',
  ),
  lost(
    'protocol-error',
    'a result that is text',
    'the answer to discard: it is "::error::taken over',
  ),
  lost('crash', 'error to establish', 'with error -32000: ::error::taken over'),
  crash('error to send', 'with error 7: switch lost ::error::taken over'),
  crash(
    'error without an id',
    'the bridge answered a request that it could not read with error -32700: Parse error',
  ),
  lost('crash', 'error of a megabyte', 'the bridge answered fence with error 7: lost lost'),
  protocolError('error without a message', 'the error of an answer: message is missing'),
  protocolError('error with a code of text', 'the error of an answer: code is "seven"'),
  lost('protocol-error', 'no ConnID', 'the answer to establish: connID is missing'),
  lost(
    'protocol-error',
    'a ConnID that is empty',
    `the answer to establish: connID is ""; ${wantsDN}`,
  ),
  lost(
    'protocol-error',
    'a ConnID of metainformation alone',
    'connID is "@meta"; the protocol wants a string with something before its first "@"',
  ),
  lost(
    'protocol-error',
    'a ConnID that is a number',
    `the answer to establish: connID is 1; ${wantsDN}`,
  ),
  lost('protocol-error', 'a ConnID of a megabyte', 'the answer to establish: connID is "1111'),
  protocolError(
    'one ConnID for two calls',
    'establish returned the ConnID the same for a new call, and it is that of another one',
  ),

  // Events that are none.
  protocolError('an event of nothing', 'event: it is missing; the protocol wants an object'),
  protocolError('an event that is a list', 'event: it is ["EventReleased"]; the protocol wants'),
  protocolError('an event without ThisDN', `event EventReleased: ThisDN is missing; ${wantsDN}`),
  protocolError('an event without a name', 'event: name is missing; the protocol wants'),
  protocolError('a name that is a number', 'event: name is 1; the protocol wants a string'),
  protocolError('a name of a megabyte', 'name is "::error::taken over'),
  protocolError('a DN that is a number', `event EventReleased: ThisDN is 7001; ${wantsDN}`),
  protocolError('another DN that is null', 'event EventReleased: OtherDN is null; the protocol'),
  protocolError(
    'a ConnID of an event that is a number',
    'event EventReleased: ConnID is 1; the protocol wants a string',
  ),
  protocolError('a ConnID of an event of a megabyte', 'event EventReleased: ConnID is "1111'),
  protocolError(
    'a role that is an object',
    'event EventReleased: OtherDNRole is {"name":"DeletedParty"}; the protocol wants a string',
  ),
  protocolError(
    'a role that is a fraction',
    'event EventReleased: ThirdPartyDNRole is 6.5; the protocol wants a string',
  ),
  protocolError(
    'a CallState that is a list',
    'event EventReleased: CallState is ["OK"]; the protocol wants a string',
  ),
  protocolError(
    'a CallState beyond all numbers',
    'event EventReleased: CallState is Infinity; the protocol wants a string',
  ),
  protocolError('attributes nested without an end', tooDeep),
  protocolError('attributes nested 65 deep', 'nested at most 64 deep'),

  // Too much.
  protocolError('endless judged events', tooMany),
  protocolError('endless events that nobody judges', tooMany),
  lost('protocol-error', 'endless events while a call is set up', tooMany),
  protocolError('more than 100,000 events for one step', tooMany),
  protocolError('endless events of a megabyte', 'characters of events came since a call was'),
  violation(
    '30,000 EventReleased for one release',
    'released-once',
    'left the call and got 30001 EventReleased; exactly 1 is right',
  ),
  violation(
    '30,000 EventReleased for requests in flight',
    'released-once',
    'left the call and got 30001 EventReleased; exactly 1 is right',
  ),
  violation(
    '30,000 EventPartyDeleted for requests in flight',
    'party-deleted-nobody-else',
    'got EventPartyDeleted, but is no monitored party that remains',
  ),
  violation(
    '30,000 EventReleased for as many who are nobody',
    'released-nobody-else',
    'got EventReleased, but is no monitored party that left the call',
  ),
  violation(
    '30,000 EventError for one release',
    'error-means-refused',
    'got EventError, though the request was, or had to be, carried out',
  ),
  violation(
    '30,000 events after a discard',
    'late',
    'EventReleased came after the fence of its request had been answered',
  ),

  // Events that are not right.
  violation(
    'events for nobody',
    'released-nobody-else',
    'nobody: got EventReleased, but is no monitored party that left the call',
  ),
  violation(
    'events for nobody of no call',
    'released-nobody-else',
    'nobody: got EventReleased, but is no monitored party that left the call',
  ),
  violation(
    'events of a call that never was',
    'conn-id',
    'left the call and got 2 EventReleased; exactly 1 is right',
  ),
  violation(
    'events after a discard',
    'late',
    'EventReleased came after the fence of its request had been answered',
  ),
  violation(
    'events of a discarded call while the next is set up',
    'late',
    'EventReleased came after the fence of its request had been answered',
  ),
  violation(
    'answers the fence before its events',
    'late',
    'EventReleased came after the fence of its request had been answered',
    { oneStep: true },
  ),
  violation(
    'hostile ConnIDs and attributes',
    'released-once',
    'left the call and got 2 EventReleased; exactly 1 is right',
  ),
  violation('hostile DNs', 'released-once', 'got 2 EventReleased; exactly 1 is right'),
  violation(
    'a hostile name, of a T-Server that violates',
    'released-once',
    'left the call and got 2 EventReleased; exactly 1 is right',
  ),
  crash('a hostile log, and then it dies', ended(4, 'send'), { over: 'exec' }),

  // Strange, and as the protocol wants it.
  conforms('one byte at a time'),
  conforms('answers in reverse order'),
  conforms('ids with an exponent'),
  conforms('CR LF and empty lines'),
  conforms('keys of every prototype'),
  conforms('clocks that jump'),
  conforms('any number of parties and calls'),
  conforms('100,000 DNs'),
  conforms('a hostile name'),
  conforms('an endless log', { over: 'exec' }),
  conforms('a ConnID that comes again after its discard'),
  conforms('metainformation that changes'),
  conforms('five megabytes in each event'),
  conforms('100,000 attributes in an event'),
  conforms('attributes nested 60 deep'),
  conforms('30,000 events that nobody judges'),
  conforms('30,000 events while each call is set up'),
  conforms('events before the handshake'),
  conforms('events before the first call'),
  conforms('events after shutdown'),

  // Processes.
  conforms('ignores SIGTERM', { over: 'exec' }),
  hang('ignores SIGTERM, and does not answer', 'the bridge did not answer send', { over: 'exec' }),
  ...withChildren(
    conforms('a child that ignores SIGTERM'),
    crash('a child that keeps the streams', ended(4, 'send')),
    conforms('a child in a new session'),
    conforms('a child in a new session that keeps the streams', { hangs: true }),
    crash('a child in a new session, of a bridge that dies', ended(4, 'send')),
    hang(
      'a child in a new session, of a bridge that does not answer',
      'the bridge did not answer send',
    ),
    conforms('a daemon'),
  ),
]
