// A bridge whose T-Server ignores every request, and says so in its log.
//
//   node deaf-bridge.fixture.mjs [crash]     ends at a request instead
import { createInterface } from 'node:readline'

let calls = 0
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line)
  if (method === 'send') {
    process.stderr.write(`ignored ${params.request} of ${params.thisDN}\n`)
    if (process.argv[2] === 'crash') process.exit(9)
  }
  const result = {
    initialize: { protocolVersion: 1, implementation: { name: 'deaf' }, capabilities: {} },
    establish: { connID: String(++calls) },
  }[method]
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result: result ?? {} })}\n`)
  if (method === 'shutdown') break
}
