/** The failures that a configuration calls known. What becomes of them in a run is told elsewhere. */
import { z } from 'zod'
import { rules } from '../../oracles/rules.ts'
import { nearestNames } from '../cli/nearest-names.ts'
import type { KnownFailure } from '../run/finding.ts'
import { longestName, strictObject } from '../cli/strict-object.ts'

const ids = rules.map(({ id }) => id)

const text = z.string().trim().min(1, 'it is empty')

const rule = z.string().superRefine((id, context) => {
  if (ids.includes(id)) return
  const near = nearestNames(id.slice(0, longestName), ids, 3)
  context.addIssue(`there is no such rule; close to it: ${near.join(', ')}`)
})

const knownFailure = strictObject({
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{12}$/, 'it takes the twelve digits, 0 to 9 and a to f, of a finding')
    .exactOptional(),
  rule: rule.exactOptional(),
  shape: text.exactOptional(),
  reason: text,
  link: z
    .url({
      protocol: /^https?$/,
      error: 'it takes an address that begins with https:// or http://',
    })
    .exactOptional(),
  until: z.iso
    .date('it takes the last day on which the failure is known, such as 2027-01-31')
    .exactOptional(),
}).superRefine(({ fingerprint, rule, shape }, context) => {
  const message = mistake(fingerprint !== undefined, rule !== undefined, shape !== undefined)
  if (message !== undefined) context.addIssue(message)
})

/** What is wrong with the way in which a failure is named. */
function mistake(byFingerprint: boolean, byRule: boolean, byShape: boolean): string | undefined {
  if (byFingerprint)
    return byRule || byShape
      ? 'it names a fingerprint, and a rule or a shape as well: leave one away'
      : undefined
  if (byRule && byShape) return undefined
  if (byRule) return 'it names a rule and not the shape of the smallest script: add shape'
  return byShape
    ? 'it names a shape and not the rule: add rule'
    : 'it names no failure: add fingerprint, or rule and shape'
}

export const knownFailures = z.array(knownFailure)

/** The first entry that names what an entry before it names; undefined where there is none. */
export function firstRepeated(
  known: readonly KnownFailure[],
): { readonly index: number; readonly before: number } | undefined {
  const identities = known.map(({ fingerprint, rule, shape }) =>
    JSON.stringify([fingerprint, rule, shape]),
  )
  const index = identities.findIndex((identity, at) => identities.indexOf(identity) < at)
  const identity = identities[index]
  return identity === undefined ? undefined : { index, before: identities.indexOf(identity) }
}
