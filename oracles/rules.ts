/** All rules, the most telling first: the first one that is broken gives a finding its name. */
import type { History } from './history.ts'
import type { Outcome } from './outcome.ts'
import type { Profile } from './profile.ts'
import { readHistory } from './reading.ts'
import type { Rule } from './rule.ts'
import {
  beforeItsRequest,
  callsApart,
  connID,
  departuresInOneOrder,
  late,
  nothingAfterLeaving,
} from './rules/call.ts'
import {
  deleteThirdPartyDN,
  partyDeletedCallState,
  partyDeletedNobodyElse,
  partyDeletedOnce,
  partyDeletedOtherDN,
  partyDeletedOtherDNRole,
  partyDeletedThirdPartyDNRole,
  releaseThirdPartyDN,
} from './rules/party-deleted.ts'
import {
  errorMeansRefused,
  errorToRequesterOnce,
  refusalAsAgreed,
  refusedChangesNothing,
} from './rules/refusal.ts'
import {
  releasedCallState,
  releasedFromConferenceOtherDN,
  releasedNobodyElse,
  releasedOnce,
  releasedOtherDN,
  releaseReleasesBoth,
} from './rules/released.ts'
import type { Breach } from './verdict.ts'

export const rules: readonly Rule[] = [
  late,
  callsApart,
  refusedChangesNothing,
  nothingAfterLeaving,
  releaseReleasesBoth,
  releasedOnce,
  releasedNobodyElse,
  partyDeletedOnce,
  partyDeletedNobodyElse,
  departuresInOneOrder,
  beforeItsRequest,
  connID,
  partyDeletedOtherDN,
  partyDeletedOtherDNRole,
  releaseThirdPartyDN,
  deleteThirdPartyDN,
  partyDeletedThirdPartyDNRole,
  partyDeletedCallState,
  releasedCallState,
  releasedOtherDN,
  releasedFromConferenceOtherDN,
  errorMeansRefused,
  errorToRequesterOnce,
  refusalAsAgreed,
]

/** So many breaches of one rule are told; a flood of events may break it a hundred thousand times. */
const mostBreaches = 100

/**
 * The breaches of all rules in a history, in the order of the rules; at most 100 of each.
 * @param rounds how many rounds to look at; what comes after a broken one follows from it.
 * @param outcomes what followed from all requests of these rounds, in the order of effect; needed
 *   only where several were in flight.
 */
export function breaches(
  history: History,
  profile: Profile,
  rounds: number,
  outcomes: readonly Outcome[] = [],
): readonly Breach[] {
  const read = readHistory(history, profile, rounds, outcomes)
  return rules.flatMap((rule) =>
    [...Iterator.from(rule.check(read)).take(mostBreaches)].map((breach) => ({
      rule: rule.id,
      ...breach,
    })),
  )
}
