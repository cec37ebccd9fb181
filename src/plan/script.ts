/**
 * A script: concrete calls, DNs and steps, as plain JSON. Everything that is saved, replayed or
 * shrunk is a script.
 */
import { z } from 'zod'

const dn = z.string().min(1).max(1024)
/** The call a step goes to, by its position in `calls`; `unknown` sends a ConnID that no call has. */
const callOfRequest = z.union([z.int().min(0), z.literal('unknown')])

export const stepSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('TReleaseCall'), call: callOfRequest, thisDN: dn }).readonly(),
  z
    .strictObject({
      do: z.literal('TDeleteFromConference'),
      call: callOfRequest,
      thisDN: dn,
      otherDN: dn,
    })
    .readonly(),
  z.strictObject({ do: z.literal('addParty'), call: z.int().min(0), by: dn, dn }).readonly(),
])

export const scriptSchema = z
  .strictObject({
    /** Established at the start, in this order. */
    calls: z
      .array(
        z
          .strictObject({ dns: z.array(dn).readonly(), unmonitored: z.array(dn).readonly() })
          .readonly()
          .refine(
            ({ dns, unmonitored }) =>
              dns.length + unmonitored.length >= 2 &&
              new Set([...dns, ...unmonitored]).size === dns.length + unmonitored.length,
            'a call needs two or more parties, all different',
          ),
      )
      .min(1)
      .readonly(),
    /** Steps between two fences: one, as this version has one request in flight. */
    rounds: z.array(z.array(stepSchema).length(1).readonly()).readonly(),
  })
  .readonly()
  .refine(
    ({ calls, rounds }) =>
      rounds.every((round) => round.every(({ call }) => call === 'unknown' || call < calls.length)),
    'a step names a call that the script does not establish',
  )

export type Step = z.infer<typeof stepSchema>
export type Script = z.infer<typeof scriptSchema>

/** Parties of all calls when they are established. */
export function partyCount(script: Script): number {
  return script.calls.reduce((sum, call) => sum + call.dns.length + call.unmonitored.length, 0)
}

/** Requests and added parties; fences do not count. */
export function stepCount(script: Script): number {
  return script.rounds.reduce((sum, round) => sum + round.length, 0)
}
