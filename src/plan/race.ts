/** Requests on purpose in each other's way, or in the wrong call. */
import type { DN } from '../../oracles/tlib.ts'
import type { Digits } from './digits.ts'
import type { PlayedCall } from './generation.ts'
import { deletion, deletionByAbsent, deletionOfAbsent, release, releaseByAbsent } from './kinds.ts'
import { leaverOf, type Members } from './members.ts'
import type { Step } from './script.ts'

export type Request = Exclude<Step, { readonly do: 'addParty' }>

/**
 * A request that races with the one sent just before it.
 * @returns undefined where the kind that was drawn is off, or not possible.
 */
export function against(
  before: Request,
  members: Members,
  digits: Digits,
  off: number,
): Request | undefined {
  const { call, present } = members
  const { thisDN } = before
  const releases = (dn: DN): Request | undefined =>
    isOn(release.bit, off) && present.includes(dn)
      ? { do: 'TReleaseCall', call, thisDN: dn }
      : undefined
  const deletes = (by: DN | undefined, otherDN: DN): Request | undefined =>
    by !== undefined && isOn(deletion.bit, off) && present.includes(by) && by !== otherDN
      ? { do: 'TDeleteFromConference', call, thisDN: by, otherDN }
      : undefined
  // The same DN in another call.
  if (before.call !== call) return releases(thisDN)
  const leaver = leaverOf(before)
  const others = present.filter((dn) => dn !== leaver)
  const another = others.length === 0 ? undefined : digits.pick(others)
  switch (digits.take(4)) {
    case 0:
      return releases(leaver)
    case 1:
      return deletes(another, leaver)
    case 2:
      return before.do === 'TReleaseCall'
        ? deletes(thisDN, another ?? thisDN)
        : deletes(leaver, thisDN)
    default:
      return before
  }
}

/**
 * A party of another call asks something of this one, or is to be deleted from it.
 * @returns undefined where the kind that was drawn is off, or not possible.
 */
export function across(
  { members }: PlayedCall,
  calls: readonly PlayedCall[],
  digits: Digits,
  off: number,
): Request | undefined {
  const { call, present } = members
  const strangers = calls
    .flatMap((other) => other.members.present)
    .filter((dn) => !present.includes(dn))
  if (strangers.length === 0 || present.length === 0) return undefined
  const stranger = digits.pick(strangers)
  const party = digits.pick(present)
  switch (digits.take(3)) {
    case 0:
      return isOn(releaseByAbsent.bit, off)
        ? { do: 'TReleaseCall', call, thisDN: stranger }
        : undefined
    case 1:
      return isOn(deletionByAbsent.bit, off)
        ? { do: 'TDeleteFromConference', call, thisDN: stranger, otherDN: party }
        : undefined
    default:
      return isOn(deletionOfAbsent.bit, off)
        ? { do: 'TDeleteFromConference', call, thisDN: party, otherDN: stranger }
        : undefined
  }
}

function isOn(bit: number, off: number): boolean {
  return (off & bit) === 0
}
