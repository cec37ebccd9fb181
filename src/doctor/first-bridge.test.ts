import { describe, expect, it } from 'vitest'
import { doctored, firstBridgeWith, having } from './doctored.fixture.ts'
import { asCase, expectMistake, firstWrong, type Mistake } from './first-bridge.fixture.ts'

describe('a first bridge without a mistake', () => {
  it('passes all checks', async () => {
    const checks = await doctored(firstBridgeWith('right'))
    expect(having(checks, 'wrong')).toEqual([])
    expect(having(checks, 'tserver')).toEqual([])
    expect(having(checks, 'not tried')).toEqual([])
    expect(having(checks, 'not offered')).toEqual(['dns'])
    expect(having(checks, 'passed')).toEqual([
      ...['start', 'handshake', 'capabilities', 'establish', 'release', 'delete', 'refusal'],
      ...['fence', 'discard', 'maxCalls', 'sharedParties', 'addParty', 'unmonitored'],
      ...['concurrent', 'many in flight', 'reset', 'shutdown'],
    ])
  })
})

const mistakes: readonly Mistake[] = [
  // What else stands on the wire, and how lines end.
  ['banner on stdout', 'handshake', /banner or log line to stderr.*messages to stdout/, /^Acme/],
  ['log on stdout', 'release', /banner or log line to stderr/, /^\[INFO\]/],
  ['long log on stdout', 'release', /banner or log line to stderr/, /^\[INFO\] line 0 of/],
  ['pretty printed', 'handshake', /pretty printing off/, /^\{$/],
  ['headers of a language server', 'handshake', /Leave the header Content-Length/, /^Content-L/],
  ['byte order mark', 'handshake', /Leave the byte order mark out/, /^\ufeff/],
  ['utf-16', 'handshake', /^Write UTF-8 to stdout.*not wchar_t/, /\0/],
  ['latin1', 'handshake', /^Write UTF-8 to stdout, and not Latin-1/],
  ['echo', 'handshake', /Do not echo to stdout/, /"method":"initialize"/],
  ['python repr', 'handshake', /JSON library \(json\.dumps/, /^\{'jsonrpc'/],
  ['two messages on a line', 'release', /line feed after every message/, /\}\{/],
  ['string put together by hand', 'handshake', /JSON library.*need an escape/, /the "first" b/],

  // Messages that are not of JSON-RPC.
  ['no jsonrpc', 'handshake', /Write "jsonrpc":"2\.0" into every message/, /^\{"id":1/],
  ['jsonrpc as a number', 'handshake', /"jsonrpc":"2\.0", a string, and not 2/],
  ['id as a string', 'handshake', /id back as the number that came, 1, and not as .* "1"/],
  ['no id', 'handshake', /Copy the id of the request into its answer; this answer has none/],
  ['answers send twice', 'release', /Answer send once/],
  ['error null', 'handshake', /Leave "error":null out/],
  ['no result', 'release', /Answer send with "result":\{\}/],
  ['error as a text', 'release', /"error":\{"code":-32000,"message":/],
  ['batch', 'handshake', /each message as an object on a line of its own/, /^\[/],

  // Answers with the wrong result.
  ['result null', 'establish', /Answer discard with "result":\{\} instead of null/],
  ['result true', 'establish', /Answer fence with "result":\{\} instead of true/],
  ['connID as a number', 'establish', /Write the ConnID in quotes/, /"connID":4711/],
  ['bare connID', 'establish', /"result":\{"connID":"006c\w+"\} instead of the bare string/],
  ['connID misspelt', 'establish', /Write connID instead of "?ConnID/],
  ['version misspelt', 'handshake', /Write protocolVersion instead of "?protocol_version/],
  ['version as a string', 'handshake', /"protocolVersion":1, a number without quotes/],
  ['version of its own', 'handshake', /"protocolVersion":1: .*not that of the bridge/],
  ['no implementation', 'handshake', /"implementation":\{"name":/],
  ['capabilities as a list', 'handshake', /with "capabilities":\{\}/],
  ['capability of the wrong type', 'handshake', /without quotes \("maxCalls":64/],

  // Events that are none.
  ['event as the method', 'release', /"method":"event".*"name":"EventReleased"/],
  ['event with an id', 'release', /Leave the member id out of events/],
  ['event wrapped', 'release', /Move what is in "?event"? up into params/],
  ['attributes wrapped', 'release', /Move what is in "?attributes"? up into params/],
  ['event in a list', 'release', /Write "params":\{"name":/],
  ['no ThisDN', 'release', /Write ThisDN into "?EventReleased"?: the DN for which/],
  ['name misspelt', 'release', /Write name instead of "?eventName/],
  ['name as a number', 'release', /name of the event instead of its number 65 \(EventReleased\)/],
  ['AttributeThisDN', 'release', /Write ThisDN instead of "?AttributeThisDN/],
  ['DN as a number', 'release', /Write "OtherDN":"7001" instead of "OtherDN":7001/],
  ['call state as an object', 'release', /Mend what is named here: .*CallState is \{/],
  ['null attribute', 'release', /Leave OtherDN out of "?EventReleased"? rather than write null/],

  // Events in other words.
  ['name without Event', 'release', /Write EventReleased instead of "?Released/],
  ['name in capitals', 'release', /Write EventReleased instead of "?EVENT_RELEASED/],
  ['name as digits', 'release', /Write EventReleased instead of "?65/],
  ['callState in lower case', 'release', /Write CallState instead of "?callState/],
  ['prefix Attribute', 'release', /ConnID instead of "?AttributeConnID.*CallState instead/],
  ['role out of range', 'release', /instead of 99 in OtherDNRole/, /"OtherDNRole":99/],
  ['role in capitals', 'release', /Write DeletedBy instead of "DELETED_BY" in ThirdPartyDNRole/],
  ['call state in capitals', 'release', /Write OK instead of "CALL_OK" in CallState/],
  ['ThisDN as an address', 'release', /Write "?7001"? instead of "sip:7001@acme\.example"/],
  ['ThisDN in quotes', 'release', /Write "?7001"? instead of "'7001'"/],

  // What is said when, and of which call.
  ['ConnID changes', 'release', /Answer establish with the ConnID that the events/, /"connID"/],
  ['no ConnID', 'release', /Write the ConnID of the call into every event/],
  ['made-up ConnID', 'release', /T-Server's ConnID and not one of the bridge's making/],
  ['one ConnID for all', 'maxCalls', /Answer each establish with the ConnID of the call/],
  ['every event twice', 'release', /Register for each DN once.*it is the T-Server/],
  ['events without end', 'release', /Look for a loop that writes the same event again/],
  ['far more events', 'release', /Look for a loop that writes the same event again/],
  ['fence too early', 'release', /Wait with the answer to fence until the T-Server is done/],
  ['fence much too early', 'release', /Wait with the answer to fence until the T-Server is done/],
  ['set-up too late', 'establish', /Wait with the answer to establish until every party/],
  ['events of a discarded call', 'establish', /off the list of those whose events are passed on/],
  ['discard keeps the call', 'release', /End the call at the T-Server on discard/, /is busy/],
  ['reset keeps calls', 'reset', /End every call that the bridge has established on reset/],
  ['error for discard of a call that is gone', 'release', /"result":\{\} also for a ConnID/],
  ['error for a refusal', 'refusal', /pass the EventError on as an event/, /"error"/],
  ['method not found', 'establish', /requests with the method fence/],
  ['half lines are parsed', 'many in flight', /Keep what follows the last LF/],
  ['whole read as one request', 'release', /Split what was read at every LF/],

  // Capabilities that do not work.
  ['maxCalls does not work', 'maxCalls', /Say in maxCalls how many calls/],
  ['maxParties is less', 'establish', /Say in maxParties how many.*it is 8/, /conference is full/],
  ['sharedParties does not work', 'sharedParties', /Make sharedParties work, or leave it out/],
  ['addParty does not work', 'addParty', /Make addParty work, or leave it out/],
  ['addParty adds nobody', 'addParty', /Make addParty work, or leave it out/, /EventError/],
  ['unmonitored does not work', 'unmonitored', /events on the DNs under dns only/],
  ['unmonitored is left out', 'unmonitored', /Make unmonitored work, or leave it out/],
  ['dns does not work', 'dns', /only DNs that can be in a call, and register for each/],

  // How it begins and ends.
  ['dies at start', 'start', /See what its log says.*in a shell/],
  ['dies of send', 'release', /See what its log says, and mend what it died of/],
  ['ends without an answer to shutdown', 'shutdown', /answer to shutdown and flush stdout/],
]

describe('a first bridge with the mistake', () => {
  it.each(mistakes.map(asCase))('$mistake: $check is wrong', async (mistake) => {
    expectMistake(await doctored(firstBridgeWith(mistake.mistake)), mistake)
  })
})

describe('what is only to be known', () => {
  it('is a capability that is misspelt', async () => {
    const checks = await doctored(firstBridgeWith('capability misspelt'))
    expect(having(checks, 'wrong')).toEqual([])
    const notes = checks.find(({ name }) => name === 'capabilities')?.notes.join('\n')
    expect(notes).toMatch(/"?maxparties"? is not known and has no effect: write maxParties/)
    expect(notes).toMatch(/"?conferences"? is not known and has no effect: known are maxParties,/)
    expect(notes).toMatch(/maxCalls is not given: one call at a time/)
  })

  it('is another exit status than 0', async () => {
    const checks = await doctored(firstBridgeWith('ends with status 1'))
    expect(having(checks, 'wrong')).toEqual([])
    expect(checks.at(-1)?.notes).toEqual([expect.stringContaining('ended with exit status 1')])
  })
})

describe('after a mistake', () => {
  it('the other checks go on', async () => {
    const checks = await doctored(firstBridgeWith('dies of send'))
    // The bridge is started again for each of them, and dies of each that sends something.
    expect(having(checks, 'passed')).toEqual(
      expect.arrayContaining(['establish', 'many in flight', 'shutdown']),
    )
    expect(having(checks, 'not tried')).toEqual([])
  })

  it('nothing is tried that takes what never works', async () => {
    const checks = await doctored(firstBridgeWith('method not found'))
    expect(having(checks, 'wrong')).toEqual(['establish'])
    expect(checks.find(({ name }) => name === 'release')).toMatchObject({
      status: 'not tried',
      summary: expect.stringContaining('fence'),
    })
    expect(having(checks, 'passed')).toContain('shutdown')
  })

  it('nothing is tried without a handshake', async () => {
    const checks = await doctored(firstBridgeWith('banner on stdout'))
    expect(checks.slice(2).every(({ status }) => status === 'not tried')).toBe(true)
    expect(checks.length).toBeGreaterThan(15)
  })

  it('the T-Server is not blamed for what may come of it', async () => {
    const checks = await doctored(firstBridgeWith('every event twice'))
    expect(having(checks, 'tserver')).toEqual([])
    expect(having(checks, 'not tried')).toContain('refusal')
  })

  it('requests come one at a time where several at once are too many', async () => {
    const checks = await doctored(firstBridgeWith('whole read as one request'))
    expect(having(checks, 'wrong')).toEqual(['release'])
    expect(having(checks, 'passed')).toContain('delete')
    expect(having(checks, 'not tried')).toEqual(['concurrent', 'many in flight'])
  })

  it('a bridge that does not start again is not asked again', async () => {
    const checks = await doctored(firstBridgeWith('starts once'))
    expect(having(checks, 'wrong')).toEqual(['release'])
    expect(checks.find(({ name }) => name === 'delete')?.summary).toContain('started again')
  })
})

it('the log of the bridge is told without its stack', async () => {
  const { problem } = firstWrong(await doctored(firstBridgeWith('whole read as one request')))
  expect(problem.log.join('\n')).toMatch(/SyntaxError/)
  expect(problem.log.join('\n')).not.toMatch(/^\s*at /m)
})
