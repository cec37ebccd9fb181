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

const callSchema = z
  .strictObject({
    dns: z.array(dn).readonly(),
    unmonitored: z.array(dn).readonly(),
    /**
     * The round before which it is established; the first where none is told. When calls are
     * established before a later round, those that were there are discarded just before.
     */
    from: z.exactOptional(z.int().min(1)),
  })
  .readonly()
  .refine(
    ({ dns, unmonitored }) =>
      dns.length + unmonitored.length >= 2 &&
      new Set([...dns, ...unmonitored]).size === dns.length + unmonitored.length,
    'a call needs two or more parties, all different',
  )

export const scriptSchema = z
  .strictObject({
    /** In the order in which they are established. */
    calls: z
      .array(callSchema)
      .min(1)
      .readonly()
      .refine(
        (calls) =>
          calls[0]?.from === undefined &&
          calls.every(({ from = 0 }, at) => from >= (calls[at - 1]?.from ?? 0)),
        'calls stand in the order in which they are established, the first ones before all rounds',
      ),
    /** Steps between two fences: what stands in one round is in flight together. */
    rounds: z
      .array(
        z
          .array(stepSchema)
          .min(1)
          .readonly()
          .refine(
            (steps) => steps.length === 1 || steps.every((step) => step.do !== 'addParty'),
            'a party is added in a round of its own',
          ),
      )
      .readonly(),
  })
  .readonly()
  .refine(
    ({ calls, rounds }) => calls.every(({ from = 0 }) => from === 0 || from < rounds.length),
    'a call is established before a round that the script does not have',
  )
  .refine(
    ({ calls, rounds }) =>
      rounds.every((round, at) => {
        const there = callsThere(calls, at)
        return round.every(({ call }) => call === 'unknown' || there.includes(call))
      }),
    'a step names a call that is not there in its round',
  )

/**
 * The calls, by position, that are there in a round: those that were established last before it.
 * @param round as an index.
 */
export function callsThere(
  calls: readonly { readonly from?: number }[],
  round: number,
): readonly number[] {
  const latest = calls.reduce(
    (most, { from = 0 }) => (from <= round ? Math.max(most, from) : most),
    0,
  )
  return [...calls.keys()].filter((at) => (calls[at]?.from ?? 0) === latest)
}

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
