/**
 * A bridge that does the least possible, to measure what lies on the other side of the wire: the adapter
 * protocol in front of a T-Server that releases calls, and trusts whoever asks. `wire-bridge.ts DELAY`
 * speaks over the standard streams, `wire-bridge.ts DELAY PORT` to one connection on 127.0.0.1 (a port of 0
 * is any, and the one that it is is printed). It writes what it has to say after DELAY milliseconds.
 */
import { createServer } from 'node:net'
import type { Readable, Writable } from 'node:stream'

interface Asked {
  readonly id: number
  readonly method: string
  readonly params: {
    readonly request: string
    readonly connID: string
    readonly thisDN: string
    readonly otherDN?: string
    readonly dns: readonly string[]
  }
}

const introduced = `{"protocolVersion":1,"implementation":{"name":"wire"},"capabilities":{"maxParties":8,"maxCalls":1000}}`

function serve(lines: Readable, out: Writable, delay: number): void {
  /** Parties by ConnID, as they stand in an event. */
  const calls = new Map<string, string[]>()
  let made = 0
  let said = ''
  /** It has been asked to end, which is the last that it is asked for. */
  let over = false

  function tell(name: string, connID: string, thisDN: string, rest: string): void {
    said += `{"jsonrpc":"2.0","method":"event","params":{"name":"${name}","ConnID":"${connID}","ThisDN":${thisDN}${rest}}}\n`
  }

  function send({ request, connID, thisDN: by, otherDN = by }: Asked['params']): void {
    const thisDN = JSON.stringify(by)
    const leaver = request === 'TReleaseCall' ? thisDN : JSON.stringify(otherDN)
    const parties = calls.get(connID)
    if (!parties?.includes(thisDN) || !parties.includes(leaver))
      return tell('EventError', connID, thisDN, '')
    if (parties.length === 2) {
      for (const party of parties) tell('EventReleased', connID, party, ',"CallState":"OK"')
      return void calls.delete(connID)
    }
    parties.splice(parties.indexOf(leaver), 1)
    tell('EventReleased', connID, leaver, ',"CallState":"OK"')
    const state = parties.length > 2 ? 'Conferenced' : 'OK'
    const rest = `,"OtherDN":${leaver},"OtherDNRole":"DeletedParty","ThirdPartyDN":${thisDN},"ThirdPartyDNRole":"DeletedBy","CallState":"${state}"`
    for (const party of parties) tell('EventPartyDeleted', connID, party, rest)
  }

  function answer({ id, method, params }: Asked): void {
    let result = '{}'
    if (method === 'send') send(params)
    else if (method === 'discard') calls.delete(params.connID)
    else if (method === 'establish') {
      const connID = String(++made)
      calls.set(
        connID,
        params.dns.map((dn) => JSON.stringify(dn)),
      )
      result = `{"connID":"${connID}"}`
    } else if (method === 'reset') calls.clear()
    else if (method === 'initialize') result = introduced
    said += `{"jsonrpc":"2.0","id":${id},"result":${result}}\n`
    if (method === 'shutdown') over = true
  }

  let begun = ''
  lines.setEncoding('utf8')
  lines.on('data', (chunk: string) => {
    const whole = (begun + chunk).split('\n')
    begun = whole.pop() ?? ''
    for (const line of whole) answer(JSON.parse(line))
    const text = said
    said = ''
    if (text === '') return
    const write = over ? () => out.end(text) : () => out.write(text)
    if (delay === 0) write()
    else setTimeout(write, delay)
  })
}

const [delay = 0, port] = process.argv.slice(2).map(Number)
if (port === undefined) serve(process.stdin, process.stdout, delay)
else {
  const server = createServer({ noDelay: true }, (socket) => {
    server.close()
    serve(socket, socket, delay)
  })
  server.listen(port, '127.0.0.1', () => {
    const address = server.address()
    console.log(typeof address === 'object' ? address?.port : address)
  })
}
