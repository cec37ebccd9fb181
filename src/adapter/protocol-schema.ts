/**
 * The adapter protocol as a JSON Schema for those who write bridges: one document, with a definition
 * of every line that may go over the wire. Made of the schemas that the harness reads with.
 */
import { z } from 'zod'
import { eventSchema } from './event.ts'
import { errorSchema } from './json-rpc.ts'
import { methods, type Method } from './messages.ts'

/** What the document is called where another one refers to it. */
export const protocolSchemaId = 'urn:partyline:adapter-protocol:1'

interface Exchange {
  readonly method: Method
  /** What is asked for. */
  readonly request: string
  /** When it may be answered. */
  readonly answer: string
}

const exchanges: readonly Exchange[] = [
  {
    method: 'initialize',
    request: 'The first request, once.',
    answer: 'It comes at once.',
  },
  {
    method: 'establish',
    request: 'Make a call in which exactly these parties talk.',
    answer:
      'It comes when all of them talk, and all events of setting the call up have been written. ' +
      'Calls that are there at once have ConnIDs of their own.',
  },
  {
    method: 'addParty',
    request: 'Bring another monitored party into a call. Only with the capability addParty.',
    answer:
      'It comes when dn talks in the call, and all events of setting that up have been written.',
  },
  {
    method: 'send',
    request: 'Hand a request to the T-Server on behalf of thisDN.',
    answer:
      'It comes when the request has been handed to the T-Server. What the T-Server refuses is told ' +
      'by an EventError to thisDN, not here.',
  },
  {
    method: 'fence',
    request: 'Say when the T-Server is done with every send before this one.',
    answer: 'It comes when every event that those sends have caused has been written.',
  },
  {
    method: 'discard',
    request: 'End a call, where it still exists.',
    answer:
      'It comes when the call is gone, also where it was gone before. None of its events is written ' +
      'after.',
  },
  {
    method: 'reset',
    request: 'End all calls.',
    answer: 'It comes when all are gone, as by discard.',
  },
  {
    method: 'shutdown',
    request: 'The last request.',
    answer: 'It comes at once. Then the process ends by itself, or the connection is closed.',
  },
]

const jsonrpc = z.literal('2.0')
const absent = z.never().exactOptional()
const id = z.int().min(1).meta({
  id: 'id',
  description: 'Counts the requests of one connection. An answer has that of its request.',
})

const requests = exchanges.map(({ method, request }) =>
  z
    .strictObject({ jsonrpc, id, method: z.literal(method), params: methods[method].params })
    .meta({ id: `${method}Request`, description: request }),
)

const answers = exchanges.map(({ method, answer }) =>
  z
    .object({ jsonrpc, id, result: methods[method].result, error: absent, method: absent })
    .meta({ id: `${method}Answer`, description: `The answer to ${method}. ${answer}` }),
)

const errorAnswer = z
  .object({ jsonrpc, id: id.nullable(), error: errorSchema, result: absent, method: absent })
  .meta({
    id: 'errorAnswer',
    description:
      'The bridge itself is in trouble; never that the T-Server refuses. It ends the connection, as a ' +
      'crash. The id is null where the request could not be read.',
  })

const event = z
  .object({ jsonrpc, method: z.literal('event'), params: eventSchema, id: absent })
  .meta({
    id: 'event',
    description:
      'What the T-Server has distributed to ThisDN. Events of one DN are written in the order of ' +
      'their distribution to it.',
  })

const fromHarness = z.union(requests).meta({
  id: 'fromHarness',
  description:
    'A line that partyline writes. A bridge takes them in their order, and may answer in any.',
})

const fromBridge = z.union([...answers, errorAnswer, event]).meta({
  id: 'fromBridge',
  description:
    'A line that a bridge writes. Only the id tells what an answer is to; whoever knows uses the ' +
    'definition of that answer (establishAnswer for one to establish), which says more.',
})

/**
 * The document, plain JSON. `#/$defs/fromBridge` and `#/$defs/fromHarness` take any line of one side;
 * `establishRequest`, `establishAnswer` and so on, `errorAnswer` and `event` take one kind.
 */
export function protocolSchema(): object {
  const { $schema, $defs, ...line } = z.toJSONSchema(z.union([fromHarness, fromBridge]), {
    // As it is written, before what is not known has been left out.
    io: 'input',
    override: ({ jsonSchema }) => {
      // That a value does not change in our hands is nobody else's affair.
      delete jsonSchema.readOnly
    },
  })
  return {
    $schema,
    $id: protocolSchemaId,
    title: 'Adapter protocol of partyline, version 1',
    description: 'One line: JSON-RPC 2.0 in UTF-8, ended by LF, at most 8 MiB.',
    ...line,
    $defs,
  }
}
