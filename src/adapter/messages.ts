/**
 * The requests of the adapter protocol, version 1, and their answers. What comes from a bridge is
 * read through these schemas; each of them says in words what the protocol wants. They are published
 * as well (`protocol-schema.ts`), each under its `id` and with its `description`.
 */
import { z } from 'zod'

export const protocolVersion = 1

const nonEmptyText = (longest: number) => {
  const wanted = `a string of 1 to ${longest} characters`
  return z.string({ error: wanted }).min(1, wanted).max(longest, wanted)
}

const object = { error: 'an object' }
const dn = nonEmptyText(1024).meta({
  id: 'DN',
  description: 'A directory number: who a party is. Compared exactly, never as a number.',
})
const connID = nonEmptyText(1024)
  .regex(/^[^@]/, 'a string with something before its first "@", where the metainformation begins')
  .meta({
    id: 'ConnID',
    description:
      'Which call is meant. From its first "@" on it is metainformation, which takes no part in ' +
      'comparison.',
  })

const flag = (description: string) =>
  z
    .boolean({ error: 'true or false, or the capability left out' })
    .exactOptional()
    .meta({ description: `${description} Left out: false.` })

const count = (least: number, otherwise: number, description: string) => {
  const wanted = `an integer of ${least} or more, or the capability left out`
  return z
    .int({ error: wanted })
    .min(least, wanted)
    .exactOptional()
    .meta({ description: `${description} Left out: ${otherwise}.` })
}

const distinct = (dns: readonly string[]): boolean => new Set(dns).size === dns.length

/** What a T-Server can be asked to do. Capabilities that are not known here are left out. */
export const capabilitiesSchema = z
  .object(
    {
      maxParties: count(2, 8, 'Parties in one call.'),
      maxCalls: count(1, 1, 'Calls that may exist at once.'),
      sharedParties: flag('A DN may be in several calls at once.'),
      addParty: flag('addParty works.'),
      concurrent: flag('Several sends of one call may be in flight at once.'),
      unmonitored: flag(
        'establish takes unmonitored: parties to which the T-Server distributes nothing. They count as ' +
          'parties and can be deleted, and send no request.',
      ),
      dns: z
        .array(dn, { error: 'a list of DNs, or the capability left out' })
        .min(2, 'two DNs or more')
        .refine(distinct, 'DNs that are all different')
        .readonly()
        .exactOptional()
        .meta({
          uniqueItems: true,
          description: 'The only DNs that may be used. Left out: partyline makes up its own.',
        }),
    },
    object,
  )
  .meta({
    id: 'capabilities',
    description: 'What the T-Server, reached through the bridge, can be asked to do.',
  })

export const implementationSchema = z
  .object({ name: nonEmptyText(256), version: nonEmptyText(256).exactOptional() }, object)
  .meta({ id: 'implementation', description: 'The T-Server, as reports call it.' })

/** The answer to `initialize` as far as it is the same in every version of the protocol. */
export const versionSchema = z.object(
  { protocolVersion: z.int({ error: `the number ${protocolVersion}` }) },
  object,
)

/** It is done, and there is nothing to tell. */
const done = z.object({}, object)

const nothing = z.strictObject({})

/** What the harness asks for (`params`) and what a bridge answers (`result`). */
export const methods = {
  initialize: {
    params: z.strictObject({
      protocolVersion: z.literal(protocolVersion),
      harness: z.strictObject({ name: z.string(), version: z.string() }),
    }),
    result: versionSchema.extend({
      protocolVersion: z.literal(protocolVersion, { error: `the number ${protocolVersion}` }),
      implementation: implementationSchema,
      capabilities: capabilitiesSchema,
    }),
  },
  establish: {
    params: z
      .strictObject({
        dns: z
          .array(dn)
          .min(1)
          .readonly()
          .meta({ uniqueItems: true, description: 'The parties to which events are distributed.' }),
        unmonitored: z
          .array(dn)
          .min(1)
          .readonly()
          .exactOptional()
          .meta({
            uniqueItems: true,
            description:
              'Parties to which nothing is distributed, such as an outside number. Only with the ' +
              'capability of that name.',
          }),
      })
      .refine(({ dns, unmonitored = [] }) => {
        const parties = [...dns, ...unmonitored]
        return parties.length >= 2 && distinct(parties)
      }, 'two parties or more, all different')
      .meta({
        anyOf: [
          { properties: { dns: { type: 'array', minItems: 2 } } },
          {
            properties: { unmonitored: { type: 'array', minItems: 1 } },
            required: ['unmonitored'],
          },
        ],
        description: 'Two parties or more; dns and unmonitored have no DN in common.',
      }),
    result: z.object({ connID }, object),
  },
  addParty: {
    params: z.strictObject({
      connID,
      by: dn.meta({ description: 'The party that brings it in.' }),
      dn: dn.meta({
        description:
          'The party that joins. It is not in the call, and is no unmonitored party of it.',
      }),
    }),
    result: done,
  },
  send: {
    params: z.discriminatedUnion('request', [
      z.strictObject({
        request: z.literal('TReleaseCall'),
        thisDN: dn.meta({ description: 'Who hangs up.' }),
        connID,
      }),
      z.strictObject({
        request: z.literal('TDeleteFromConference'),
        thisDN: dn.meta({ description: 'Who asks.' }),
        connID,
        otherDN: dn.meta({ description: 'Who is to be removed.' }),
      }),
    ]),
    result: done,
  },
  fence: { params: nothing, result: done },
  discard: { params: z.strictObject({ connID }), result: done },
  reset: { params: nothing, result: done },
  shutdown: { params: nothing, result: done },
} as const

/** What the schema of an answer that has nothing to tell says, by hand, for what there is most of. */
export function isDone(result: unknown): boolean {
  return typeof result === 'object' && result !== null && !Array.isArray(result)
}

/** The same of the answer to `establish`. */
export function isEstablished(result: unknown): result is { readonly connID: string } {
  return (
    typeof result === 'object' &&
    result !== null &&
    'connID' in result &&
    typeof result.connID === 'string' &&
    result.connID.length >= 1 &&
    result.connID.length <= 1024 &&
    !result.connID.startsWith('@')
  )
}

/** A method of the protocol. */
export type Method = keyof typeof methods

/** What a method is called with. */
export type Params<M extends Method> = z.infer<(typeof methods)[M]['params']>
