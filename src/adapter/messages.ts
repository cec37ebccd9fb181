/**
 * The requests of the adapter protocol, version 1, and their answers. What comes from a bridge is
 * read through these schemas; each of them says in words what the protocol wants.
 */
import { z } from 'zod'

export const protocolVersion = 1

const nonEmptyText = (longest: number) => {
  const wanted = `a string of 1 to ${longest} characters`
  return z.string({ error: wanted }).min(1, wanted).max(longest, wanted)
}

const object = { error: 'an object' }
const dn = nonEmptyText(1024)
const connID = nonEmptyText(1024).regex(
  /^[^@]/,
  'a string with something before its first "@", where the metainformation begins',
)

const flag = z.boolean({ error: 'true or false, or the capability left out' }).exactOptional()

const count = (least: number) => {
  const wanted = `an integer of ${least} or more, or the capability left out`
  return z.int({ error: wanted }).min(least, wanted).exactOptional()
}

const distinct = (dns: readonly string[]): boolean => new Set(dns).size === dns.length

/** What a T-Server can be asked to do. Capabilities that are not known here are left out. */
export const capabilitiesSchema = z.object(
  {
    maxParties: count(2),
    maxCalls: count(1),
    sharedParties: flag,
    addParty: flag,
    concurrent: flag,
    unmonitored: flag,
    dns: z
      .array(dn, { error: 'a list of DNs, or the capability left out' })
      .min(2, 'two DNs or more')
      .refine(distinct, 'DNs that are all different')
      .readonly()
      .exactOptional(),
  },
  object,
)

export const implementationSchema = z.object(
  { name: nonEmptyText(256), version: nonEmptyText(256).exactOptional() },
  object,
)

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
      implementation: implementationSchema,
      capabilities: capabilitiesSchema,
    }),
  },
  establish: {
    params: z
      .strictObject({
        dns: z.array(dn).readonly(),
        unmonitored: z.array(dn).min(1).readonly().exactOptional(),
      })
      .refine(({ dns, unmonitored = [] }) => {
        const parties = [...dns, ...unmonitored]
        return parties.length >= 2 && distinct(parties)
      }, 'two parties or more, all different'),
    result: z.object({ connID }, object),
  },
  addParty: { params: z.strictObject({ connID, by: dn, dn }), result: done },
  send: {
    params: z.discriminatedUnion('request', [
      z.strictObject({ request: z.literal('TReleaseCall'), thisDN: dn, connID }),
      z.strictObject({
        request: z.literal('TDeleteFromConference'),
        thisDN: dn,
        connID,
        otherDN: dn,
      }),
    ]),
    result: done,
  },
  fence: { params: nothing, result: done },
  discard: { params: z.strictObject({ connID }), result: done },
  reset: { params: nothing, result: done },
  shutdown: { params: nothing, result: done },
} as const

/** A method of the protocol. */
export type Method = keyof typeof methods

/** What a method is called with. */
export type Params<M extends Method> = z.infer<(typeof methods)[M]['params']>
